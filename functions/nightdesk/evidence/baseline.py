"""What a series usually is, robustly: the median and a spread that outliers and a late alarm do not bend."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

Points = tuple[tuple[datetime, float], ...]

MAD_TO_SIGMA = 1.4826
IQR_TO_SIGMA = 0.7413
SHARE_FLOOR = 0.03
"""A series is never taken to be steadier than 3% of its own level (measured: below that, flat series cry wolf)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """level and spread in the unit of the series (spread like one standard deviation, never zero); count of points."""

    level: float
    spread: float
    count: int

    def z(self, value: float) -> float:
        """How many spreads `value` is above the usual level."""
        return (value - self.level) / self.spread


def clean(points: Iterable[tuple[datetime, float]]) -> Points:
    """The finite points, oldest first, one per moment (the last one given wins)."""
    return tuple(sorted({at: float(value) for at, value in points if math.isfinite(value)}.items()))


def baseline(values: Sequence[float], *, floor: float = 0.0) -> Baseline | None:
    """
    Median, and the wider of MAD and IQR as spread, at least 3% of the level and at least `floor`.

    None with fewer than three values: two points are an anecdote.
    """
    if len(values) < 3:
        return None
    ordered = sorted(values)
    level = median(ordered)
    mad = MAD_TO_SIGMA * median(abs(value - level) for value in ordered)
    iqr = IQR_TO_SIGMA * (quantile(ordered, 0.75) - quantile(ordered, 0.25))
    spread = max(mad, iqr, SHARE_FLOOR * abs(level), floor, 1e-12)
    return Baseline(level=level, spread=spread, count=len(ordered))


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of the sorted, non-empty values lie, interpolated."""
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def period_of(points: Points, *, default: timedelta = timedelta(minutes=1)) -> timedelta:
    """The usual distance between neighbours: how finely this series can tell when something happened."""
    if len(points) < 2:
        return default
    gaps = sorted(b - a for (a, _), (b, _) in pairwise(points))
    return gaps[len(gaps) // 2]
