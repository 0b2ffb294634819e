"""Whose number it is, where several products are named in one text."""

from collections.abc import Sequence

from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.numerals import GOES_ON
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token


def owner(row: Sequence[Token], at: int, mentions: Sequence[Mention], rules: Rules) -> Mention:
    """Whose number is it? That of the product it leads to ("3 grapes and 2 oz of dark chocolate"), else the nearest."""
    for i in range(at + 1, min(len(row), at + 8)):
        leads_to = next((m for m in mentions if i in m.at), None)
        if leads_to:
            return leads_to
        is_between = row[i].raw in rules.marks["before_unit"] or row[i].raw in rules.marks["before_product"]
        is_number = row[i].value or row[i].classes is GOES_ON
        if row[i].gap or not (is_between or row[i].raw in rules.units or is_number):
            break
    return min(mentions, key=lambda m: (abs(m.start - at), m.start))


def are_one(row: Sequence[Token], a: Mention, b: Mention) -> bool:
    """Are two products one thing, whose amount is that of both: "dark chocolate with xylitol", "raisin chocolate"?"""
    first, last = sorted((a, b), key=lambda m: m.start)
    between = row[first.end + 1 : last.start]
    is_broken = any(t.gap for t in row[first.end + 1 : last.start + 1])
    return len(between) <= 2 and not is_broken and all(t.raw in _MIXED for t in between)


_MIXED = frozenset({"with", "con", "covered", "coated", "dipped", "flavored", "flavoured", "filled", "-"})
