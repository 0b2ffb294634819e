"""What exporters of calendars get wrong and can only be meant one way: set right, and said."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import vText
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from nightdesk.roster.ical_lines import on_one_line
from nightdesk.roster.ical_until import ends_first, mend_until
from nightdesk.runbook.zones import why_no_zone, zone_called

Remark = Callable[[str], None]
"""Is told, in words, what was read although it was not written as it should be."""


def mend(path: Path, calendar: Any, zone: ZoneInfo, places: dict[str, int], remark: Remark) -> ZoneInfo:
    """
    Set one calendar right; returns the clock of its times without a zone. places: on which line each UID stands.

    Raises ValueError, with the file, for a calendar in a zone nobody knows.
    """
    clock = _clock_of(path, calendar) or zone
    floating = ""
    for event in calendar.walk("VEVENT"):
        uid = str(event.get("UID", "(none)"))
        place = f"{path.name}:{places.get(uid, 1)}: UID {uid}"
        for said in mend_until(event, clock):
            remark(on_one_line(f"{place}: {said}"))
        if ends_first(event):
            remark(on_one_line(f"{place}: UNTIL is before DTSTART: not one shift comes of it"))
        if not floating and _floats(event["DTSTART"].dt):
            floating = place
    if floating and clock.key != zone.key:
        remark(
            on_one_line(
                f"{floating}: has no zone, and is read in the file's X-WR-TIMEZONE {clock.key}, not in {zone.key}"
            )
        )
    return clock


def _clock_of(path: Path, calendar: Any) -> ZoneInfo | None:
    told = str(calendar.get("X-WR-TIMEZONE", "")).strip()
    told = WINDOWS_TO_OLSON.get(told, told)
    if told and (why := why_no_zone(told)):
        raise ValueError(on_one_line(f"{path}: X-WR-TIMEZONE: {why}"))
    if not told:
        return None
    calendar["X-WR-TIMEZONE"] = vText(told)  # it is read once more where repetitions are laid out
    return zone_called(told)


def _floats(start: date) -> bool:
    return isinstance(start, datetime) and start.tzinfo is None
