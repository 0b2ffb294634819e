"""What is wrong with a roster although it loads, in words for whoever keeps it. Somebody is woken all the same."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from zoneinfo import ZoneInfo

from nightdesk.roster.roster import Roster
from nightdesk.roster.schedule import Schedule
from nightdesk.roster.spans import gaps

LOOK_AHEAD = timedelta(days=35)
"""How far ahead gaps are looked for: five weeks show what comes every week and what only once."""
_OFTEN = 3
"""Weeks in which a gap must come to be said of every week."""


def defects(roster: Roster, now: datetime, *, ahead: timedelta = LOOK_AHEAD) -> tuple[str, ...]:
    """Everything worth mending: schedules that are over, gaps, people who never hand over, covers by somebody away."""
    of_roles = tuple(
        defect
        for role, schedule in roster.schedules.items()
        for defect in (
            *_over(role, schedule, now),
            *gaps_in_words(roster, role, now, now + ahead),
            *_alone(roster, role, schedule),
            *_covered_by_absent(roster, role, now),
            *_overlapping(roster, role, now),
        )
    )
    return (*roster.remarks, *_catch_all_away(roster, now, now + ahead), *of_roles)


def gaps_in_words(roster: Roster, role: str, start: datetime, end: datetime) -> tuple[str, ...]:
    """
    When nobody is on call between two moments, by the schedule's clock.

    "nobody is on call 02:00-04:00 every Sunday as on-call engineer (America/New_York); Gus Weber is woken"
    """
    schedule = roster.schedules[role]
    found = [(a.astimezone(schedule.zone), b.astimezone(schedule.zone)) for a, b in gaps(roster, role, start, end)]
    woken = roster.person(roster.catch_all).name
    return tuple(
        f"nobody is on call {when} as {role} ({schedule.time_zone}); {woken} is woken"
        for when in _grouped(found, start, end)
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


def span_in_words(starts: datetime, ends: datetime, *, dated: bool = True) -> str:
    """02:00-04:00 Sunday 29 November, in the zone the times are in; dated=False leaves the date out."""
    day = f"{starts:%A} {starts.day} {starts:%B}" if dated else f"{starts:%A}"
    if ends - starts <= timedelta(hours=25) and (ends.date() == starts.date() or _is_midnight_after(starts, ends)):
        until = "24:00" if ends.date() != starts.date() else f"{ends:%H:%M}"
        return f"{starts:%H:%M}-{until} {day}"
    last = f"{ends:%A} {ends.day} {ends:%B}" if dated else f"{ends:%A}"
    return f"from {starts:%H:%M} {day} to {ends:%H:%M} {last}"


def _is_midnight_after(starts: datetime, ends: datetime) -> bool:
    return ends.time() == datetime.min.time() and ends.date() == starts.date() + timedelta(days=1)


def _grouped(found: list[tuple[datetime, datetime]], start: datetime, end: datetime) -> Iterator[str]:
    """Gaps that come every week are said once."""
    alike: dict[str, list[tuple[datetime, datetime]]] = defaultdict(list)
    for starts, ends in found:
        alike[span_in_words(starts, ends, dated=False)].append((starts, ends))
    for weekly, times in alike.items():
        if len(times) >= _OFTEN and all((b[0].date() - a[0].date()).days == 7 for a, b in pairwise(times)):
            first, _, rest = weekly.rpartition(" ") if not weekly.startswith("from ") else ("", "", weekly)
            yield f"{first} every {rest}" if first else f"every week {rest}"
            continue
        for starts, ends in times:
            if starts <= start and ends >= end:
                yield "at all"
            elif ends >= end:
                yield f"from {starts:%H:%M %A} {starts.day} {starts:%B} on"
            else:
                yield span_in_words(starts, ends)


def _over(role: str, schedule: Schedule, now: datetime) -> Iterator[str]:
    """All of it has ended, or not one layer has begun."""
    last = [layer.shifts[-1:] for layer in schedule.layers]
    ends = [
        max((shift.ends_at for shift in shifts), default=None) if layer.calendar else layer.ends_at
        for layer, shifts in zip(schedule.layers, last, strict=True)
    ]
    known = [at for at in ends if at is not None]
    if known and len(known) == len(ends) and max(known) <= now:
        yield f"the schedule {role} ended on {_day(max(known), schedule.zone)}; nobody is on it any more"
    for layer in schedule.layers:
        if layer.calendar and not layer.shifts:
            yield f"the calendar {layer.calendar} of {role} has no shift left"


def _alone(roster: Roster, role: str, schedule: Schedule) -> Iterator[str]:
    if len(schedule.people) == 1:
        yield f"only {roster.person(schedule.people[0]).name} is ever on call as {role}: nobody takes turns"


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
                yield f"{name} stands in as {role} on {_day(override.starts_at, zone)}, but is away then"


def _catch_all_away(roster: Roster, now: datetime, until: datetime) -> Iterator[str]:
    """They are woken all the same: nobody else is left."""
    who = roster.person(roster.catch_all)
    for away in roster.changes().away:
        if away.person == who.id and away.ends_at > now and away.starts_at < until:
            zone = ZoneInfo(who.time_zone)
            since, last = _day(away.starts_at, zone), _day(away.ends_at - timedelta(microseconds=1), zone)
            yield (
                f"{who.name}, the catch-all, is away from {since} to {last}, and is woken all the same "
                "where nobody else is: name another catch_all"
            )


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


def _day(at: datetime, zone: ZoneInfo) -> str:
    local: date = at.astimezone(zone).date()
    return f"{local:%a} {local.day} {local:%b} {local.year}"
