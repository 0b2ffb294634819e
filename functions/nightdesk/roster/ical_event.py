"""What makes an event of a calendar no shift at all: times that are not sure, rules that cannot be meant."""

from datetime import date, datetime, timedelta
from typing import Any

from nightdesk.runbook.repeating import ever_comes
from nightdesk.runbook.years import why_not_then

MATTERS = frozenset(
    {
        *("UID", "SUMMARY", "ATTENDEE", "STATUS", "DTSTART", "DTEND", "DURATION"),
        *("RRULE", "RDATE", "EXRULE", "EXDATE", "RECURRENCE-ID"),
    }
)
"""Fields that say who is on call when. A description that cannot be read is nobody's business."""
Misfit = tuple[str, str]
"""The field, and what is wrong with it."""


def misfit(event: Any) -> Misfit | None:
    """The first thing that makes it no shift; None when nothing does."""
    return _broken(event) or _zoneless(event) or _years(event) or _times(event) or _rules(event)


def _broken(event: Any) -> Misfit | None:
    for name, why in event.errors:
        if name in MATTERS:
            return name, f"cannot be read: {why}"
        line = str(why).partition("'")[2]
        if name is None and (lost := next((one for one in MATTERS if line.upper().startswith(one)), "")):
            return lost, f"cannot be read: {why}"
    if event.get("DTSTART") is None:
        return "DTSTART", "is missing: has no DTSTART"
    for name in ("DTSTART", "DTEND", "DURATION", "RRULE"):
        if isinstance(event.get(name), list):
            return name, "stands there twice"
    return None


def _zoneless(event: Any) -> Misfit | None:
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"):
        given = event.get(name)
        for one in given if isinstance(given, list) else [given]:
            zone = one.params.get("TZID") if hasattr(one, "params") else None
            times = [at.dt for at in one.dts] if hasattr(one, "dts") else [getattr(one, "dt", None)]
            if zone and any(isinstance(at, datetime) and at.tzinfo is None for at in times):
                return name, f"is in a zone that nobody knows: {zone}"
    return None


def _years(event: Any) -> Misfit | None:
    for name in ("DTSTART", "DTEND"):
        told: date | None = getattr(event.get(name), "dt", None)
        if told is not None and (why := why_not_then(told)):
            return name, why
    lasts = getattr(event.get("DURATION"), "dt", timedelta())
    return ("DURATION", "is longer than a year") if lasts > timedelta(days=366) else None


def _times(event: Any) -> Misfit | None:
    start, end, lasts = event["DTSTART"], event.get("DTEND"), event.get("DURATION")
    is_time = isinstance(start.dt, datetime)
    if end is None and lasts is None:
        return ("DTEND", "has no end") if is_time else None
    if end is None:
        return ("DURATION", "ends before it begins") if lasts.dt <= timedelta() else None
    if isinstance(end.dt, datetime) != is_time:
        return "DTEND", "begins with a day and ends with a time, or the other way"
    if is_time and (end.dt.tzinfo is None) != (start.dt.tzinfo is None):
        return "DTEND", "has a zone at one end only"
    return ("DTEND", "ends before it begins") if end.dt <= start.dt else None


def _rules(event: Any) -> Misfit | None:
    if event.get("EXRULE"):
        return "EXRULE", "is no part of iCalendar any more, and is not read: write EXDATE"
    rules = event.get("RRULE")
    start = event["DTSTART"].dt
    for rule in [rules] if rules else []:
        if why := _beyond_reason(rule, start) or _never(rule, start):
            return "RRULE", why
    return None


def _beyond_reason(rule: Any, start: date) -> str:
    if any(name != name.strip() for name in rule):
        return "has a blank in it"
    often = str((rule.get("FREQ") or [""])[0]).upper()
    if often in {"SECONDLY", "MINUTELY"} or any(len(rule.get(by) or ()) > 1 for by in ("BYSECOND", "BYMINUTE")):
        return "repeats more often than hourly: no shift is that short"
    if often == "HOURLY" and rule.get("BYSETPOS"):
        return "BYSETPOS picks one of several times in an hour, of which a shift has one"
    for name in ("INTERVAL", "COUNT"):
        if any(int(number) < 1 for number in rule.get(name) or ()):
            return f"{name} is not above 0"
    until = (rule.get("UNTIL") or [None])[0]
    if until is not None and isinstance(start, datetime) and not isinstance(until, datetime):
        return "UNTIL is a day and DTSTART is a time: whether that day has a shift is not sure"
    return ""


def _never(rule: Any, start: date) -> str:
    try:
        return "" if ever_comes(rule.to_ical().decode(), start) else "never comes: no day there is fits it"
    except (ValueError, TypeError, OverflowError) as error:
        return f"cannot be laid out: {error}"
