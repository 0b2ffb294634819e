"""Tied by something that is silent: several alarm that all lean on one thing that does not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from nightdesk.triage.ops.grouping.by_graph import may_touch
from nightdesk.triage.ops.grouping.graph import Graph
from nightdesk.triage.ops.grouping.origins import origins
from nightdesk.triage.ops.grouping.standing import Standing, apart_from, felt_in
from nightdesk.triage.ops.grouping.tie import New, Tie, Window, tie_of


@dataclass(frozen=True, slots=True)
class _Near:
    """An open incident close in time and graph. roots: those of its services that no other of them explains."""

    incident: Standing
    roots: frozenset[str]
    apart: timedelta


@dataclass(frozen=True, slots=True)
class _Suspect:
    """share: of those leaning on it directly, how many alarm (0-1). reach: how many it could hurt at all."""

    silent: str
    share: float
    reach: int
    of_it: tuple[_Near, ...]


def common_cause(new: New, board_open: Sequence[Standing], graph: Graph, window: Window) -> list[tuple[Tie, Standing]]:
    """
    The incidents that one silent thing explains together with this alarm, when enough of those that lean on it alarm.

    Each alone looks like a failure of its own: of five callers of a silent hub, the first four open four incidents.
    """
    service = new.alarm.service
    if not service or not new.can_be_echo or new.is_quiet:
        return []
    near, loud = _around(new, board_open, graph, window)
    asked = (name for name, hops in graph.causes(service).items() if hops == 1 and name not in loud)
    suspects = [one for name in asked if (one := _suspect(name, service, near, graph)) and one.share >= window.support]
    if not suspects:
        return []
    # Of several, the one that explains most of what should alarm; then the one that would hurt fewest others.
    best = max(suspects, key=lambda one: (one.share, -one.reach))
    ties = ((_tie(service, one, best.silent, graph, window), one.incident) for one in best.of_it)
    return [(tie, incident) for tie, incident in ties if tie is not None]


def _around(
    new: New, board_open: Sequence[Standing], graph: Graph, window: Window
) -> tuple[list[_Near], frozenset[str]]:
    """The incidents that could share a cause with this alarm, and every service that is not silent just now."""
    near: list[_Near] = []
    loud_anywhere: set[str] = set()
    for incident in board_open:
        if apart_from(new.at, incident) > window.siblings:
            continue
        loud = {one.service: one for one in felt_in(incident) if not one.is_quiet}
        loud_anywhere |= loud.keys()
        if not loud or not may_touch(new.alarm.service, loud, graph):
            continue
        roots = origins(list(loud), graph)
        apart = min(loud[root].apart(new.at) for root in roots)
        if apart <= window.siblings:
            near.append(_Near(incident, frozenset(roots), apart))
    return near, frozenset(loud_anywhere)


def _suspect(silent: str, service: str, near: Sequence[_Near], graph: Graph) -> _Suspect | None:
    """What a failure of `silent` would explain; None when that is no more than this one alarm."""
    victims = graph.victims.get(silent, {})
    of_it = tuple(one for one in near if one.roots <= victims.keys())
    callers = {name for name, hops in victims.items() if hops == 1}
    alarming = {service}.union(*(one.roots for one in of_it)) & callers
    if len(alarming) < 2:
        return None
    return _Suspect(silent, len(alarming) / len(callers), len(victims), of_it)


def _tie(service: str, near: _Near, silent: str, graph: Graph, window: Window) -> Tie | None:
    others = " and ".join(origins([one.service for one in felt_in(near.incident) if not one.is_quiet], graph)[:2])
    why = f"{service} and {others} both depend on {silent}, which is silent"
    return tie_of(0.5, near.apart, window.siblings, why, names_origin=True)
