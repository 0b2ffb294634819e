"""Ninety days in bars: the worst of each day, and the share of time a part worked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from nightdesk.incident.trouble import RANK, Level, Trouble
from nightdesk.public.component import Component

DAYS = 90
WEIGHT: dict[Level, float] = {"maintenance": 0.0, "recovering": 0.0, "degraded": 0.0, "partial": 0.3, "major": 1.0}
"""
How much of its time a spell counts as down: all of an outage, three tenths of a partial one, as Atlassian's Statuspage
counts it (https://support.atlassian.com/statuspage/docs/display-historical-uptime-of-components/).
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """worst: None when all was well. minutes: how long it was off in any way that counts, overlaps counted once."""

    on: date
    worst: Level | None = None
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptime:
    """days: oldest first, today last. share: 0-1."""

    days: tuple[Day, ...]
    share: float


def uptime(component: Component, troubles: Sequence[Trouble], *, now: datetime) -> Uptime:
    """Of one part, in UTC days."""
    today = now.astimezone(UTC).date()
    begins = datetime.combine(today - timedelta(days=DAYS - 1), time(), UTC)
    spells = sorted(
        (
            (max(spell.starts_at, begins), min(spell.ends_at or now, now), spell.level)
            for trouble in troubles
            for spell in trouble.spells
            if set(spell.services) & set(component.services)
        ),
    )
    days: list[Day] = []
    down = 0.0
    for i in range(DAYS):
        on = begins.date() + timedelta(days=i)
        start = datetime.combine(on, time(), UTC)
        end = min(start + timedelta(days=1), now)
        inside = [(max(a, start), min(b, end), level) for a, b, level in spells if a < end and b > start]
        worst = max((level for *_, level in inside), key=lambda level: RANK[level], default=None)
        down += _worst_at_a_time(inside)
        felt = [(a, b) for a, b, level in inside if level != "maintenance"]
        days.append(Day(on=on, worst=worst, minutes=round(_union(felt) / 60)))
    whole = (now - begins).total_seconds()
    return Uptime(days=tuple(days), share=1 - down / whole if whole > 0 else 1.0)


def _worst_at_a_time(spells: Sequence[tuple[datetime, datetime, Level]]) -> float:
    """Seconds counted as down; where spells overlap the worst counts, once."""
    edges = sorted({edge for a, b, _ in spells for edge in (a, b)})
    return sum(
        (later - edge).total_seconds()
        * max((WEIGHT[level] for a, b, level in spells if a <= edge and later <= b), default=0.0)
        for edge, later in pairwise(edges)
    )


def _union(spans: Sequence[tuple[datetime, datetime]]) -> float:
    """Seconds covered by any of them."""
    seconds, reached = 0.0, None
    for a, b in sorted(spans):
        begin = a if reached is None or a > reached else reached
        if b > begin:
            seconds += (b - begin).total_seconds()
            reached = b
    return seconds
