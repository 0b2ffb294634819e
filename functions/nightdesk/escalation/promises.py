"""Which promises of the severity were not kept: to notice, to answer, to be done. Each is noted once."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from nightdesk.escalation.actions import Breach
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import PROMISES

Pace = Callable[[float], timedelta]


def promises_due(incident: Incident, *, pace: Pace) -> Iterator[tuple[datetime, Breach]]:
    """
    When each promise runs out. A maintenance window stops their clocks; quiet a responder asked for does not.

    How late it was noticed is over at opening, and monitoring keeps its own time, whatever the desk's speed.
    """
    promise, noted = PROMISES[incident.severity], incident.breached
    since = max(incident.detected_at, incident.held_until or incident.detected_at)
    if "detect" not in noted and incident.detected_at - incident.first_anomaly_at > timedelta(minutes=promise.detect):
        yield incident.opened_at, Breach("detect")
    is_silent = incident.first_acked_at is None and incident.policy.wakes(incident.severity)
    if is_silent and "acknowledge" not in noted:
        yield since + pace(promise.acknowledge), Breach("acknowledge")
    if promise.resolve is not None and "resolve" not in noted:
        yield since + pace(promise.resolve), Breach("resolve")
