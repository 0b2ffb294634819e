"""What one person was paged with lately, and whether one more page goes out alone or waits to go out with others."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from nightdesk.incident.desk import Phone

Kind = Literal["text", "call"]
MOST: dict[Kind, int] = {"text": 5, "call": 4}
"""Within `WINDOW_MINUTES`. Whoever gets more stops reading them; four calls are two incidents that ring twice."""
WINDOW_MINUTES = 10.0
APART_MINUTES = 2.0
"""Between two that tell of several: as between two calls of one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """One page that went out. errand: its outbox row, so that doing it again is not counted again."""

    errand: str
    kind: Kind
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Ration:
    """Of one person, by the number of theirs that is texted."""

    phone: Phone
    spent: tuple[Spent, ...] = ()
    version: int = 0


def allows(ration: Ration, errand: str, kind: Kind, *, now: datetime, window: timedelta) -> bool:
    """Whether this one may go out by itself."""
    lately = [one for one in ration.spent if one.kind == kind and now - one.at < window]
    return len(lately) < MOST[kind] or any(one.errand == errand for one in lately)


def spending(ration: Ration, errand: str, kind: Kind, *, now: datetime, window: timedelta) -> Ration:
    """With this one counted, once; what is older than the window is forgotten."""
    lately = tuple(one for one in ration.spent if now - one.at < window)
    if any(one.errand == errand for one in lately):
        return ration
    return replace(ration, spent=(*lately, Spent(errand=errand, kind=kind, at=now)))


def next_at(ration: Ration, kind: Kind, *, apart: timedelta, now: datetime) -> datetime:
    """From when on the next of this kind may go out, with all that wait."""
    return max((one.at + apart for one in ration.spent if one.kind == kind), default=now)
