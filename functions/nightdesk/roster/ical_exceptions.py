"""
What is said of single times of a series: called off (EXDATE), or replaced (RECURRENCE-ID).

The library that lays series out takes a time's clock in UTC and its clock on the wall for the same, so that in
Singapore "not at 08:00" also calls off the shifts of 00:00 and 16:00. Those are put back here.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from nightdesk.roster.ical_lasts import instant

LayOut = Callable[[Any], list[Any]]
"""The occurrences of a calendar that matter."""
MOST_TOLD = 3
"""Of one series: what was edited for years may be full of them."""


@dataclass
class Series:
    """One event that repeats, and the events in place of some of its times."""

    event: Any = None
    moved: list[Any] = field(default_factory=list)

    @property
    def off(self) -> list[date]:
        """What is called off."""
        given = self.event.get("EXDATE", [])
        return [at.dt for one in (given if isinstance(given, list) else [given]) for at in one.dts]

    @property
    def is_plain(self) -> bool:
        """Each exception is of one time. Of others the library alone knows what is left."""
        moves_on = any("RRULE" in one or "RANGE" in one["RECURRENCE-ID"].params for one in self.moved)
        return self.event is not None and not moves_on and bool(self.moved or self.off)


class Times:
    """The shifts of a series as they would be without exceptions. clock: of times without a zone."""

    def __init__(self, shifts: Sequence[Any], clock: ZoneInfo) -> None:
        self._clock = clock
        self._at: dict[datetime, Any] = {}
        self._by_wall: dict[datetime, list[datetime]] = defaultdict(list)
        self._on_day: dict[date, list[datetime]] = defaultdict(list)
        for shift in shifts:
            start = shift["DTSTART"].dt
            at = instant(start, clock)
            self._at[at] = shift
            self._on_day[_day(start)].append(at)
            # Of whole days Exchange writes what is called off as a time: the midnight of its own zone, or of UTC.
            wall = start if isinstance(start, datetime) else datetime.combine(start, time())
            self._by_wall[wall.replace(tzinfo=None)].append(at)

    def meant(self, at: date) -> set[datetime]:
        """Which begin then; by the clock on the wall when none does, as some exporters write it with a wrong zone."""
        if not isinstance(at, datetime):
            return set(self._on_day.get(at, ()))
        exact = instant(at, self._clock)
        return {exact} if exact in self._at else set(self._by_wall.get(at.replace(tzinfo=None), ()))

    def begins_on(self, at: date) -> date | None:
        """When the first shift of that day begins."""
        found = self._on_day.get(_day(at))
        start: date | None = self._at[found[0]]["DTSTART"].dt if found else None
        return start

    def without(self, gone: set[datetime]) -> Iterator[tuple[datetime, Any]]:
        """What is left, by its beginning."""
        return ((at, shift) for at, shift in self._at.items() if at not in gone)


def put_back(
    calendar: Any,
    found: Sequence[Any],
    lay_out: LayOut,
    *,
    clock: ZoneInfo,
    since: date,
    odd: Callable[[str, str], None],
) -> list[Any]:
    """
    The occurrences that were laid out, with those that were lost. clock: of times without a zone.

    odd: is told the UID and why, of exceptions of nothing. They are not refused: calendars that were edited for years
    have some, and whoever they name is on call besides. Before `since` all is history.
    """
    there = {(str(one.get("UID")), instant(one["DTSTART"].dt, clock)) for one in found}
    lost: list[Any] = []
    for uid, series in series_of(calendar).items():
        if not series.is_plain:
            continue
        alone = calendar.copy()
        event = series.event.copy()
        event.pop("EXDATE", None)
        alone.add_component(event)
        times = Times(lay_out(alone), clock)
        off = {at: times.meant(at) for at in series.off}
        moved = {one["RECURRENCE-ID"].dt: times.meant(one["RECURRENCE-ID"].dt) for one in series.moved}
        gone = {at for meant in (*off.values(), *moved.values()) for at in meant}
        lost += [shift for at, shift in times.without(gone) if (uid, at) not in there]
        held = {one["RECURRENCE-ID"].dt for one in series.moved if str(one.get("STATUS", "")).upper() != "CANCELLED"}
        for why in list(_odd(off, {at: moved[at] for at in moved if at in held}, times, since))[:MOST_TOLD]:
            odd(uid, why)
    return [*found, *lost]


def series_of(calendar: Any) -> dict[str, Series]:
    """By UID. Of several versions the newest, and of the same one the first: others have a UID of their own by now."""
    found: dict[str, Series] = defaultdict(Series)
    for event in calendar.walk("VEVENT"):
        if not event.get("UID"):
            continue
        one = found[str(event["UID"])]
        if "RECURRENCE-ID" in event:
            one.moved.append(event)
        elif one.event is None or _sequence(event) > _sequence(one.event):
            one.event = event
    return found


def _odd(off: dict[date, set[datetime]], moved: dict[date, set[datetime]], times: Times, since: date) -> Iterator[str]:
    everything_off = {at for meant in off.values() for at in meant}
    for at, meant in moved.items():
        if _day(at) < since:
            continue
        if meant & everything_off:
            yield f"RECURRENCE-ID {_told(at)} is called off by an EXDATE too, so that no shift comes of it"
        elif not meant:
            yield f"RECURRENCE-ID {_told(at)} meets no shift of its series, and stands beside them as one more"
    for at, meant in off.items():
        # A day on which there is none at all: series that were cut short keep what had been called off.
        if not meant and _day(at) >= since and (begins := times.begins_on(at)) is not None:
            yield f"EXDATE {_told(at)} calls off no shift: on that day one begins at {_told(begins)}"


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _sequence(event: Any) -> int:
    told = event.get("SEQUENCE", -1)
    return max(map(int, told)) if isinstance(told, list) else int(told)


def _told(at: date) -> str:
    return f"{at:%Y-%m-%d %H:%M} {at.tzname() or ''}".strip() if isinstance(at, datetime) else f"{at:%Y-%m-%d}"
