"""When nobody is on call, as it is said: what comes every week or every day is said once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise

from nightdesk.roster.when import span_in_words

_OFTEN = 3
"""Weeks in which a gap must come to be said of every week."""
Gap = tuple[datetime, datetime]
"""By the schedule's clock."""
_Daily = tuple[time, time]


def in_words(found: Iterable[Gap], start: datetime, sight: datetime) -> Iterator[str]:
    """
    Each gap, those of every day first.

    start: since when it was looked; what has begun by then has no other beginning. sight: up to when; what is not over
    by then is said to go on.
    """
    weekly, rest = _weekly(found)
    daily: dict[_Daily, list[Sequence[Gap]]] = defaultdict(list)
    for times in weekly:
        daily[times[0][0].time(), times[0][1].time()].append(times)
    for (starts, ends), days in daily.items():
        short = [times for times in days if times[0][1] - times[0][0] <= timedelta(days=1)]
        if len({times[0][0].weekday() for times in short}) == 7:
            yield f"{starts:%H:%M}-{ends:%H:%M} every day" if ends > starts else _every_night(starts, ends)
            days = [times for times in days if times not in short]
        yield from (_every_week(*times[0]) for times in days)
    yield from (_once(starts, ends, start, sight) for starts, ends in rest)


def _weekly(found: Iterable[Gap]) -> tuple[list[Sequence[Gap]], list[Gap]]:
    alike: dict[str, list[Gap]] = defaultdict(list)
    for starts, ends in found:
        alike[span_in_words(starts, ends, dated=False)].append((starts, ends))
    weekly: list[Sequence[Gap]] = []
    rest: list[Gap] = []
    for times in alike.values():
        if len(times) >= _OFTEN and all((b[0].date() - a[0].date()).days == 7 for a, b in pairwise(times)):
            weekly.append(times)
        else:
            rest += times
    return weekly, sorted(rest)


def _every_night(starts: time, ends: time) -> str:
    return f"{starts:%H:%M}-24:00 every day" if ends == time() else f"{starts:%H:%M}-{ends:%H:%M} every night"


def _every_week(starts: datetime, ends: datetime) -> str:
    told = span_in_words(starts, ends, dated=False)
    first, _, day = told.rpartition(" ")
    return f"every week {told}" if told.startswith("from ") else f"{first} every {day}"


def _once(starts: datetime, ends: datetime, start: datetime, sight: datetime) -> str:
    if ends < sight:
        return span_in_words(starts, ends)
    return "at all" if starts <= start else f"from {starts:%H:%M %A} {starts.day} {starts:%B} on"
