"""First aid on the phone: a step said, a beat to push to, and patience with somebody whose hands are full."""

from nightdesk.channel.metronome import NAME
from nightdesk.channel.twiml import Gather, Pause, Play, Say
from nightdesk.desk.calls.turn import Turn, url_of
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.first_aid import Guided, again
from nightdesk.incident.incident import Incident
from nightdesk.persona.owner import speech
from nightdesk.persona.owner.leading import LEADING, pet_called
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.persona.wording.words import Language

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


def step_on_call(kit: Kit, led: Guided, *, count: int) -> Gather:
    """Say a step and listen; a step that is done to a beat is followed by the beat."""
    spoken = SPOKEN[led.language]
    prompts: tuple[Say | Play | Pause, ...] = (Say(speech.plain(led.aloud, led.language), language=spoken.code),)
    if led.beats:
        prompts += _beat(kit, led.language)
    return _listen(kit, prompts, count=count, rounds=0, language=led.language, beats=led.beats)


def goes_on(kit: Kit, turn: Turn, *, count: int, rounds: int) -> Gather | None:
    """
    What a caller hears who said nothing that matters: the beat goes on, or the step is said once more. rounds: how
    often they were silent in a row.

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
    if step.beats:
        return _listen(kit, _beat(kit, language), count=count, rounds=rounds, language=language, beats=True)
    said = f"{words.still_here} {aloud} {words.tail_aloud}" if rounds % 2 else words.waiting_aloud
    prompts = (Say(speech.plain(said, language), language=code),)
    return _listen(kit, prompts, count=count, rounds=rounds, language=language, beats=False)


def once_more(kit: Kit, turn: Turn, *, count: int) -> Gather | None:
    """The step last given, for a carrier that asks again about a turn that was heard; None when there is none."""
    incident = _incident(kit, turn)
    found = again(kit, incident.following, pet=_pet(incident), language=incident.language) if incident else None
    if incident is None or found is None:
        return None
    step, aloud = found
    said = Guided(body=aloud, aloud=aloud, language=incident.language, beats=step.beats)
    return step_on_call(kit, said, count=count)


def _pet(incident: Incident) -> str:
    """The pet as it is called on the phone."""
    return pet_called(incident.pet_name, incident.species, incident.language)


def _beat(kit: Kit, language: Language) -> tuple[Say | Play | Pause, ...]:
    """Two minutes: thirty pushes to the beat, two breaths, again and again; then a look for breath."""
    words, code = LEADING[language], SPOKEN[language].code
    sound = Play(f"{kit.settings.public_url}/sounds/{NAME}")
    rounds = (part for _ in range(ROUNDS) for part in (sound, Say(words.breaths, language=code)))
    return (Say(words.pushes, language=code), *list(rounds)[:-1], Say(words.swap, language=code))


def _listen(
    kit: Kit, prompts: tuple[Say | Play | Pause, ...], *, count: int, rounds: int, language: Language, beats: bool
) -> Gather:
    return Gather(
        action=url_of(kit, f"aid/{count}/{rounds}"),
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
