"""One series against its own past: did it move, which way, how much, and when did that begin?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log2
from statistics import median

from nightdesk.evidence.baseline import Baseline, Points, baseline, clean, period_of
from nightdesk.evidence.evidence import Series
from nightdesk.evidence.family import Family, Sense, sense

SIGNIFICANT_Z = 5.0
DRIFT_Z = 2.0
"""What the cumulative sum forgives at each point; half of the smallest shift worth finding."""
CLIP_Z = 10.0
"""One wild point counts no more than this, so a spike is not an onset."""
FEWEST_POINTS = 5
CALM_POINTS = 6
"""So many points in a row as usual end an excursion: what comes after them is another, with an onset of its own."""
JUMP, JUMP_WITHIN = 5.0, 3
"""A point five times as bad within three points of it makes a bad one part of the usual noise."""
LATEST_ALARM_POINTS = 30
LATEST_ALARM_SHARE = 0.25
"""An alarm may ring that late, in points and as a share of the reference. Older excursions are another story."""

# The smallest change that matters to anybody, whatever its significance: as a ratio, and in points of a percentage.
SMALLEST_RATIO = {Family.TRAFFIC: 1.5, Family.OTHER: 2.0}
USUAL_SMALLEST_RATIO = 1.25
SMALLEST_POINTS = 1.0
RATE_FLOOR = 0.25
"""A percentage is never taken to be steadier than a quarter of a point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """
    A sustained move of one series. before, after: in its unit. strength: 0-1, significance and size together.
    is_up: rose. onset: start of the first sampling period that belongs to the move; resolution: that period.
    """

    service: str
    metric: str
    unit: str
    source: str
    sense: Sense
    before: float
    after: float
    strength: float
    is_up: bool
    onset: datetime
    resolution: timedelta


def measure(series: Series, *, pivot: datetime | None) -> Shift | None:
    """
    The move of this series, None when there is none worth naming or too few points to tell.

    pivot: about when somebody noticed (an alarm), which may be minutes late: the reference before it is judged by
    its median, which a late alarm does not bend. None lets the series speak for itself, its first half as reference.
    """
    points = clean(series.points)
    if len(points) < FEWEST_POINTS:
        return None
    meaning = sense(series.metric)
    split = _split(points, pivot)
    earliest = split - min(LATEST_ALARM_POINTS, int(split * LATEST_ALARM_SHARE)) if pivot else 1
    usual = baseline([value for _, value in points[:split]], floor=_floor(series, meaning))
    if usual is None:
        return None
    directions = (meaning.bad,) if meaning.bad else (1, -1)
    found = [
        shift for sign in directions if (shift := _toward(sign, series, meaning, points, (earliest, split), usual))
    ]
    return max(found, key=lambda shift: shift.strength, default=None)


def _split(points: Points, pivot: datetime | None) -> int:
    """How many points are reference. At least three on either side; otherwise the middle."""
    if pivot is not None:
        before = sum(1 for at, _ in points if at < pivot)
        if before >= 3 and before < len(points):
            return before
    return len(points) // 2


def _toward(
    sign: int, series: Series, meaning: Sense, points: Points, places: tuple[int, int], usual: Baseline
) -> Shift | None:
    earliest, split = places
    residuals = [sign * usual.z(value) for _, value in points]
    if median(residuals[split:]) < DRIFT_Z and median(residuals[-3:]) < SIGNIFICANT_Z:
        return None
    found = onset_index(residuals[earliest:], since=split - earliest)
    if found is None:
        return None
    start = earliest + found
    after = median(value for _, value in points[start:])
    z = sign * usual.z(after)
    size = _size(series, meaning, usual.level, after)
    if z < SIGNIFICANT_Z or size <= 0:
        return None
    return Shift(
        service=series.service,
        metric=series.metric,
        unit=series.unit,
        source=series.source,
        sense=meaning,
        before=usual.level,
        after=after,
        strength=(1 - exp(-z / SIGNIFICANT_Z)) * size**0.5,
        is_up=sign > 0,
        onset=points[start][0],
        resolution=period_of(points),
    )


def onset_index(residuals: Sequence[float], *, since: int = 0) -> int | None:
    """
    Where the excursion with the highest cumulative sum begins (Page's CUSUM, one-sided, clipped); None without one.

    residuals: in spreads, positive in the direction of interest. since: an excursion felt at this index or later goes
    before any other, so that trouble which was over before somebody noticed this one does not date it.
    """
    sums = _sums(residuals)
    felt = range(since if any(total > 0 for total in sums[since:]) else 0, len(sums))
    peak = max(felt, key=sums.__getitem__, default=None)
    if peak is None or sums[peak] <= 0:
        return None
    start = peak
    while start > 0 and sums[start - 1] > 0:
        start -= 1
    return _after_blips(residuals, start)


def _sums(residuals: Sequence[float]) -> list[float]:
    """The running sum, never below nothing, and back at nothing once it has been calm for long enough."""
    sums: list[float] = []
    bad: list[float] = []
    total = 0.0
    for index, residual in enumerate(residuals):
        total = max(0.0, total + max(-CLIP_Z, min(CLIP_Z, residual)) - DRIFT_Z)
        if total > 0 and residual > DRIFT_Z:
            bad.append(residual)
        if total > 0 and _is_calm(residuals[max(0, index + 1 - CALM_POINTS) : index + 1], bad):
            total = 0.0
        if total == 0:
            bad = []
        sums.append(total)
    return sums


def _is_calm(latest: Sequence[float], bad: Sequence[float]) -> bool:
    """
    Whether these points are as usual, next to the bad ones of the same excursion.

    A point may stray, since where little is usual a single failed request does, but not halfway to the trouble.
    """
    return len(latest) == CALM_POINTS and median(latest) <= DRIFT_Z and max(latest) < max(DRIFT_Z, median(bad) / 2)


def _after_blips(residuals: Sequence[float], start: int) -> int:
    """
    The first point from `start` on that the next one confirms and that no jump soon after it dwarfs.

    A few slightly bad points just before the real move would otherwise date the trouble earlier than the deployment
    that caused it.
    """
    confirmed = (
        index
        for index in range(start, len(residuals) - 1)
        if residuals[index] >= DRIFT_Z and residuals[index + 1] >= DRIFT_Z
    )
    onset = next(confirmed, None)
    if onset is None:
        return start
    while jump := _jump(residuals, onset):
        onset = jump
    return onset


def _jump(residuals: Sequence[float], index: int) -> int | None:
    """The point soon after `index` that is many times as bad as it, and confirmed by the one that follows."""
    for later in range(index + 1, min(index + 1 + JUMP_WITHIN, len(residuals) - 1)):
        if min(residuals[later : later + 2]) >= JUMP * residuals[index]:
            return later
    return None


def is_surge(shift: Shift, *, by: datetime) -> bool:
    """More was asked of the service than before, and not later than `by`: the load came first."""
    return shift.sense.family is Family.TRAFFIC and shift.is_up and shift.onset <= by + shift.resolution


def _floor(series: Series, meaning: Sense) -> float:
    return RATE_FLOOR if meaning.family is Family.ERRORS and is_percent(series) else 0.0


def is_percent(series: Series | Shift) -> bool:
    """Whether its values are percentages, by unit or by name."""
    return series.unit in {"%", "Percent"} or "%" in series.metric


def _size(series: Series, meaning: Sense, before: float, after: float) -> float:
    """How much it matters, 0-1; 0 when nobody would care. Four times as much (or a quarter) is 1."""
    if meaning.family is Family.ERRORS and is_percent(series):
        moved = abs(after - before)
        return min(1.0, moved / 10) if moved >= SMALLEST_POINTS else 0.0
    low, high = sorted((abs(before), abs(after)))
    ratio = high / low if low > 0 else (4.0 if high > 0 else 1.0)
    if ratio < SMALLEST_RATIO.get(meaning.family, USUAL_SMALLEST_RATIO):
        return 0.0
    return min(1.0, log2(ratio) / 2)
