"""What a caller hears to what they said: the order, what is new, the vet's words, the way, and the keys; no longer."""

from dataclasses import replace

from nightdesk.channel.twiml import Hangup, Pause, Verb
from nightdesk.desk.calls.listening import listen, tell
from nightdesk.desk.calls.put_through import put_through
from nightdesk.desk.calls.turn import Thread, Turn
from nightdesk.desk.calls.vet_words import read_out
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.hear import Heard
from nightdesk.incident.masked import is_masked
from nightdesk.incident.severity import Severity
from nightdesk.persona.owner import speech
from nightdesk.persona.owner.leading import LEADING
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.triage.pets.nearby import place


def answered(kit: Kit, turn: Turn, thread: Thread, heard: Heard, words: str) -> tuple[Verb, ...]:
    """A caller who hides the number is put through behind it: this call is all there is of them."""
    language, incident = heard.verdict.language, heard.incident
    spoken = SPOKEN[language]
    waking = bool(incident and incident.tier)
    where = _where(heard, words, may_text=not is_masked(turn.phone))
    asking = speech.within([(0, heard.asking)], language) if heard.asking else ""
    keys = spoken.one_is_vet if heard.is_offered or asking else spoken.press_one
    keys = spoken.anything_else if thread.is_calm else keys
    tail = f"{LEADING[language].offer_aloud if heard.is_offered else ''} {keys}".strip()
    most = speech.TURN_SECONDS - speech.seconds(f"{where} {asking} {tail}")
    if incident is None and place.asks_the_way(words) and not heard.verdict.human_route:
        answer = speech.way(heard.reflex, language)
    elif heard.is_news and not (heard.asking and heard.verdict.severity > Severity.SEV3):
        answer = speech.reflex(heard.verdict, waking=waking, heard=words, most=most)
    elif incident and place.asks_the_way(words):
        answer = ""
    else:
        answer = "" if heard.asking else speech.further(heard.verdict, incident=incident, heard=words, most=most)
    if is_masked(turn.phone) and waking:
        return put_through(kit, turn, thread, why="", first=f"{answer} {where} {spoken.hidden}", case=incident)
    news, until = read_out(kit, turn, incident, thread)
    told = " ".join(text for text in (answer, asking, where) if text)
    ours = (tell(told, language), Pause(1)) if told else ()
    return (listen(kit, (*news, *ours, tell(tail, language)), replace(thread, told=until)),)


def _where(heard: Heard, words: str, *, may_text: bool) -> str:
    """
    The way to a clinic: that it is in a text they are being sent, or by name and number where no text can go and to
    whoever asks for it.
    """
    incident, language = heard.incident, heard.verdict.language
    if incident is None or not incident.clinic or heard.verdict.human_route:
        return ""
    cannot_read = incident.is_opted_out or not may_text
    if place.asks_the_way(words) or (cannot_read and heard.is_news):
        return speech.plain(SPOKEN[language].clinic_is.format(clinic=incident.clinic), language)
    return SPOKEN[language].clinic_texted if heard.is_shown else ""


def goodbye(heard: Heard, *, urgent: bool) -> tuple[Verb, ...]:
    """The last words: in an emergency the order once more, because they may wait for us."""
    spoken, language = SPOKEN[heard.verdict.language], heard.verdict.language
    first = (tell(speech.reflex(heard.verdict, waking=False), language),) if heard.is_news and urgent else ()
    return (*first, tell(spoken.goodbye_urgent if urgent else spoken.goodbye, language), Hangup())
