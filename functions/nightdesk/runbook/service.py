"""The service catalogue: what exists, who owns it, what it leans on and where its signals live."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple
from urllib.parse import quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Signals:
    """
    Where a service's evidence is read. Empty strings mean "not there".

    metrics: name ("errors", "requests", "latency", "cpu", ...) -> CloudWatch metric as
    "Namespace/MetricName/Statistic"; dimensions: CloudWatch dimensions shared by all of them.
    function and alias: the Lambda function whose deployments are this service's deployments.
    """

    metrics: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    log_group: str = ""
    function: str = ""
    alias: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """
    One service level objective: `target` percent of what `measures` names, over `days`.

    at_most: for a latency objective, the milliseconds that count as in time.
    """

    name: str
    measures: Literal["availability", "latency", "freshness", "durability"]
    target: float
    days: int = 30
    at_most_ms: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """
    One service. tier 1 is the most critical. depends_on: services it calls (direction matters).

    customers: how many people use it; revenue_per_minute in the catalogue's currency.
    public_name: what customers call it, for the status page; without one it is not named there.
    aliases: other names under which monitoring speaks of it, beside those that attribution finds by itself.
    health_checks: what is true while it is well, in words. dashboards: addresses, or names of CloudWatch's own.
    """

    name: str
    owner: str
    tier: Literal[1, 2, 3, 4]
    criticality: Literal["critical", "high", "medium", "low"]
    depends_on: tuple[str, ...] = ()
    customers: int | None = None
    requests_per_minute: float | None = None
    revenue_per_minute: float | None = None
    regions: tuple[str, ...] = ()
    data_class: Literal["public", "internal", "personal", "payment", "health"] = "internal"
    environment: Literal["production", "staging", "development"] = "production"
    is_customer_facing: bool = False
    public_name: str = ""
    policy: str = ""
    health_checks: tuple[str, ...] = ()
    dashboards: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    objectives: tuple[Objective, ...] = ()
    signals: Signals = field(default_factory=Signals)

    def dashboard_links(self) -> tuple[str, ...]:
        """Its dashboards as addresses: a bare name is CloudWatch's, in the first region the service runs in."""
        region = next(iter(self.regions), "us-east-1")
        console = f"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#dashboards:name="
        return tuple(
            told if told.startswith(("https://", "http://")) else console + quote(told, safe="")
            for told in self.dashboards
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """All services by name. Cycles are allowed."""

    services: tuple[Service, ...] = ()
    currency: str = "USD"

    def get(self, name: str) -> Service | None:
        """The service of that name, if the catalogue knows it."""
        return _index_of(self).by_name.get(name)

    def circles(self) -> tuple[tuple[str, ...], ...]:
        """Services that lean on each other in a circle, each circle once, beginning with its first name."""
        found: dict[frozenset[str], tuple[str, ...]] = {}
        for service in self.services:
            if service.name in self.dependencies_with_self(service.name):
                ring = frozenset(
                    name
                    for name in (service.name, *self.dependencies(service.name))
                    if service.name in self.dependencies(name) or name == service.name
                )
                found.setdefault(ring, tuple(sorted(ring)))
        return tuple(found.values())

    def dependencies_with_self(self, name: str) -> frozenset[str]:
        """Everything `name` leans on; itself too when it does so in a circle."""
        direct = found.depends_on if (found := self.get(name)) else ()
        return frozenset(direct).union(*(self.dependencies(one) for one in direct)) if direct else frozenset()

    def dependents(self, name: str) -> tuple[str, ...]:
        """Everything that leans on `name`, directly or through others, nearest first: its blast radius."""
        callers = _index_of(self).callers
        return self._reach(name, lambda s: callers.get(s, ()))

    def dependencies(self, name: str) -> tuple[str, ...]:
        """Everything `name` leans on, directly or through others, nearest first."""
        return self._reach(name, lambda s: found.depends_on if (found := self.get(s)) else ())

    def _reach(self, start: str, step: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        seen, queue = {start: None}, [start]
        while queue:
            for name in step(queue.pop(0)):
                if name not in seen:
                    seen[name] = None
                    queue.append(name)
        return tuple(seen)[1:]


class _Index(NamedTuple):
    by_name: dict[str, Service]
    callers: dict[str, tuple[str, ...]]


_last: list[tuple[Catalogue, _Index]] = []


def _index_of(catalogue: Catalogue) -> _Index:
    """Services by name and by what they lean on. The last one is remembered: a storm asks it a million times."""
    for known, index in _last:
        if known is catalogue:
            return index
    callers: dict[str, list[str]] = {}
    for service in catalogue.services:
        for name in dict.fromkeys(service.depends_on):
            callers.setdefault(name, []).append(service.name)
    index = _Index(
        {service.name: service for service in reversed(catalogue.services)},
        {name: tuple(leaning) for name, leaning in callers.items()},
    )
    _last[:] = [(catalogue, index)]
    return index
