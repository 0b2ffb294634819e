"""A phone call, turn by turn: what is said next, given who calls and what they just said or pressed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from nightdesk.channel.twiml import Dial, Gather, Hangup, Pause, Say, Verb
from nightdesk.contact.contact import Message
from nightdesk.desk import verbs
from nightdesk.desk.draft import Draft
from nightdesk.desk.hear import hear
from nightdesk.desk.kit import Kit
from nightdesk.desk.open_incident import open_for_caller
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Refused, Repeated
from nightdesk.incident import changes
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona import ops, speech
from nightdesk.roster.roster import Person

MOST_SILENCES = 2
HINTS = ("chocolate", "raisins", "xylitol", "not breathing", "seizure", "bleeding", "hit by a car", "bloated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """
    One request of the carrier about a call. path: what follows /twilio/voice, split at slashes.

    said: what was heard, "" for silence or noise. digits: keys pressed, "" for none.
    """

    path: tuple[str, ...]
    call: str
    phone: Phone
    other: Phone
    said: str = ""
    digits: str = ""
    status: str = ""


def speak(kit: Kit, turn: Turn) -> tuple[Verb, ...]:
    """What the phone hears now. Repeating a turn says the same and changes nothing more."""
    match turn.path:
        case ():
            return _pick_up(kit, turn)
        case ("said", count, silences):
            return _said(kit, turn, count=int(count), silences=int(silences))
        case ("page", incident, person):
            return _page(kit, IncidentId(incident), person)
        case ("page", incident, person, "key"):
            return _page_key(kit, turn, IncidentId(incident), person)
        case ("bridge", incident, asker):
            return _bridge(kit, IncidentId(incident), asker)
        case ("whisper", incident, *rest):
            return _whisper(kit, turn, IncidentId(incident), is_answer=bool(rest))
        case ("dialled", incident):
            return _dialled(kit, turn, IncidentId(incident))
        case _:
            return (Say(speech.LOST), Hangup())


def _pick_up(kit: Kit, turn: Turn) -> tuple[Verb, ...]:
    person = kit.roster.by_phone(turn.phone)
    if person:
        waiting = [row.incident for row in kit.store.standing(turn.phone).paged]
        for incident_id in reversed(waiting):
            incident = kit.store.incident(incident_id)
            if incident and incident.is_open:
                return _read_page(kit, incident, person)
    return (_listen(kit, (Say(speech.GREETING),), count=0, silences=0),)


def _said(kit: Kit, turn: Turn, *, count: int, silences: int) -> tuple[Verb, ...]:
    if turn.digits == "1":
        return _to_a_human(kit, turn, why="pressed 1 to talk to the vet")
    if not turn.said.strip():
        if silences + 1 >= MOST_SILENCES:
            # Somebody who cannot speak must still reach a human: noise is judged as the worst it may be.
            return _to_a_human(kit, turn, why="silent caller")
        return (_listen(kit, (Say(speech.SILENCE),), count=count + 1, silences=silences + 1),)
    message = Message(
        id=f"{turn.call}-{count}", phone=turn.phone, at=kit.now(), direction="in", channel="call", body=turn.said
    )
    try:
        heard = hear(kit, message, once=f"call:{message.id}", channel="call")
    except Repeated:
        return (_listen(kit, (Say(speech.GO_ON),), count=count + 1, silences=0),)
    step = speech.reflex(heard.verdict, waking=bool(heard.incident and heard.incident.tier))
    return (_listen(kit, (Say(step), Pause(1), Say(speech.PRESS_ONE)), count=count + 1, silences=0),)


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
    return (Say(speech.CONNECTING), _dial(kit, incident, to=_responder(kit, incident).phone))


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


def _page(kit: Kit, incident_id: IncidentId, person_id: str) -> tuple[Verb, ...]:
    incident, person = kit.store.incident(incident_id), _person(kit, person_id)
    if incident is None or person is None:
        return (Say(speech.LOST), Hangup())
    return _read_page(kit, incident, person)


def _read_page(kit: Kit, incident: Incident, person: Person) -> tuple[Verb, ...]:
    if not incident.is_open:
        return (Say(speech.plain(ops.already_resolved(incident))), Hangup())
    if incident.ack and incident.ack.person != person.id:
        return (Say(speech.plain(ops.already(incident))), Hangup())
    listen = Gather(
        action=_url(kit, f"page/{incident.id}/{person.id}/key"),
        prompts=(Say(ops.page_speech(incident)),),
        digits=1,
        hears_speech=False,
        patience_seconds=10,
    )
    # Falling through is silence or a voicemail: said once more, and never an answer.
    return (listen, Say(ops.page_speech(incident)), Hangup())


def _page_key(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str) -> tuple[Verb, ...]:
    person = _person(kit, person_id)
    if person is None:
        return (Say(speech.LOST), Hangup())
    match turn.digits:
        case "4":
            said, incident = _do(kit, turn, incident_id, lambda d: verbs.acknowledge(d, kit, person, channel="call"))
            if incident.desk is Desk.PETS and incident.ack and incident.ack.person == person.id:
                offer = Gather(
                    action=_url(kit, f"page/{incident.id}/{person.id}/key"),
                    prompts=(Say(speech.plain(said)), Say(speech.PRESS_ONE_OWNER)),
                    digits=1,
                    hears_speech=False,
                )
                return (offer, Hangup())
            return (Say(speech.plain(said)), Hangup())
        case "5":
            said, _ = _do(kit, turn, incident_id, lambda d: verbs.escalate(d, kit, person))
            return (Say(speech.plain(said)), Hangup())
        case "1":
            held = kit.store.incident(incident_id)
            if held and held.owner and held.ack and held.ack.person == person.id:
                return (Say(speech.CONNECTING), _dial(kit, held, to=held.owner))
    return _page(kit, incident_id, person_id) if turn.digits else (Hangup(),)


def _do(kit: Kit, turn: Turn, incident_id: IncidentId, act: Callable[[Draft], str]) -> tuple[str, Incident]:
    """Act once on this key of this call; a repeated webhook is told how things stand."""

    def current() -> Incident:
        incident = kit.store.incident(incident_id)
        if incident is None:
            raise Refused(f"no incident {incident_id}")
        return incident

    def once() -> tuple[str, Incident]:
        draft = Draft(current(), now=kit.now(), new_id=kit.new_id)
        said = act(draft)
        kit.store.commit(draft.change(once=f"key:{turn.call}:{turn.digits}"))
        return said, draft.incident

    try:
        return decide_again_if_stale(once)
    except Repeated:
        incident = current()
        return ops.status_line(incident, now=kit.now()), incident


def _bridge(kit: Kit, incident_id: IncidentId, asker: str) -> tuple[Verb, ...]:
    incident = kit.store.incident(incident_id)
    if incident is None or incident.owner is None:
        return (Say(speech.LOST), Hangup())
    to = _responder(kit, incident).phone if asker == "owner" else incident.owner
    return (Say(speech.CONNECTING), _dial(kit, incident, to=to))


def _whisper(kit: Kit, turn: Turn, incident_id: IncidentId, *, is_answer: bool) -> tuple[Verb, ...]:
    incident = kit.store.incident(incident_id)
    if is_answer:
        return () if turn.digits else (Hangup(),)
    what = (
        ops.page_speech(incident, is_whisper=True) if incident and kit.roster.by_phone(turn.phone) else speech.OUR_VET
    )
    listen = Gather(
        action=_url(kit, f"whisper/{incident_id}/key"),
        prompts=(Say(what), Say(speech.PRESS_ANY)),
        digits=1,
        hears_speech=False,
        patience_seconds=8,
    )
    return (listen, Hangup())


def _dialled(kit: Kit, turn: Turn, incident_id: IncidentId) -> tuple[Verb, ...]:
    talked = turn.status in {"completed", "answered"}

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        text = "owner and vet talked" if talked else f"nobody took the call ({turn.status or 'no answer'})"
        draft.note(Kind.BRIDGED, "desk", text)
        if not talked and incident.ack is None:
            draft.incident = changes.urged(incident, why="the owner could not be put through")
        kit.store.commit(draft.change(once=f"dialled:{turn.call}"))

    with suppress(Repeated):
        decide_again_if_stale(once)
    return (Say(speech.AFTER_CALL if talked else speech.NOBODY_YET), Hangup())


def _responder(kit: Kit, incident: Incident) -> Person:
    """Who an owner is put through to: whoever has it, else whoever holds the current tier."""
    if incident.ack:
        return kit.roster.person(incident.ack.person)
    rung = next(rung for rung in incident.policy.rungs if rung.tier == max(incident.tier, 1))
    return kit.roster.holders(rung.roles, kit.now())[0]


def _dial(kit: Kit, incident: Incident, *, to: Phone) -> Dial:
    return Dial(
        number=to,
        caller_id=kit.settings.number,
        whisper=_url(kit, f"whisper/{incident.id}"),
        action=_url(kit, f"dialled/{incident.id}"),
    )


def _listen(kit: Kit, prompts: tuple[Say | Pause, ...], *, count: int, silences: int) -> Gather:
    return Gather(action=_url(kit, f"said/{count}/{silences}"), prompts=prompts, digits=1, hints=HINTS)


def _url(kit: Kit, path: str) -> str:
    return f"{kit.settings.public_url}/twilio/voice/{path}"


def _person(kit: Kit, person_id: str) -> Person | None:
    return next((person for person in kit.roster.people if person.id == person_id), None)
