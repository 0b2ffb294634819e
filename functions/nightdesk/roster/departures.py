"""Overrides, swaps and vacations as the roster's file has them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from nightdesk.roster.changes import Away, Changes, Override, Swap
from nightdesk.roster.person import Person
from nightdesk.roster.schedule import Schedule
from nightdesk.roster.shapes import AwayShape, OverrideShape, RosterShape, SwapShape
from nightdesk.roster.suited import why_unsuited
from nightdesk.roster.written import moment
from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile
from nightdesk.runbook.zones import zone_called

_NEVER = datetime.max.replace(tzinfo=UTC)
"""Stands where a time is wrong, until the file is refused for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What of the file is known when its departures are read. zones: of the schedules that name one."""

    people: Mapping[str, Person]
    schedules: Mapping[str, Schedule]
    desks: Mapping[str, Collection[str]]
    zones: Mapping[str, ZoneInfo]
    catch_all: str

    def why_unsuited(self, person: str, role: str) -> str:
        """Why this person cannot answer for a role; empty when they can."""
        return why_unsuited(
            person, role, self.schedules[role], people=self.people, desks=self.desks, catch_all=self.catch_all
        )

    def of(self, role: str | None, person: str | None = None) -> list[str]:
        """This role, or every one; with a person only those they take turns in."""
        roles = [one for one in self.schedules if role in {None, one}]
        return [one for one in roles if person is None or person in self.schedules[one].people]


def planned(
    file: DataFile, shape: RosterShape, schedules: Mapping[str, Schedule], people: Mapping[str, Person]
) -> Changes:
    """Every departure; what is wrong with one is noted in the file."""
    known = Known(
        people=people,
        schedules=schedules,
        desks={desk.value: members for desk, members in shape.desks.items()},
        zones={role: one.zone for role, one in schedules.items() if shape.schedules[role].time_zone},
        catch_all=shape.catch_all,
    )
    return Changes(
        overrides=tuple(
            override
            for i, one in enumerate(shape.overrides)
            for override in _override(file, ("overrides", i), one, known)
        ),
        swaps=tuple(_swap(file, ("swaps", i), one, known) for i, one in enumerate(shape.swaps)),
        away=tuple(_away(file, ("away", i), one, known) for i, one in enumerate(shape.away)),
    )


def refuse_unknown(file: DataFile, known: Iterable[str], uses: Iterable[tuple[Place, str]]) -> None:
    """Note every use of a person who is not known."""
    for place, person in uses:
        if person not in known:
            file.refuse(place, f"nobody called {person!r}")


def _override(file: DataFile, at: Place, one: OverrideShape, known: Known) -> Iterator[Override]:
    refuse_unknown(file, known.people, [((*at, "person"), one.person)])
    if one.instead_of:
        refuse_unknown(file, known.people, [((*at, "instead_of"), one.instead_of)])
    elif one.role is None:
        file.refuse(at, "needs a role, or instead_of")
    if one.instead_of == one.person:
        file.refuse((*at, "instead_of"), "nobody stands in for themselves")
    _refuse_role(file, at, one.role, known)
    starts, ends = _from_to(file, at, one, known.zones.get(one.role or ""))
    # Without a role it is of every one in which the other takes turns.
    roles = known.of(one.role) if one.role else known.of(None, one.instead_of) if one.instead_of else []
    _refuse_unsuited(file, (*at, "person"), one.person, roles, known)
    for role in known.of(one.role):
        if not known.why_unsuited(one.person, role):
            yield Override(
                role=role, person=one.person, instead_of=one.instead_of or "", starts_at=starts, ends_at=ends
            )


def _swap(file: DataFile, at: Place, one: SwapShape, known: Known) -> Swap:
    refuse_unknown(file, known.people, (((*at, "people", i), person) for i, person in enumerate(one.people)))
    if one.people[0] == one.people[1]:
        file.refuse((*at, "people"), "nobody swaps with themselves")
    _refuse_role(file, at, one.role, known)
    for i, (person, other) in enumerate((one.people, one.people[::-1])):
        _refuse_unsuited(file, (*at, "people", i), person, known.of(one.role, other), known)
    starts, ends = _from_to(file, at, one, known.zones.get(one.role or ""))
    return Swap(one=one.people[0], other=one.people[1], role=one.role or "", starts_at=starts, ends_at=ends)


def _away(file: DataFile, at: Place, one: AwayShape, known: Known) -> Away:
    refuse_unknown(file, known.people, [((*at, "person"), one.person)])
    zone = zone_called(known.people[one.person].time_zone if one.person in known.people else "UTC")
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


def _refuse_role(file: DataFile, at: Place, role: str | None, known: Known) -> None:
    if role is not None and role not in known.schedules:
        file.refuse((*at, "role"), f"no schedule named {role!r}")


def _refuse_unsuited(file: DataFile, at: Place, person: str, roles: Iterable[str], known: Known) -> None:
    for role in roles:
        if why := known.why_unsuited(person, role):
            file.refuse(at, why)
