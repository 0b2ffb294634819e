"""
Whether a place fails: unrelated services of a region, zone or cluster alarm together while all is quiet elsewhere.

That everything carries the same label proves nothing. It takes many services that no path of the graph ties, within
minutes, none of them alarming elsewhere, few others alarming elsewhere, and a sign that there is an elsewhere at all;
or a few of them beside the provider's own word about the region.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from nightdesk.incident.felt import Felt
from nightdesk.triage.ops.grouping.graph import Graph
from nightdesk.triage.ops.grouping.places import TOLD

WITHIN = timedelta(minutes=5)
MANY = 5
MANY_TOLD = 3
"""Enough when the provider itself tells of an issue there."""
OUTWEIGHED = 3
"""So many times more services must alarm here than elsewhere."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage(Generic[T]):
    """place: "region eu-west-1". of_it: the incidents that are part of it, each with how far its alarms are apart."""

    place: str
    services: int
    is_told: bool
    of_it: tuple[tuple[T, timedelta], ...]

    @property
    def why(self) -> str:
        told = f" and AWS tells of an issue in {self.place.partition(' ')[2]}" if self.is_told else ""
        return f"{self.services} services that nothing else ties fail in {self.place} and not elsewhere{told}"


def outage(
    service: str,
    places: Iterable[str],
    at: datetime,
    *,
    board: Sequence[tuple[T, Sequence[Felt]]],
    graph: Graph,
    regions: frozenset[str],
) -> Outage[T] | None:
    """
    The failing place that this service's alarm is of, None without evidence enough. regions: all that the catalogue
    names.
    """
    found = (_at(place, service, at, board, graph, regions) for place in places)
    return next((one for one in found if one is not None), None)


def _at(
    place: str,
    service: str,
    at: datetime,
    board: Sequence[tuple[T, Sequence[Felt]]],
    graph: Graph,
    regions: frozenset[str],
) -> Outage[T] | None:
    kind, _, value = place.partition(" ")
    told_name = f"{TOLD}{value}" if kind == "region" else ""
    here, elsewhere, others, of_it = [{service}], set[str](), set[str](), list[tuple[T, timedelta]]()
    is_told = False
    for incident, felt in board:
        loud = [one for one in felt if not one.is_quiet]
        others |= {spoken for one in loud for spoken in one.places if spoken.startswith(f"{kind} ")}
        near = [one for one in loud if one.apart(at) <= WITHIN]
        struck = {one.service for one in near if _kept(one, kind) == {place}}
        away = {one.service for one in near if _kept(one, kind) - {place}}
        elsewhere |= away
        told_here = any(one.service == told_name for one in near)
        is_told |= told_here
        if (struck or told_here) and not away:
            here.append(struck)
            of_it.append((incident, min(one.apart(at) for one in near)))
    if service in elsewhere or not of_it:
        return None
    many, struck_here = MANY_TOLD if is_told else MANY, len(set().union(*here))
    if _causes(here, graph, many) < many:
        return None
    is_elsewhere = bool(others - {place}) or (kind == "region" and bool(regions - {value}) and value in regions)
    if not is_told and (not is_elsewhere or struck_here < OUTWEIGHED * len(elsewhere)):
        return None
    return Outage(place=place, services=struck_here, is_told=is_told, of_it=tuple(of_it))


def _kept(one: Felt, kind: str) -> set[str]:
    return {spoken for spoken in one.places if spoken.startswith(f"{kind} ")}


def _causes(incidents: Iterable[set[str]], graph: Graph, many: int) -> int:
    """
    How many causes these would have if the place were none. What one incident holds, a host or a release may tie: it
    counts once, unless it holds so much that nothing ties that it must be of the place already.
    """
    blocks: list[set[str]] = []
    for services in incidents:
        apart = _apart([{service} for service in sorted(services)], graph)
        blocks += apart if len(apart) >= many else [services]
    return len(_apart([block for block in blocks if block], graph))


def _apart(blocks: Iterable[set[str]], graph: Graph) -> list[set[str]]:
    """These, with those made one that the graph ties, also through a common dependency."""
    groups: list[set[str]] = []
    for block in blocks:
        near = block.union(*(graph.near(service) for service in block))
        tied = [group for group in groups if not near.isdisjoint(group)]
        groups = [group for group in groups if group not in tied] + [block.union(*tied)]
    return groups
