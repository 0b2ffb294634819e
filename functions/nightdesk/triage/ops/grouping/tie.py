"""How closely an alarm is tied to an incident, and why: the nearer in time, the closer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.alarm.alarm import Alarm


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """
    How far apart in time two alarms of one cause may be. A silent common cause is a guess, so it gets the least.

    support: the share (0-1) of those leaning directly on a silent thing that must alarm before it is suspected.
    """

    same_service: timedelta = timedelta(minutes=10)
    shared: timedelta = timedelta(minutes=15)
    neighbours: timedelta = timedelta(minutes=5)
    siblings: timedelta = timedelta(minutes=2)
    quiet: timedelta = timedelta(minutes=2)
    support: float = 0.35


WINDOW = Window()


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """The alarm to be placed, and what is asked of it for every open incident."""

    alarm: Alarm
    at: datetime
    clues: tuple[str, ...]
    can_be_echo: bool
    is_quiet: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """
    strength: 0-1, by kind of tie and nearness in time. names_origin: it says that the cause is the same, and not only
    that the two are near. is_place: both are part of a region's outage. is_again: the same service once more.
    """

    strength: float
    why: str
    names_origin: bool = False
    is_place: bool = False
    is_again: bool = False


def tie_of(
    base: float,
    apart: timedelta,
    within: timedelta,
    why: str,
    *,
    names_origin: bool,
    is_place: bool = False,
    is_again: bool = False,
) -> Tie | None:
    """None beyond the window; within it, what happened closer in time is tied more closely."""
    if apart > within:
        return None
    nearness = 1 - 0.3 * (apart / within)
    return Tie(
        strength=base * nearness,
        why=f"{why}, {_spoken(apart)} apart",
        names_origin=names_origin,
        is_place=is_place,
        is_again=is_again,
    )


def _spoken(apart: timedelta) -> str:
    """ "40 s", "12 min", "3 h"."""
    seconds = apart.total_seconds()
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.0f} h"
