"""The people who can be woken and the schedules that say who is."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from nightdesk.incident.desk import Desk, Phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    Somebody who can be woken.

    id: short lower-case name used in logs and timelines. channels: in order of preference. is_vet: may answer what
    only a vet may (a medicine, a dose, making a pet vomit).
    """

    id: str
    name: str
    phone: Phone
    channels: tuple[Literal["sms", "call"], ...] = ("sms", "call")
    time_zone: str = "UTC"
    is_vet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rotation:
    """People who take turns. The first takes over at `starts_at`; each turn lasts `hours`."""

    people: tuple[str, ...]
    starts_at: datetime
    hours: float = 168.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """Someone stands in for a role between two aware times."""

    role: str
    person: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """
    Everyone, and who holds each role when. catch_all: woken when a role has nobody.

    Pure: `now` is always passed in and must be aware.
    """

    people: tuple[Person, ...]
    schedules: dict[str, Rotation]
    catch_all: str
    desks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()

    def person(self, person_id: str) -> Person:
        """The person with this id. KeyError when there is none: a loaded roster names only people it has."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def by_phone(self, phone: Phone) -> Person | None:
        """Whose number this is, if it is anyone's on the roster."""
        return next((p for p in self.people if p.phone == phone), None)

    def holder(self, role: str, now: datetime) -> Person:
        """Who holds a role at `now`: an override first, then the rotation, then the catch-all."""
        for override in self.overrides:
            if override.role == role and override.starts_at <= now < override.ends_at:
                return self.person(override.person)
        rotation = self.schedules.get(role)
        if rotation is None or not rotation.people:
            return self.person(self.catch_all)
        turns = int((now - rotation.starts_at).total_seconds() // (rotation.hours * 3600))
        return self.person(rotation.people[turns % len(rotation.people)])

    def holders(self, roles: tuple[str, ...], now: datetime) -> tuple[Person, ...]:
        """Everyone who holds one of these roles, each person once, in the order of the roles."""
        found: dict[str, Person] = {}
        for role in roles:
            holder = self.holder(role, now)
            found.setdefault(holder.id, holder)
        return tuple(found.values())

    def may_work(self, person: Person, desk: Desk) -> bool:
        """Whether this person may act on that desk's incidents."""
        return person.id == self.catch_all or person.id in self.desks.get(desk.value, ())
