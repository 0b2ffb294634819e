"""Times as people type them into a text: "6am", "tomorrow 9am", "for 2h", "mon 20:00", "24 dec"."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta, weekday

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|weds|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?)\b"
"""Spelled out, because a name may begin like a day: Sato, Friedrich, Sunita."""
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:(?:[:.h](?P<minute>\d\d))|h)? ?(?P<half>am|pm|a\.?m\.?|p\.?m\.?)?")
_SPAN = re.compile(r"(?P<amount>\d{1,3}|an?|half an) ?(?P<unit>minutes?|mins?|m|hours?|hrs?|h|days?)")
_DATE = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{MONTH})"
    rf"|(?P<first>{MONTH}) (?P<last>\d{{1,2}})(?:st|nd|rd|th)?|(?P<iso>\d{{4}}-\d\d-\d\d))\b"
)

Window = tuple[datetime, datetime]
"""From one aware moment up to another; the same moment twice when a time of day was told."""


def moment_of(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """
    The next such time after `now`, by the clock of `zone`: "6am", "18:30", "noon", "tomorrow 9am"; or "for 2h".

    None when it is not sure: "6" is two times of day.
    """
    said = words.lower().strip()
    if said.startswith("for "):
        span = _SPAN.fullmatch(said.removeprefix("for "))
        return now + _length(span) if span else None
    local = now.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    first, _, rest = said.partition(" ")
    if first == "tomorrow":
        day: relativedelta | None = relativedelta(days=1)
    elif (index := _weekday(first)) is not None:
        day = relativedelta(days=1, weekday=weekday(index)(1))
    else:
        day, rest = None, said
    clock = _clock(rest.strip()) if rest.strip() else local.time() if day else None
    if clock is None:
        return None
    on = datetime.combine((local + day if day else local).date(), clock)
    if day is None and on <= local:
        on += timedelta(days=1)
    return on.replace(tzinfo=zone).astimezone(UTC)


def windows_of(words: str, now: datetime, zone: ZoneInfo) -> tuple[Window, ...]:
    """
    Every time that "mon 20:00", "today", "24 dec" or "2026-12-24 8pm" may mean, the next one first.

    A weekday that is today may be today or in a week. Nothing when it is not sure, or all of it is over.
    """
    said = words.lower().strip().removeprefix("on ")
    today = now.astimezone(zone).date()
    found = _DATE.match(said)
    first, _, rest = (found.group(), "", said[found.end() :]) if found else said.partition(" ")
    days = _dated(found, today) if found else _named(first, today)
    if not days:
        days, rest = [today, today + timedelta(days=1)], said
    clock, rest = None, rest.strip().removeprefix("at ")
    if not said or (rest and (clock := _clock(rest)) is None):
        return ()
    return tuple(window for day in days if (window := _window(day, clock, zone))[1] > now)


def _window(day: date, clock: time | None, zone: ZoneInfo) -> Window:
    at = datetime.combine(day, clock or time(), zone).astimezone(UTC)
    ends = at if clock else datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    return at, ends


def _named(word: str, today: date) -> list[date]:
    """The days that "today", "tomorrow" or a weekday may be."""
    if word in {"today", "tonight", "tomorrow"}:
        return [today + timedelta(days=word == "tomorrow")]
    index = _weekday(word)
    if index is None:
        return []
    ahead = today + timedelta(days=(index - today.weekday()) % 7)
    return [ahead, ahead + timedelta(days=7)] if ahead == today else [ahead]


def _dated(found: re.Match[str], today: date) -> list[date]:
    """The next day of that name in the year; no day for one that there is not."""
    try:
        if found["iso"]:
            return [date.fromisoformat(found["iso"])]
        month, number = MONTHS.index((found["month"] or found["first"])[:3]) + 1, int(found["day"] or found["last"])
        # A leap day may be eight years ahead, over 2100; a turn that far ahead is nobody's.
        return [next(day for day in _years(month, number, today.year) if day >= today)]
    except (ValueError, StopIteration):
        return []


def _years(month: int, day: int, year: int) -> Iterator[date]:
    for later in range(year, year + 9):
        with suppress(ValueError):  # 29 February of another year
            yield date(later, month, day)


def _length(span: re.Match[str]) -> timedelta:
    amount = {"a": 1.0, "an": 1.0, "half an": 0.5}.get(span["amount"]) or float(span["amount"])
    unit = span["unit"][0]
    return timedelta(minutes=amount) if unit == "m" else timedelta(hours=amount * (24 if unit == "d" else 1))


def _weekday(word: str) -> int | None:
    return next(
        (i for i, day in enumerate(DAYS) if len(word) >= 3 and (day.startswith(word) or word == f"{day[:3]}s")), None
    )


def _clock(said: str) -> time | None:
    if said in {"noon", "midday", "midnight"}:
        return time() if said == "midnight" else time(12)
    found = _CLOCK.fullmatch(said)
    if not found:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif found["minute"] is None and hour < 13:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None
