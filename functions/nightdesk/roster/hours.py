"""Hours of the week that a layer is kept to: weekdays nine to five, weekends, nights."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """
    One stretch of every week, by the clock on the wall.

    weekday: of its beginning, Monday is 0. nights: how many midnights it goes past, so that "Friday 17:00 to Monday
    09:00" is 3 and a whole day is 1 with `ends` the same as `starts`.
    """

    weekday: int
    starts: time
    nights: int
    ends: time

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """
        When it begins and ends if it begins on this day, in UTC.

        A time that the spring change skips is read with the offset before it, as RFC 5545 has it; of a time that
        comes twice in autumn the first is meant.
        """
        begins = datetime.combine(day, self.starts, zone).astimezone(UTC)
        return begins, datetime.combine(day + timedelta(days=self.nights), self.ends, zone).astimezone(UTC)

    def contain(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether `now` lies within it. The end itself does not."""
        today = now.astimezone(zone).date()
        days = (today - timedelta(days=back) for back in range(self.nights + 2))
        spans = (self.on(day, zone) for day in days if day.weekday() == self.weekday)
        return any(begins <= now < ends for begins, ends in spans)

    def edges(self, start: datetime, end: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """Every beginning and end that could lie between two moments; some may lie outside."""
        day = start.astimezone(zone).date() - timedelta(days=self.nights + 1)
        last = end.astimezone(zone).date() + timedelta(days=1)
        day += timedelta(days=(self.weekday - day.weekday()) % 7)
        while day <= last:
            yield from self.on(day, zone)
            day += timedelta(days=7)
