"""
Alarms that come and go: damped without losing the first page.

Nagios and Icinga weigh the share of state changes; people at night count. An alarm that has ended three times within
half an hour flaps: its incident then stays open through ever longer quiet, so that the next time joins it instead of
paging anew.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from nightdesk.incident.incident import AlarmSeen

MANY = 3
"""Ends within `WITHIN` that make an alarm one that flaps."""
WITHIN = timedelta(minutes=30)
"""Of real time, whatever the desk's speed: monitoring has its own."""
MOST_QUIET_TIMES = 12
"""With a quiet time of five minutes: an hour. Longer would hide that a new night has begun."""


def ends_lately(alarm: AlarmSeen, *, now: datetime) -> int:
    """How often it ended within the window."""
    return sum(now - at <= WITHIN for at in alarm.ends)


def flaps(alarm: AlarmSeen, *, now: datetime) -> bool:
    """Whether it has fired and ended so often that its next end will not be its last."""
    return ends_lately(alarm, now=now) >= MANY


def quiet_times(alarms: Sequence[AlarmSeen], *, now: datetime, slowest: int = 1) -> int:
    """
    How many quiet times must pass before an incident with these alarms may close.

    Doubles with every end beyond the second of the worst of them, and is never shortened: slowest is what it was.
    """
    worst = max((ends_lately(alarm, now=now) for alarm in alarms), default=0)
    grown = 1 << min(worst - MANY + 1, 8) if worst >= MANY else 1
    return min(MOST_QUIET_TIMES, max(slowest, grown))


def is_told(ends: int) -> bool:
    """Whether this many ends are worth a line in the timeline: 3, then 4, 8, 16...; a line for each would bury it."""
    return ends == MANY or (ends > MANY and ends & (ends - 1) == 0)


def lately(ends: Mapping[str, Sequence[datetime]], *, now: datetime) -> dict[str, tuple[datetime, ...]]:
    """The ends that still count, by fingerprint."""
    kept = {name: tuple(at for at in times if now - at <= WITHIN) for name, times in ends.items()}
    return {name: times for name, times in kept.items() if times}
