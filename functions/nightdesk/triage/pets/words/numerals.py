"""Numbers of several words as one: `2 1/2`, `one and a half`, `half a dozen`, `twenty five`, `dos y media`."""

from collections.abc import Sequence
from dataclasses import replace

from nightdesk.triage.pets.words.text import Token

_FRACTIONS = {
    "half": 0.5,
    "halves": 0.5,
    "medio": 0.5,
    "media": 0.5,
    "mitad": 0.5,
    "quarter": 0.25,
    "quarters": 0.25,
    "cuarto": 0.25,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "tercio": 1 / 3,
    "eighth": 0.125,
}
_ORDINAL = frozenset({"third", "eighth"})
"""Also places in a row: a fraction only after a count or before "of"."""

_ARTICLES = frozenset({"a", "an", "the", "un", "una", "one", "1", "la", "el"})
_GROUPS = frozenset({"dozen", "dozens", "docena", "docenas", "hundred", "thousand", "mil"})
_LOOSE = frozenset({"couple", "few", *_GROUPS})
_AND = frozenset({"and", "y", "-"})
_JOINING = _ARTICLES | {"of", "de"}
_TENS = ("ty", "nta", "nte")

_LONGEST = 8
"""Words of one numeral that are looked at."""

GOES_ON = frozenset({"<numeral>"})
"""The class of the words after a numeral's first."""


def composed(row: Sequence[Token]) -> list[Token]:
    """The row with each number's value at its first word; the words that go on with it are of the class GOES_ON."""
    out, at = list(row), 0
    while at < len(out):
        size = 1
        if out[at].value is not None or out[at].raw in _FRACTIONS:
            value, size = _numeral(_phrase(out, at))
            if size > 1:
                _set(out, at, value, range(at + 1, at + size))
        at += size
    return _with_halves(out)


def _set(row: list[Token], at: int, value: float, rest: range) -> None:
    row[at] = replace(row[at], value=value)
    for i in rest:
        row[i] = replace(row[i], value=None, classes=GOES_ON)


def _phrase(row: Sequence[Token], at: int) -> list[Token]:
    end, last = at + 1, min(len(row), at + _LONGEST)
    while end < last and not row[end].gap:
        end += 1
    return list(row[at:end])


def _numeral(words: Sequence[Token]) -> tuple[float, int]:
    """The number a phrase begins with, and how many words it takes."""
    share, size = _fraction(words)
    if share is not None:
        return _grouped(words, share, size)
    value, size = _whole(words)
    more = _value(words, size)
    if more and more < 1 and "/" in _raw(words, size) and words[0].raw.isdigit():
        return value + more, size + 1
    if _raw(words, size) in _AND:
        share, taken = _fraction(words[size + 1 :])
        after = _raw(words, size + taken)
        if share is not None and after not in _ARTICLES:
            return value + share, size + 1 + taken
    return value, size


def _fraction(words: Sequence[Token]) -> tuple[float | None, int]:
    """ "half", "half a", "a third of the", "3 quarters of", "1/2 of a": a share and the words it takes."""
    first = _value(words, 0)
    is_counted = bool(first) and first != 0.5 and _raw(words, 1) in _FRACTIONS
    start = 1 if is_counted else 0
    word = _raw(words, start)
    share = _FRACTIONS.get(word) or (first if "/" in word else None)
    if share is None or (word in _ORDINAL and (not is_counted or _raw(words, 2) != "of")):
        return None, 1
    end = start + 1
    while _raw(words, end) in _JOINING:
        end += 1
    while end > start + 1 and _raw(words, end - 1) not in _ARTICLES:
        end -= 1
    return (first or 1.0) * share if is_counted else share, end


def _grouped(words: Sequence[Token], value: float, size: int) -> tuple[float, int]:
    group = _value(words, size)
    return (value * group, size + 1) if group and _raw(words, size) in _GROUPS else (value, size)


def _whole(words: Sequence[Token]) -> tuple[float, int]:
    """ "two dozen", "a couple", "twenty five", "two hundred fifty" as one."""
    value, size = _value(words, 0) or 0.0, 1
    word, after = _raw(words, 0), _value(words, 1) or 0.0
    if word in _ARTICLES and _raw(words, 1) in _LOOSE:
        value, size = after, 2
    elif word.endswith(_TENS) and 1 <= after < 10 and _is_spelled(words, 1):
        value, size = value + after, 2
    value, size = _grouped(words, value, size)
    end = size + (_raw(words, size) in _AND)
    after = _value(words, end) or 0.0
    if _raw(words, size - 1) in _GROUPS and 1 <= after < value and _is_spelled(words, end):
        return value + after, end + 1
    return value, size


def _with_halves(row: list[Token]) -> list[Token]:
    """ "A cup and a half": the half belongs to the number before the unit."""
    for at, token in enumerate(row[:-3]):
        words = _phrase(row, at)
        if token.value is None or _value(words, 1) is not None or _raw(words, 2) not in _AND:
            continue
        last = 4 if _raw(words, 3) in _ARTICLES else 3
        share = _FRACTIONS.get(_raw(words, last))
        if share and _raw(words, last + 1) in {"", "of", "de"}:
            _set(row, at, token.value + share, range(at + 3, at + last + 1))
    return row


def _raw(words: Sequence[Token], at: int) -> str:
    return words[at].raw if at < len(words) else ""


def _value(words: Sequence[Token], at: int) -> float | None:
    return words[at].value if at < len(words) else None


def _is_spelled(words: Sequence[Token], at: int) -> bool:
    return _raw(words, at).isalpha() and _raw(words, at) not in _ARTICLES
