"""What a line's `facts` tell, in whatever shape they were written: shares, durations, workarounds, plain statements."""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from nightdesk.alarm.reading import fields

_SHARE = r"(?:pct|percent\w*|share|ratio|rate|fraction|proportion)"
_PEOPLE = re.compile(
    rf"(?:customers?|users?|traffic|clients?|tenants?).*{_SHARE}|{_SHARE}.*(?:customers?|users?|tenants?)"
)
_FAILING = re.compile(
    rf"(?:error|fail\w*|5xx|failing|request\w* (?:failed|failing)).*{_SHARE}|{_SHARE}.*(?:fail\w*|errors?)"
)
_WORKING = re.compile(rf"(?:success|availability|uptime).*{_SHARE}|^availability$")
_LASTING = re.compile(r"duration|lasting|elapsed|ongoing for|since start|down for")
_PER: tuple[tuple[str, float], ...] = (
    (r"\bh(?:ours?|rs?)?\b", 60),
    (r"\bs(?:ec(?:onds?)?)?\b", 1 / 60),
    (r"\bm(?:in(?:utes?)?)?\b", 1),
)
_WORKAROUND = re.compile(r"work ?around|fail ?over (?:available|exists)|fallback")
_ALL_CUSTOMERS = re.compile(
    r"all (?:customers|users|traffic|requests)(?: affected| impacted| fail\w*)?$|(?:complete|full|total) outage"
)


def facts_in(value: Any) -> Iterator[tuple[str, Any]]:
    """Facts as (words, value): from an object, a list of sentences or of objects, or one sentence."""
    match value:
        case dict():
            for key, told in list(value.items())[:100]:
                words = re.sub(r"[_\W]+", " ", str(key)[:100]).strip().lower()
                if isinstance(told, dict):
                    yield from ((f"{words} {inner}", deep) for inner, deep in facts_in(told))
                else:
                    yield words, told
        case list():
            for entry in value[:100]:
                yield from facts_in(entry)
        case str() if value.strip():
            yield fields.clean(value, 500), True
        case _:
            return


def stated_in(told: Mapping[str, Any]) -> Iterator[str]:
    """What the facts say in words: true ones by their name, texts as they are; false and empty ones say nothing."""
    for words, value in told.items():
        if value is True or (
            isinstance(value, int | float) and value and not isinstance(value, bool) and not _is_measure(words)
        ):
            yield words
        elif isinstance(value, str) and value.strip().lower() not in {"false", "no", "none", "unknown", "n/a", ""}:
            spoken = fields.clean(value, 500)
            yield words if spoken.lower() in {"true", "yes"} else f"{words}: {spoken}"
        elif isinstance(value, list):
            yield from (fields.clean(entry, 500) for entry in value if isinstance(entry, str))


def _is_measure(words: str) -> bool:
    return bool(
        re.search(
            rf"{_SHARE}|latency|duration|minutes|seconds|\bms\b|p\d\d|cpu|memory|count|per |"
            r"threshold|requests|users|customers",
            words,
        )
    )


def _share(told: Mapping[str, Any], wanted: re.Pattern[str]) -> float | None:
    for words, value in told.items():
        if wanted.search(words) and not isinstance(value, bool) and (number := fields.number(value)) is not None:
            if re.search(r"pct|percent", words) or (isinstance(value, str) and "%" in value):
                return percent(number)
            return min(number, 1.0) if 0 <= number <= 1 else percent(number)
        if value is True and wanted is _PEOPLE and _ALL_CUSTOMERS.search(words):
            return 1.0
    return None


def customers_share(told: Mapping[str, Any]) -> float | None:
    """Of the customers, how many are hurt (0-1)."""
    return _share(told, _PEOPLE)


def failing_share(told: Mapping[str, Any]) -> float | None:
    """Of the requests, how many fail (0-1), also where only what works is told."""
    failing = _share(told, _FAILING)
    if failing is not None:
        return failing
    working = _share(told, _WORKING)
    return None if working is None else 1 - working


def percent(value: Any) -> float | None:
    """A share (0-1) from a number of percent; None for what is none."""
    number = fields.number(value)
    return None if number is None or not 0 <= number <= 100 else number / 100


def duration_minutes_of(told: Mapping[str, Any]) -> float | None:
    """For how many minutes it has lasted, in whatever unit that was told."""
    for words, value in told.items():
        if (
            _LASTING.search(words)
            and (number := fields.number(value)) is not None
            and math.isfinite(number)
            and number >= 0
        ):
            unit_told = re.sub(r"(?<=[0-9])(?=[A-Za-z])", " ", value) if isinstance(value, str) else ""
            said = (unit_told, words)  # "duration: 2 h" is worth more than "duration minutes: 2"
            return number * next((factor for where in said for unit, factor in _PER if re.search(unit, where)), 1)
    return None


def has_workaround(told: Mapping[str, Any]) -> bool | None:
    """Whether there is a way around it; None when nothing is told of one."""
    for words, value in told.items():
        if _WORKAROUND.search(words):
            if re.search(r"\bno (?:known )?work ?around|without|none", words):
                return False
            return value is True or (
                isinstance(value, str) and value.strip().lower() not in {"false", "no", "none", ""}
            )
    return None
