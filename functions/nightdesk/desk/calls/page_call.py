"""A page by phone: read out, and answered by keys. Only a key press is an answer; a voicemail presses none."""

from collections.abc import Callable

from nightdesk.channel.twiml import Gather, Hangup, Say, Verb
from nightdesk.desk.calls.bridge_call import dial
from nightdesk.desk.calls.keys import key_url, mark
from nightdesk.desk.calls.responder_cases import next_case, open_cases
from nightdesk.desk.calls.room_call import go_in
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders import verbs
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.war_room import everyone_on, names_inside
from nightdesk.errors import Refused, Repeated
from nightdesk.incident.awake import answered
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.masked import is_masked
from nightdesk.incident.severity import parse_severity
from nightdesk.persona.owner import speech
from nightdesk.persona.responder import ops
from nightdesk.persona.responder import responder_speech as words
from nightdesk.persona.responder.more_speech import menu, menu_key
from nightdesk.persona.responder.war_room import present
from nightdesk.roster.roster import Person


def read_out(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str) -> tuple[Verb, ...]:
    """The page, to whoever was called for it."""
    incident, person = kit.store.incident(incident_id), callee(kit, turn, person_id)
    if incident is None or person is None:
        return (Say(speech.LOST), Hangup())
    return page_for(kit, incident, person)


def page_for(
    kit: Kit, incident: Incident, person: Person, *, opening: str = "", has_next: bool = False
) -> tuple[Verb, ...]:
    """What somebody hears about an incident, and the keys that answer it, which may be pressed while it is said."""
    if not incident.is_open:
        return (Say(words.aloud(ops.already_resolved(incident))), Hangup())
    more = f" {words.NEXT_CASE}" if has_next else ""
    page = f"{ops.page_speech(incident, listener=person.phone)} {words.keys(incident, person)}{more}"
    # Falling through is silence or a voicemail: said once more, and never an answer.
    return (_asks(kit, incident, person, f"{opening} {page}".strip()), Say(page), Hangup())


def key_pressed(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str, *, then: str = "") -> tuple[Verb, ...]:
    """
    4 acknowledges, 3 takes over, 5 passes it on, 1 talks to the owner (or on the incident's call), 0 joins that call, 6
    and 6 again closes, 8 says how it stands and who is on it, 9 and a digit set the severity, 2 tells more, 7 goes to
    the next case; * reads it again, and so does any other key, which is told that it does nothing.

    then: what the key before it asked for, "sure" or "sev", or "more", after which 2 leads to the rarer verbs.
    What needs a code is never answered by a key: whoever holds a phone for a moment could press it.
    """
    person = callee(kit, turn, person_id)
    incident = kit.store.incident(incident_id)
    if person is None or incident is None or not kit.roster.may_work(person, incident.desk):
        return (Say(speech.LOST), Hangup())
    is_sure = then == "sure"
    if not turn.digits:
        return (Say(words.LEFT_OPEN), Hangup()) if is_sure else (Hangup(),)
    if then == "sev":
        return _set_severity(kit, turn, incident, person)
    if is_sure and turn.digits != "6":
        return page_for(kit, incident, person, opening=words.LEFT_OPEN)
    match turn.digits:
        case "4" | "3":
            take = verbs.take if turn.digits == "3" else verbs.acknowledge
            said, after = act_once(kit, turn, incident_id, lambda d: take(d, kit, person, channel="call"))
            # A press that is asked about again may find it nobody's: what is said is how it stands by now.
            is_held = after.is_open and after.ack is not None
            return _offers(kit, after, person, words.taken(after, person) if is_held else words.aloud(said))
        case "5":
            said, _ = act_once(kit, turn, incident_id, lambda d: verbs.escalate(d, kit, person))
            return _then_next(kit, turn, incident, person, words.aloud(said))
        case "1":
            return _talk(kit, turn, incident, person)
        case "6":
            if not is_sure:
                return (_asks(kit, incident, person, words.SURE, then="sure"), Say(words.LEFT_OPEN), Hangup())
            said, _ = act_once(kit, turn, incident_id, lambda d: verbs.resolve(d, kit, person, how=""))
            return _then_next(kit, turn, incident, person, words.aloud(said))
        case "0":
            return go_in(kit, turn, incident, person)
        case "8":
            return _offers(kit, incident, person, _stands(kit, incident))
        case "9":
            return (_asks(kit, incident, person, words.which_severity(incident), then="sev"), Hangup())
        case "2" if then == "more":
            return (_asks(kit, incident, person, menu(incident), then="menu"), Hangup())
        case "2":
            return _offers(kit, incident, person, words.case(incident, person), then="more")
        case "7":
            follows, has_more = next_case(kit, turn, after=incident_id)
            return page_for(kit, follows or incident, person, has_next=has_more)
        case "*":
            return page_for(kit, incident, person)
    return page_for(kit, incident, person, opening=words.NO_SUCH_KEY)


def _talk(kit: Kit, turn: Turn, incident: Incident, person: Person) -> tuple[Verb, ...]:
    """Connected with the owner. Whoever talks to them has the case, unless somebody else does."""
    if incident.desk is not Desk.PETS and incident.is_open:
        return go_in(kit, turn, incident, person)
    if incident.owner is None or not incident.is_open:
        return page_for(kit, incident, person, opening=words.NO_SUCH_KEY)
    if is_masked(incident.owner):
        return _offers(kit, incident, person, words.HIDDEN)
    if incident.ack is None:
        act_once(kit, turn, incident.id, lambda d: verbs.acknowledge(d, kit, person, channel="call"))
    return (Say(speech.CONNECTING), dial(kit, incident, to=incident.owner))


def _set_severity(kit: Kit, turn: Turn, incident: Incident, person: Person) -> tuple[Verb, ...]:
    """0 to 4; any other key leaves it as it is."""
    severity = parse_severity(turn.digits)
    if severity is None or not incident.is_open:
        return page_for(kit, incident, person, opening=words.SAME_SEVERITY)

    def act(draft: Draft) -> str:
        return verbs.set_severity(draft, kit, person, severity=severity, channel="call")

    said, after = act_once(kit, turn, incident.id, act, key=f"sev{turn.digits}")
    return _offers(kit, after, person, words.aloud(said))


def _stands(kit: Kit, incident: Incident) -> str:
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    woken = [person.name for person in everyone_on(draft, kit)]
    return words.standing(verbs.status(draft), woken, present(names_inside(kit, incident)))


def _then_next(kit: Kit, turn: Turn, incident: Incident, person: Person, said: str) -> tuple[Verb, ...]:
    """What became of it, and the next case that is still theirs or nobody's; without one the call is over."""
    others = [
        other
        for other in open_cases(kit, turn)
        if other.id != incident.id and (other.ack is None or other.ack.person == person.id)
    ]
    if not others:
        return (Say(said), Hangup())
    return page_for(kit, others[0], person, opening=said, has_next=len(others) > 1)


def _offers(kit: Kit, incident: Incident, person: Person, said: str, *, then: str = "") -> tuple[Verb, ...]:
    """What became of it, and what they may press next."""
    if not incident.is_open:
        return (Say(said), Hangup())
    keys = words.keys(incident, person, after=said).removeprefix("It is yours. ")
    if then == "more":
        keys = keys.replace("2 for more", menu_key(incident))
    return (_asks(kit, incident, person, f"{said} {keys}", then=then), Hangup())


def _asks(kit: Kit, incident: Incident, person: Person, said: str, *, then: str = "") -> Gather:
    return Gather(
        action=key_url(kit, incident, person, then),
        prompts=(Say(said),),
        digits=1,
        hears_speech=False,
        patience_seconds=10,
    )


def act_once(
    kit: Kit, turn: Turn, incident_id: IncidentId, act: Callable[[Draft], str], *, key: str = ""
) -> tuple[str, Incident]:
    """Act once on this key of this call; a repeated webhook is told how things stand."""

    def current() -> Incident:
        incident = kit.store.incident(incident_id)
        if incident is None:
            raise Refused(f"no incident {incident_id}")
        return incident

    def once() -> tuple[str, Incident]:
        person = kit.roster.by_phone(turn.phone)
        incident = answered(current(), person.id, at=kit.now()) if person else current()
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        said = act(draft)
        kit.store.commit(draft.change(once=mark(turn, incident_id, key or turn.digits)))
        return said, draft.incident

    try:
        return decide_again_if_stale(once)
    except Repeated:
        incident = current()
        return ops.status_line(incident, now=kit.now()), incident


def callee(kit: Kit, turn: Turn, person_id: str) -> Person | None:
    """The person this page was for, if this is their phone."""
    person = kit.roster.by_phone(turn.phone)
    return person if person and person.id == person_id else None
