"""Spans of time in a row of tokens: `20 min ago`, `for 3 hours`, `since last night`, `hace dos horas`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nightdesk.triage.pets.words.text import Token

_UNITS = {
    "second": 1 / 60,
    "sec": 1 / 60,
    "segundo": 1 / 60,
    "minut": 1,
    "min": 1,
    "minuto": 1,
    "hour": 60,
    "hora": 60,
    "hr": 60,
    "h": 60,
    "day": 1440,
    "dia": 1440,
    "week": 10080,
    "semana": 10080,
    "month": 43200,
    "mes": 43200,
    "year": 525600,
    "ano": 525600,
    "night": 720,
}
_NAMED = {
    ("last", "night"): 600,
    ("yesterday",): 1440,
    ("ayer",): 1440,
    ("anoche",): 600,
    ("this", "morn"): 360,
    ("esta", "manana"): 360,
    ("all", "day"): 720,
    ("all", "night"): 600,
    ("today",): 480,
    ("tonight",): 240,
    ("overnight",): 600,
    ("hoy",): 480,
    ("last", "week"): 10080,
    ("this", "afternoon"): 240,
    ("all", "morn"): 360,
    ("hour",): 120,
    ("last", "month"): 43200,
    ("last", "year"): 525600,
    ("toda", "la", "noch"): 600,
    ("todo", "el", "dia"): 720,
}


_NAMED_BY_FIRST: dict[str, list[tuple[tuple[str, ...], int]]] = {}
for _words, _minutes in _NAMED.items():
    _NAMED_BY_FIRST.setdefault(_words[0], []).append((_words, _minutes))

_LENGTHS = frozenset({"all", "hour", "overnight", "toda", "todo"})
"""Named times that say how long, not when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """
    A length of time in minutes at start..end. is_ago: counted back from now; is_age: how old somebody is.

    is_point: a time of day rather than a length ("today"), unless something has gone on since.
    """

    start: int
    end: int
    minutes: float
    is_ago: bool = False
    is_age: bool = False
    is_point: bool = False


def spans(row: Sequence[Token]) -> list[Span]:
    """All spans in order. Of a range the longer end counts."""
    out: list[Span] = []
    for at, token in enumerate(row):
        unit = _UNITS.get(token.stem)
        if unit and at and (value := _number_before(row, at)) is not None:
            after = [t.raw for t in row[at + 1 : at + 4] if t.gap < 2]
            is_age = "old" in after[:2] or "edad" in after or _is_of_a_pet(row, at)
            is_ago = "ago" in after[:2] or "back" in after[:2] or any(t.raw == "hace" for t in row[max(0, at - 3) : at])
            out.append(Span(start=at - 1, end=at, minutes=value * unit, is_ago=is_ago, is_age=is_age))
            continue
        for words, minutes in _NAMED_BY_FIRST.get(token.stem, ()):
            if tuple(t.stem for t in row[at : at + len(words)]) == words:
                if words == ("hour",) and token.raw != "hours":
                    continue
                out.append(
                    Span(
                        start=at,
                        end=at + len(words) - 1,
                        minutes=minutes,
                        is_ago=words[0] in {"yesterday", "ayer", "last"},
                        is_point=words[0] not in _LENGTHS,
                    )
                )
    return out + _between_clocks(row)


def _is_of_a_pet(row: Sequence[Token], unit: int) -> bool:
    """Does the time say how old one is, beside the word for it ("a 5 month puppy", "mi perrita de 8 meses")?"""
    after = row[unit + 1] if unit + 1 < len(row) else None
    if after is not None and not after.gap and "<pet>" in after.classes:
        return True
    before = row[max(0, unit - 3) : unit - 1]
    return len(before) == 2 and before[1].raw == "de" and "<pet>" in before[0].classes and not before[1].gap


_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
LONGEST_BETWEEN_CLOCKS = 600
"""Minutes between two clock times that are still told of one thing; the hours of a clock face come round again."""


def _between_clocks(row: Sequence[Token]) -> list[Span]:
    """The time between one clock time and the next ("it began at 9:14 and it is 9:21 now")."""
    told = [(at, int(c[1]) * 60 + int(c[2])) for at, t in enumerate(row) if (c := _CLOCK.fullmatch(t.raw))]
    out = []
    for (start, first), (end, then) in pairwise(told):
        minutes = (then - first) % 720
        if 0 < minutes <= LONGEST_BETWEEN_CLOCKS:
            out.append(Span(start=start, end=end, minutes=minutes))
    return out


def _number_before(row: Sequence[Token], at: int) -> float | None:
    for i in range(at - 1, max(-1, at - 4), -1):
        value = row[i].value
        if row[i + 1].gap >= 2:
            return None
        if value is not None:
            if row[i].raw in {"half"} or (row[i].raw in {"a", "an"} and i and row[i - 1].raw == "half"):
                return 0.5
            return value
        if row[i].raw not in {"an", "a", "full", "-", "of", "more", "entire", "whole", "good"}:
            return None
    return None
