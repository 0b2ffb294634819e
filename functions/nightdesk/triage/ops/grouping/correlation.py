"""Whether an alarm belongs to an incident that is already open, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.felt import Felt
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.grouping.by_graph import by_graph
from nightdesk.triage.ops.grouping.clues import clues_of, shared
from nightdesk.triage.ops.grouping.graph import Graph, graph_of
from nightdesk.triage.ops.grouping.nature import can_be_echo, is_quiet
from nightdesk.triage.ops.grouping.places import places_of
from nightdesk.triage.ops.grouping.regional import WITHIN as OUTAGE_WITHIN
from nightdesk.triage.ops.grouping.regional import outage
from nightdesk.triage.ops.grouping.silent import common_cause
from nightdesk.triage.ops.grouping.standing import Standing, apart_from, felt_in, when
from nightdesk.triage.ops.grouping.tie import WINDOW, New, Tie, Window, tie_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """The same alarm again: nothing new."""

    incident: IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Another open incident that the same alarm would have joined, and by what evidence: the two are of one cause."""

    incident: IncidentId
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Joins:
    """Belongs to an open incident. also: others of the same cause, as this alarm shows."""

    incident: IncidentId
    why: str
    also: tuple[Kin, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """Belongs to nothing that is open."""

    why: str


def place(
    alarm: Alarm,
    *,
    board_open: Sequence[Standing],
    catalogue: Catalogue,
    now: datetime,
    window: Window = WINDOW,
) -> Joins | Opens | Repeats:
    """
    Where one firing alarm goes. `now` stands in for a start that the alarm does not tell or that lies far from it.

    Strongest first: the same fingerprint; a shared machine, deployment or database; the same service; the graph: it
    leans on what fails, or what fails leans on it, or both lean on one silent thing.
    """
    mine = mark(alarm.fingerprint)
    for incident in board_open:
        if alarm.fingerprint in incident.fingerprints or mine in incident.fingerprints:
            return Repeats(incident=incident.id)
    new = New(
        alarm=alarm,
        at=when(alarm, now),
        clues=clues_of(alarm),
        can_be_echo=can_be_echo(alarm),
        is_quiet=is_quiet(alarm),
    )
    graph = graph_of(catalogue)
    ties = [(tie, incident) for incident in board_open if (tie := _tie(new, incident, graph, window)) is not None]
    for weaker in (common_cause(new, board_open, graph, window), _of_one_place(new, board_open, graph, catalogue)):
        known = {incident.id for _, incident in ties}
        ties += [(tie, incident) for tie, incident in weaker if incident.id not in known]
    if not ties:
        return Opens(why=_why_new(alarm, board_open))
    best, chosen = max(ties, key=lambda pair: (pair[0].strength, pair[1].last_alarm_at))
    also = tuple(
        Kin(incident=incident.id, why=tie.why)
        for tie, incident in ties
        if incident is not chosen and _proves(tie, best)
    )
    return Joins(incident=chosen.id, why=f"joined {chosen.id}: {best.why}", also=also)


def _tie(new: New, incident: Standing, graph: Graph, window: Window) -> Tie | None:
    apart = apart_from(new.at, incident)
    if apart > max(window.same_service, window.shared, window.neighbours, window.siblings):
        return None
    common = shared(new.clues, incident.clues)
    felt = felt_in(incident)
    within = window.quiet if new.is_quiet else window.shared
    candidates = (
        tie_of(0.95, apart, within, f"both on {common}", names_origin=False) if common else None,
        _again(new, felt, window),
        by_graph(new, felt, graph, window),
    )
    return max((tie for tie in candidates if tie is not None), key=lambda tie: tie.strength, default=None)


def _again(new: New, felt: Sequence[Felt], window: Window) -> Tie | None:
    """The same service; but a certificate that will expire has nothing to do with its errors."""
    service = new.alarm.service
    here = next((one for one in felt if service and one.service == service and one.is_quiet == new.is_quiet), None)
    if here is None:
        return None
    within = window.quiet if new.is_quiet else window.same_service
    return tie_of(0.90, here.apart(new.at), within, f"{service} again", names_origin=False, is_again=True)


def _of_one_place(
    new: New, board_open: Sequence[Standing], graph: Graph, catalogue: Catalogue
) -> list[tuple[Tie, Standing]]:
    """The incidents that are part of the outage of a region, a zone or a cluster that this alarm is part of."""
    places = places_of(new.alarm)
    if not new.alarm.service or not places or not new.can_be_echo or new.is_quiet:
        return []
    board = [(incident, felt_in(incident)) for incident in board_open]
    found = outage(new.alarm.service, places, new.at, board=board, graph=graph, regions=_regions_of(catalogue))
    if found is None:
        return []
    ties = (
        (tie_of(0.5, apart, OUTAGE_WITHIN, found.why, names_origin=True, is_place=True), one)
        for one, apart in found.of_it
    )
    return [(tie, one) for tie, one in ties if tie is not None]


def _regions_of(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(region for service in catalogue.services for region in service.regions)


def _proves(tie: Tie, best: Tie) -> bool:
    """Whether a tie says more than that this alarm is near: that another incident is of the same cause as its own."""
    if tie.is_place:
        return best.is_place or best.is_again
    return tie.names_origin and best.names_origin


def _why_new(alarm: Alarm, board_open: Sequence[Standing]) -> str:
    if not board_open:
        return "nothing is open"
    if not alarm.service:
        return "its service is unknown and it shares nothing with what is open"
    return f"{alarm.service} is not related in time and graph to any of {len(board_open)} open"
