"""
Schedules read a second time, by other code: written out as calendars and laid out by recurring-ical-events.

Nothing of nightdesk is used here but the YAML that both read, so that a shared mistake shows.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events  # type: ignore[import-untyped]
import yaml

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FREQ = {"minute": "MINUTELY", "hour": "HOURLY", "day": "DAILY", "week": "WEEKLY", "month": "MONTHLY"}
NAMES = ("ana", "ben", "cleo")
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Hours:
    """days None: one stretch from a day and time to another; else so many days, each from a time to a time."""

    starts: time
    ends: time
    days: tuple[int, ...] = ()
    to: int | None = None

    def as_yaml(self) -> dict[str, object]:
        if self.to is None:
            named = {"days": [DAYS[day] for day in self.days]} if self.days else {}
            return {**named, "from": f"{self.starts:%H:%M}", "to": f"{self.ends:%H:%M}"}
        return {"from": f"{DAYS[self.days[0]]} {self.starts:%H:%M}", "to": f"{DAYS[self.to]} {self.ends:%H:%M}"}

    def spans(self, zone: ZoneInfo, around: Span) -> Iterator[Span]:
        """Every stretch as a weekly event of a calendar, from a Monday well before."""
        since = around[0].astimezone(zone).date() - timedelta(days=28)
        since -= timedelta(days=since.weekday())
        for day in self.days or range(7):
            begin = datetime.combine(since + timedelta(days=day), self.starts, zone)
            nights = int(self.ends <= self.starts) if self.to is None else (self.to - day) % 7
            if self.to is not None and nights == 0 and self.ends <= self.starts:
                nights = 7
            end = datetime.combine(begin.date() + timedelta(days=nights), self.ends, zone)
            yield from laid_out(begin, end, {"FREQ": "WEEKLY"}, around)


@dataclass(frozen=True)
class Layer:
    """As roster.yaml has it. starts_at: by the clock on the wall."""

    people: tuple[str, ...]
    starts_at: datetime
    every: int
    unit: str
    only: tuple[Hours, ...] = ()
    ends_at: datetime | None = None

    def as_yaml(self) -> dict[str, object]:
        told: dict[str, object] = {
            "people": list(self.people),
            "starts_at": self.starts_at,
            "every": f"{self.every} {self.unit}s",
        }
        if self.only:
            told["only"] = [one.as_yaml() for one in self.only]
        if self.ends_at:
            told["ends_at"] = self.ends_at
        return told


@dataclass(frozen=True)
class Away:
    person: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Cover:
    """An override; instead_of empty: whoever it is."""

    person: str
    instead_of: str
    starts_at: datetime
    ends_at: datetime


@dataclass
class Book:
    """One schedule and what departs from it."""

    zone: str
    layers: tuple[Layer, ...]
    away: tuple[Away, ...] = ()
    covers: tuple[Cover, ...] = ()
    _laid: dict[tuple[int, Span], tuple[list[tuple[datetime, int]], list[Span]]] = field(default_factory=dict)

    def as_yaml(self) -> str:
        people = [
            {"id": name, "name": name.title(), "phone": f"+1202555012{i}"} for i, name in enumerate((*NAMES, "gus"))
        ]
        whole = {
            "catch_all": "gus",
            "people": people,
            "desks": {"ops": [*NAMES]},
            "schedules": {"on-call": {"time_zone": self.zone, "layers": [one.as_yaml() for one in self.layers]}},
            "away": [{"person": a.person, "starts_at": a.starts_at, "ends_at": a.ends_at} for a in self.away],
            "overrides": [
                {"role": "on-call", "person": c.person, "starts_at": c.starts_at, "ends_at": c.ends_at}
                | ({"instead_of": c.instead_of} if c.instead_of else {})
                for c in self.covers
            ],
        }
        return yaml.safe_dump(whole)

    def holder(self, at: datetime, around: Span) -> str:
        """Who is on call; empty when nobody is. `around` has `at` in it, and is laid out once."""
        found = ""
        for i in reversed(range(len(self.layers))):
            order = self._order(i, at, around)
            if order and self._as_covered(order[0], at) != order[0]:
                return self._as_covered(order[0], at)
            found = next((person for person in order if not self._is_away(person, at)), "")
            if found:
                break
        return self._as_covered(found, at)

    def _as_covered(self, person: str, at: datetime) -> str:
        for cover in self.covers:
            if cover.starts_at <= at < cover.ends_at and cover.instead_of in {"", person}:
                person = cover.person
        return person

    def _is_away(self, person: str, at: datetime) -> bool:
        return any(one.person == person and one.starts_at <= at < one.ends_at for one in self.away)

    def _order(self, i: int, at: datetime, around: Span) -> list[str]:
        layer, zone = self.layers[i], ZoneInfo(self.zone)
        if (i, around) not in self._laid:
            turns = list(_turns(layer, zone, around))
            self._laid[i, around] = turns, [span for one in layer.only for span in one.spans(zone, around)]
        turns, hours = self._laid[i, around]
        if layer.only and not any(starts <= at < ends for starts, ends in hours):
            return []
        if layer.ends_at and at >= _instant(layer.ends_at, zone):
            return []
        # A beginning that spring skips lies after some of the turns that follow it on the wall.
        begun = [turn for starts, turn in turns if starts <= at] if at >= _instant(layer.starts_at, zone) else []
        if not begun:
            return []
        first = max(begun) % len(layer.people)
        return list(dict.fromkeys([*layer.people[first:], *layer.people[:first]]))


def _instant(at: datetime, zone: ZoneInfo) -> datetime:
    """Two times are never equal where the clock changes, unless they are in one zone."""
    return at.replace(tzinfo=zone).astimezone(UTC)


def _turns(layer: Layer, zone: ZoneInfo, around: Span) -> Iterator[tuple[datetime, int]]:
    """Every hand-over up to the end with its number: one repeating event, counted from its start."""
    rule: dict[str, object] = {"FREQ": FREQ[layer.unit], "INTERVAL": layer.every}
    if layer.unit == "month" and layer.starts_at.day > 28:  # on the last day of a month that has none of that number
        rule |= {"BYMONTHDAY": list(range(28, layer.starts_at.day + 1)), "BYSETPOS": -1}
    begin = layer.starts_at.replace(tzinfo=zone)
    for turn, (starts, _) in enumerate(laid_out(begin, begin + timedelta(minutes=1), rule, (begin, around[1]))):
        yield starts, turn


def laid_out(begin: datetime, end: datetime, rule: dict[str, object], around: Span) -> Iterator[Span]:
    """The occurrences of one repeating event, in UTC."""
    event = icalendar.Event()
    event.add("uid", "one")
    event.add("dtstart", begin)
    event.add("dtend", end)
    event.add("rrule", rule)
    calendar = icalendar.Calendar()
    calendar.add_component(event)
    early, late = around[0] - timedelta(days=9), around[1] + timedelta(days=2)
    found = recurring_ical_events.of(calendar).between(early, late)
    for one in sorted(found, key=lambda one: one["DTSTART"].dt.replace(tzinfo=None)):
        yield one["DTSTART"].dt.astimezone(UTC), one["DTEND"].dt.astimezone(UTC)
