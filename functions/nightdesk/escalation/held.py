"""Acknowledged, then forgotten: whoever has it is asked, and when even that is not answered it is taken away again."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from nightdesk.escalation.actions import Nudge, Release
from nightdesk.incident.awake import active_at, is_talking
from nightdesk.incident.incident import Incident

Pace = Callable[[float], timedelta]
LONGEST_TALK_MINUTES = 120
"""The word for the end of a call may be lost, and nobody talks so long without an order."""


def holding_due(incident: Incident, *, now: datetime, pace: Pace) -> Iterator[tuple[datetime, Nudge | Release]]:
    """When the holder is asked, and when they lose it. Whoever gives orders or talks on a call has not forgotten it."""
    minutes, active = incident.policy.nudge_minutes.get(incident.severity.name), active_at(incident)
    if incident.ack is None or active is None or minutes is None:
        return
    if is_talking(incident) and now - active < pace(LONGEST_TALK_MINUTES):
        yield now + pace(minutes), Nudge()
    elif incident.ack.nudged_at is None or incident.ack.nudged_at < active:
        yield active + pace(minutes), Nudge()
    else:
        yield incident.ack.nudged_at + pace(incident.policy.ack_sla_minutes(incident.severity)), Release()
