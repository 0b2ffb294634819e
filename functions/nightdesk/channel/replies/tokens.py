"""Cutting a reply into words, incident numbers, severities and spans of time."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from nightdesk.channel.replies.lengths import LENGTH, minutes_of
from nightdesk.channel.replies.numerals import is_number_word, spoken


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case."""

    text: str


@dataclass(frozen=True, slots=True)
class Number:
    """
    Somebody's number for an incident, or its own, without leading zeros. named: written as INC-... or with a #.

    is_name: written as INC-..., so that it is its own.
    """

    text: str
    named: bool = False
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """A severity written in one piece: sev1, SEV-1."""

    text: str


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in minutes."""

    minutes: int


Token = Word | Number | Level | Span

_PIECES = re.compile(
    rf"""
    (?P<named> (?:(?P<name>\#?\s*\binc[\s\#:-]*)|\bincident[\s\#:-]*|\#\s*) 0*(?P<incident>[1-9]\d{{0,6}}) (?!\d) )
  | (?P<level> \bsev(?:erity)? (?: -?(?P<severity>[0-4]) | \s(?P<worst>0) ) (?! \d | [./+-]\d ) )
  | (?P<spoken> \bsev(?:erity|eridad)? (?:\s(?:to|is|level|a))?
      \s(?P<said>zero|one|two|three|four|cero|uno|dos|tres|cuatro)\b )
  | (?P<odd> \bsev(?:erity|eridad)?\W*(?:\s-\s?|\bminus\s|\bmenos\s|\+\s?)(?P<below>\d+) )
  | (?P<length> {LENGTH.replace("#", "[#]")} )
  | (?P<minus> (?<=\s)-(?=\d) )
  | (?P<joined> (?<!\w)\d+ (?:[./+-]\d+)+ )
  | (?P<number> 0*(?P<plain>[1-9]\d{{0,6}}) (?!\d) )
  | (?P<word> [^\W\d_]+ (?:['-][^\W\d_]+)* )
  | (?P<other> \d+ | [^\s\w,;:!?\u00bf\u00a1.()"'=/*+\[\]-] )
    """,
    re.VERBOSE,
)


_CODE_FIRST = re.compile(r"^((?:#|inc-?)?\s?\d{1,7})\ssev(?:erity|eridad)?\s([0-4])(?=\D*$)")
"""Behind an incident's number the word says which of two numbers is the severity."""
_LEVELS = ("zero", "one", "two", "three", "four", "cero", "uno", "dos", "tres", "cuatro")
_BEFORE_A_PRONOUN = frozenset(
    [
        "this",
        "that",
        "the",
        "a",
        "an",
        "any",
        "each",
        "every",
        "which",
        "another",
        "other",
        "last",
        "latest",
        "newest",
        "new",
        "first",
        "next",
        "second",
        "third",
        "old",
        "older",
        "only",
        "same",
        "no",
        "some",
        "good",
        "big",
        "small",
        "red",
        "pets",
        "ops",
    ]
)
_UNITS = frozenset("minute minutes minuto minutos min mins hour hours hora horas hrs hr".split())  # noqa: SIM905


def _minutes(unit: str) -> int:
    return 60 if unit.startswith("h") else 1


def tokens(line: str, codes: Collection[str]) -> tuple[Token, ...]:
    """
    The tokens of a line. `codes` are the numbers of the open incidents.

    A number said in words is believed only when it is one of them, and when it is no pronoun: "ack that one" does not
    mean incident 1.
    """
    found = list(_pieces(_CODE_FIRST.sub(r"\1 sev\2", line.lower())))
    return tuple(_with_spoken_numbers(found, codes))


def _pieces(line: str) -> Iterator[Token]:
    for match in _PIECES.finditer(line):
        text = match.group()
        if match["named"]:
            yield Number(match["incident"], named=True, is_name=bool(match["name"]))
        elif match["level"]:
            yield Level(match["severity"] or match["worst"])
        elif match["spoken"]:
            yield Level(str(_LEVELS.index(match["said"]) % 5))
        elif match["odd"]:
            yield from (Word("sev"), Word(f"-{match['below']}"))
        elif match["length"] and (minutes := minutes_of(text)) is not None:
            yield Span(minutes)
        elif match["length"] or match["joined"] or match["minus"]:
            yield Word(text)
        elif match["number"]:
            yield Number(match["plain"])
        elif all(is_number_word(part) for part in text.split("-")):
            yield from map(Word, text.split("-"))
        else:
            yield Word(text)


def _with_spoken_numbers(found: list[Token], codes: Collection[str]) -> Iterator[Token]:
    at = 0
    while at < len(found):
        end = _end_of_number_words(found, at)
        words = [token.text for token in found[at:end] if isinstance(token, Word)]
        said = spoken(words) if words else None
        unit = found[end] if end < len(found) else None
        if said is not None and isinstance(unit, Word) and unit.text in _UNITS and len(said) <= 3:
            yield Span(int(said) * _minutes(unit.text))
            at = end + 1
        elif said is not None and said in codes and not _is_pronoun(found, at, words):
            yield Number(said)
            at = end
        else:
            yield found[at]
            at += 1


def _end_of_number_words(found: list[Token], at: int) -> int:
    end = at
    while end < len(found):
        token = found[end]
        if not isinstance(token, Word) or not (is_number_word(token.text) or (token.text == "and" and end > at)):
            break
        end += 1
    last = found[end - 1] if end > at else None
    return end - 1 if isinstance(last, Word) and last.text == "and" else end


def _is_pronoun(found: list[Token], at: int, words: list[str]) -> bool:
    """Whether "one" stands for something said before: "take that one", "the new one"."""
    before = found[at - 1] if at else None
    return words == ["one"] and isinstance(before, Word) and before.text in _BEFORE_A_PRONOUN
