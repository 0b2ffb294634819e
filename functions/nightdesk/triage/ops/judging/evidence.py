"""What in a case speaks for itself: numbers, grave words, an outage, a high claim. No wish in a text outweighs it."""

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind import Finding, kinds_of
from nightdesk.triage.ops.hearing.kind_words import Kind
from nightdesk.triage.ops.hearing.measure import is_beyond
from nightdesk.triage.ops.hearing.share import hits_everybody, measured_share
from nightdesk.triage.ops.judging.case import Case

GRAVE = frozenset({Kind.DATA_LOSS, Kind.SECURITY})
A_REAL_SHARE = 0.01


def is_claimed_high(case: Case) -> bool:
    """The source, or who asks, calls it SEV0 or SEV1."""
    return case.claimed is not None and case.claimed <= Severity.SEV1


def is_measured(case: Case) -> bool:
    """Customers or requests are known to fail, whoever measured it."""
    return (
        (case.customers_share or 0) >= A_REAL_SHARE
        or (case.failing_share or 0) >= A_REAL_SHARE
        or any((measured_share(alarm) or 0) >= A_REAL_SHARE for alarm in case.alarms)
        or any(hits_everybody(f"{alarm.name} . {alarm.summary}") for alarm in case.alarms)
        or any(map(hits_everybody, case.statements))
    )


def is_outage(finding: Finding) -> bool:
    """Something is down as a whole, and it is said as a fact."""
    return finding.kind is Kind.OUTAGE and not finding.is_partial and not finding.is_hedged


def is_grave(finding: Finding) -> bool:
    """Data is lost or somebody got in; a weakness or an attack that was held off is not."""
    return finding.kind in GRAVE and not finding.is_held_off


def speaks(alarm: Alarm) -> bool:
    """Whether one alarm tells of a failure by itself: an outage, grave words, or a value beyond its own limit."""
    return is_beyond(alarm) or any(is_outage(finding) or is_grave(finding) for finding in kinds_of(alarm))


def is_live(case: Case) -> bool:
    """Whether anything but a claim shows that something fails now."""
    return is_measured(case) or any(map(speaks, case.alarms))
