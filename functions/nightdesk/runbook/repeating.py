"""Whether what repeats ever comes. A rule that no day fits would be looked for to the end of the calendar."""

import re
from datetime import date, datetime, time
from functools import lru_cache

from dateutil.rrule import rrulestr

_ALIKE_YEARS = 400
"""After so many the Gregorian calendar is the same again, to the weekday."""
_LATE = 9900
_LATE_DAY = datetime(_LATE, 1, 1)  # noqa: DTZ001 - by the clock on the wall
_OFTEN = re.compile(r"FREQ=(?:HOURLY|DAILY)", re.IGNORECASE)
_DAYS = re.compile(r"\bBY(?:MONTH|MONTHDAY|YEARDAY|WEEKNO|DAY)=[^;]*", re.IGNORECASE)
_ENDS = re.compile(r"(?:^|;)\s*(?:UNTIL|COUNT)\s*=[^;]*", re.IGNORECASE)


def ever_comes(rule: str, first: date) -> bool:
    """
    Whether an RRULE has any time at all from `first` on, whatever its UNTIL and COUNT say.

    Asked of the last centuries that a calendar knows, where the search ends soon: there is nothing behind them. They
    are like the ones that are meant in every day. Raises ValueError for what RFC 5545 does not know.
    """
    endless = _ENDS.sub("", rule).lstrip("; ")
    begins = first if isinstance(first, datetime) else datetime.combine(first, time())
    years = (_LATE - begins.year) // _ALIKE_YEARS * _ALIKE_YEARS
    laid_out = rrulestr(endless, dtstart=begins.replace(year=begins.year + years, tzinfo=None))
    if _OFTEN.search(endless) and not _some_day_fits(";".join(sorted(_DAYS.findall(endless)))):
        return False
    return next(iter(laid_out), None) is not None


@lru_cache(maxsize=256)
def _some_day_fits(days: str) -> bool:
    """Asked once for each way to name days: a calendar may have a thousand events, each with the same mistake."""
    return next(iter(rrulestr(f"FREQ=DAILY;{days}".rstrip(";"), dtstart=_LATE_DAY)), None) is not None
