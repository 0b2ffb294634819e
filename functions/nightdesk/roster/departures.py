"""Overrides, swaps and vacations as the roster's file has them."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nightdesk.roster.changes import Away, Changes, Override, Swap
from nightdesk.roster.person import Person
from nightdesk.roster.schedule import Schedule
from nightdesk.roster.shapes import AwayShape, OverrideShape, RosterShape, SwapShape
from nightdesk.roster.written import moment
from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile

People = Mapping[str, Person]
Zones = Mapping[str, ZoneInfo]
_NEVER = datetime.max.replace(tzinfo=UTC)
"""Stands where a time is wrong, until the file is refused for it."""


def planned(file: DataFile, shape: RosterShape, schedules: Mapping[str, Schedule], people: People) -> Changes:
    """Every departure; what is wrong with one is noted in the file."""
    zones = {role: one.zone for role, one in schedules.items() if shape.schedules[role].time_zone}
    return Changes(
        overrides=tuple(
            override
            for i, one in enumerate(shape.overrides)
            for override in _override(file, ("overrides", i), one, schedules, people, zones)
        ),
        swaps=tuple(_swap(file, ("swaps", i), one, schedules, people, zones) for i, one in enumerate(shape.swaps)),
        away=tuple(_away(file, ("away", i), one, people) for i, one in enumerate(shape.away)),
    )


def refuse_unknown(file: DataFile, known: Iterable[str], uses: Iterable[tuple[Place, str]]) -> None:
    """Note every use of a person who is not known."""
    for place, person in uses:
        if person not in known:
            file.refuse(place, f"nobody called {person!r}")


def _override(
    file: DataFile,
    at: Place,
    one: OverrideShape,
    schedules: Mapping[str, Schedule],
    people: People,
    zones: Zones,
) -> list[Override]:
    refuse_unknown(file, people, [((*at, "person"), one.person)])
    if one.instead_of:
        refuse_unknown(file, people, [((*at, "instead_of"), one.instead_of)])
    elif one.role is None:
        file.refuse(at, "needs a role, or instead_of")
    _refuse_role(file, at, one.role, schedules)
    starts, ends = _from_to(file, at, one, zones.get(one.role or ""))
    roles = [one.role] if one.role else list(schedules)
    return [
        Override(role=role, person=one.person, instead_of=one.instead_of or "", starts_at=starts, ends_at=ends)
        for role in roles
    ]


def _swap(
    file: DataFile, at: Place, one: SwapShape, schedules: Mapping[str, Schedule], people: People, zones: Zones
) -> Swap:
    refuse_unknown(file, people, (((*at, "people", i), person) for i, person in enumerate(one.people)))
    if one.people[0] == one.people[1]:
        file.refuse((*at, "people"), "nobody swaps with themselves")
    _refuse_role(file, at, one.role, schedules)
    starts, ends = _from_to(file, at, one, zones.get(one.role or ""))
    return Swap(one=one.people[0], other=one.people[1], role=one.role or "", starts_at=starts, ends_at=ends)


def _away(file: DataFile, at: Place, one: AwayShape, people: People) -> Away:
    refuse_unknown(file, people, [((*at, "person"), one.person)])
    zone = ZoneInfo("UTC")
    if one.person in people:
        with suppress(ZoneInfoNotFoundError, ValueError, OSError):  # noted where it stands
            zone = ZoneInfo(people[one.person].time_zone)
    starts, ends = _from_to(file, at, one, zone)
    return Away(person=one.person, starts_at=starts, ends_at=ends)


def _from_to(
    file: DataFile, at: Place, one: OverrideShape | SwapShape | AwayShape, zone: ZoneInfo | None
) -> tuple[datetime, datetime]:
    starts = moment(file, (*at, "starts_at"), one.starts_at, zone)
    # Of a vacation the last day is named; of everything else the moment it is over.
    is_last_day = isinstance(one, AwayShape) and _is_date(one.ends_at)
    ends = moment(file, (*at, "ends_at"), one.ends_at, zone, ends=is_last_day)
    if starts and ends and ends <= starts:
        file.refuse((*at, "ends_at"), "is not after starts_at")
    return starts or _NEVER, ends or _NEVER


def _is_date(told: datetime | date) -> bool:
    return not isinstance(told, datetime)


def _refuse_role(file: DataFile, at: Place, role: str | None, schedules: Mapping[str, Schedule]) -> None:
    if role is not None and role not in schedules:
        file.refuse((*at, "role"), f"no schedule named {role!r}")
