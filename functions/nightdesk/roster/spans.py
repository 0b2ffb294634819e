"""Who holds a role over time: stretches, the next hand-over, and the gaps between."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import zip_longest

from nightdesk.roster.changes import Changes
from nightdesk.roster.roster import Holding, Roster

FURTHEST = timedelta(days=400)
"""How far ahead a next hand-over is looked for."""
_LOOKS = (timedelta(days=2), timedelta(days=16), timedelta(days=100), FURTHEST)


_BEYOND = timedelta(days=35)
"""How far beyond a window the end of a turn is looked for; one that is not over by then goes on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One holder of a role, from one aware moment up to but not including another. goes_on: its end is not in sight."""

    role: str
    holding: Holding
    starts_at: datetime
    ends_at: datetime
    goes_on: bool = False


def stretches(roster: Roster, role: str, start: datetime, end: datetime) -> Iterator[Stretch]:
    """
    Who holds a role from start to end, without a hole between them: where nobody is on call, the catch-all is.

    Somebody who follows themselves for the same reason has one stretch.
    """
    schedule = roster.schedules.get(role)
    found = schedule.edges(start, end) if schedule else iter(())
    edges = sorted({start, *(e for e in (*found, *roster.changes().edges(role)) if start < e < end)})
    began, before = start, roster.holding(role, start)
    for edge in edges[1:]:
        holding = roster.holding(role, edge)
        if (holding.person.id, holding.by) != (before.person.id, before.by):
            yield Stretch(role=role, holding=before, starts_at=began, ends_at=edge)
            began, before = edge, holding
    if start < end:
        yield Stretch(role=role, holding=before, starts_at=began, ends_at=end)


def handed_over(roster: Roster, role: str, now: datetime) -> tuple[Holding, datetime] | None:
    """Who takes over from whoever holds a role now, and when; None when nobody does within FURTHEST."""
    holder = roster.holding(role, now)
    for look in _LOOKS:
        for stretch in stretches(roster, role, now, now + look):
            if stretch.holding.person.id != holder.person.id or stretch.holding.is_gap != holder.is_gap:
                return stretch.holding, stretch.starts_at
    return None


def gaps(roster: Roster, role: str, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When nobody is on call for a role between two moments."""
    for stretch in stretches(roster, role, start, end):
        if stretch.holding.is_gap:
            yield stretch.starts_at, stretch.ends_at


def turns_of(roster: Roster, person: str, start: datetime, end: datetime) -> tuple[Stretch, ...]:
    """
    Everything this person holds between two moments, in order; not what falls to them as the catch-all.

    What they hold at the end of that is told to its own end, for nobody is relieved where somebody stops looking.
    """
    held = (
        _to_its_end(roster, stretch) if stretch.ends_at == end else stretch
        for role in roster.schedules
        for stretch in stretches(roster, role, start, end)
        if stretch.holding.person.id == person and not stretch.holding.is_gap
    )
    return tuple(sorted(held, key=lambda stretch: (stretch.starts_at, stretch.role)))


def changes_anything(
    roster: Roster, before: Changes, after: Changes, role: str, span: tuple[datetime, datetime]
) -> bool:
    """Whether a role is somebody else's by the one than by the other, or for another reason, at any time in a span."""

    def held(changes: Changes) -> Iterator[tuple[datetime, str, str]]:
        people, schedules = roster.people, roster.schedules
        plain = Roster(people=people, schedules=schedules, catch_all=roster.catch_all, planned=changes)
        return ((one.starts_at, one.holding.person.id, one.holding.by) for one in stretches(plain, role, *span))

    return any(one != other for one, other in zip_longest(held(before), held(after)))


def _to_its_end(roster: Roster, cut: Stretch) -> Stretch:
    beyond = cut.ends_at + _BEYOND
    whole = next(stretches(roster, cut.role, cut.starts_at, beyond))
    return replace(cut, goes_on=True) if whole.ends_at == beyond else whole
