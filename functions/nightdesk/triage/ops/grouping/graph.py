"""The service graph with its distances: who would feel it, and who could have caused it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from nightdesk.runbook.service import Catalogue

FARTHEST = 3
"""Hops over which a failure is still taken to spread by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """
    Hops along the direction a failure spreads, from a dependency to those that lean on it.

    victims: service -> everything that leans on it -> hops, at most FARTHEST. dependencies: one hop only.
    """

    victims: Mapping[str, Mapping[str, int]]
    dependencies: Mapping[str, tuple[str, ...]]
    _near: dict[str, frozenset[str]] = field(default_factory=dict)

    def hops(self, origin: str, victim: str) -> int | None:
        """How far a failure of `origin` travels to reach `victim`; 0 to itself, None when it cannot."""
        return 0 if origin == victim else self.victims.get(origin, {}).get(victim)

    def near(self, service: str) -> frozenset[str]:
        """Everything that a failure ties to this service: what it reaches, what reaches it, and their other victims."""
        known = self._near.get(service)
        if known is None:
            causes = self.causes(service)
            siblings = (name for cause in causes for name in self.victims.get(cause, {}))
            known = self._near[service] = frozenset((*self.victims.get(service, {}), *causes, *siblings))
        return known

    def causes(self, victim: str) -> dict[str, int]:
        """Everything whose failure would reach `victim`, with its hops, nearest first."""
        reach: dict[str, int] = {}
        ring, distance = [victim], 0
        while ring and distance < FARTHEST:
            distance += 1
            ring = [
                name
                for near in ring
                for name in self.dependencies.get(near, ())
                if name not in reach and name != victim
            ]
            reach.update(dict.fromkeys(ring, distance))
        return reach


def graph_of(catalogue: Catalogue) -> Graph:
    """The catalogue's graph. The last one is remembered: in a storm every alarm asks with the same catalogue."""
    if not _last or _last[0][0] is not catalogue:
        _last[:] = [(catalogue, _build(catalogue))]
    return _last[0][1]


_last: list[tuple[Catalogue, Graph]] = []


def _build(catalogue: Catalogue) -> Graph:
    callers: dict[str, list[str]] = {}
    for service in catalogue.services:
        for dependency in service.depends_on:
            if dependency != service.name:
                callers.setdefault(dependency, []).append(service.name)
    return Graph(
        victims={name: _reach(name, callers) for name in callers},
        dependencies={s.name: tuple(name for name in s.depends_on if name != s.name) for s in catalogue.services},
    )


def _reach(origin: str, callers: Mapping[str, list[str]]) -> dict[str, int]:
    hops: dict[str, int] = {}
    ring = [origin]
    for distance in range(1, FARTHEST + 1):
        ring = [name for near in ring for name in callers.get(near, ()) if name not in hops and name != origin]
        hops.update(dict.fromkeys(ring, distance))
    return hops
