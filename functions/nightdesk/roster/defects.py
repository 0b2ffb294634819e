"""What is wrong with a roster although it loads, in words for whoever keeps it. Somebody is woken all the same."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from nightdesk.roster.clashes import clashes, covers_of_nobody
from nightdesk.roster.gap_words import in_words
from nightdesk.roster.roster import Roster
from nightdesk.roster.schedule import Schedule
from nightdesk.roster.spans import gaps
from nightdesk.roster.when import day_in_words

LOOK_AHEAD = timedelta(days=35)
"""How far ahead gaps are looked for: five weeks show what comes every week and what only once."""
BEYOND = timedelta(days=35)
"""How far beyond that the end of a gap is looked for; one that is not over by then goes on."""


def defects(roster: Roster, now: datetime, *, ahead: timedelta = LOOK_AHEAD) -> tuple[str, ...]:
    """Everything worth mending: schedules that are over, gaps, people who never hand over, covers by somebody away."""
    of_roles = tuple(
        defect
        for role, schedule in roster.schedules.items()
        for defect in (
            *_over(role, schedule, now),
            *gaps_in_words(roster, role, now, now + ahead),
            *_alone(roster, role, schedule),
            *clashes(roster, role, now),
        )
    )
    of_all = (*_called_alike(roster), *_catch_all_away(roster, now, now + ahead), *covers_of_nobody(roster, now))
    return (*roster.remarks, *of_all, *of_roles)


def gaps_in_words(roster: Roster, role: str, start: datetime, end: datetime) -> tuple[str, ...]:
    """
    When nobody is on call between two moments, by the schedule's clock.

    "nobody is on call 02:00-04:00 every Sunday as on-call engineer (America/New_York); Gus Weber is woken"
    """
    schedule, sight = roster.schedules[role], end + BEYOND
    found = [
        (starts.astimezone(schedule.zone), ends.astimezone(schedule.zone))
        for starts, ends in gaps(roster, role, start, sight)
        if starts < end
    ]
    woken = roster.person(roster.catch_all).name
    return tuple(
        f"nobody is on call {when} as {role} ({schedule.time_zone}); {woken} is woken"
        for when in in_words(found, start, sight)
    )


def now_in_words(roster: Roster, role: str, now: datetime) -> str:
    """The gap that is on; empty when somebody is on call."""
    schedule = roster.schedules.get(role)
    if not roster.holding(role, now).is_gap:
        return ""
    if schedule is None:
        return f"there is no schedule {role}"
    told = next(gaps(roster, role, now, now + LOOK_AHEAD), None)
    until = told[1].astimezone(schedule.zone) if told and told[1] < now + LOOK_AHEAD else None
    lasts = f"until {until:%H:%M %A} {until.day} {until:%B} ({schedule.time_zone})" if until else "from now on"
    return f"nobody is on call as {role} {lasts}"


def _over(role: str, schedule: Schedule, now: datetime) -> Iterator[str]:
    """All of it has ended, or not one layer has begun."""
    last = [layer.shifts[-1:] for layer in schedule.layers]
    ends = [
        max((shift.ends_at for shift in shifts), default=None) if layer.calendar else layer.ends_at
        for layer, shifts in zip(schedule.layers, last, strict=True)
    ]
    known = [at for at in ends if at is not None]
    if known and len(known) == len(ends) and max(known) <= now:
        yield f"the schedule {role} ended on {day_in_words(max(known), schedule.zone)}; nobody is on it any more"
    for layer in schedule.layers:
        if layer.calendar and not layer.shifts:
            yield f"the calendar {layer.calendar} of {role} has no shift left"


def _alone(roster: Roster, role: str, schedule: Schedule) -> Iterator[str]:
    if len(schedule.people) == 1:
        yield f"only {roster.person(schedule.people[0]).name} is ever on call as {role}: nobody takes turns"


def _called_alike(roster: Roster) -> Iterator[str]:
    """Texts tell people by their names: who has it, who is woken next."""
    alike: dict[str, list[str]] = defaultdict(list)
    for person in roster.people:
        alike[" ".join(person.name.casefold().split())].append(person.id)
    for ids in alike.values():
        if len(ids) > 1:
            yield f"{' and '.join(ids)} are both called {roster.person(ids[0]).name}: nobody can tell which has it"


def _catch_all_away(roster: Roster, now: datetime, until: datetime) -> Iterator[str]:
    """They are woken all the same: nobody else is left."""
    who = roster.person(roster.catch_all)
    for away in roster.changes().away:
        if away.person == who.id and away.ends_at > now and away.starts_at < until:
            zone = ZoneInfo(who.time_zone)
            since, last = (
                day_in_words(away.starts_at, zone),
                day_in_words(away.ends_at - timedelta(microseconds=1), zone),
            )
            yield (
                f"{who.name}, the catch-all, is away from {since} to {last}, and is woken all the same "
                "where nobody else is: name another catch_all"
            )
