"""A severity on its way to a verdict, and the groups of kinds that its weights speak of."""

from dataclasses import dataclass, field

from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind_words import Kind

GRAVE = frozenset({Kind.DATA_LOSS, Kind.SECURITY})
HURTING = frozenset({Kind.OUTAGE, Kind.ERRORS, Kind.LATENCY, Kind.SATURATION})
FAILING = frozenset({Kind.OUTAGE, Kind.ERRORS, Kind.WRONG, Kind.DURABILITY, Kind.EXPIRY})
DEGRADING = frozenset({Kind.LATENCY, Kind.SATURATION, Kind.CAPACITY, Kind.ANOMALY, Kind.DURABILITY})
QUIET = frozenset({Kind.ANOMALY, Kind.NOTICE, Kind.HEARTBEAT})
MILD = QUIET | {Kind.UNKNOWN}
ROUTINELY_HIGH = QUIET | {Kind.SATURATION, Kind.CAPACITY}
CAN_WAIT = frozenset({Kind.NOTICE, Kind.HEARTBEAT, Kind.EXPIRY})


@dataclass(slots=True)
class Judgement:
    """A severity on its way, and why it is what it is."""

    severity: Severity
    kinds: frozenset[Kind]
    is_held_off: bool = False
    is_bounded: bool = False
    """Somebody said how far it reaches: no one is hurt, the rest carries on, there is time. A claim adds nothing."""
    is_pressing: bool = False
    """Something is already full, or will be within hours."""
    reasons: list[str] = field(default_factory=list)

    def raise_to(self, severity: Severity, why: str) -> None:
        """At least as grave as this."""
        if severity < self.severity:
            self.reasons.append(f"raised to {severity.name}: {why}")
            self.severity = severity

    def raise_one(self, why: str, *, at_worst: Severity) -> None:
        """One level graver, but not beyond at_worst."""
        self.raise_to(Severity(max(self.severity - 1, at_worst)), why)

    def hold_at(self, severity: Severity, why: str) -> None:
        """At most as grave as this."""
        if severity > self.severity:
            self.reasons.append(f"held at {severity.name}: {why}")
            self.severity = severity
