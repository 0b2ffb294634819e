"""The people who can be woken and the schedules that say who is."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Literal

from nightdesk.incident.desk import Desk, Phone
from nightdesk.roster.changes import Changes
from nightdesk.roster.person import Person
from nightdesk.roster.schedule import Schedule
from nightdesk.roster.suited import why_unsuited

__all__ = ["Digest", "Holding", "LiveRoster", "Person", "Roster"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """
    Who is woken for a role, and by what. by: "catch-all" means that nobody is on call and somebody is woken anyway.

    "stand-in": somebody earlier in the order is on vacation.
    """

    person: Person
    by: Literal["turn", "swap", "stand-in", "override", "catch-all"]

    @property
    def is_gap(self) -> bool:
        """Nobody is on call."""
        return self.by == "catch-all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """When the week's texts go out, by the clock of a zone (Monday is 0), and which roles get one besides those on."""

    weekday: int
    at: time
    time_zone: str
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster:
    """
    Everyone, and who holds each role when. catch_all: woken when a role has nobody. planned: the file's departures.

    Pure: `now` is always passed in and must be aware.
    """

    people: tuple[Person, ...]
    schedules: dict[str, Schedule]
    catch_all: str
    desks: dict[str, tuple[str, ...]] = field(default_factory=dict)
    planned: Changes = field(default_factory=Changes)
    digest: Digest | None = None
    elsewhere: dict[str, str] = field(default_factory=dict)
    """Roles that follow a schedule kept in PagerDuty, with its id there."""
    remarks: tuple[str, ...] = ()
    """What was read although it was not written as it should be, for whoever keeps it."""

    def person(self, person_id: str) -> Person:
        """The person with this id. KeyError when there is none: a loaded roster names only people it has."""
        for person in self.people:
            if person.id == person_id:
                return person
        raise KeyError(person_id)

    def has(self, person_id: str) -> bool:
        """Whether there is such a person; one may leave in the middle of the night."""
        return any(person.id == person_id for person in self.people)

    def by_phone(self, phone: Phone) -> Person | None:
        """Whose number this is, if it is anyone's on the roster."""
        return next((p for p in self.people if phone in p.numbers), None)

    def changes(self) -> Changes:
        """Every departure from the schedules."""
        return self.planned

    def holding(self, role: str, now: datetime) -> Holding:
        """
        Who is woken for a role at `now`, and by what.

        The covering layer's turn; as swapped; the next in its order while they are away and nobody covers them, and
        then the layer below; overrides in the order they were made; and the catch-all, so that somebody always is.
        """
        changes, found = self.changes(), ""
        by: Literal["turn", "swap", "stand-in", "override"] = "turn"
        schedule = self.schedules.get(role)
        for order in schedule.orders(now) if schedule else ():
            real = [changes.swapped(person, role, now) for person in order]
            # Whoever arranged to be covered while they are away is, by whom they chose.
            is_covered = changes.covered(real[0], role, now) != real[0]
            found = real[0] if is_covered else next((one for one in real if not changes.is_away(one, now)), "")
            if found:
                by = "stand-in" if found != real[0] else "turn" if found == order[0] else "swap"
                break
        if (covering := changes.covered(found, role, now)) != found:
            found, by = covering, "override"
        if not found:
            return Holding(person=self.person(self.catch_all), by="catch-all")
        return Holding(person=self.person(found), by=by)

    def holder(self, role: str, now: datetime) -> Person:
        """Who is woken for a role at `now`."""
        return self.holding(role, now).person

    def holders(self, roles: tuple[str, ...], now: datetime) -> tuple[Person, ...]:
        """Everyone who holds one of these roles, each person once, in the order of the roles."""
        found: dict[str, Person] = {}
        for role in roles:
            holder = self.holder(role, now)
            found.setdefault(holder.id, holder)
        return tuple(found.values())

    def planned_on(self, role: str) -> tuple[str, ...]:
        """Whom the file puts on a role besides its schedule, by an override or a swap, each once."""
        on = self.schedules[role].people
        covering = [one.person for one in self.planned.overrides if one.role == role]
        swaps = [one for one in self.planned.swaps if one.role in {"", role}]
        swapped = [b for one in swaps for a, b in ((one.one, one.other), (one.other, one.one)) if a in on]
        return tuple(dict.fromkeys((*covering, *swapped)))

    def why_unsuited(self, person: str, role: str) -> str:
        """Why this person could not answer for the role's incidents, for people; empty when they could."""
        return why_unsuited(
            person,
            role,
            self.schedules[role],
            people={one.id: one for one in self.people},
            desks=self.desks,
            catch_all=self.catch_all,
        )

    def may_work(self, person: Person, desk: Desk) -> bool:
        """Whether this person may act on that desk's incidents."""
        return person.id == self.catch_all or person.id in self.desks.get(desk.value, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveRoster(Roster):
    """A roster together with what people have changed since it was written, as it was last read."""

    latest: Callable[[], Changes]

    def changes(self) -> Changes:
        """The file's departures, and then the night's."""
        return self.planned.then(self.latest().of_known([p.id for p in self.people], self.schedules))


def live(roster: Roster, latest: Callable[[], Changes]) -> LiveRoster:
    """This roster, changing as `latest` does."""
    return LiveRoster(
        people=roster.people,
        schedules=roster.schedules,
        catch_all=roster.catch_all,
        desks=roster.desks,
        planned=roster.planned,
        digest=roster.digest,
        elsewhere=roster.elsewhere,
        remarks=roster.remarks,
        latest=latest,
    )
