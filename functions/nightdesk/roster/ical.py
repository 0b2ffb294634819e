"""
Shifts out of an iCalendar file (RFC 5545), as calendars and other on-call systems export them.

Read when data files are checked and compiled, never by a function: what functions load are plain shifts.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events  # type: ignore[import-untyped] # annotated, but without the marker that says so

from nightdesk.roster.layer import Shift
from nightdesk.roster.person import Person

YEARS_AHEAD = 2
"""
Repeating shifts are laid out from the year before this one to the end of the next: whole years, so that compiling the
same file on two days of a year gives the same bytes.
"""


def read_calendar(
    path: Path, *, zone: ZoneInfo, people: tuple[Person, ...], today: date | None = None
) -> tuple[Shift, ...]:
    """
    Every shift, the one that begins last at the end, because it covers the others.

    Times without a zone and whole days are the schedule's (`zone`); EXDATE, RECURRENCE-ID and cancelled events count.
    Raises ValueError with one line for each defect: file, line, UID and why.
    """
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: cannot be read as text: {error}") from error
    lines = _lines_of_uids(text)
    wrong: dict[str, None] = {}
    try:
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
    except (ValueError, KeyError, IndexError) as error:
        raise ValueError(f"{path}: is not iCalendar: {error}") from error
    shifts: list[Shift] = []
    found = [event for calendar in calendars for event in calendar.walk("VEVENT")]
    if not found:
        raise ValueError(f"{path}: there is no event in it")
    for event in found:
        if why := _misfit(event):
            wrong[f"{path}:{_line(event, lines)}: UID {_uid(event)}: {why}"] = None
    if wrong:
        raise ValueError("\n".join(wrong))
    for calendar in calendars:
        for event in _laid_out(calendar, today or datetime.now(UTC).date(), path):
            try:
                if shift := _shift(event, zone, people):
                    shifts.append(shift)
            except ValueError as error:
                wrong[f"{path}:{_line(event, lines)}: UID {_uid(event)}: {error}"] = None
    if wrong:
        raise ValueError("\n".join(wrong))
    return tuple(sorted(shifts, key=lambda shift: (shift.starts_at, shift.ends_at, shift.person)))


def horizon(today: date) -> tuple[date, date]:
    """Between which days repeating shifts are laid out."""
    return date(today.year - 1, 1, 1), date(today.year + YEARS_AHEAD, 1, 1)


def _laid_out(calendar: Any, today: date, path: Path) -> list[Any]:
    start, end = horizon(today)
    try:
        events: list[Any] = recurring_ical_events.of(calendar, components=["VEVENT"]).between(start, end)
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{path}: its repetitions cannot be laid out: {error}") from error
    return events


def _misfit(event: Any) -> str:
    """What makes an event no shift at all; empty when nothing does."""
    start = event.get("DTSTART")
    if start is None:
        return "has no DTSTART"
    for name in ("DTSTART", "DTEND", "RECURRENCE-ID"):
        given = event.get(name)
        zone = given.params.get("TZID") if given is not None and hasattr(given, "params") else None
        at = getattr(given, "dt", None)
        if zone and isinstance(at, datetime) and at.tzinfo is None:
            return f"{name} is in a zone that nobody knows: {zone}"
    end = event.get("DTEND")
    if end is not None and isinstance(end.dt, datetime) != isinstance(start.dt, datetime):
        return "begins with a day and ends with a time, or the other way"
    lasts = event.get("DURATION")
    if end is None and lasts is None:
        return "has no end" if isinstance(start.dt, datetime) else ""
    if end is not None and isinstance(end.dt, datetime) and (end.dt.tzinfo is None) != (start.dt.tzinfo is None):
        return "has a zone at one end only"
    is_backwards = end.dt <= start.dt if end is not None else lasts.dt <= timedelta()
    return "ends before it begins" if is_backwards else ""


def _shift(event: Any, zone: ZoneInfo, people: tuple[Person, ...]) -> Shift | None:
    """One occurrence; None for one that was called off."""
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return None
    starts, ends = _instant(event["DTSTART"].dt, zone), _instant(event["DTEND"].dt, zone)
    # In the hour that a clock repeats, what is forwards on the wall may be nothing at all.
    return Shift(person=_who(event, people), starts_at=starts, ends_at=ends) if starts < ends else None


def _instant(at: datetime | date, zone: ZoneInfo) -> datetime:
    if not isinstance(at, datetime):
        at = datetime.combine(at, time())
    return (at if at.tzinfo else at.replace(tzinfo=zone)).astimezone(UTC)


def _who(event: Any, people: tuple[Person, ...]) -> str:
    """
    Whose shift it is: those who attend and have not declined, else whom the summary names.

    Raises ValueError when it is nobody on the roster, or could be two: who is woken is never guessed.
    """
    attending = list(_attending(event))
    summary = str(event.get("SUMMARY", "")).strip()
    known = {p.id: None for told in attending for p in people if any(_is(p, one) for one in told)}
    named = {p.id: None for p in people if _names(p, summary)}
    both = [person for person in known if person in named]
    for certain in (both, list(known), list(named)):
        if len(certain) == 1:
            if known and named and not both:
                raise ValueError(f"{next(iter(known))} attends, but the summary {summary!r} names somebody else")
            return certain[0]
        if certain:
            raise ValueError(f"could be the shift of {' or '.join(certain)}")
    told = "; ".join(filter(None, [summary and repr(summary), *(one[0] for one in attending)]))
    raise ValueError(f"nobody on the roster is meant by {told or 'an event without summary or attendee'}")


def _attending(event: Any) -> Iterator[tuple[str, ...]]:
    """Address and common name of everybody who attends and has not declined."""
    given = event.get("ATTENDEE", [])
    for one in given if isinstance(given, list) else [given]:
        params = getattr(one, "params", {})
        is_room = str(params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE", "GROUP"}
        if str(params.get("PARTSTAT", "")).upper() != "DECLINED" and not is_room:
            address = re.sub(r"^mailto:", "", str(one), flags=re.IGNORECASE)
            yield tuple(filter(None, (address.strip(), str(params.get("CN", "")).strip())))


def _is(person: Person, told: str) -> bool:
    """Is this address or name exactly theirs?"""
    return told.casefold() in {one.casefold() for one in (person.id, person.name, *person.known_as)}


def _names(person: Person, summary: str) -> bool:
    """Does the summary have one of their names in it, as whole words?"""
    words = (person.id, person.name, *person.known_as)
    return any(re.search(rf"(?<![\w@.-]){re.escape(one)}(?![\w@-])", summary, re.IGNORECASE) for one in words)


def _uid(event: Any) -> str:
    return str(event.get("UID", "(none)"))


def _line(event: Any, lines: dict[str, int]) -> int:
    return lines.get(_uid(event), 1)


def _lines_of_uids(text: str) -> dict[str, int]:
    """On which line each UID stands first. A long line is folded: it goes on after a line break and a blank."""
    found: dict[str, int] = {}
    at, name = 0, ""
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line[:1] in {" ", "\t"}:
            name += line[1:]
            continue
        if re.match(r"UID[:;]", name, re.IGNORECASE):
            found.setdefault(name.partition(":")[2].strip(), at)
        at, name = number, line
    return found
