"""Whether an alarm belongs to an incident that is already open, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.severity import Severity
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.clues import clues_of, shared
from nightdesk.triage.ops.graph import Graph, graph_of
from nightdesk.triage.ops.kind import SPREADING, kinds_of, leading


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """How far apart in time two alarms of one cause may be. A silent common cause is a guess, so it gets the least."""

    same_service: timedelta = timedelta(minutes=30)
    shared: timedelta = timedelta(minutes=15)
    neighbours: timedelta = timedelta(minutes=5)
    siblings: timedelta = timedelta(minutes=2)


WINDOW = Window()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats:
    """The same alarm again: nothing new."""

    incident: IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Joins:
    """Belongs to an open incident. also: others that this alarm would explain too, for a human to merge."""

    incident: IncidentId
    why: str
    also: tuple[IncidentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opens:
    """Belongs to nothing that is open."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tie:
    strength: float
    why: str
    names_origin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _New:
    """The alarm to be placed, and what is asked of it for every open incident."""

    alarm: Alarm
    at: datetime
    clues: tuple[str, ...]
    can_be_echo: bool


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
    for incident in board_open:
        if alarm.fingerprint in incident.fingerprints:
            return Repeats(incident=incident.id)
    new = _New(alarm=alarm, at=_when(alarm, now), clues=clues_of(alarm), can_be_echo=_can_be_echo(alarm))
    graph = graph_of(catalogue)
    ties = [(tie, incident) for incident in board_open if (tie := _tie(new, incident, graph, window)) is not None]
    if not ties:
        return Opens(why=_why_new(alarm, board_open))
    best, chosen = max(ties, key=lambda pair: (pair[0].strength, pair[1].last_alarm_at))
    also = tuple(
        incident.id for tie, incident in ties if incident is not chosen and tie.names_origin and best.names_origin
    )
    return Joins(incident=chosen.id, why=f"joined {chosen.id}: {best.why}", also=also)


def _when(alarm: Alarm, now: datetime) -> datetime:
    # Sources batch and retry, so the start is the better time; a start hours ago is a long pending rule.
    started = alarm.started_at
    return started if started is not None and timedelta(0) <= now - started <= timedelta(minutes=10) else now


def _tie(new: _New, incident: Standing, graph: Graph, window: Window) -> _Tie | None:
    apart = _apart(new.at, incident)
    if apart > max(window.same_service, window.shared, window.neighbours, window.siblings):
        return None
    common = shared(new.clues, incident.clues)
    service = new.alarm.service
    candidates = (
        _strength(0.95, apart, window.shared, f"both on {common}", names_origin=False) if common else None,
        _strength(0.90, apart, window.same_service, f"{service} again", names_origin=False)
        if service and service in incident.services
        else None,
        _by_graph(new, apart, incident, graph, window),
    )
    return max((tie for tie in candidates if tie is not None), key=lambda tie: tie.strength, default=None)


def _strength(base: float, apart: timedelta, within: timedelta, why: str, *, names_origin: bool) -> _Tie | None:
    """None beyond the window; within it, what happened closer in time is tied more closely."""
    if apart > within:
        return None
    nearness = 1 - 0.3 * (apart / within)
    return _Tie(strength=base * nearness, why=f"{why}, {spoken(apart)} apart", names_origin=names_origin)


def _apart(at: datetime, incident: Standing) -> timedelta:
    """From the nearer end of the incident's alarms; nothing while they are still coming in."""
    if at < incident.opened_at:
        return incident.opened_at - at
    return max(at - incident.last_alarm_at, timedelta(0))


def _by_graph(new: _New, apart: timedelta, incident: Standing, graph: Graph, window: Window) -> _Tie | None:
    service = new.alarm.service
    known = [name for name in incident.services if name]
    if not service or not known or service in known or apart > window.neighbours:
        return None
    echoes = new.can_be_echo
    if echoes and (near := _nearest(service, known, graph)) is not None:
        name, hops = near
        return _strength(_FALL[hops], apart, window.neighbours, _leans(service, name, hops), names_origin=False)
    if not _may_share_cause(service, known, graph):
        return None
    roots = origins(known, graph)
    reach = [(graph.hops(service, root), root) for root in roots]
    if all(hops is not None for hops, _ in reach):
        hops, root = max((hops or 0, root) for hops, root in reach)
        return _strength(_FALL[hops], apart, window.neighbours, _leans(root, service, hops), names_origin=True)
    if echoes and (silent := silent_cause([service, *roots], graph)):
        why = f"{service} and {' and '.join(roots[:2])} both depend on {silent}, which is silent"
        return _strength(0.5, apart, window.siblings, why, names_origin=False)
    return None


_FALL = {0: 0.9, 1: 0.8, 2: 0.65, 3: 0.5}
"""Strength by hops."""


def _can_be_echo(alarm: Alarm) -> bool:
    """A full disk, an expiring certificate, an intruder, mere information: none follows from a failing dependency."""
    return alarm.claimed_severity is not Severity.SEV4 and leading(kinds_of(alarm)).kind in SPREADING


def _may_share_cause(service: str, known: Sequence[str], graph: Graph) -> bool:
    """Cheap and generous: most of what is open in a storm has nothing to do with this service."""
    mine, felt_by = graph.dependencies.get(service, ()), graph.victims.get(service, {})
    return any(name in felt_by or any(one in graph.dependencies.get(name, ()) for one in mine) for name in known)


def _nearest(service: str, known: Iterable[str], graph: Graph) -> tuple[str, int] | None:
    reach = [(hops, name) for name in known if (hops := graph.hops(name, service)) is not None]
    return (min(reach)[1], min(reach)[0]) if reach else None


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
