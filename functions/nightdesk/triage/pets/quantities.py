"""Numbers with their units beside what was eaten: `200 g`, `3 squares`, `half a bag`; later ones replace."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.triage.pets.pattern import Mention
from nightdesk.triage.pets.rules import Rules
from nightdesk.triage.pets.text import Token

GRAMS = {
    "gram": 1.0,
    "kilogram": 1000.0,
    "milligram": 0.001,
    "microgram": 1e-6,
    "ounce": 28.349523125,
    "pound": 453.59237,
    "milliliter": 1.0,
    "liter": 1000.0,
    "teaspoon": 5.0,
    "tablespoon": 15.0,
    "gallon": 3785.0,
}
"""Grams (or millilitres) in a unit, where the product does not say otherwise."""

FARTHEST = 16
"""How many words apart a number and a product of one turn may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number with its unit ("200 g", "3 squares", "half a bag", "12" beside the product)."""

    at: int
    value: float
    unit: str
    turn: int
    words: str


def quantities(row: Sequence[Token], mention: Mention, own: Sequence[Mention], rules: Rules) -> list[Quantity]:
    """Quantities that belong to the mention: near it in its turn, or alone in a later turn."""
    turn = row[mention.start].turn
    others = [m for m in own if m is not mention and m.name != mention.name]
    out = []
    for at, token in enumerate(row):
        if token.value is None or token.turn < turn or at in mention.at or _is_percent(row, at):
            continue
        if token.turn == turn and abs(at - mention.start) > FARTHEST:
            continue
        if others and _owner(row, at, [mention, *others], rules) is not mention:
            continue
        quantity = _quantity(row, at, mention, rules)
        if quantity:
            out.append(quantity)
    return _corrected(row, out, rules)


def _owner(row: Sequence[Token], at: int, mentions: Sequence[Mention], rules: Rules) -> Mention:
    """Whose number is it? That of the product it leads to ("3 grapes and 2 oz of dark chocolate"), else the nearest."""
    for i in range(at + 1, min(len(row), at + 6)):
        leads_to = next((m for m in mentions if i in m.at), None)
        if leads_to:
            return leads_to
        is_between = row[i].raw in rules.marks["before_unit"] or row[i].raw in rules.marks["before_product"]
        if row[i].gap or not (is_between or row[i].raw in rules.units or row[i].value):
            break
    return min(mentions, key=lambda m: (abs(m.start - at), m.start))


def _is_percent(row: Sequence[Token], at: int) -> bool:
    return at + 1 < len(row) and row[at + 1].raw in {"%", "percent"}


def _corrected(row: Sequence[Token], found: Sequence[Quantity], rules: Rules) -> list[Quantity]:
    """After "wait no" or "I meant", or in a later turn, a quantity replaces earlier ones of its kind."""
    out: list[Quantity] = []
    for quantity in found:
        since = out[-1].at if out else 0
        says_so = any(t.raw in rules.marks["corrections"] for t in row[since : quantity.at])
        if says_so or (out and quantity.turn > out[-1].turn):
            out = [q for q in out if (q.unit in GRAMS) is not (quantity.unit in GRAMS)]
        out.append(quantity)
    return out


def _quantity(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> Quantity | None:
    token = row[at]
    value = token.value or 0.0
    if at + 2 < len(row) and row[at + 1].raw in {"-", "to", "or", "a", "o"} and (row[at + 2].value or 0) > value:
        return None  # the upper end of a range is read on its own
    unit, where = _unit(row, at, mention, rules)
    if unit in {"kilogram", "pound"} and not _is_of_product(row, where, mention, rules):
        return None
    if not unit:
        if not _counts_pieces(row, at, mention, rules):
            return None
        unit = "each"
    said = [t.raw for t in row[at : where + 1]]
    words = "" if unit == "each" and token.raw in rules.marks["articles"] else " ".join(said)
    return Quantity(at=at, value=value, unit=unit, turn=token.turn, words=words)


def _unit(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> tuple[str, int]:
    for i in range(at + 1, min(len(row), at + 7)):
        named = rules.units.get(row[i].raw)
        if row[i].gap >= 2:
            break
        if named:
            return named, i
        if i in mention.at:
            continue  # "a whole dark chocolate bar"
        if row[i].raw not in rules.marks["before_unit"]:
            break
    return "", at


def _counts_pieces(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> bool:
    """Is a bare number a count of the product ("12 advils", "ate like 30 of them")?"""
    after = row[at + 1].stem if at + 1 < len(row) else ""
    if after in rules.marks["not_amounts"]:
        return False
    between = row[at + 1 : mention.start]
    beside = mention.start - 3 <= at < mention.start and all(
        t.raw in rules.marks["before_product"] or t.value for t in between
    )
    if row[at].raw in rules.marks["articles"]:
        return beside
    return beside or (row[at].turn >= row[mention.start].turn and _stands_for_it(row, at, rules))


def _stands_for_it(row: Sequence[Token], at: int, rules: Rules) -> bool:
    after = row[at + 1].raw if at + 1 < len(row) and row[at + 1].gap < 2 else ""
    before = row[max(0, at - 4) : at]
    return after in {"of", "", "total"} and any(
        "<ingest>" in t.classes or t.raw in rules.marks["around"] for t in before
    )


def _is_of_product(row: Sequence[Token], where: int, mention: Mention, rules: Rules) -> bool:
    after = row[where + 1] if where + 1 < len(row) else None
    return bool(after and after.gap == 0 and (after.raw in rules.marks["packages"] or where + 1 == mention.start))
