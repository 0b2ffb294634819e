"""One layer of a schedule: people who take turns, or shifts somebody planned in a calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta

from nightdesk.roster.hours import Hours

Unit = Literal["minute", "hour", "day", "week", "month"]
_STEPS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
    "week": timedelta(days=7),
}
_JUMP = timedelta(hours=3)
"""More than any clock in use goes back or forth in one night; Antarctica/Troll changes by two hours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Somebody's planned time, between two aware moments."""

    person: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """
    Who is on call by this layer alone; nobody outside `hours` (if there are any), `begins_at` and `ends_at`.

    people take turns of `every` units. first_at: when the first of them took over, by the clock on the wall and
    without a zone; every later hand-over keeps that clock time. shifts: instead of turns, from a calendar, the ones
    that cover others last. calendar: the file they came from.
    """

    name: str = ""
    people: tuple[str, ...] = ()
    first_at: datetime = datetime(2000, 1, 3)  # noqa: DTZ001 - the clock on the wall has no zone
    every: int = 1
    unit: Unit = "week"
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    hours: tuple[Hours, ...] = ()
    shifts: tuple[Shift, ...] = ()
    calendar: str = ""

    def order(self, now: datetime, zone: ZoneInfo) -> tuple[str, ...]:
        """Whose turn it is, and after them who would have the next turns, each once. Empty when nobody is on."""
        if not self._is_on(now, zone):
            return ()
        if self.calendar:
            on = [shift.person for shift in self.shifts if shift.starts_at <= now < shift.ends_at]
            return tuple(dict.fromkeys(reversed(on)))
        turn = self.turn(now, zone) % len(self.people)
        return tuple(dict.fromkeys(self.people[turn:] + self.people[:turn]))

    def turn(self, now: datetime, zone: ZoneInfo) -> int:
        """Which turn is on, 0 for the first; negative before it. The last hand-over at or before `now` counts."""
        local, first = now.astimezone(zone).replace(tzinfo=None), self.first_at
        if self.unit == "month":
            passed = (local.year - first.year) * 12 + local.month - first.month
            turn = passed // self.every + 1
        else:
            step = _STEPS[self.unit] * self.every
            turn = (local - first) // step + _JUMP // step + 2
        # Guessed high: where the clock on the wall jumps, the guess is off by what it jumps.
        while self.hand_over(turn, zone) > now:
            turn -= 1
        return turn

    def hand_over(self, turn: int, zone: ZoneInfo) -> datetime:
        """
        When a turn begins, in UTC.

        It stays at its clock time through the changes to and from summer time. One that the spring change skips is
        read with the offset before it (02:30 becomes 03:30); of one that comes twice in autumn the first is meant.
        """
        if self.unit == "month":
            at = self.first_at + relativedelta(months=turn * self.every)
        else:
            at = self.first_at + _STEPS[self.unit] * (turn * self.every)
        return at.replace(tzinfo=zone).astimezone(UTC)

    def edges(self, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """Every moment at which this layer's answer may change between two moments; some may lie outside."""
        yield from filter(None, (self.begins_at, self.ends_at))
        for hours in self.hours:
            yield from hours.edges(start, end, zone)
        for shift in self.shifts:
            if shift.ends_at > start and shift.starts_at < end:
                yield from (shift.starts_at, shift.ends_at)
        if len(self.people) < 2 or self.calendar:
            return
        since, until = max(start, self.begins_at or start), min(end, self.ends_at or end)
        turn = self.turn(since, zone)
        # Of turns shorter than the change of the clock, one that spring skips would begin after the next has begun.
        while since < until and (at := self.hand_over(turn, zone)) < until + _JUMP:
            yield at
            turn += 1

    def _is_on(self, now: datetime, zone: ZoneInfo) -> bool:
        if (self.begins_at and now < self.begins_at) or (self.ends_at and now >= self.ends_at):
            return False
        if not (self.people or self.calendar):
            return False
        return not self.hours or any(hours.contain(now, zone) for hours in self.hours)
