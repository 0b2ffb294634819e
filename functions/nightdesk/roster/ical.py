"""
Shifts out of an iCalendar file (RFC 5545), as calendars and other on-call systems export them.

Read when data files are checked and compiled, never by a function: what functions load are plain shifts.
"""

import re
import warnings
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events  # type: ignore[import-untyped] # annotated, but without the marker that says so

from nightdesk.roster.ical_event import misfit
from nightdesk.roster.ical_exceptions import put_back
from nightdesk.roster.ical_lasts import end_of, instant, keep_told
from nightdesk.roster.ical_lines import blocks, on_one_line, unfolded
from nightdesk.roster.ical_mend import Remark, mend
from nightdesk.roster.ical_uid import Doubtful, tell_apart
from nightdesk.roster.ical_who import whose
from nightdesk.roster.layer import Shift
from nightdesk.roster.person import Person

MOST_BYTES = 5_000_000
MOST_SHIFTS = 10_000
"""Nine a day for three years."""
_NO_UID = "(none)"
YEARS_AHEAD = 2
"""
Repeating shifts are laid out from the year before this one to the end of the next: whole years, so that compiling the
same file on two days of a year gives the same bytes.
"""


def read_calendar(
    path: Path,
    *,
    zone: ZoneInfo,
    people: tuple[Person, ...],
    person: str = "",
    today: date | None = None,
    remark: Remark = lambda _: None,
) -> tuple[Shift, ...]:
    """
    Every shift, the one that begins last at the end, because it covers the others; of those that begin together the
    shortest, which is somebody standing in for the first part of another's.

    Times without a zone are read by the clock of X-WR-TIMEZONE, by which an exporter says where its calendar is kept,
    and in files that have none by the schedule's (`zone`); whole days, which have no clock, are always the schedule's.
    EXDATE, RECURRENCE-ID and cancelled events count.
    person: whose calendar it is, when every shift in it is theirs; otherwise each event says whose it is.
    Raises ValueError with one line for each defect: file, line, UID and why.
    """
    try:
        return _read(path, zone, people, person, today or datetime.now(UTC).date(), remark)
    except Exception as error:
        if isinstance(error, ValueError) and str(error).startswith(str(path)):
            raise
        # What is no calendar makes the two libraries fail wherever they are by then, with any error.
        raise ValueError(on_one_line(f"{path}: cannot be read: {type(error).__name__}: {error}")) from error


def _read(
    path: Path, zone: ZoneInfo, people: tuple[Person, ...], person: str, today: date, remark: Remark
) -> tuple[Shift, ...]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise ValueError(f"{path}: cannot be read: {error.strerror}") from error
    if len(raw) > MOST_BYTES:
        raise ValueError(f"{path}: is larger than {MOST_BYTES // 1_000_000} MB, which no schedule is")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of zone names with a vendor's prefix, whose rest is a name that is known
        calendars = _calendars(path, raw)
        places = _fitting(path, raw, calendars, remark)
        laid_out = [
            event for calendar in calendars for event in _occurrences(path, calendar, zone, today, places, remark)
        ]
    if len(laid_out) > MOST_SHIFTS:
        raise ValueError(f"{path}: comes to {len(laid_out)} shifts in three years; {MOST_SHIFTS} are the most")
    shifts: list[Shift] = []
    wrong: dict[str, None] = {}
    for event in laid_out:
        try:
            if shift := _shift(event, zone, person, people):
                shifts.append(shift)
        except ValueError as error:
            wrong[on_one_line(f"{path}:{places.get(_uid(event), 1)}: UID {_uid(event)}: {error}")] = None
    if wrong:
        raise ValueError("\n".join(wrong))
    return tuple(sorted(dict.fromkeys(shifts), key=lambda one: (one.starts_at, -one.ends_at.timestamp(), one.person)))


def _calendars(path: Path, raw: bytes) -> list[Any]:
    """What the file has, at least one event."""
    try:
        text = unfolded(raw)
    except UnicodeDecodeError as error:
        # Looked for in the file as it is: what was to be decoded has no folds any more, and so fewer lines.
        at = raw.count(b"\n", 0, raw.find(error.object[error.start : error.end])) + 1
        raise ValueError(f"{path}:{at}: cannot be read as text in UTF-8: {error.reason}; save it as UTF-8") from error
    if not re.match(r"\s*BEGIN:VCALENDAR\b", text, re.IGNORECASE):
        raise ValueError(f"{path}:1: is not iCalendar: begins with {text.strip()[:40]!r}")
    # Forgets the zones that files read before have defined: theirs may have the same name and other hours.
    icalendar.use_zoneinfo()  # type: ignore[no-untyped-call] # the library's own, unannotated
    try:
        calendars: list[Any] = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError) as error:
        raise ValueError(on_one_line(f"{path}: is not iCalendar: {error}")) from error
    if text.upper().count("BEGIN:VCALENDAR") != text.upper().count("END:VCALENDAR"):
        raise ValueError(f"{path}: is not iCalendar to its end: END:VCALENDAR is missing")
    for calendar in calendars:
        if str(calendar.get("METHOD", "")).upper() == "CANCEL":
            raise ValueError(f"{path}: METHOD: is CANCEL: it calls shifts off, and says of none when it is")
    if not any(calendar.walk("VEVENT") for calendar in calendars):
        raise ValueError(f"{path}: there is no event in it")
    zones: dict[str, bytes] = {}
    for zone in (one for calendar in calendars for one in calendar.walk("VTIMEZONE")):
        if zones.setdefault(str(zone.get("TZID")), zone.to_ical()) != zone.to_ical():
            raise ValueError(on_one_line(f"{path}: TZID: the zone {zone.get('TZID')} is defined twice and differently"))
    return calendars


def _fitting(path: Path, raw: bytes, calendars: list[Any], remark: Remark) -> dict[str, int]:
    """On which line each UID stands. Raises ValueError with every event that can be no shift."""
    found = blocks(raw)
    wrong: dict[str, None] = {}
    events = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    for event, block in zip(events, found, strict=False):
        clocks = (block.two_clocks, "names a zone and is in UTC besides: which counts is not sure")
        if why := misfit(event) or (clocks if block.two_clocks else None):
            wrong[on_one_line(f"{path}:{block.line(why[0])}: UID {_uid(event)}: {why[0]}: {why[1]}")] = None
        keep_told(event, block.lasts)
    if wrong:
        raise ValueError("\n".join(wrong))
    lines = [block.line("UID") for block in found]
    before = dict(reversed([(_uid(event), line) for event, line in zip(events, lines, strict=False)]))
    try:
        for uid, said in tell_apart(events):
            remark(on_one_line(f"{path.name}:{before.get(uid, 1)}: UID {uid} {said}"))
    except Doubtful as error:
        raise ValueError(on_one_line(f"{path}:{before.get(error.uid, 1)}: UID {error.uid}: {error}")) from error
    return dict(reversed([(_uid(event), line) for event, line in zip(events, lines, strict=False)]))


def horizon(today: date) -> tuple[date, date]:
    """Between which days repeating shifts are laid out."""
    return date(today.year - 1, 1, 1), date(today.year + YEARS_AHEAD, 1, 1)


def _occurrences(
    path: Path, calendar: Any, zone: ZoneInfo, today: date, places: dict[str, int], remark: Remark
) -> list[Any]:
    def odd(uid: str, why: str) -> None:
        remark(on_one_line(f"{path.name}:{places.get(uid, 1)}: UID {uid}: {why}"))

    clock = mend(path, calendar, zone, places, remark)
    found = _laid_out(calendar, today, path)
    # Of this whole year: compiling the same file on two days of it gives the same remarks.
    since = date(today.year, 1, 1)
    return put_back(calendar, found, lambda one: _laid_out(one, today, path), clock=clock, since=since, odd=odd)


def _laid_out(calendar: Any, today: date, path: Path) -> list[Any]:
    start, end = horizon(today)
    try:
        events: list[Any] = recurring_ical_events.of(calendar, components=["VEVENT"]).between(start, end)
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(on_one_line(f"{path}: its repetitions cannot be laid out: {error}")) from error
    return events


def _shift(event: Any, zone: ZoneInfo, person: str, people: tuple[Person, ...]) -> Shift | None:
    """One occurrence; None for one that was called off."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    starts, ends = instant(event["DTSTART"].dt, zone), end_of(event, zone)
    # In the hour that a clock repeats, what is forwards on the wall may be nothing at all.
    return Shift(person=person or whose(event, people), starts_at=starts, ends_at=ends) if starts < ends else None


def _uid(event: Any) -> str:
    return str(event.get("UID", _NO_UID))
