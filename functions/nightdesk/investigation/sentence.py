"""Evidence in words: each sentence carries its numbers, its time and where it was read."""

from datetime import datetime, timedelta

from nightdesk.evidence.family import Family
from nightdesk.investigation.deployment import Weighed
from nightdesk.investigation.novelty import Novelty
from nightdesk.investigation.shift import Shift, is_percent
from nightdesk.investigation.suspect import Suspect


def of_shift(shift: Shift) -> str:
    """`checkout errors 0.4% -> 41% at 03:12:20 UTC (CloudWatch Shop/Errors)`."""
    source = f" ({shift.source})" if shift.source else ""
    return f"{shift.service} {_move(shift)}{source}"


def of_novelty(novelty: Novelty) -> str:
    """`checkout: new error 212 times since 03:12:21 UTC: KeyError: 'discount_code' in apply_discount`."""
    times = f"{novelty.count} times since {clock(novelty.first_at)}"
    what = f"new error {times}" if novelty.is_new else f"error {times} ({novelty.before} times before)"
    return f"{novelty.service}: {what}: {novelty.template}"


def of_change(weighed: Weighed) -> str:
    """`checkout: deployment of version 7 of shop-checkout at 03:12:05 UTC, 15 s before onset (Lambda ...)`."""
    change = weighed.change
    by = f" by {change.actor}" if change.actor else ""
    differs = f"; changes {change.detail['differs']}" if change.detail.get("differs") else ""
    shared = f"; shares {', '.join(weighed.shared)} with the new errors" if weighed.shared else ""
    source = f" ({change.source})" if change.source else ""
    return (
        f"{change.service}: {change.kind} of {change.what}{by} at {clock(change.at)}, "
        f"{span(weighed.gap)} before onset{differs}{shared}{source}"
    )


def of_callers(suspect: Suspect, others: tuple[Suspect, ...]) -> tuple[str, ...]:
    """Why a service in trouble is not blamed: it calls this one, which was in trouble no later."""
    return tuple(
        f"{other.service} is in trouble too ({_worst(other)}) but calls {suspect.service}, which explains it"
        for other in others
        if other.explained_by == suspect.service
    )


def _worst(suspect: Suspect) -> str:
    if suspect.shifts:
        return _move(suspect.shifts[0])
    return f"{suspect.novelties[0].count} new errors"


def _move(shift: Shift) -> str:
    return f"{shift.metric} {_value(shift, shift.before)} -> {_value(shift, shift.after)} at {clock(shift.onset)}"


def clock(at: datetime) -> str:
    """Time of day, for people who are in the middle of it; reports carry the date."""
    return f"{at:%H:%M:%S} UTC"


def span(gap: timedelta) -> str:
    """`15 s`, `12 min`, `3.5 h`."""
    seconds = gap.total_seconds()
    if seconds < 120:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _value(shift: Shift, value: float) -> str:
    unit = "%" if is_percent(shift) and shift.sense.family is Family.ERRORS else shift.unit
    shown = f"{value:.0f}" if abs(value) >= 10 else f"{value:.2g}"
    return f"{shown}{unit}" if unit in {"", "%"} else f"{shown} {unit}"
