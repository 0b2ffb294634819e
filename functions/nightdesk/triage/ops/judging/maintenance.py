"""Whether an incident may wait for the end of a maintenance window: only if everything that fires was announced."""

from collections.abc import Sequence
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.severity import Severity
from nightdesk.runbook.service import Catalogue
from nightdesk.runbook.window import Occurrence, Window, open_at
from nightdesk.triage.ops.hearing.kind import Kind, kinds_of

NEVER_HELD = frozenset({Kind.DATA_LOSS, Kind.SECURITY})


def announced(
    alarms: Sequence[Alarm],
    *,
    severity: Severity,
    windows: Sequence[Window],
    catalogue: Catalogue,
    now: datetime,
) -> Occurrence | None:
    """
    The window that ends first of those that cover these alarms; None when people must be woken.

    That is: one alarm is of something nobody announced, or it is SEV0, or it tells of lost data or an intruder, which
    no maintenance explains. What leans on the announced service is not covered: name it in the window if it should be.
    """
    if not alarms or severity is Severity.SEV0 or any(is_grave(alarm) for alarm in alarms):
        return None
    covering = [_covering(alarm, windows, catalogue, now) for alarm in alarms]
    found = [one for one in covering if one is not None]
    return min(found, key=lambda one: one.ends_at) if len(found) == len(alarms) else None


def is_grave(alarm: Alarm) -> bool:
    """Whether it tells of lost data or an intruder, perhaps."""
    return any(finding.kind in NEVER_HELD for finding in kinds_of(alarm))


def _covering(alarm: Alarm, windows: Sequence[Window], catalogue: Catalogue, now: datetime) -> Occurrence | None:
    """Of several windows the one that lasts longest."""
    mine = (window for window in windows if _is_about(window, alarm, catalogue))
    found = [occurrence for window in mine if (occurrence := open_at(window, now)) is not None]
    return max(found, key=lambda one: one.ends_at, default=None)


def _is_about(window: Window, alarm: Alarm, catalogue: Catalogue) -> bool:
    if window.services and alarm.service not in window.services:
        return False
    if not window.regions:
        return bool(window.services)
    told = alarm.labels.get("region", "")
    service = catalogue.get(alarm.service)
    regions = {told} if told else set(service.regions if service else ())
    # An alarm that does not say where it is counts only when its service is nowhere else.
    return bool(regions) and regions <= set(window.regions)
