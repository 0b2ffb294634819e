"""A phone call, turn by turn: what is said next, given who calls and what they just said or pressed."""

from dataclasses import replace

from nightdesk.channel.twiml import Gather, Hangup, Pause, Say, Verb
from nightdesk.contact.contact import Message
from nightdesk.desk.bridge_call import bridge, dial, dialled, responder, whisper
from nightdesk.desk.check_call import check
from nightdesk.desk.first_aid_call import KEY, KEY_SAYS, goes_on, once_more, step_on_call
from nightdesk.desk.hear import hear
from nightdesk.desk.kit import Kit
from nightdesk.desk.open_incident import open_for_caller
from nightdesk.desk.page_call import key_pressed, page_for, read_out
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.turn import Turn, url_of
from nightdesk.errors import Repeated
from nightdesk.firstaid.small_words import is_counting
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.persona import speech
from nightdesk.persona.leading import LEADING
from nightdesk.persona.phrases import SPOKEN

MOST_SILENCES = 2
HINTS = ("chocolate", "raisins", "xylitol", "not breathing", "seizure", "bleeding", "hit by a car", "bloated")


def speak(kit: Kit, turn: Turn) -> tuple[Verb, ...]:
    """What the phone hears now. Repeating a turn says the same and changes nothing more."""
    match turn.path:
        case ():
            return _pick_up(kit, turn)
        case ("said", count, silences) if count.isdigit() and silences.isdigit():
            return _said(kit, turn, count=int(count), silences=int(silences))
        case ("aid", count, rounds) if count.isdigit() and rounds.isdigit():
            return _aided(kit, turn, count=int(count), rounds=int(rounds))
        case ("page", incident, person):
            return read_out(kit, turn, IncidentId(incident), person)
        case ("page", incident, person, "key"):
            return key_pressed(kit, turn, IncidentId(incident), person)
        case ("bridge", incident, asker):
            return bridge(kit, IncidentId(incident), asker)
        case ("whisper", incident, *rest):
            return whisper(kit, turn, IncidentId(incident), is_answer=bool(rest))
        case ("check", incident, *rest):
            return check(kit, turn, IncidentId(incident), is_answer=bool(rest))
        case ("dialled", incident):
            return dialled(kit, turn, IncidentId(incident))
        case _:
            return (Say(speech.LOST), Hangup())


def _pick_up(kit: Kit, turn: Turn) -> tuple[Verb, ...]:
    person = kit.roster.by_phone(turn.phone)
    if person:
        waiting = [row.incident for row in kit.store.standing(turn.phone).paged]
        for incident_id in reversed(waiting):
            incident = kit.store.incident(incident_id)
            if incident and incident.is_open:
                return page_for(kit, incident, person)
    return (_listen(kit, (Say(speech.GREETING),), count=0, silences=0),)


def _said(kit: Kit, turn: Turn, *, count: int, silences: int) -> tuple[Verb, ...]:
    if turn.digits == "1":
        return _to_a_human(kit, turn, why="pressed 1 to talk to the vet")
    said = KEY_SAYS if turn.digits == KEY else turn.said
    if not said.strip():
        if silences + 1 >= MOST_SILENCES:
            # Somebody who cannot speak must still reach a human: noise is judged as the worst it may be.
            return _to_a_human(kit, turn, why="silent caller")
        return (_listen(kit, (Say(speech.SILENCE),), count=count + 1, silences=silences + 1),)
    message = Message(
        id=f"{turn.call}-{count}",
        phone=turn.phone,
        at=kit.now(),
        direction="in",
        channel="call",
        body=said,
        headers=turn.hints,
    )
    try:
        heard = hear(kit, message, once=f"call:{message.id}", channel="call")
    except Repeated:
        if step_again := once_more(kit, turn, count=count + 1):
            return (step_again,)
        return (_listen(kit, (Say(speech.GO_ON),), count=count + 1, silences=0),)
    if heard.led:
        return (step_on_call(kit, heard.led, count=count + 1),)
    waking = bool(heard.incident and heard.incident.tier)
    step = speech.reflex(heard.verdict, waking=waking, heard=turn.said)
    spoken = SPOKEN[heard.verdict.language]
    prompts: tuple[Say | Pause, ...] = (Say(step, language=spoken.code), Pause(1))
    if heard.is_offered:
        prompts += (Say(LEADING[heard.verdict.language].offer_aloud, language=spoken.code),)
    prompts += (Say(spoken.press_one, language=spoken.code),)
    return (_listen(kit, prompts, count=count + 1, silences=0, language=spoken.code),)


def _aided(kit: Kit, turn: Turn, *, count: int, rounds: int) -> tuple[Verb, ...]:
    """A turn of somebody who is led through first aid: silence and counting are work, not an answer."""
    if turn.digits or (turn.said.strip() and not is_counting(turn.said)):
        return _said(kit, turn, count=count, silences=0)
    if going := goes_on(kit, turn, count=count + 1, rounds=rounds if turn.said.strip() else rounds + 1):
        return (going,)
    return _to_a_human(kit, turn, why="silent during first aid")


def _to_a_human(kit: Kit, turn: Turn, *, why: str) -> tuple[Verb, ...]:
    contact = kit.store.standing(turn.phone).contact
    incident = kit.store.incident(contact.open_incident) if contact.open_incident else None
    if incident is None or not incident.is_open:
        # Asking for a vet is enough to get one: unsure means escalate.
        body = "I need to talk to a vet now, it is an emergency"
        message = Message(
            id=f"{turn.call}-human", phone=turn.phone, at=kit.now(), direction="in", channel="call", body=body
        )
        incident = _open_for_caller(kit, message, why)
    return (Say(speech.CONNECTING), dial(kit, incident, to=responder(kit, incident).phone))


def _open_for_caller(kit: Kit, message: Message, why: str) -> Incident:
    def once() -> Incident:
        contact = kit.store.standing(message.phone).contact
        draft = open_for_caller(kit, owner=message.phone, why=why)
        kit.store.commit(
            draft.change(
                once=f"call:{message.id}",
                contact=replace(contact, open_incident=draft.incident.id),
                messages=(message,),
            )
        )
        return draft.incident

    return decide_again_if_stale(once)


def _listen(
    kit: Kit, prompts: tuple[Say | Pause, ...], *, count: int, silences: int, language: str = "en-US"
) -> Gather:
    path = f"said/{count}/{silences}"
    return Gather(action=url_of(kit, path), prompts=prompts, digits=1, hints=HINTS, language=language)
