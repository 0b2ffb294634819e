"""Whether an alarm belongs to an incident that is already open, and why."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.felt import Felt, felt_too
from nightdesk.incident.severity import Severity
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.grouping.clues import clues_of, shared
from nightdesk.triage.ops.grouping.graph import Graph, graph_of
from nightdesk.triage.ops.grouping.places import places_of, told_of
from nightdesk.triage.ops.grouping.regional import WITHIN as OUTAGE_WITHIN
from nightdesk.triage.ops.grouping.regional import outage
from nightdesk.triage.ops.hearing.kind import SPREADING, kinds_of, leading
from nightdesk.triage.ops.hearing.kind_words import Kind


class Standing(Protocol):
    """What correlation needs of an open incident: the store's OpenIncident is one. Closed ones are never offered."""

    @property
    def id(self) -> IncidentId: ...
    @property
    def services(self) -> tuple[str, ...]: ...
    @property
    def fingerprints(self) -> tuple[str, ...]: ...
    @property
    def opened_at(self) -> datetime: ...
    @property
    def last_alarm_at(self) -> datetime: ...
    @property
    def clues(self) -> tuple[str, ...]: ...
    @property
    def felt(self) -> tuple[Felt, ...]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """
    How far apart in time two alarms of one cause may be. A silent common cause is a guess, so it gets the least.

    support: the share (0-1) of those leaning directly on a silent thing that must alarm before it is suspected.
    """

    same_service: timedelta = timedelta(minutes=10)
    shared: timedelta = timedelta(minutes=15)
    neighbours: timedelta = timedelta(minutes=5)
    siblings: timedelta = timedelta(minutes=2)
    quiet: timedelta = timedelta(minutes=2)
    support: float = 0.35


WINDOW = Window()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tie:
    strength: float
    why: str
    names_origin: bool = False
    is_graph: bool = False
    is_place: bool = False
    is_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _New:
    """The alarm to be placed, and what is asked of it for every open incident."""

    alarm: Alarm
    at: datetime
    clues: tuple[str, ...]
    can_be_echo: bool
    is_quiet: bool


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
    new = _New(
        alarm=alarm,
        at=when(alarm, now),
        clues=clues_of(alarm),
        can_be_echo=can_be_echo(alarm),
        is_quiet=is_quiet(alarm),
    )
    graph = graph_of(catalogue)
    ties = [(tie, incident) for incident in board_open if (tie := _tie(new, incident, graph, window)) is not None]
    common = _common_cause(new, board_open, graph, window)
    known = {incident.id for _, incident in ties}
    ties += [(tie, incident) for tie, incident in common if incident.id not in known]
    known = {incident.id for _, incident in ties}
    ties += [(tie, incident) for tie, incident in _of_one_place(new, board_open, catalogue) if incident.id not in known]
    if not ties:
        return Opens(why=_why_new(alarm, board_open))
    best, chosen = max(ties, key=lambda pair: (pair[0].strength, pair[1].last_alarm_at))
    also = tuple(
        Kin(incident=incident.id, why=tie.why)
        for tie, incident in ties
        if incident is not chosen and _proves(tie, best)
    )
    return Joins(incident=chosen.id, why=f"joined {chosen.id}: {best.why}", also=also)


def _proves(tie: "_Tie", best: "_Tie") -> bool:
    """Whether a tie says more than that this alarm is near: that another incident is of the same cause as its own."""
    if tie.is_place:
        return best.is_place or best.is_again
    return tie.names_origin and (best.names_origin or best.is_graph)


def _of_one_place(new: _New, board_open: Sequence[Standing], catalogue: Catalogue) -> list[tuple["_Tie", Standing]]:
    """The incidents that are part of the outage of a region, a zone or a cluster that this alarm is part of."""
    places = places_of(new.alarm)
    if not new.alarm.service or not places or not new.can_be_echo or new.is_quiet:
        return []
    board = [(incident, felt_in(incident)) for incident in board_open]
    found = outage(
        new.alarm.service, places, new.at, board=board, graph=graph_of(catalogue), regions=_regions_of(catalogue)
    )
    if found is None:
        return []
    ties = (
        (_strength(0.5, apart, OUTAGE_WITHIN, found.why, names_origin=True, is_place=True), one)
        for one, apart in found.of_it
    )
    return [(tie, one) for tie, one in ties if tie is not None]


def _regions_of(catalogue: Catalogue) -> frozenset[str]:
    return frozenset(region for service in catalogue.services for region in service.regions)


def _common_cause(
    new: _New, board_open: Sequence[Standing], graph: Graph, window: Window
) -> list[tuple["_Tie", Standing]]:
    """
    The incidents that one silent thing explains together with this alarm, when enough of those that lean on it alarm.

    Each alone looks like a failure of its own: of five callers of a silent hub, the first four open four incidents.
    """
    service = new.alarm.service
    if not service or not new.can_be_echo or new.is_quiet:
        return []
    near: list[tuple[Standing, frozenset[str], timedelta]] = []
    loud_anywhere: set[str] = set()
    for incident in board_open:
        if _apart(new.at, incident) > window.siblings:
            continue
        loud = {one.service: one for one in felt_in(incident) if not one.is_quiet}
        loud_anywhere |= loud.keys()
        if not loud or not _may_touch(service, loud, graph):
            continue
        roots = origins(list(loud), graph)
        near.append((incident, frozenset(roots), min(loud[root].apart(new.at) for root in roots)))
    best: tuple[float, int, str, list[tuple[Standing, timedelta]]] | None = None
    for silent, hops in graph.causes(service).items():
        if hops > 1 or silent in loud_anywhere:
            continue
        victims = graph.victims.get(silent, {})
        of_it = [(one, apart) for one, roots, apart in near if apart <= window.siblings and roots <= victims.keys()]
        callers = {name for name, far in victims.items() if far == 1}
        alarming = {service}.union(*(roots for one, roots, _ in near if any(one is kin for kin, _ in of_it))) & callers
        share = len(alarming) / len(callers)
        if (
            of_it
            and len(alarming) > 1
            and share >= window.support
            and (best is None or (share, -len(victims)) > best[:2])
        ):
            best = (share, -len(victims), silent, of_it)
    if best is None:
        return []
    share, _, silent, of_it = best
    return [
        (tie, one)
        for one, apart in of_it
        if (
            tie := _strength(
                0.5,
                apart,
                window.siblings,
                f"{service} and {_spoken_roots(one, graph)} both depend on {silent}, which is silent",
                names_origin=True,
            )
        )
    ]


def _spoken_roots(incident: Standing, graph: Graph) -> str:
    return " and ".join(origins([one.service for one in felt_in(incident) if not one.is_quiet], graph)[:2])


def when(alarm: Alarm, now: datetime) -> datetime:
    """When it began: as it says itself, or on arrival when it says nothing or nothing believable."""
    # Sources batch and retry, so the start is the better time; a start hours ago is a long pending rule.
    started = alarm.started_at
    return started if started is not None and timedelta(0) <= now - started <= timedelta(minutes=10) else now


def _tie(new: _New, incident: Standing, graph: Graph, window: Window) -> _Tie | None:
    apart = _apart(new.at, incident)
    if apart > max(window.same_service, window.shared, window.neighbours, window.siblings):
        return None
    common = shared(new.clues, incident.clues)
    felt = felt_in(incident)
    within = window.quiet if new.is_quiet else window.shared
    candidates = (
        _strength(0.95, apart, within, f"both on {common}", names_origin=False) if common else None,
        _again(new, felt, window),
        _by_graph(new, felt, graph, window),
    )
    return max((tie for tie in candidates if tie is not None), key=lambda tie: tie.strength, default=None)


def felt_with(known: tuple[Felt, ...], alarm: Alarm, at: datetime) -> tuple[Felt, ...]:
    """What an incident felt, with one more alarm; what AWS itself tells of a region stands beside the services."""
    if told := told_of(alarm):
        known = felt_too(known, told, at, is_quiet=False)
    return felt_too(known, alarm.service, at, is_quiet=is_quiet(alarm), places=places_of(alarm))


def felt_in(incident: Standing) -> tuple[Felt, ...]:
    """Which services feel it and when; of one kept before that was noted, from its first alarm to its last."""
    return incident.felt or tuple(
        Felt(service=name, first_at=incident.opened_at, last_at=incident.last_alarm_at) for name in incident.services
    )


def _strength(
    base: float,
    apart: timedelta,
    within: timedelta,
    why: str,
    *,
    names_origin: bool,
    is_graph: bool = False,
    is_place: bool = False,
    is_again: bool = False,
) -> _Tie | None:
    """None beyond the window; within it, what happened closer in time is tied more closely."""
    if apart > within:
        return None
    nearness = 1 - 0.3 * (apart / within)
    return _Tie(
        strength=base * nearness,
        why=f"{why}, {spoken(apart)} apart",
        names_origin=names_origin,
        is_graph=is_graph,
        is_place=is_place,
        is_again=is_again,
    )


def _apart(at: datetime, incident: Standing) -> timedelta:
    """From the nearer end of the incident's alarms; nothing while they are still coming in."""
    if at < incident.opened_at:
        return incident.opened_at - at
    return max(at - incident.last_alarm_at, timedelta(0))


def _again(new: _New, felt: Sequence[Felt], window: Window) -> _Tie | None:
    """The same service; but a certificate that will expire has nothing to do with its errors."""
    service = new.alarm.service
    here = next((one for one in felt if service and one.service == service and one.is_quiet == new.is_quiet), None)
    if here is None:
        return None
    within = window.quiet if new.is_quiet else window.same_service
    return _strength(0.90, here.apart(new.at), within, f"{service} again", names_origin=False, is_again=True)


def _by_graph(new: _New, felt: Sequence[Felt], graph: Graph, window: Window) -> _Tie | None:
    service = new.alarm.service
    loud = {one.service: one for one in felt if not one.is_quiet}
    if not service or not loud or service in loud or new.is_quiet or not _may_touch(service, loud, graph):
        return None
    near = {name: apart for name, one in loud.items() if (apart := one.apart(new.at)) <= window.neighbours}
    echo = _echo(new, near, graph, window) if new.can_be_echo else None
    if echo is not None or not near or not _may_share_cause(service, list(near), graph):
        return echo
    roots = origins(list(loud), graph)
    reach = [(graph.hops(service, root), root) for root in roots]
    if all(hops is not None for hops, _ in reach):
        hops, root = max((hops or 0, root) for hops, root in reach)
        return _strength(
            _FALL[hops], loud[root].apart(new.at), window.neighbours, _leans(root, service, hops), names_origin=True
        )
    return None


def _echo(new: _New, near: Mapping[str, timedelta], graph: Graph, window: Window) -> _Tie | None:
    """It leans on something that fails in this incident, and failed about then."""
    service = new.alarm.service
    ties = (
        _strength(_FALL[hops], apart, window.neighbours, _leans(service, name, hops), names_origin=False)
        for name, apart in near.items()
        if (hops := graph.hops(name, service)) is not None
    )
    return max((tie for tie in ties if tie is not None), key=lambda tie: tie.strength, default=None)


_FALL = {0: 0.9, 1: 0.8, 2: 0.65, 3: 0.5}
"""Strength by hops."""


def can_be_echo(alarm: Alarm) -> bool:
    """A full disk, an expiring certificate, an intruder, mere information: none follows from a failing dependency."""
    if alarm.claimed_severity is Severity.SEV4:
        return False
    found = kinds_of(alarm)
    return leading(found).kind in SPREADING and not any(one.kind in _OF_ITS_OWN for one in found)


_OF_ITS_OWN = frozenset({Kind.DATA_LOSS, Kind.SECURITY, Kind.EXPIRY, Kind.CAPACITY, Kind.DURABILITY, Kind.CHANGE})
_QUIET = frozenset({Kind.EXPIRY, Kind.CAPACITY, Kind.DURABILITY, Kind.ANOMALY, Kind.NOTICE, Kind.HEARTBEAT})


def is_quiet(alarm: Alarm) -> bool:
    """Whether it tells of nothing that fails now: it neither follows from a failing neighbour nor makes one fail."""
    found = kinds_of(alarm)
    told = {one.kind for one in found}
    if Kind.DURABILITY in told:
        told -= {Kind.ERRORS}  # "backup failed" is about the backup
    if told == {Kind.CAPACITY} and _NOT_YET.search(f"{alarm.name} {alarm.summary}"):
        return True  # "91% full" is not full
    return bool(told) and told <= _QUIET and not any(one.is_confirmed or one.is_imminent for one in found)


_NOT_YET = re.compile(r"almost|nearly|near(?:ing|[ _-])|filling|approaching|soon|\b[5-9]\d(?:\.\d+)? ?%", re.IGNORECASE)


def _may_touch(service: str, loud: Mapping[str, Felt], graph: Graph) -> bool:
    """Cheap: in a storm most of what is open is nowhere near this service in the graph."""
    near = graph.near(service)
    return not near.isdisjoint(loud)


def _may_share_cause(service: str, known: Sequence[str], graph: Graph) -> bool:
    """Cheap and generous: most of what is open in a storm has nothing to do with this service."""
    mine, felt_by = graph.dependencies.get(service, ()), graph.victims.get(service, {})
    return any(name in felt_by or any(one in graph.dependencies.get(name, ()) for one in mine) for name in known)


def origins(services: Sequence[str], graph: Graph) -> tuple[str, ...]:
    """Those of the alarming services that no other of them explains. In a cycle the one named first stands for it."""
    kept: list[str] = []
    for n, service in enumerate(services):
        explained = any(
            graph.hops(other, service) is not None and (graph.hops(service, other) is None or m < n)
            for m, other in enumerate(services)
            if other != service
        )
        if not explained:
            kept.append(service)
    return tuple(kept) or tuple(services[:1])


def silent_cause(services: Sequence[str], graph: Graph) -> str:
    """The one thing all of these lean on directly that does not itself alarm; "" when there is none."""
    common = set(graph.dependencies.get(services[0], ()))
    for service in services[1:]:
        common &= set(graph.dependencies.get(service, ()))
    common -= set(services)
    # Of several, the one that fewest others lean on: had a hub failed, more would alarm.
    return min(common, key=lambda name: (len(graph.victims.get(name, {})), name), default="")


def _leans(victim: str, origin: str, hops: int) -> str:
    return f"{victim} depends on {origin}" + (f" over {hops} hops" if hops > 1 else "")


def _why_new(alarm: Alarm, board_open: Sequence[Standing]) -> str:
    if not board_open:
        return "nothing is open"
    if not alarm.service:
        return "its service is unknown and it shares nothing with what is open"
    return f"{alarm.service} is not related in time and graph to any of {len(board_open)} open"


def spoken(apart: timedelta) -> str:
    """ "40 s", "12 min", "3 h"."""
    seconds = apart.total_seconds()
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
