"""Where an incident likely began, and who feels it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.grouping.graph import graph_of
from nightdesk.triage.ops.grouping.origins import silent_cause

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The service where it likely began; "" when unknown. is_silent: it does not itself alarm. confidence: 0-1."""

    service: str
    why: str
    confidence: float
    is_silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Radius:
    """
    affected: who leans on the failing services, nearest first. alarming ones among them come in `confirmed`.
    leans_on: what the failing services lean on, where the cause may hide. customer_facing: affected ones people use.
    """

    affected: tuple[str, ...]
    confirmed: tuple[str, ...]
    leans_on: tuple[str, ...]
    customer_facing: tuple[str, ...]
    why: str


def origin(services: Sequence[str], catalogue: Catalogue, first_at: Mapping[str, datetime] | None = None) -> Origin:
    """
    The alarming service whose failure explains most of the others; of equals the one that alarmed first (first_at).

    When none explains another, one silent thing that all of them lean on directly is suspected instead.
    """
    named = tuple(dict.fromkeys(service for service in services if service))
    if not named:
        return Origin(service="", why="no service is known", confidence=0.0)
    if len(named) == 1:
        return Origin(service=named[0], why="the only service that alarms", confidence=0.6)
    graph, times = graph_of(catalogue), first_at or {}
    explains = {
        name: [other for other in named if other != name and graph.hops(name, other) is not None] for name in named
    }
    ranked = sorted(named, key=lambda name: (-len(explains[name]), name not in times, times.get(name, _NEVER)))
    best = ranked[0]
    others = len(named) - 1
    if not explains[best]:
        silent = silent_cause(named, graph)
        if silent:
            return Origin(
                service=silent, why=f"all {len(named)} alarming services depend on it", confidence=0.4, is_silent=True
            )
        return Origin(service=best, why="no alarming service explains another; it was first", confidence=0.2)
    was_first = bool(times) and best == min(times, key=lambda name: times[name])
    why = f"{len(explains[best])} of {others} other alarming services depend on it" + (
        " and it alarmed first" if was_first else ""
    )
    return Origin(
        service=best, why=why, confidence=round(0.4 + 0.35 * len(explains[best]) / others + 0.2 * was_first, 2)
    )


def blast_radius(services: Sequence[str], catalogue: Catalogue) -> tuple[str, ...]:
    """Everything else that leans on the failing services, nearest first."""
    return radius(services, catalogue).affected


def radius(services: Sequence[str], catalogue: Catalogue) -> Radius:
    """Everything that leans on the failing services, however far, and what they lean on."""
    named = tuple(dict.fromkeys(service for service in services if service))
    reached = tuple(dict.fromkeys(name for service in named for name in catalogue.dependents(service)))
    affected = tuple(name for name in reached if name not in named)
    facing = tuple(
        name
        for name in (*named, *affected)
        if (service := catalogue.get(name)) is not None and service.is_customer_facing
    )
    why = (
        f"{len(affected)} more services depend on {', '.join(named[:3])}" if affected else "nothing else depends on it"
    )
    return Radius(
        affected=affected,
        confirmed=tuple(name for name in reached if name in named),
        leans_on=tuple(dict.fromkeys(n for s in named for n in catalogue.dependencies(s) if n not in named)),
        customer_facing=facing,
        why=why,
    )
