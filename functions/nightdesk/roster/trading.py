"""Which turns somebody means to trade, and whether a trade still holds what was agreed."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from enum import Enum
from typing import TypedDict

from nightdesk.roster.changes import Changes, Override, Swap
from nightdesk.roster.offer import Offer, Turn
from nightdesk.roster.roster import Roster, live
from nightdesk.roster.spans import stretches

AHEAD = timedelta(days=100)
"""How far ahead turns are traded."""
_INSTANT = timedelta(microseconds=1)


class _Span(TypedDict):
    role: str
    starts_at: datetime
    ends_at: datetime
    id: str


class _Made(TypedDict):
    made_by: str
    made_at: datetime


class Missed(Enum):
    """Why no turn was found."""

    NONE = "there is no such turn"
    SEVERAL = "there are several"
    ENDLESS = "it never ends, for nobody takes turns"


def whole_turns(
    roster: Roster, person: str, roles: Iterable[str], now: datetime, *, ahead: timedelta = AHEAD
) -> tuple[Turn, ...]:
    """Every turn of these roles that is on or comes, in order: whatever made it theirs, without a break it is one."""
    found: list[Turn] = []
    for role in roles:
        before: Turn | None = None
        for one in stretches(roster, role, now, now + ahead):
            if one.holding.person.id != person or one.holding.is_gap:
                continue
            starts = before.starts_at if before and before.ends_at == one.starts_at else one.starts_at
            if before and starts == before.starts_at:
                found.pop()
            before = Turn(role=role, starts_at=starts, ends_at=one.ends_at)
            found.append(before)
    return tuple(sorted(found, key=lambda turn: (turn.starts_at, turn.role)))


def turn_meant(turns: Sequence[Turn], windows: Sequence[tuple[datetime, datetime]], now: datetime) -> Turn | Missed:
    """
    The one turn that is on at a time, or that begins on a day (or else lies in it); without a window the next.

    windows: what was told may be any of them; the first that has a turn counts. `now` is when the turns were looked up.
    """
    finite = [turn for turn in turns if turn.ends_at < now + AHEAD]
    for some in (finite, turns):
        met: Sequence[Turn] = some[:1] if not windows else next(filter(None, (_met(some, one) for one in windows)), ())
        if met:
            break
    if len(met) != 1:
        return Missed.SEVERAL if met else Missed.NONE
    return met[0] if met[0] in finite else Missed.ENDLESS


def _met(turns: Sequence[Turn], window: tuple[datetime, datetime]) -> Sequence[Turn]:
    starts, ends = window
    begun = [turn for turn in turns if starts <= turn.starts_at < ends]
    return begun or [turn for turn in turns if turn.starts_at < max(ends, starts + _INSTANT) and starts < turn.ends_at]


def next_after(turns: Sequence[Turn], mine: Turn, now: datetime) -> Turn | Missed:
    """The other's turn to trade for, when none was told: of the same role, the next one after mine, else before it."""
    alike = [turn for turn in turns if turn.role == mine.role and turn.starts_at > now]
    after = [turn for turn in alike if turn.starts_at >= mine.ends_at]
    return turn_meant((after or alike)[:1], (), now)


def agreed(offer: Offer, roster: Roster, now: datetime) -> Changes:
    """
    The departures that an offer comes to, once it is agreed.

    What somebody holds by an override (a cover, another system's schedule) lies above all swaps, and is overridden.
    """
    found = Changes()
    for turn, gives, takes in ((offer.mine, offer.one, offer.other), (offer.theirs, offer.other, offer.one)):
        starts = max(turn.starts_at, now)
        span: _Span = {"role": turn.role, "starts_at": starts, "ends_at": turn.ends_at, "id": offer.id}
        made: _Made = {"made_by": offer.other, "made_at": now}
        if roster.holding(turn.role, starts).by == "override":
            given = Override(person=takes, instead_of=gives, of_swap=True, **span, **made)
            found = found.then(Changes(overrides=(given,)))
        else:
            found = found.then(Changes(swaps=(Swap(one=offer.one, other=offer.other, **span, **made),)))
    return found


def stands(offer: Offer, roster: Roster, rota: Changes, now: datetime) -> bool:
    """Is each turn still whose it was, and with the swap in `rota` the other's?"""
    after = live(roster, lambda: rota)
    return all(
        _holds(roster, was, turn, now) and _holds(after, becomes, turn, now)
        for was, becomes, turn in ((offer.one, offer.other, offer.mine), (offer.other, offer.one, offer.theirs))
    )


def _holds(roster: Roster, person: str, turn: Turn, now: datetime) -> bool:
    starts = max(turn.starts_at, now)
    found = list(stretches(roster, turn.role, starts, turn.ends_at)) if turn.role in roster.schedules else []
    return bool(found) and all(one.holding.person.id == person and not one.holding.is_gap for one in found)
