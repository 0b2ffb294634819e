"""
The rarer verbs on the keypad, behind 2 and 2 again: a spoken note, quiet for some minutes, merging and splitting.

What changes more than one incident is read back first and done by one more key.
"""

from nightdesk.channel.replies.shapes import LONGEST_SNOOZE_MINUTES
from nightdesk.channel.twiml import Gather, Hangup, Say, Verb
from nightdesk.desk.alarms.regroup import Regrouped, merge, split
from nightdesk.desk.calls.keys import key_url, mark
from nightdesk.desk.calls.page_call import act_once, callee, page_for
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders import verbs
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Repeated
from nightdesk.incident.desk import Desk, IncidentId, short_code
from nightdesk.incident.incident import Incident
from nightdesk.persona.owner import speech
from nightdesk.persona.responder import more_speech as words
from nightdesk.persona.responder.responder_speech import aloud
from nightdesk.roster.roster import Person

STEPS = frozenset({"menu", "note", "snooze", "merge", "split"})
"""The first word of what the key before asked for."""
MOST_SERVICES = 9
MOST_DIGITS = 7


def is_of_the_menu(then: str) -> bool:
    """Whether a turn of a page belongs here."""
    return then.partition("-")[0] in STEPS


def more_key(kit: Kit, turn: Turn, incident_id: IncidentId, person_id: str, then: str) -> tuple[Verb, ...]:
    """
    One turn behind the menu. then: menu, note, snooze, merge, split; merge-2 and split-2 wait for the key that does it.
    """
    person, incident = callee(kit, turn, person_id), kit.store.incident(incident_id)
    if person is None or incident is None or not kit.roster.may_work(person, incident.desk):
        return (Say(speech.LOST), Hangup())
    step, _, chosen = then.partition("-")
    if not incident.is_open:
        return page_for(kit, incident, person)
    if step == "note":
        return _note(kit, turn, incident, person)
    if incident.desk is Desk.PETS and (step, turn.digits) != ("menu", "1"):
        return page_for(kit, incident, person)
    match step:
        case "menu":
            return _menu(kit, turn, incident, person)
        case "snooze":
            return _snooze(kit, turn, incident, person)
        case "merge":
            return _merge(kit, turn, incident, person, chosen)
        case _:
            return _split(kit, turn, incident, person, chosen)


def _menu(kit: Kit, turn: Turn, incident: Incident, person: Person) -> tuple[Verb, ...]:
    """1 speaks a note, 2 asks for quiet, 3 merges, 4 splits; any other key goes back to the page."""
    match turn.digits:
        case "1":
            return (_listens(kit, incident, person), Say(words.NO_NOTE), Hangup())
        case "2":
            return (_asks(kit, incident, person, words.HOW_LONG, then="snooze", digits=4), Hangup())
        case "3":
            return (_asks(kit, incident, person, words.INTO_WHICH, then="merge", digits=MOST_DIGITS), Hangup())
        case "4":
            services = _services(incident)
            if len(services) < 2:
                return page_for(kit, incident, person, opening=words.ONE_SERVICE)
            return (_asks(kit, incident, person, words.which_service(services), then="split"), Hangup())
    return page_for(kit, incident, person)


def _note(kit: Kit, turn: Turn, incident: Incident, person: Person) -> tuple[Verb, ...]:
    """What was heard is read back, because it stands on the record as it was heard."""
    heard = turn.said.strip()
    if not heard:
        return page_for(kit, incident, person, opening=words.NO_NOTE)
    act_once(kit, turn, incident.id, lambda d: verbs.note(d, person, text=heard), key=f"note:{heard[:80]}")
    return page_for(kit, incident, person, opening=words.noted(heard))


def _snooze(kit: Kit, turn: Turn, incident: Incident, person: Person) -> tuple[Verb, ...]:
    minutes = int(turn.digits) if turn.digits.isdigit() else 0
    if not 0 < minutes <= LONGEST_SNOOZE_MINUTES:
        return page_for(kit, incident, person, opening=words.NO_QUIET)
    said, after = act_once(
        kit, turn, incident.id, lambda d: verbs.snooze(d, kit, person, minutes=minutes), key=f"snooze{minutes}"
    )
    return page_for(kit, after, person, opening=aloud(said))


def _merge(kit: Kit, turn: Turn, incident: Incident, person: Person, chosen: str) -> tuple[Verb, ...]:
    """This incident becomes part of the one whose number is entered; chosen: the number, once it was read back."""
    other = _numbered(kit, turn, chosen or turn.digits, person)
    if other is None or other.id == incident.id:
        return page_for(kit, incident, person, opening=words.NO_SUCH_CASE)
    if not chosen:
        asked = words.sure_to_merge(incident, other, listener=person.phone)
        return (_asks(kit, incident, person, asked, then=f"merge-{turn.digits}"), Say(words.UNCHANGED), Hangup())
    if turn.digits != "1":
        return page_for(kit, incident, person, opening=words.UNCHANGED)
    return _regrouped(kit, turn, incident, person, into=other.id)


def _split(kit: Kit, turn: Turn, incident: Incident, person: Person, chosen: str) -> tuple[Verb, ...]:
    """chosen: the service's place among those that were read out, once it was read back."""
    services = _services(incident)
    typed = chosen or turn.digits
    if not (typed.isdigit() and 0 < int(typed) <= len(services)):
        return page_for(kit, incident, person, opening=words.UNCHANGED)
    service = services[int(typed) - 1]
    if not chosen:
        asked = words.sure_to_split(incident, service, listener=person.phone)
        return (_asks(kit, incident, person, asked, then=f"split-{typed}"), Say(words.UNCHANGED), Hangup())
    if turn.digits != "1":
        return page_for(kit, incident, person, opening=words.UNCHANGED)
    return _regrouped(kit, turn, incident, person, service=service)


def _regrouped(
    kit: Kit, turn: Turn, incident: Incident, person: Person, *, into: IncidentId | None = None, service: str = ""
) -> tuple[Verb, ...]:
    """Saved with the board in one transaction, once for this key of this call; what became of it, and the page."""

    def once() -> str:
        wanted = [incident.id, *([into] if into else [])]
        found, board = kit.store.with_board(wanted, Desk.OPS, kit.may_wake(Desk.OPS))
        known = {one.id: one for one in found}
        if into:
            made = merge(kit, person, loser=known[incident.id], winner=known[into], board=board)
        else:
            made = split(kit, person, incident=known[incident.id], name=service, board=board)
        if made.drafts:
            _save(kit, made, once=mark(turn, incident.id, into or service))
        return made.body

    try:
        said = aloud(decide_again_if_stale(once))
    except Repeated:
        said = words.DONE
    stays = kit.store.incident(into or incident.id) or incident
    return page_for(kit, stays, person, opening=said)


def _save(kit: Kit, made: Regrouped, *, once: str) -> None:
    lead, *rest = made.drafts
    also = tuple(draft.change() for draft in rest)
    kit.store.commit(lead.change(once=once, board=made.board, marks=made.marks, also=also))


def _numbered(kit: Kit, turn: Turn, digits: str, person: Person) -> Incident | None:
    """The open incident this phone calls by that number, or that has it for its own."""
    if not digits.isdigit() or int(digits) == 0:
        return None
    rows = [row for row in kit.store.standing(turn.phone).paged if not row.is_over]
    by_name = (row.incident for row in rows if short_code(row.incident) == digits.lstrip("0"))
    meant = next((row.incident for row in rows if int(digits) in row.codes), next(by_name, None))
    incident = kit.store.incident(meant) if meant else None
    return incident if incident and incident.is_open and kit.roster.may_work(person, incident.desk) else None


def _services(incident: Incident) -> tuple[str, ...]:
    return tuple(dict.fromkeys(alarm.service for alarm in incident.alarms if alarm.service))[:MOST_SERVICES]


def _listens(kit: Kit, incident: Incident, person: Person) -> Gather:
    return Gather(
        action=key_url(kit, incident, person, "note"),
        prompts=(Say(words.SPEAK),),
        pause_seconds=4,
        patience_seconds=10,
    )


def _asks(kit: Kit, incident: Incident, person: Person, said: str, *, then: str, digits: int = 1) -> Gather:
    return Gather(
        action=key_url(kit, incident, person, then),
        prompts=(Say(said),),
        digits=digits,
        hears_speech=False,
        patience_seconds=10,
    )
