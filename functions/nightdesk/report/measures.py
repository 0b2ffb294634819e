"""How fast: the four measures of an incident, and whether its promises were kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import PROMISES


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """
    The four, each None while its end has not happened or was never recorded.

    mttd: time to detect, from the first anomaly to its detection. mtta: time to acknowledge, from detection to the
    first human who took it. mtti: time to identify, from detection to a named cause (an abstention is no cause).
    mttr: time to resolve, from detection to the close.
    """

    mttd: timedelta | None = None
    mtta: timedelta | None = None
    mtti: timedelta | None = None
    mttr: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One promise of a severity: what it is called, what was promised in minutes, what it took, and whether it held."""

    name: str
    promised: float
    took: timedelta
    is_kept: bool


def measure(incident: Incident) -> Measures:
    """The measures of one incident. Clocks that disagree give zero, never a negative time."""
    cause = incident.hypothesis
    named_at = cause.at if cause and not cause.is_abstained else None
    return Measures(
        mttd=_between(incident.first_anomaly_at, incident.detected_at),
        mtta=_between(incident.detected_at, incident.first_acked_at),
        mtti=_between(incident.detected_at, named_at),
        mttr=_between(incident.detected_at, incident.resolved_at),
    )


def promises(incident: Incident) -> tuple[Kept, ...]:
    """The promises of its severity that can be judged by now, in the order detect, acknowledge, resolve."""
    promise, took = PROMISES[incident.severity], measure(incident)
    acknowledge = incident.policy.ack_sla_minutes(incident.severity)
    pairs = (
        ("detect", promise.detect, took.mttd),
        ("acknowledge", acknowledge, took.mtta),
        ("resolve", promise.resolve, took.mttr),
    )
    return tuple(
        Kept(name=name, promised=minutes, took=span, is_kept=span <= timedelta(minutes=minutes))
        for name, minutes, span in pairs
        if minutes is not None and span is not None
    )


def _between(start: datetime, end: datetime | None) -> timedelta | None:
    return None if end is None else max(end - start, timedelta())
