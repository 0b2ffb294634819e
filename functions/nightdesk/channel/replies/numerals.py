"""Numbers as dictation writes them: "forty two", "four two", "one hundred and seven"."""

import re
from collections.abc import Collection, Sequence

_ONES = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

DIGITS = {word: value for value, word in enumerate(_ONES)} | {"oh": 0, "nought": 0}
SMALL = (
    DIGITS | {word: 10 + at for at, word in enumerate(_TEENS)} | {word: 20 + 10 * at for at, word in enumerate(_TENS)}
)
SCALES = {"hundred": 100, "thousand": 1000}


def is_number_word(word: str) -> bool:
    """Could this word be part of a spoken number? ("and" only counts between two that are.)"""
    return word in SMALL or word in SCALES


def spoken(words: Sequence[str]) -> str | None:
    """
    The digits that number words spell, or None when they do not make one number.

    Digit by digit ("four two", "one oh seven") is joined; "twenty three" and "one hundred and seven" are added up;
    "one twenty three" is 123, as people read numbers aloud.
    """
    words = [word for word in words if word != "and"]
    if not words or not all(is_number_word(word) for word in words):
        return None
    if len(words) > 1 and all(word in DIGITS for word in words):
        return "".join(str(DIGITS[word]) for word in words)
    if any(word in SCALES for word in words):
        return _added(words)
    return _read_aloud(words)


def _added(words: Sequence[str]) -> str | None:
    total, group = 0, 0
    for word in words:
        if word == "hundred":
            group = (group or 1) * 100
        elif word == "thousand":
            total, group = total + (group or 1) * 1000, 0
        else:
            group += SMALL[word]
    return str(total + group)


def _read_aloud(words: Sequence[str]) -> str | None:
    """Pairs side by side: twenty three -> 23, one twenty three -> 123, four ten -> 410."""
    pieces: list[str] = []
    tens = False
    for word in words:
        value = SMALL[word]
        if tens and 0 < value < 10:
            pieces[-1] = str(int(pieces[-1]) + value)
        else:
            pieces.append(str(value))
        tens = value >= 20
    return "".join(pieces)


_RUN = re.compile(rf"\b(?:{'|'.join([*SMALL, *SCALES])})(?:[ -](?:{'|'.join([*SMALL, *SCALES])}))*\b", re.IGNORECASE)
_BEFORE_ONE = re.compile(
    r"\b(?:number|incident|case|ack|acknowledge|take|resolve|close|pass|sorry|mean|digo)\s+$", re.IGNORECASE
)


def in_digits(line: str, codes: Collection[str]) -> str:
    """The line with digits for those of its number words that are one of `codes`; "that one" stays a pronoun."""

    def digits(found: re.Match[str]) -> str:
        said = spoken(re.split(r"[ -]", found.group().lower()))
        is_pronoun = said == "1" and not _BEFORE_ONE.search(line[: found.start()])
        return said if said in codes and said is not None and not is_pronoun else found.group()

    return _RUN.sub(digits, line)


def all_in_digits(line: str) -> str:
    """The line with digits for all number words that make one."""
    return _RUN.sub(lambda found: spoken(re.split(r"[ -]", found.group().lower())) or found.group(), line)
