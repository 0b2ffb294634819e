"""`merge 12 into 9` and `split 9 payments`: a responder knows better what belongs together. Each undoes the other."""

from dataclasses import dataclass, replace

from nightdesk.desk.alarms.board import anew, together
from nightdesk.desk.alarms.judge_again import describe
from nightdesk.desk.alarms.known import remarked
from nightdesk.desk.alarms.parting import chosen, new_incident
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.carry_out import everyone_paged, run_watch
from nightdesk.desk.watching.war_room import bring_over
from nightdesk.incident import changes
from nightdesk.incident.ask import AskState, StepState
from nightdesk.incident.awake import answered
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.incident.regrouping import absorbed, absorbing, without
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import course, ops
from nightdesk.roster.roster import Person
from nightdesk.store.store import Board, Mark

_AT_WORK = {StepState.STARTED, StepState.BACKED_UP, StepState.ACTED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """What the responder is told, and what is to be saved together; nothing when it was refused."""

    body: str
    drafts: tuple[Draft, ...] = ()
    board: Board | None = None
    marks: tuple[Mark, ...] = ()


def merge(kit: Kit, person: Person, *, loser: Incident, winner: Incident, board: Board) -> Regrouped:
    """
    The loser's alarms, services and people become the winner's; its pages stand down, and it says where it went.

    A loser that is more severe raises the winner, and that wakes the next tier as always.
    """
    refused = _refusal(loser, winner, person)
    if refused:
        return Regrouped(body=refused)
    now = kit.now()
    loser, winner = (answered(one, person.id, at=now) for one in (loser, winner))
    left, kept = Draft(loser, now=now, new_id=kit.new_id), Draft(winner, now=now, new_id=kit.new_id)
    left.incident = absorbed(loser, winner.id, at=now, by=person.name)
    left.note(Kind.MERGED, person.id, f"{person.name} merged it into {winner.id}", into=winner.id)
    kept.incident = absorbing(winner, loser)
    names = ", ".join(alarm.name for alarm in loser.alarms[:5])
    kept.note(Kind.MERGED, person.id, f"{person.name} merged {loser.id} into it: {names}", merged=loser.id)
    if loser.severity < winner.severity:
        kept.note(Kind.SEVERITY, person.id, f"raised to {loser.severity.name}, which {loser.id} was")
    kept.incident = changes.worsened(kept.incident, severity=loser.severity, reasons=())
    if winner.hold and not kept.incident.hold:
        kept.incident = replace(kept.incident, held_until=now)
        kept.note(Kind.HELD, "desk", f"no longer held: {loser.id} was not")
    describe(kept, kit.catalogue, before=winner)
    bring_over(left, kept, kit)
    run_watch(kept, kit)
    if loser.ask and loser.ask.state is AskState.PENDING:
        left.answer_task(loser.ask.token, AskState.WITHDRAWN.value)
    for other in everyone_paged(left, kit):
        left.paged(*other.numbers)
        kept.paged(*other.numbers)  # "ack 9" must mean something to whoever was only woken for 12
        if other.id != person.id:
            body = course.merged(left.incident, kept.incident, reader=other.phone, by=person.name)
            left.text(other.phone, body, "update")
    kept.paged(*person.numbers)
    fresh = together(board, loser.id, kept.incident, now=now)
    body = course.merged(left.incident, kept.incident, reader=person.phone, by="you", undo=True)
    return Regrouped(body=body, drafts=(kept, left), board=fresh)


def split(kit: Kit, person: Person, *, incident: Incident, name: str, board: Board) -> Regrouped:
    """
    The alarms of one service leave for an incident of their own, or, with no name, those that were merged in last.

    Whoever has the one has both; if nobody has, the new one pages. The old one keeps its severity, for lowering needs
    a human; the new one is judged from its alarms.
    """
    if not incident.is_open:
        return Regrouped(body=ops.already_resolved(incident))
    moved = chosen(incident, name)
    if not moved or len(moved) == len(incident.alarms):
        return Regrouped(body=course.nothing_to_split(incident, name, reader=person.phone, is_all=bool(moved)))
    now = kit.now()
    incident = answered(incident, person.id, at=now)
    born = new_incident(kit, incident, moved)
    fresh = Draft(born, now=now, new_id=kit.new_id)
    old = Draft(incident, now=now, new_id=kit.new_id)
    names = ", ".join(alarm.name for alarm in moved[:5])
    fresh.note(Kind.SPLIT, person.id, f"{person.name} split it from {incident.id}: {names}", split_from=incident.id)
    fresh.note(Kind.OPENED, "desk", f"{born.severity.name} ({born.severity.label}): {'; '.join(born.reasons)}")
    old.note(Kind.SPLIT, person.id, f"{person.name} split {born.id} from it: {names}", split=born.id)
    old.incident = without(incident, moved, to=born.id, at=now)
    describe(fresh, kit.catalogue, before=born)
    describe(old, kit.catalogue, before=incident)
    run_watch(fresh, kit)
    run_watch(old, kit)
    if not born.hold:
        fresh.start_work()
    fresh.paged(*person.numbers)
    for other in everyone_paged(old, kit, but=person.id):
        told = course.split(old.incident, fresh.incident, reader=other.phone, by=person.name)
        old.text(other.phone, told, "update")
        if born.ack and other.id == born.ack.person:
            fresh.paged(*other.numbers)
    board = anew(anew(board, old.incident), fresh.incident)
    body = course.split(old.incident, fresh.incident, reader=person.phone, by="you")
    marks = remarked(moved, born.id, now=now)
    return Regrouped(body=body, drafts=(old, fresh), board=board, marks=marks)


def _refusal(loser: Incident, winner: Incident, person: Person) -> str:
    for one in (winner, loser):
        if not one.is_open:
            return ops.already_resolved(one)
    if Desk.PETS in {loser.desk, winner.desk}:
        return course.only_ops()
    if any(step.state in _AT_WORK for step in loser.steps):
        return course.at_work(loser, winner, reader=person.phone)
    return ""
