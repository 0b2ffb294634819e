"""
An owner on the phone: by speech or by keys, never left alone with a silence, and put through when that is safest.

Everything said is heard, judged and saved as a text is; what differs is the ear. Doubt about what was heard is asked
about once and then goes to a human: speech that may be misheard calms nobody.
"""

from dataclasses import replace

from nightdesk.channel.twiml import Hangup, Verb
from nightdesk.contact.contact import Message
from nightdesk.desk.calls.first_aid_call import KEY, KEY_SAYS, goes_on, once_more, step_on_call
from nightdesk.desk.calls.listening import greeting, listen, tell
from nightdesk.desk.calls.put_through import put_through
from nightdesk.desk.calls.said import spoken
from nightdesk.desk.calls.spoken_answer import answered, goodbye
from nightdesk.desk.calls.turn import Thread, Turn
from nightdesk.desk.calls.vet_words import is_awaited, read_out
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners import by_word
from nightdesk.desk.owners.hear import hear
from nightdesk.errors import Repeated
from nightdesk.firstaid.small_words import is_counting
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.owner import speech
from nightdesk.persona.wording.language import language_of
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.persona.wording.words import Language
from nightdesk.triage.pets.hearing import by_voice, progress

MOST_SILENCES, MOST_DOUBTS = 2, 2
FEW_WORDS = 3
MOST_WAITS = 7
"""Silences while a vet is thinking about what they asked: about a minute and a half."""
VET, OTHER_LANGUAGE, SOMETHING_ELSE = "1", "9", "7"
MENU = frozenset("0*#")


def said(kit: Kit, turn: Turn, thread: Thread) -> tuple[Verb, ...]:
    """What follows words, a key, or neither."""
    if turn.digits:
        return _pressed(kit, turn, thread)
    if by_voice.is_noise(turn.said):
        return _silent(kit, turn, thread)
    return _heard(kit, turn, thread, turn.said)


def aided(kit: Kit, turn: Turn, *, count: int, rounds: int, told: int) -> tuple[Verb, ...]:
    """A turn of somebody who is led through first aid: silence and counting are work, not an answer."""
    thread = Thread(count=count, is_case=True, told=told)
    if turn.digits or not (by_voice.is_noise(turn.said) or is_counting(turn.said)):
        return said(kit, turn, thread)
    after = replace(thread, count=count + 1)
    if going := goes_on(kit, turn, after, rounds=rounds if turn.said.strip() else rounds + 1):
        return (going,)
    return put_through(kit, turn, thread, why="silent during first aid")


def waited(kit: Kit, turn: Turn, thread: Thread) -> tuple[Verb, ...]:
    """After nobody could be reached: silence rings them all once more, and then ends with the order to go."""
    if turn.digits or not by_voice.is_noise(turn.said):
        return said(kit, turn, thread)
    news, told = read_out(kit, turn, _case(kit, turn), thread)
    if thread.silences:
        return (*news, tell(SPOKEN[thread.language].goodbye_urgent, thread.language), Hangup())
    after = replace(thread, count=thread.count + 1, silences=1, told=told)
    return (*news, *put_through(kit, turn, after, why="silent caller"))


def _pressed(kit: Kit, turn: Turn, thread: Thread) -> tuple[Verb, ...]:
    spoken, key = SPOKEN[thread.language], turn.digits[:1]
    after = replace(thread, count=thread.count + 1, silences=0)
    if key == VET:
        return put_through(kit, turn, thread, why="pressed 1 to talk to the vet")
    if key == SOMETHING_ELSE:
        return put_through(kit, turn, thread, why="cannot say what is wrong")
    if key == OTHER_LANGUAGE:
        other: Language = "es" if thread.language == "en" else "en"
        return (greeting(kit, replace(after, language=other)),)
    if key == KEY and thread.is_case:
        return _heard(kit, turn, thread, KEY_SAYS)
    if key in spoken.keys:
        return _heard(kit, turn, thread, spoken.keys[key])
    opening = () if key in MENU or key == KEY else (tell(spoken.no_such_key, thread.language),)
    return (listen(kit, (*opening, tell(spoken.menu, thread.language)), after),)


def _silent(kit: Kit, turn: Turn, thread: Thread) -> tuple[Verb, ...]:
    """Asked once more, in other words and with the keys; then a human. After a calm answer silence is a goodbye."""
    spoken, language = SPOKEN[thread.language], thread.language
    after = replace(thread, count=thread.count + 1, silences=thread.silences + 1)
    if thread.is_calm:
        if after.silences >= MOST_SILENCES:
            return (tell(spoken.goodbye, language), Hangup())
        return (listen(kit, (tell(spoken.still_there, language),), after),)
    incident = _case(kit, turn) if thread.is_case else None
    news, told = read_out(kit, turn, incident, thread)
    if news:
        return (listen(kit, (*news, tell(spoken.press_one, language)), replace(after, silences=0, told=told)),)
    if is_awaited(incident) and after.silences < MOST_WAITS:
        return (listen(kit, (tell(spoken.still_asking, language), tell(spoken.one_is_vet, language)), after),)
    if after.silences >= MOST_SILENCES:
        # Somebody who cannot speak must still reach a human: noise is judged as the worst it may be.
        return put_through(kit, turn, replace(after, silences=0), why="silent caller", first=spoken.nothing_heard)
    return (listen(kit, (tell(spoken.silence, language), tell(spoken.menu, language)), after),)


def _case(kit: Kit, turn: Turn) -> Incident | None:
    contact = kit.store.standing(turn.phone).contact
    return kit.store.incident(contact.open_incident) if contact.open_incident else None


def _heard(kit: Kit, turn: Turn, thread: Thread, words: str) -> tuple[Verb, ...]:
    is_key = bool(turn.digits)
    message = _message(kit, turn, thread, words if is_key else _marked(words, thread.language))
    if said_to_it := by_word.choose(kit, message, language=thread.language):
        return (tell(said_to_it, thread.language), *_made_of(kit, turn, thread, words, message, is_about_texts=True))
    return _made_of(kit, turn, thread, words, message)


def _made_of(
    kit: Kit, turn: Turn, thread: Thread, words: str, message: Message, *, is_about_texts: bool = False
) -> tuple[Verb, ...]:
    """What they hear to what they said. is_about_texts: a part of it is answered; there may be nothing else."""
    after = replace(thread, count=thread.count + 1, silences=0)
    try:
        heard = hear(kit, message, once=f"call:{message.id}", channel="call")
    except Repeated:
        again = once_more(kit, turn, after)
        return (again or listen(kit, (tell(SPOKEN[thread.language].go_on, thread.language),), after),)
    if heard.led:
        news, told = read_out(kit, turn, heard.incident, thread)
        return (step_on_call(kit, heard.led, replace(after, told=told), news=news),)
    urgent = heard.verdict.severity <= Severity.SEV1 or heard.verdict.human_route is not None
    after = replace(after, language=heard.verdict.language, is_case=heard.incident is not None)
    if progress.wants_to_talk(words):
        first = speech.reflex(heard.verdict, waking=False) if heard.is_news and urgent else ""
        return put_through(kit, turn, after, why="asked to talk to the vet", first=first, case=heard.incident)
    if by_voice.is_goodbye(words):
        # A case that was just made worse by the goodbye's own words has its answer first.
        return goodbye(heard, urgent=urgent)
    if is_about_texts and heard.incident is None and heard.verdict.intent in {"unclear", "off_topic"}:
        return (listen(kit, (tell(SPOKEN[after.language].anything_else, after.language),), after),)
    if by_voice.is_unsure(turn.confidence) and not urgent:
        return _doubtful(kit, turn, replace(after, doubts=thread.doubts + 1))
    after = replace(after, doubts=0, is_calm=heard.incident is None and heard.verdict.intent != "unclear")
    return answered(kit, turn, after, heard, words)


def _doubtful(kit: Kit, turn: Turn, thread: Thread) -> tuple[Verb, ...]:
    """Nothing urgent was heard, and the recogniser is not sure of it: asked once, then a human hears it."""
    spoken = SPOKEN[thread.language]
    if thread.doubts >= MOST_DOUBTS:
        return put_through(kit, turn, thread, why=f"may have said: {turn.said[:120]}", first=spoken.not_decided)
    return (listen(kit, (tell(spoken.doubt, thread.language),), thread),)


def _marked(words: str, language: Language) -> str:
    """A few words that belong to no language ("chocolate") are of the one the caller chose."""
    is_open = language == "es" and len(words.split()) <= FEW_WORDS and language_of(words) != "es"
    return f"(en español) {words}" if is_open else words


def _message(kit: Kit, turn: Turn, thread: Thread, words: str) -> Message:
    return spoken(kit, turn, str(thread.count), words, hints=turn.hints)
