"""Did the fix work? Judged from metrics alone, by the same rule for every action."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from nightdesk.evidence.baseline import Baseline, Points, clean, period_of
from nightdesk.evidence.baseline import baseline as usual_of
from nightdesk.evidence.evidence import Series
from nightdesk.evidence.family import Family, sense
from nightdesk.evidence.rate import with_error_rates
from nightdesk.runbook.runbook import Verification

USUAL_SPREADS = 3.0
FEWEST_POINTS = 2
"""One good point is luck."""
FEWEST_TO_CALL_WORSE = 3
SHORTEST_PATIENCE_PERIODS = 8
"""A sped-up clock does not make metrics arrive faster: patience lasts at least this many sampling periods."""
STALE_PERIODS = 4


@dataclass(frozen=True, slots=True)
class Recovered:
    """Every metric has been back at its usual level for the hold time. proof: one sentence a metric."""

    proof: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """Too early to say; look again in so many seconds."""

    seconds: float
    why: str


@dataclass(frozen=True, slots=True)
class Worse:
    """Significantly worse than when the action was taken: undo it now."""

    why: str


@dataclass(frozen=True, slots=True)
class Exhausted:
    """Patience is over and it has not recovered, or nobody can tell: undo it and tell a human."""

    why: str


Judgement = Recovered | Waiting | Worse | Exhausted


@dataclass(frozen=True, slots=True, kw_only=True)
class _Watched:
    """One metric under watch. bad: +1, -1 or 0 (either way). before, after: its points around the action."""

    name: str
    bad: int
    usual: Baseline | None
    allowance: float
    before: Points
    after: Points
    period: timedelta

    def is_well(self, value: float) -> bool:
        if self.usual is None:
            return False
        off = value - self.usual.level
        return (abs(off) if self.bad == 0 else self.bad * off) <= self.allowance


def judge_recovery(
    *,
    baseline: tuple[Series, ...],
    since_action: tuple[Series, ...],
    verification: Verification,
    acted_at: datetime,
    now: datetime,
    pace: Callable[[float], timedelta],
) -> Judgement:
    """
    Recovered, Waiting, Worse or Exhausted.

    baseline: the same metrics before the trouble began. since_action: the metrics from some minutes before `acted_at`
    until now; the points before it say how bad things were when we acted. Only metrics named by the verification
    count; when both lists lack one it is not measured here and is not waited for, but silence of a metric that is
    measured is never taken for health, and without any metric at all nothing recovers.
    pace: how long a policy's minutes really take (Settings.pace).
    """
    watched = _watched(baseline, since_action, verification, acted_at)
    period = max((one.period for one in watched), default=timedelta(seconds=10))
    if worse := [why for one in watched if (why := _worsening(one))]:
        return Worse("; ".join(worse))
    hold = pace(verification.hold_minutes)
    unmet = [why for one in watched if (why := _unmet(one, hold, now))]
    if watched and not unmet:
        return Recovered(tuple(_proof(one) for one in watched))
    why = "; ".join(unmet) or f"none of {', '.join(verification.metrics)} is measured"
    deadline = acted_at + max(pace(verification.patience_minutes), hold + SHORTEST_PATIENCE_PERIODS * period)
    if now >= deadline:
        return Exhausted(why)
    return Waiting(min(period, deadline - now).total_seconds(), why)


def _watched(
    baseline_series: tuple[Series, ...],
    since_action: tuple[Series, ...],
    verification: Verification,
    acted_at: datetime,
) -> list[_Watched]:
    usual = {(one.service, one.metric): one for one in with_error_rates(baseline_series)}
    recent = {(one.service, one.metric): one for one in with_error_rates(since_action)}
    return [
        _watch(usual.get(key), recent.get(key), key, verification, acted_at)
        for key in sorted({*usual, *recent})
        if key[1] in verification.metrics
    ]


def _watch(
    usual: Series | None,
    recent: Series | None,
    key: tuple[str, str],
    verification: Verification,
    acted_at: datetime,
) -> _Watched:
    earlier = clean(usual.points) if usual else ()
    later = clean(recent.points) if recent else ()
    period = period_of(earlier or later)
    known = usual_of([value for _, value in earlier])
    meaning = sense(key[1])
    # The absolute floor is in points of a percentage, so it can only speak of errors.
    floor = verification.floor if meaning.family is Family.ERRORS else 0.0
    allowance = max(verification.tolerance * abs(known.level), USUAL_SPREADS * known.spread, floor) if known else 0.0
    return _Watched(
        name=" ".join(key),
        bad=meaning.bad,
        usual=known,
        allowance=allowance,
        before=tuple(point for point in later if point[0] + period <= acted_at),
        after=tuple(point for point in later if point[0] >= acted_at),
        period=period,
    )


def _worsening(one: _Watched) -> str:
    """
    Empty unless the level since the action is unusual and far beyond what it was at the action.

    Far: twice the allowance, or half again the trouble that there was. The first period after the action is left out:
    it is when caches are cold.
    """
    if one.usual is None or not one.bad or len(one.after) < FEWEST_TO_CALL_WORSE or not one.before:
        return ""
    then = median(value for _, value in one.before[-6:])
    level = median(value for _, value in one.after[1:])
    trouble = max(0.0, one.bad * (then - one.usual.level))
    if one.is_well(level) or one.bad * (level - then) <= max(2 * one.allowance, trouble / 2):
        return ""
    return f"{one.name} went from {then:.3g} to {level:.3g} (usual {one.usual.level:.3g})"


def _unmet(one: _Watched, hold: timedelta, now: datetime) -> str:
    """Why this metric does not yet count as recovered; empty when it does."""
    if one.usual is None:
        return f"{one.name}: not known what is usual"
    if not one.after:
        return f"{one.name}: no data since the action"
    last_at, last = one.after[-1]
    if now - last_at > hold + STALE_PERIODS * one.period:
        return f"{one.name}: no data since {last_at:%H:%M:%S} UTC"
    since = _well_since(one)
    if since is None:
        return f"{one.name} is {last:.3g}, usual {one.usual.level:.3g}"
    held = last_at + one.period - since
    if held < max(hold, FEWEST_POINTS * one.period):
        return f"{one.name} is back at {last:.3g} for {held.total_seconds():.0f} s"
    return ""


def _well_since(one: _Watched) -> datetime | None:
    """Start of the unbroken run of good points that ends at the last one."""
    since = None
    for at, value in reversed(one.after):
        if not one.is_well(value):
            break
        since = at
    return since


def _proof(one: _Watched) -> str:
    level = one.usual.level if one.usual else float("nan")
    since = _well_since(one)
    begun = f" since {since:%H:%M:%S} UTC" if since else ""
    return f"{one.name} back at {one.after[-1][1]:.3g}{begun} (usual {level:.3g})"
