"""When a shift of a calendar ends, where the file says how long it lasts and the clock changes meanwhile."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

_LASTS = re.compile(
    r"\+?P(?:(?P<weeks>\d+)W)?(?:(?P<days>\d+)D)?"
    r"(?:T(?:(?P<hours>\d+)H)?(?:(?P<minutes>\d+)M)?(?:(?P<seconds>\d+)S)?)?",
    re.IGNORECASE,
)
_TOLD = "X-NIGHTDESK-LASTS"
"""Field of an event that every one of its repetitions is copied with, unlike DURATION."""


def keep_told(event: Any, told: str) -> None:
    """Note with an event its DURATION as it is written: once read, a day and 24 hours are one. DTEND comes first."""
    if told and event.get("DTEND") is None:
        event[_TOLD] = told


def end_of(event: Any, zone: ZoneInfo) -> datetime:
    """
    When one laid-out occurrence ends, in UTC. zone: of times without one.

    An end is read by the clock on the wall, by which the shift after it begins. So are weeks and days of a DURATION;
    hours, minutes and seconds are time that passes: PT8H from 22:00 ends at 05:00 when the clock goes back (RFC 5545,
    3.3.6). An RDATE may have an end of its own.
    """
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    told = _LASTS.fullmatch(str(event.get(_TOLD, "")).strip())
    if told is None or not isinstance(start, datetime):
        return instant(end, zone)
    parts = {name: int(number or 0) for name, number in told.groupdict().items()}
    days = timedelta(weeks=parts.pop("weeks"), days=parts.pop("days"))
    if start + days + timedelta(**parts) != end:
        return instant(end, zone)
    return instant(start + days, zone) + timedelta(**parts)


def instant(at: datetime | date, zone: ZoneInfo) -> datetime:
    """In UTC; a day is its midnight, and what has no zone of its own is read in this one."""
    if not isinstance(at, datetime):
        at = datetime.combine(at, time())
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)
