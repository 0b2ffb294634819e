"""Where a roster says two things of one time: who covers is away, two stand in, two have one shift."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations

from nightdesk.roster.changes import Changes, Override
from nightdesk.roster.layer import Shift
from nightdesk.roster.roster import Roster
from nightdesk.roster.spans import changes_anything
from nightdesk.roster.when import day_in_words, span_in_words

AHEAD = timedelta(days=35)
"""A cover that is over by then must have changed something."""


def clashes(roster: Roster, role: str, now: datetime) -> Iterator[str]:
    """All of them of one role from now on, in words."""
    yield from _covered_by_absent(roster, role, now)
    yield from _overlapping(roster, role, now)
    yield from _one_shift(roster, role, now)


def covers_of_nobody(roster: Roster, now: datetime) -> Iterator[str]:
    """
    Overrides in place of somebody who is not on call then anyway, so that they change nothing.

    One that was written without a role is of several; it is odd when it changes none of them.
    """
    changes = roster.changes()
    alike: dict[tuple[str, str, datetime, datetime], list[int]] = defaultdict(list)
    for i, one in enumerate(changes.overrides):
        if one.instead_of and now < one.ends_at <= now + AHEAD and one.role in roster.schedules:
            alike[one.person, one.instead_of, one.starts_at, one.ends_at].append(i)
    for (person, instead_of, starts, ends), places in alike.items():
        if not any(_covers(roster, i, now) for i in places):
            zone = roster.schedules[changes.overrides[places[0]].role].zone
            roles = " or ".join(changes.overrides[i].role for i in places) if len(places) == 1 else "anything"
            span = span_in_words(starts.astimezone(zone), ends.astimezone(zone))
            whom = roster.person(instead_of).name
            yield f"{roster.person(person).name} stands in for {whom} {span}, who is not on call as {roles} then"


def _covers(roster: Roster, place: int, now: datetime) -> bool:
    """Whether it changes anything, after the ones before it."""
    overrides = roster.changes().overrides
    one: Override = overrides[place]
    before, after = (replace(Changes(), overrides=overrides[:last]) for last in (place, place + 1))
    rest = replace(roster.changes(), overrides=())
    return changes_anything(
        roster, rest.then(before), rest.then(after), one.role, (max(now, one.starts_at), one.ends_at)
    )


def _covered_by_absent(roster: Roster, role: str, now: datetime) -> Iterator[str]:
    changes = roster.changes()
    for override in changes.overrides:
        if override.role != role or override.ends_at <= now:
            continue
        for away in changes.away:
            if (
                away.person == override.person
                and away.starts_at < override.ends_at > now
                and (away.ends_at > override.starts_at)
            ):
                name, zone = roster.person(away.person).name, roster.schedules[role].zone
                yield f"{name} stands in as {role} on {day_in_words(override.starts_at, zone)}, but is away then"


def _overlapping(roster: Roster, role: str, now: datetime) -> Iterator[str]:
    """Of the file's overrides of a role at one time, the one written last counts; it may not be the one meant."""
    mine = [one for one in roster.planned.overrides if one.role == role and one.ends_at > now]
    zone = roster.schedules[role].zone
    for one, other in combinations(mine, 2):
        starts, ends = max(one.starts_at, other.starts_at), min(one.ends_at, other.ends_at)
        is_same_turn = not (one.instead_of and other.instead_of) or one.instead_of == other.instead_of
        if starts < ends and is_same_turn and one.person != other.person:
            hidden, holds = roster.person(one.person).name, roster.person(other.person).name
            span = span_in_words(starts.astimezone(zone), ends.astimezone(zone))
            yield f"{hidden} and {holds} both stand in as {role} {span}; {holds}, written last, is woken"


def _one_shift(roster: Roster, role: str, now: datetime) -> Iterator[str]:
    """Two of a calendar from one beginning to one end: neither of them covers the other."""
    for layer in roster.schedules[role].layers:
        same: dict[tuple[datetime, datetime], list[Shift]] = defaultdict(list)
        for shift in layer.shifts:
            if shift.ends_at > now:
                same[shift.starts_at, shift.ends_at].append(shift)
        found = [shifts for shifts in same.values() if len(shifts) > 1]
        for shifts in found[:1]:
            names = [roster.person(one.person).name for one in shifts]
            zone = roster.schedules[role].zone
            span = span_in_words(shifts[0].starts_at.astimezone(zone), shifts[0].ends_at.astimezone(zone))
            more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
            yield (
                f"{' and '.join(names)} both have the shift {span} as {role} in {layer.calendar}; only {names[-1]} "
                f"is woken{more}"
            )
