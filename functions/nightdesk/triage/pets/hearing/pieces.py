"""Whether a bare number counts pieces of a product: "12 advils", "ate like 30 of them"."""

from collections.abc import Sequence

from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.knowledge.units import GRAMS, WEIGHS
from nightdesk.triage.pets.words.numerals import GOES_ON
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token

BY = frozenset({"x", "times", "by", "por"})


def counts_pieces(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> bool:
    """Is a bare number a count of the product ("12 advils", "ate like 30 of them")?"""
    last = last_word(row, at)
    after = row[last + 1].stem if last + 1 < len(row) else ""
    if after in rules.marks["not_amounts"]:
        return False
    between = row[last + 1 : mention.start]
    beside = mention.start - 5 <= last < mention.start and all(
        t.raw in rules.marks["before_product"] or t.value or rules.units.get(t.raw) in GRAMS for t in between
    )
    if row[at].raw in rules.marks["articles"] and last == at:
        return beside
    if after in BY or (at and row[at - 1].raw in BY):
        return True
    return beside or (row[at].turn >= row[mention.start].turn and _stands_for_it(row, at, rules))


def _stands_for_it(row: Sequence[Token], at: int, rules: Rules) -> bool:
    before, at = row[max(0, at - 4) : at], last_word(row, at)
    after = row[at + 1].raw if at + 1 < len(row) and not row[at + 1].gap else ""
    if after == "of" and [t.raw for t in row[at + 2 : at + 3]] in _THEM and (at + 3 == len(row) or row[at + 3].gap):
        return True
    return (after in _CLOSERS or after in WEIGHS) and any(
        "<ingest>" in t.classes or t.raw in rules.marks["around"] for t in before
    )


_CLOSERS = frozenset({"of", "", "total", "and", "y", "he", "she", "my", "but", "pero", "pesa", "weighs"})


def last_word(row: Sequence[Token], at: int) -> int:
    """The position of the last word of the numeral that begins at `at`."""
    while at + 1 < len(row) and row[at + 1].classes is GOES_ON:
        at += 1
    return at


_THEM = (["them"], ["those"], ["these"], ["ellas"], ["ellos"])
