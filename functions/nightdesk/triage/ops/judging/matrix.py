"""The mission's severity matrix: kind of failure and how much of it, against how much the service matters."""

from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind import Finding
from nightdesk.triage.ops.hearing.kind_words import Kind

SEV0, SEV1, SEV2, SEV3, SEV4 = Severity

# By weight of the service, 1 (most critical) to 4.
_BY_WEIGHT: dict[Kind, tuple[Severity, Severity, Severity, Severity]] = {
    Kind.OUTAGE: (SEV0, SEV1, SEV2, SEV3),
    Kind.ERRORS: (SEV2, SEV2, SEV3, SEV3),
    Kind.LATENCY: (SEV2, SEV2, SEV3, SEV3),
    Kind.WRONG: (SEV1, SEV2, SEV2, SEV3),
    Kind.DURABILITY: (SEV2, SEV2, SEV3, SEV3),
    Kind.SATURATION: (SEV2, SEV3, SEV3, SEV3),
    Kind.CAPACITY: (SEV2, SEV3, SEV3, SEV3),
    Kind.EXPIRY: (SEV3, SEV3, SEV3, SEV4),
    Kind.CHANGE: (SEV2, SEV3, SEV3, SEV3),
    Kind.ANOMALY: (SEV3, SEV4, SEV4, SEV4),
    Kind.NOTICE: (SEV4, SEV4, SEV4, SEV4),
    Kind.HEARTBEAT: (SEV4, SEV4, SEV4, SEV4),
    Kind.UNKNOWN: (SEV2, SEV2, SEV3, SEV3),
}
_PARTIAL_OUTAGE = (SEV2, SEV2, SEV3, SEV3)

# (share of requests from which it holds, by weight). A tenth of a tier 1 service failing is a large customer segment.
_BY_SHARE: tuple[tuple[float, tuple[Severity, Severity, Severity, Severity]], ...] = (
    (0.80, (SEV0, SEV1, SEV2, SEV3)),
    (0.25, (SEV1, SEV1, SEV2, SEV3)),
    (0.10, (SEV1, SEV2, SEV3, SEV3)),
    (0.01, (SEV2, SEV2, SEV3, SEV3)),
    (0.00, (SEV3, SEV3, SEV3, SEV3)),
)
MUCH_OVER = 5.0
"""A limit exceeded this many times over is a significant degradation, whatever the unit."""


def by_share(share: float, weight: int) -> Severity:
    """How bad it is that this share (0-1) of a service's requests or customers is failed."""
    return next(row for floor, row in _BY_SHARE if share >= floor)[weight - 1]


def by_finding(
    finding: Finding, *, weight: int, share: float | None, over: float | None, is_sensitive: bool
) -> Severity:
    """One finding's severity for a service of that weight. over: how many times its limit is exceeded."""
    severity = _plain(finding, weight=weight, share=share, is_sensitive=is_sensitive)
    is_far = over is not None and over >= MUCH_OVER and finding.kind in {Kind.ERRORS, Kind.LATENCY}
    if is_far and share is None and severity > SEV1:
        severity = Severity(severity - 1)
    return Severity(min(severity + 1, SEV4)) if finding.is_hedged else severity


def _plain(finding: Finding, *, weight: int, share: float | None, is_sensitive: bool) -> Severity:
    match finding.kind:
        case Kind.DATA_LOSS:
            return SEV0 if weight <= 2 or is_sensitive else SEV2 if weight == 4 else SEV1
        case Kind.SECURITY if finding.is_held_off:
            return SEV2 if weight <= 2 else SEV3
        case Kind.SECURITY if finding.is_confirmed:
            return SEV0 if weight <= 2 or is_sensitive else SEV1
        case Kind.SECURITY:
            return SEV1
        case Kind.OUTAGE | Kind.ERRORS if share is not None:
            return by_share(share, weight)
        case Kind.WRONG if share is not None:
            return Severity(min(by_share(share, weight), SEV1 if is_sensitive and weight == 1 else SEV2))
        case Kind.OUTAGE if finding.is_partial:
            return _PARTIAL_OUTAGE[weight - 1]
        case Kind.OUTAGE if finding.is_segment:
            return max(_BY_WEIGHT[Kind.OUTAGE][weight - 1], SEV1)
        case Kind.EXPIRY | Kind.CAPACITY | Kind.SATURATION if finding.is_confirmed:
            worse = 2 if finding.kind is Kind.EXPIRY else 1
            return Severity(max(_BY_WEIGHT[finding.kind][weight - 1] - worse, SEV1))
        case Kind.EXPIRY | Kind.CAPACITY if finding.is_imminent:
            return Severity(max(_BY_WEIGHT[finding.kind][weight - 1] - 1, SEV1))
        case Kind.DURABILITY if is_sensitive:
            return min(_BY_WEIGHT[finding.kind][weight - 1], SEV2)
        case _:
            return _BY_WEIGHT[finding.kind][weight - 1]
