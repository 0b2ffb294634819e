"""A page by phone: read out, and answered by keys. Only a key press is an answer; a voicemail presses none."""

from collections.abc import Callable

from nightdesk.channel.twiml import Gather, Hangup, Say, Verb
from nightdesk.desk import verbs
from nightdesk.desk.bridge_call import dial
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.turn import Turn, url_of
from nightdesk.errors import Refused, Repeated
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.persona import ops, speech
from nightdesk.roster.roster import Person


def read_out(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str) -> tuple[Verb, ...]:
    """The page, to whoever was called for it."""
    incident, person = kit.store.incident(incident_id), _callee(kit, turn, person_id)
    if incident is None or person is None:
        return (Say(speech.LOST), Hangup())
    return page_for(kit, incident, person)


def page_for(kit: Kit, incident: Incident, person: Person) -> tuple[Verb, ...]:
    """What somebody hears about an incident, and the keys that answer it."""
    if not incident.is_open:
        return (Say(speech.plain(ops.already_resolved(incident))), Hangup())
    if incident.ack and incident.ack.person != person.id:
        return (Say(speech.plain(ops.already(incident))), Hangup())
    listen = Gather(
        action=url_of(kit, f"page/{incident.id}/{person.id}/key"),
        prompts=(Say(ops.page_speech(incident)),),
        digits=1,
        hears_speech=False,
        patience_seconds=10,
    )
    # Falling through is silence or a voicemail: said once more, and never an answer.
    return (listen, Say(ops.page_speech(incident)), Hangup())


def key_pressed(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str) -> tuple[Verb, ...]:
    """4 acknowledges, 5 passes it on, 1 talks to the owner once it is theirs; any other key hears it again."""
    person = _callee(kit, turn, person_id)
    if person is None:
        return (Say(speech.LOST), Hangup())
    match turn.digits:
        case "4":
            said, incident = _do(kit, turn, incident_id, lambda d: verbs.acknowledge(d, kit, person, channel="call"))
            if incident.desk is Desk.PETS and incident.ack and incident.ack.person == person.id:
                offer = Gather(
                    action=url_of(kit, f"page/{incident.id}/{person.id}/key"),
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
                return (Say(speech.CONNECTING), dial(kit, held, to=held.owner))
    return read_out(kit, turn, incident_id, person_id) if turn.digits else (Hangup(),)


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


def _callee(kit: Kit, turn: Turn, person_id: str) -> Person | None:
    """The person this page was for, if this is their phone."""
    person = kit.roster.by_phone(turn.phone)
    return person if person and person.id == person_id else None
