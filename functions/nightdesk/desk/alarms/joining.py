"""An alarm shows that open incidents are of one cause: they become one while nobody has them, else somebody is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nightdesk.desk.alarms.board import together
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.carry_out import everyone_paged
from nightdesk.desk.watching.war_room import bring_over
from nightdesk.incident import changes
from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.regrouping import absorbed, absorbing
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import course
from nightdesk.store.store import Board
from nightdesk.triage.ops.grouping.correlation import Kin

Others = Sequence[tuple[Kin, Incident]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """kept: the one that is left, with all of it. left: those that are over. apart: whom a human must decide about."""

    kept: Draft
    left: tuple[Draft, ...]
    apart: Others
    board: Board


def is_untaken(incident: Incident) -> bool:
    """
    Whether nobody would be confused if it became part of another: nobody has or had it, asks or is asked about it, and
    nothing was done for it. From then on only a human regroups.
    """
    is_asked = incident.ask is not None and incident.ask.state is AskState.PENDING
    return incident.ack is None and incident.first_acked_at is None and not is_asked and not incident.steps


def join(kit: Kit, incident: Incident, others: Others, *, why: str, board: Board) -> Joined:
    """
    Make one of all that nobody has taken: the worst, of equals the first, keeps its number.

    By the same evidence as alarms join, so it can be as wrong: both timelines say why, and `split` undoes it for good.
    why: what ties the alarm to `incident`; each of the others brings its own.
    """
    now = kit.now()
    may = [
        (kin, one)
        for kin, one in others
        if is_untaken(incident) and is_untaken(one) and not _were_parted(incident, one)
    ]
    reasons = {incident.id: why} | {one.id: kin.why for kin, one in may}
    kept, *gone = sorted([incident, *(one for _, one in may)], key=lambda one: (one.severity, one.id))
    draft = Draft(kept, now=now, new_id=kit.new_id)
    left = []
    for one in gone:
        said = reasons[one.id]
        parting = Draft(one, now=now, new_id=kit.new_id)
        parting.incident = absorbed(one, kept.id, at=now, by=f"the desk: {said}", verb="joined")
        parting.note(Kind.MERGED, "desk", f"joined {kept.id}: {said}", into=kept.id)
        draft.incident = absorbing(draft.incident, one)
        draft.incident = changes.worsened(draft.incident, severity=one.severity, reasons=(), is_triage=True)
        draft.note(Kind.MERGED, "desk", f"{one.id} joined it: {said}", merged=one.id)
        bring_over(parting, draft, kit)
        board = together(board, one.id, draft.incident, now=now)
        left.append(parting)
    _release(draft, kept, gone)
    _tell(kit, draft, left, reasons)
    apart = [(kin, one) for kin, one in others if (kin, one) not in may and not _were_parted(incident, one)]
    return Joined(kept=draft, left=tuple(left), apart=apart, board=board)


def suggest(kit: Kit, draft: Draft, apart: Others) -> list[Draft]:
    """Say, once for each pair, that another incident may be of the same cause; returns what the others note."""
    noting = []
    for kin, other in apart:
        if other.id in draft.incident.suggested:
            continue
        draft.incident = replace(draft.incident, suggested=(*draft.incident.suggested, other.id))
        draft.note(Kind.NOTE, "desk", f"may be of one cause with {other.id}: {kin.why}", other=other.id)
        beside = Draft(
            replace(other, suggested=(*other.suggested, draft.incident.id)), now=draft.now, new_id=kit.new_id
        )
        beside.note(
            Kind.NOTE, "desk", f"may be of one cause with {draft.incident.id}: {kin.why}", other=draft.incident.id
        )
        noting.append(beside)
        holders = {one.ack.person for one in (draft.incident, other) if one.ack}
        known = {person.id: person for person in kit.roster.people}
        people = [known[one] for one in sorted(holders) if one in known] or everyone_paged(draft, kit)
        for person in people:
            draft.paged(*person.numbers)
            beside.paged(*person.numbers)
            body = course.may_be_one(draft.incident, other, reader=person.phone, why=kin.why)
            draft.text(person.phone, body, "update", unless="resolved")
    return noting


def _release(draft: Draft, kept: Incident, gone: Sequence[Incident]) -> None:
    """What one of them woke people for is not held back by the other's maintenance."""
    if kept.hold and not draft.incident.hold:
        draft.incident = replace(draft.incident, held_until=draft.now)
        free = ", ".join(one.id for one in gone if not one.hold)
        draft.note(Kind.HELD, "desk", f"no longer held: {free} was not")


def _tell(kit: Kit, kept: Draft, left: Sequence[Draft], reasons: Mapping[IncidentId, str]) -> None:
    """One text to each who was woken for what is no more, however many those are."""
    told: dict[str, list[Draft]] = {}
    for parting in left:
        for person in everyone_paged(parting, kit):
            parting.paged(*person.numbers)
            kept.paged(*person.numbers)  # "ack 9" must mean something to whoever was only woken for 12
            told.setdefault(person.id, []).append(parting)
    for name, partings in told.items():
        gone = [one.incident for one in partings]
        reader = kit.roster.person(name).phone
        body = course.joined(gone, kept.incident, reader=reader, why=reasons[gone[0].id])
        kept.text(reader, body, "update", unless="resolved")


def _were_parted(one: Incident, other: Incident) -> bool:
    return other.id in one.parted or one.id in other.parted
