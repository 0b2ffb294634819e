"""Planned maintenance: when, on what, by whom and why."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from dateutil.rrule import rrule


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """
    starts_at, ends_at: aware; of a window that repeats, the first time. repeats: an RRULE of RFC 5545, "" for once.

    Repeats keep their wall-clock time in `time_zone` through changes to and from summer time.
    services and regions: an alarm must be of one of each that is named. who: a person's id in the roster.
    """

    name: str
    services: tuple[str, ...]
    regions: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    who: str
    why: str
    time_zone: str = "UTC"
    repeats: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One time that a window is open, from `starts_at` up to but not including `ends_at`, in UTC."""

    window: Window
    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """What this one time is known by: its window's name and its beginning."""
        return f"{self.window.name}@{self.starts_at:%Y-%m-%dT%H:%MZ}"


def last_begun(window: Window, at: datetime) -> Occurrence | None:
    """The latest time it began, at `at` or before; None when it had not begun by then. It may be over."""
    zone = ZoneInfo(window.time_zone)
    first, ends = window.starts_at.astimezone(zone), window.ends_at.astimezone(zone)
    begun: datetime | None = first if first <= at else None
    if window.repeats and begun:
        begun = rule_of(window.repeats, first).before(at.astimezone(zone), inc=True)
    if begun is None:
        return None
    lasts = ends.replace(tzinfo=None) - first.replace(tzinfo=None)  # by the clock on the wall
    return Occurrence(window=window, starts_at=begun.astimezone(UTC), ends_at=(begun + lasts).astimezone(UTC))


def open_at(window: Window, at: datetime) -> Occurrence | None:
    """The time it is open at this moment, if it is."""
    found = last_begun(window, at)
    return found if found and at < found.ends_at else None


@lru_cache(maxsize=64)
def rule_of(repeats: str, first: datetime) -> "rrule":
    """The rule with its first time. Raises ValueError for what RFC 5545 does not know."""
    from dateutil.rrule import rrule, rrulestr  # only where something repeats

    found = rrulestr(repeats, dtstart=first, cache=True)
    if not isinstance(found, rrule):
        raise ValueError("one RRULE is wanted, not a set of them")  # noqa: TRY004  # the caller's text is wrong
    return found
