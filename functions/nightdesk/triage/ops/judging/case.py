"""The evidence that a severity is judged from."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.severity import Severity, worst_of
from nightdesk.runbook.service import Catalogue, Service
from nightdesk.triage.ops.hearing.attribution import attribute
from nightdesk.triage.ops.judging.environment import serves_nobody

WEIGHT_OF: dict[str, int] = {"critical": 1, "high": 2, "medium": 3, "low": 4}
"""A criticality as a tier."""

SENSITIVE = frozenset({
    "personal", "payment", "payments", "health", "pii", "phi", "pci", "confidential", "restricted", "secret",
    "sensitive", "customer", "financial", "regulated",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """
    Everything known when a severity is judged. None and empty mean "not known", never zero or none.

    alarms: firing ones; resolved ones count only towards `is_over`. statements: sentences somebody noted as facts.
    tier 1 is the most critical. shares are 0-1. services: all that alarm. dependents: who leans on the failing one.
    """

    alarms: tuple[Alarm, ...] = ()
    statements: tuple[str, ...] = ()
    service: str = ""
    is_known: bool = False
    tier: int | None = None
    criticality: str = ""
    environment: str = ""
    is_customer_facing: bool | None = None
    data_class: str = ""
    services: tuple[str, ...] = ()
    dependents: tuple[str, ...] = ()
    has_grave_dependents: bool = False
    regions: tuple[str, ...] = ()
    regions_affected: tuple[str, ...] = ()
    customers_share: float | None = None
    failing_share: float | None = None
    duration_minutes: float | None = None
    has_workaround: bool | None = None
    claimed: Severity | None = None
    is_over: bool = False
    notes: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """1-4, how much the service matters: the worse of tier and criticality; 2 when neither is known."""
        told = [weight for weight in (self.tier, WEIGHT_OF.get(self.criticality.lower())) if weight in (1, 2, 3, 4)]
        return min(told, default=2)

    @property
    def is_production(self) -> bool:
        """Production unless it says otherwise: an unknown environment is treated as the one that matters."""
        return not serves_nobody(self.environment)

    @property
    def is_sensitive(self) -> bool:
        """The service holds data whose loss or theft hurts people."""
        return self.data_class.lower() in SENSITIVE


def from_alarms(alarms: Iterable[Alarm], catalogue: Catalogue, *, now: datetime | None = None) -> Case:
    """
    The case that some alarms make against the service catalogue.

    The most critical alarming service gives tier, environment and data class; `now` gives the duration.
    """
    told = tuple(attribute(alarm, catalogue) for alarm in alarms)
    firing = tuple(alarm for alarm in told if alarm.state == "firing")
    known = [service for alarm in firing or told if (service := catalogue.get(alarm.service)) is not None]
    claims = [alarm.claimed_severity for alarm in firing if alarm.claimed_severity is not None]
    begun = [alarm.started_at for alarm in firing if alarm.started_at is not None]
    services = tuple(dict.fromkeys(alarm.service for alarm in firing or told if alarm.service))
    lead = min(known, key=lambda service: (service.environment != "production", _weight(service)), default=None)
    case = Case(
        alarms=firing,
        service=next(iter(services), ""),
        services=services,
        environment=_environment(firing),
        claimed=worst_of(*claims) if claims else None,
        duration_minutes=(now - min(begun)).total_seconds() / 60 if now and begun and now > min(begun) else None,
        is_over=bool(told) and not firing,
    )
    if lead is None:
        return case
    dependents = tuple(dict.fromkeys(name for service in known for name in catalogue.dependents(service.name)))
    facing = [found for name in dependents if (found := catalogue.get(name)) is not None and found.is_customer_facing]
    return replace(
        case,
        service=lead.name,
        is_known=True,
        tier=lead.tier,
        criticality=lead.criticality,
        environment=case.environment or lead.environment,
        is_customer_facing=any(service.is_customer_facing for service in known) or (None if facing else False),
        data_class=min((s.data_class for s in known), key=lambda data: data not in SENSITIVE),
        dependents=dependents,
        has_grave_dependents=any(_weight(service) == 1 for service in facing),
        regions=lead.regions,
        regions_affected=tuple(
            sorted({region for alarm in firing if (region := alarm.labels.get("region"))} & set(lead.regions))
        ),
    )


def _weight(service: Service) -> int:
    return min(service.tier, WEIGHT_OF[service.criticality])


def _environment(alarms: Iterable[Alarm]) -> str:
    """What every alarm agrees on; "" when they differ or say nothing."""
    told = {
        alarm.labels.get("environment") or alarm.labels.get("env") or alarm.labels.get("stage") or ""
        for alarm in alarms
    }
    return next(iter(told)) if len(told) == 1 else ""
