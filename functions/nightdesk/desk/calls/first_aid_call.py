"""First aid on the phone: a step said, a beat to push to, and patience with somebody whose hands are full."""

from dataclasses import replace

from nightdesk.channel.metronome import NAME
from nightdesk.channel.twiml import Gather, Pause, Play, Say
from nightdesk.desk.calls.turn import Thread, Turn, url_of
from nightdesk.desk.calls.vet_words import read_out
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.first_aid import Guided, again
from nightdesk.incident.incident import Incident
from nightdesk.persona.owner import speech
from nightdesk.persona.owner.leading import LEADING, pet_called
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.persona.wording.words import Language

Prompts = tuple[Say | Play | Pause, ...]
KEY = "2"
KEY_SAYS = "continue"
"""What the key stands for: a word of no language, so that a Spanish caller is not answered in English."""
ROUNDS = 6
"""Thirty pushes at 110 a minute take sixteen seconds, with two breaths about twenty: six of them are two minutes."""
MOST_CYCLES = 15
"""Half an hour of pushing without a word; then a human must take over."""
MOST_SILENCES = 4
PATIENCE_SECONDS, BEAT_PATIENCE_SECONDS = 15, 5
HINTS = (
    "next", "done", "repeat", "back", "breathing", "no breath", "stopped breathing", "it came out", "still nothing",
    "siguiente", "listo", "respira", "no respira", "repite",
)  # fmt: skip


def step_on_call(kit: Kit, led: Guided, thread: Thread, *, news: Prompts = ()) -> Gather:
    """Say a step, after a vet's words if there are any, and listen; one that is done to a beat is followed by it."""
    spoken = SPOKEN[led.language]
    prompts = (*news, Say(speech.plain(led.aloud, led.language), language=spoken.code))
    if led.beats:
        prompts += _beat(kit, led.language)
    return _listen(kit, prompts, thread, rounds=0, language=led.language, beats=led.beats)


def goes_on(kit: Kit, turn: Turn, thread: Thread, *, rounds: int) -> Gather | None:
    """
    What a caller hears who said nothing that matters: what a vet has written meanwhile, and then the beat goes on, or
    the step is said once more. rounds: how often they were silent in a row.

    None when nobody should be left alone with it any longer, or when there are no steps to go on with.
    """
    incident = _incident(kit, turn)
    if incident is None:
        return None
    language: Language = incident.language
    found = again(kit, incident.following, pet=_pet(incident), language=language)
    if found is None or rounds >= (MOST_CYCLES if found[0].beats else MOST_SILENCES):
        return None
    step, aloud = found
    words, code = LEADING[language], SPOKEN[language].code
    news, told = read_out(kit, turn, incident, thread)
    after = replace(thread, told=told)
    if step.beats:
        return _listen(kit, (*news, *_beat(kit, language)), after, rounds=rounds, language=language, beats=True)
    said = f"{words.still_here} {aloud} {words.tail_aloud}" if rounds % 2 else words.waiting_aloud
    prompts = (*news, Say(speech.plain(said, language), language=code))
    return _listen(kit, prompts, after, rounds=rounds, language=language, beats=False)


def once_more(kit: Kit, turn: Turn, thread: Thread) -> Gather | None:
    """
    The step last given, for a carrier that asks again about a turn that was heard, and the same words of a vet; None
    when there is none.
    """
    incident = _incident(kit, turn)
    found = again(kit, incident.following, pet=_pet(incident), language=incident.language) if incident else None
    if incident is None or found is None:
        return None
    step, aloud = found
    said = Guided(body=aloud, aloud=aloud, language=incident.language, beats=step.beats)
    news, told = read_out(kit, turn, incident, thread)
    return step_on_call(kit, said, replace(thread, told=told), news=news)


def _pet(incident: Incident) -> str:
    """The pet as it is called on the phone."""
    return pet_called(incident.pet_name, incident.species, incident.language)


def _beat(kit: Kit, language: Language) -> Prompts:
    """Two minutes: thirty pushes to the beat, two breaths, again and again; then a look for breath."""
    words, code = LEADING[language], SPOKEN[language].code
    sound = Play(f"{kit.settings.public_url}/sounds/{NAME}")
    rounds = (part for _ in range(ROUNDS) for part in (sound, Say(words.breaths, language=code)))
    return (Say(words.pushes, language=code), *list(rounds)[:-1], Say(words.swap, language=code))


def _listen(kit: Kit, prompts: Prompts, thread: Thread, *, rounds: int, language: Language, beats: bool) -> Gather:
    return Gather(
        action=url_of(kit, f"aid/{thread.count}/{rounds}/{thread.told}"),
        prompts=prompts,
        digits=1,
        hints=HINTS,
        patience_seconds=BEAT_PATIENCE_SECONDS if beats else PATIENCE_SECONDS,
        language=SPOKEN[language].code,
    )


def _incident(kit: Kit, turn: Turn) -> Incident | None:
    """The caller's open case."""
    contact = kit.store.standing(turn.phone).contact
    found = kit.store.incident(contact.open_incident) if contact.open_incident else None
    return found if found and found.is_open else None
