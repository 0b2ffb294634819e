"""Whether what repeats ever comes. A rule that no day fits would be looked for to the end of the calendar."""

import re
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

_ALIKE_YEARS = 400
"""After so many the Gregorian calendar is the same again, to the weekday."""
_LATE = 9900
_ENDS = re.compile(r"(?:^|;)\s*(?:UNTIL|COUNT)\s*=[^;]*", re.IGNORECASE)


def ever_comes(rule: str, first: date) -> bool:
    """
    Whether an RRULE has any time at all from `first` on, whatever its UNTIL and COUNT say.

    Asked of the last centuries that a calendar knows, where the search ends soon: there is nothing behind them. They
    are like the ones that are meant in every day. Raises ValueError for what RFC 5545 does not know.
    """
    begins = first if isinstance(first, datetime) else datetime.combine(first, time())
    years = (_LATE - begins.year) // _ALIKE_YEARS * _ALIKE_YEARS
    late = begins.replace(year=begins.year + years, tzinfo=None)
    return next(iter(rrulestr(_ENDS.sub("", rule).lstrip("; "), dtstart=late)), None) is not None
