"""Tied by the graph: it leans on what fails, or what fails leans on it."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from nightdesk.incident.felt import Felt
from nightdesk.triage.ops.grouping.graph import Graph
from nightdesk.triage.ops.grouping.origins import origins
from nightdesk.triage.ops.grouping.tie import New, Tie, Window, tie_of

_FALL = {0: 0.9, 1: 0.8, 2: 0.65, 3: 0.5}
"""Strength by hops."""


def by_graph(new: New, felt: Sequence[Felt], graph: Graph, window: Window) -> Tie | None:
    """The tie by what fails in the incident: first as its echo, then as the thing that explains all of it."""
    service = new.alarm.service
    loud = {one.service: one for one in felt if not one.is_quiet}
    if not service or not loud or service in loud or new.is_quiet or not may_touch(service, loud, graph):
        return None
    near = {name: apart for name, one in loud.items() if (apart := one.apart(new.at)) <= window.neighbours}
    echo = _echo(new, near, graph, window) if new.can_be_echo else None
    if echo is not None or not near or not _may_share_cause(service, list(near), graph):
        return echo
    roots = origins(list(loud), graph)
    reach = [(graph.hops(service, root), root) for root in roots]
    if all(hops is not None for hops, _ in reach):
        hops, root = max((hops or 0, root) for hops, root in reach)
        return tie_of(
            _FALL[hops], loud[root].apart(new.at), window.neighbours, _leans(root, service, hops), names_origin=True
        )
    return None


def _echo(new: New, near: Mapping[str, timedelta], graph: Graph, window: Window) -> Tie | None:
    """It leans on something that fails in this incident, and failed about then."""
    service = new.alarm.service
    ties = (
        tie_of(_FALL[hops], apart, window.neighbours, _leans(service, name, hops), names_origin=False)
        for name, apart in near.items()
        if (hops := graph.hops(name, service)) is not None
    )
    return max((tie for tie in ties if tie is not None), key=lambda tie: tie.strength, default=None)


def may_touch(service: str, loud: Mapping[str, Felt], graph: Graph) -> bool:
    """Cheap: in a storm most of what is open is nowhere near this service in the graph."""
    near = graph.near(service)
    return not near.isdisjoint(loud)


def _may_share_cause(service: str, known: Sequence[str], graph: Graph) -> bool:
    """Cheap and generous: most of what is open in a storm has nothing to do with this service."""
    mine, felt_by = graph.dependencies.get(service, ()), graph.victims.get(service, {})
    return any(name in felt_by or any(one in graph.dependencies.get(name, ()) for one in mine) for name in known)


def _leans(victim: str, origin: str, hops: int) -> str:
    return f"{victim} depends on {origin}" + (f" over {hops} hops" if hops > 1 else "")
