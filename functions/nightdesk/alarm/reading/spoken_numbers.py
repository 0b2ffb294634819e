"""
Figures that only a sentence tells: "error rate is 23.4% (threshold 5%)", "was 0.93", "only 4.71% left", "lag 340s".

A figure counts when the sentence tells one that can be meant; several different ones, times of day, addresses, dates
and spans ("for 10 minutes") are nobody's value.
"""

import re
from typing import Any

from nightdesk.alarm.reading.amounts import limit_in, number, value_in

_FIGURE = (
    r"[`*]{0,2}(?P<figure>[-+]?[0-9][0-9,]*(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)"
    r"(?![0-9.:/,-]*[0-9]|[-/:])\s?(?P<unit>%|[A-Za-z\u00b5]{1,8}\b)?"
)
_TIME = r"(?:ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|weeks?)"
_SPAN = re.compile(
    r"\b(?:for|in|within|during|over|every|after|since|last|past|next|than)\s+(?:the\s+)?"
    r"(?:(?:last|past|next|more than|less than|over|at least|about)\s+)*[0-9.]+\s?" + _TIME + r"\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"\b(?:thresholds?|limit|maximum allowed|max allowed|alert(?:s|ing)? (?:at|above|below)|target|slo)\s*"
    rf"(?:is|of|:|=|at|value)?\s*(?:[<>]=?)?\s*{_FIGURE}",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"\b(?:was|is|are|were|has|have|at|reached|hit|now|currently|current(?: value)?|observed|measured|got|only|rose to|"
    r"dropped to|fell to|up to|down to|grew to|climbed to)\s*(?::|=)?\s*"
    rf"(?:(?:at|now|currently|only|about|around)\s+)*{_FIGURE}",
    re.IGNORECASE,
)
_NO_UNITS = frozenset({
    "of", "x", "am", "pm", "out", "day", "days", "hour", "hours", "minute", "minutes", "min", "mins", "week", "weeks",
    "month", "months", "year", "years", "th", "st", "nd", "rd",
})  # fmt: skip
"""What follows a number that is none of a reading: a share, a time, a place in a row. A delay is told in s or ms."""


def value_said(*sentences: Any) -> float | None:
    """The value the first of these sentences tells that tells exactly one; None when none does."""
    for sentence in sentences:
        if (plain := value_in(sentence)) is not None:
            return plain
        if isinstance(sentence, str) and (found := _only(_VALUE, _without(_LIMIT, sentence[:4000]))) is not None:
            return found
    return None


def limit_said(*sentences: Any) -> float | None:
    """What the first of these sentences says the value is held against; None when none does."""
    for sentence in sentences:
        if not isinstance(sentence, str):
            continue
        bare = _without(_SPAN, sentence[:4000])
        if (found := _only(_LIMIT, bare)) is not None or (found := limit_in(bare)) is not None:
            return found
    return None


def _only(pattern: re.Pattern[str], sentence: str) -> float | None:
    told = {
        found
        for said in pattern.finditer(_without(_SPAN, sentence))
        if (said["unit"] or "").lower() not in _NO_UNITS
        and (found := number(said["figure"] + (said["unit"] or "" if said["unit"] == "%" else ""))) is not None
    }
    return told.pop() if len(told) == 1 else None


def _without(pattern: re.Pattern[str], sentence: str) -> str:
    return pattern.sub(" ", sentence)
