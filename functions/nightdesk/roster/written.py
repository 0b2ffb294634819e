"""From schedules as they are written to schedules that can be asked."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import TypeAdapter, ValidationError

from nightdesk.roster.hours import Hours
from nightdesk.roster.layer import Layer, Shift
from nightdesk.roster.schedule import Schedule
from nightdesk.roster.shapes import Clock, HoursShape, LayerShape, ScheduleShape, Weekday
from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile
from nightdesk.runbook.zones import why_no_zone, zone_called

Calendar = Callable[[str, ZoneInfo, str], tuple[Shift, ...]]
"""Reads a calendar file by its name, of one person or (empty) of several. Raises ValueError, a line for each defect."""
_CLOCK: TypeAdapter[time] = TypeAdapter(Clock)
_DAY: TypeAdapter[int] = TypeAdapter(Weekday)
_EVER = datetime(2000, 1, 3)  # noqa: DTZ001 - a Monday, by the clock on the wall
ALL_DAYS = tuple(range(7))


def zone_of(file: DataFile, place: Place, name: str | None) -> ZoneInfo:
    """The zone of this name; UTC when there is none, which is noted as a defect."""
    told = "UTC" if name is None else name
    if why := why_no_zone(told):
        file.refuse(place, why)
    return zone_called(told)


def moment(
    file: DataFile, place: Place, told: datetime | date | None, zone: ZoneInfo | None, *, ends: bool = False
) -> datetime | None:
    """
    An aware time; of a date its midnight, and for an end the midnight after it. zone None: it must carry its own.

    None when it was left out, or when it has no zone, which is noted.
    """
    if told is None:
        return None
    if not isinstance(told, datetime):
        told = datetime.combine(told + timedelta(days=ends), time())
    if told.tzinfo is not None:
        return told.astimezone(UTC)
    if zone is None:
        file.refuse(place, "has no time zone: write one behind it (+00:00), or give the schedule a time_zone")
        return None
    return told.replace(tzinfo=zone).astimezone(UTC)


def schedule(file: DataFile, place: Place, shape: ScheduleShape, calendar: Calendar) -> Schedule:
    """One schedule; what is wrong with it is noted in the file."""
    zone = zone_of(file, (*place, "time_zone"), shape.time_zone)
    own = {name for name in LayerShape.model_fields if name in shape.model_fields_set}
    if shape.layers is not None:
        for name in sorted((own | {"hours"} & shape.model_fields_set) - {"name"}):
            file.refuse((*place, name), "belongs into one of the layers")
        parts: list[tuple[Place, LayerShape]] = [((*place, "layers", i), layer) for i, layer in enumerate(shape.layers)]
    else:
        parts = [(place, shape)]
    known = zone if shape.time_zone is not None else None
    return Schedule(
        layers=tuple(_layer(file, at, part, zone, known, calendar) for at, part in parts), time_zone=zone.key
    )


def _layer(
    file: DataFile, place: Place, shape: LayerShape, zone: ZoneInfo, known: ZoneInfo | None, calendar: Calendar
) -> Layer:
    hours = getattr(shape, "hours", None)
    starts = moment(file, (*place, "starts_at"), shape.starts_at, known)
    ends = moment(file, (*place, "ends_at"), shape.ends_at, known)
    if starts and ends and ends <= starts:
        file.refuse((*place, "ends_at"), "is not after starts_at")
    if shape.every and hours:
        file.refuse((*place, "hours"), "every says how long a turn is already")
    if shape.calendar and (told := next((name for name in ("every", "hours") if getattr(shape, name, None)), "")):
        file.refuse((*place, told), "a calendar has its own shifts, and nobody takes turns in it")
    if not shape.people and not shape.calendar:
        file.refuse(place, "nobody is on it: give people, or a calendar")
    elif shape.people and shape.calendar:
        file.refuse((*place, "calendar"), "people take turns here already")
    elif shape.person and not shape.calendar:
        file.refuse((*place, "person"), "is whose calendar it is; write people")
    elif shape.people and shape.starts_at is None:
        file.refuse(place, "starts_at is missing: when the first of the people takes over")
    every, unit = shape.every or (1, "week")
    if hours:
        every, unit = max(1, round(hours * 60)), "minute"
    return Layer(
        name=shape.name,
        people=shape.people or (),
        first_at=_on_the_wall(shape.starts_at, zone) if shape.starts_at else _EVER,
        every=every,
        unit=unit,
        begins_at=None if hours else starts,
        ends_at=ends,
        hours=tuple(
            hour for i, only in enumerate(shape.only or ()) for hour in _hours(file, (*place, "only", i), only)
        ),
        shifts=_shifts(file, (*place, "calendar"), shape, zone, calendar),
        calendar=shape.calendar or "",
    )


def _on_the_wall(told: datetime | date, zone: ZoneInfo) -> datetime:
    """As it was written, also where spring skips it on that day: the hand-overs after it are at that time."""
    if not isinstance(told, datetime):
        return datetime.combine(told, time())
    return (told.astimezone(zone) if told.tzinfo else told).replace(tzinfo=None)


def _shifts(file: DataFile, place: Place, shape: LayerShape, zone: ZoneInfo, calendar: Calendar) -> tuple[Shift, ...]:
    if not shape.calendar:
        return ()
    try:
        return calendar(shape.calendar, zone, shape.person or "")
    except ValueError as error:
        for line in str(error).splitlines():
            file.refuse(place, line)
        return ()


def _hours(file: DataFile, place: Place, shape: HoursShape) -> Iterator[Hours]:
    starts, ends = _day_and_time(file, (*place, "from"), shape.starts), _day_and_time(file, (*place, "to"), shape.ends)
    if starts is None or ends is None:
        return
    (first, opens), (last, closes) = starts, ends
    if (first is None) != (last is None):
        file.refuse(place, "needs a day in both from and to, or in neither")
    elif first is not None and last is not None:
        if shape.days:
            file.refuse((*place, "days"), "from and to name the days already")
            return
        nights = (last - first) % 7
        if nights == 0 and closes <= opens:
            nights = 7
        yield Hours(weekday=first, starts=opens, nights=nights, ends=closes)
    else:
        for day in dict.fromkeys(shape.days or ALL_DAYS):
            yield Hours(weekday=day, starts=opens, nights=int(closes <= opens), ends=closes)


def _day_and_time(file: DataFile, place: Place, told: str | int | None) -> tuple[int | None, time] | None:
    """ "fri 17:00" -> (4, 17:00), "17:00" -> (None, 17:00); left out it is midnight. None when it is neither."""
    try:
        if told is None:
            return None, time()
        match = re.fullmatch(r"([a-zA-Z]+)\s+(\S+)", told.strip()) if isinstance(told, str) else None
        if match:
            return _DAY.validate_python(match[1]), _CLOCK.validate_python(match[2])
        return None, _CLOCK.validate_python(told)
    except ValidationError:
        file.refuse(place, f"{told!r} is not a time of day; write 17:00, or fri 17:00")
        return None
