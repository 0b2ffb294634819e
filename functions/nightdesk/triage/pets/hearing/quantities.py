"""Numbers with their units beside what was eaten: `200 g`, `3 squares`, `half a bag`; later ones replace."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nightdesk.triage.pets.hearing.pieces import BY, counts_pieces, last_word
from nightdesk.triage.pets.hearing.whose_number import are_one, owner
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.knowledge.units import BODY, GRAMS, RATE, WEIGHS
from nightdesk.triage.pets.words.numerals import GOES_ON
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token

FARTHEST = 16
"""How many words apart a number and a product of one turn may stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """
    One number with its unit ("200 g", "3 squares", "half a bag", "12" beside the product).

    of: the size of each ("two 100 g bars", "3 x 400 mg"). is_package: of bags, boxes, bottles. end: its last word.
    """

    at: int
    value: float
    unit: str
    turn: int
    words: str
    end: int
    is_package: bool = False
    of: "Quantity | None" = None


def quantities(row: Sequence[Token], mention: Mention, own: Sequence[Mention], rules: Rules) -> list[Quantity]:
    """Quantities that belong to the mention: near it in its turn, or alone in a later turn. row: composed numbers."""
    turn = row[mention.start].turn
    others = [m for m in own if m is not mention and m.name != mention.name]
    out: list[Quantity] = []
    for at, token in enumerate(row):
        if not token.value or token.turn < turn or at in mention.at or _is_no_amount(row, at):
            continue
        if token.turn == turn and abs(at - mention.start) > FARTHEST:
            continue
        whose = owner(row, at, [mention, *others], rules) if others else mention
        if whose is not mention and not are_one(row, whose, mention):
            continue
        quantity = _quantity(row, at, mention, rules)
        if quantity:
            out.append(quantity)
    return _corrected(row, _sized(row, out), rules)


def _sized(row: Sequence[Token], found: Sequence[Quantity]) -> list[Quantity]:
    """A count and the size it is of as one quantity: "two 100 g bars", "2 200 mg tablets", "3 x 400 mg"."""
    out: list[Quantity] = []
    for quantity in found:
        last = out[-1] if out else None
        if last and last.turn == quantity.turn and not last.of:
            is_mass, was_mass = quantity.unit in GRAMS, last.unit in GRAMS
            if last.unit == "pound" and quantity.unit == "ounce" and quantity.at == last.end + 1:
                words = f"{last.words} {quantity.words}"
                out[-1] = replace(quantity, value=quantity.value + last.value * 16, at=last.at, words=words)
                continue
            if is_mass and not was_mass and _is_one_phrase(row, last, quantity):
                words = last.words if last.end > quantity.end else f"{last.words} x {quantity.words}"
                out[-1] = replace(last, of=quantity, end=max(last.end, quantity.end), words=words)
                continue
            if was_mass and quantity.unit == "each" and row[quantity.at - 1].raw in BY:
                out[-1] = replace(quantity, of=last, words=f"{quantity.words} x {last.words}")
                continue
        out.append(quantity)
    return out


def _is_one_phrase(row: Sequence[Token], count: Quantity, size: Quantity) -> bool:
    between = [t.raw for t in row[count.at + 1 : size.at]]
    return count.end > size.end or all(word in BY or word in _OF for word in between)


_OF = frozenset({"of", "de"})


def _is_no_amount(row: Sequence[Token], at: int) -> bool:
    """Is it a percentage, or the nine of a "K9" brand?"""
    is_brand = at > 0 and row[at - 1].raw == "k" and not row[at].gap
    return is_brand or (at + 1 < len(row) and row[at + 1].raw in {"%", "percent", "por"})


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
    then = last_word(row, at) + 1
    if then + 1 < len(row) and row[then].raw in {"-", "to", "or", "a", "o"} and (row[then + 1].value or 0) > value:
        return None  # the upper end of a range is read on its own
    if at and row[at - 1].raw == "per":
        return None  # "160 mg per 5 ml" is read with its first number
    unit, where = _unit(row, at, mention, rules)
    if unit in BODY and not _is_of_product(row, where, mention, rules):
        return None
    if unit in GRAMS and _is_body(row, at, where, rules):
        return None
    if not unit and _is_strength(row, at, mention, rules):
        unit = "milligram"
    if not unit:
        if not counts_pieces(row, at, mention, rules):
            return None
        unit = "each"
    said = [t.raw for t in row[at : max(where, last_word(row, at)) + 1]]
    if len(said) > 1 and said[-1] in rules.marks["articles"]:
        said.pop()
    is_article = unit == "each" and value == 1 and token.raw in rules.marks["articles"]
    words = "" if is_article else " ".join(said)
    volume, end = _per_volume(row, where, rules) if unit in GRAMS else (0.0, where)
    if volume:
        return Quantity(at=at, value=value * GRAMS[unit] / volume, unit=RATE, turn=token.turn, words=words, end=end)
    boxed = unit in rules.containers
    return Quantity(at=at, value=value, unit=unit, turn=token.turn, words=words, end=where, is_package=boxed)


def _is_body(row: Sequence[Token], at: int, where: int, rules: Rules) -> bool:
    """Is it a body weight: behind "weighs", or the ounces of "9 lb 6 oz"?"""
    for i in range(at - 1, max(-1, at - 6), -1):
        if row[i + 1].gap or "<ingest>" in row[i].classes:
            return False
        if row[i].stem in WEIGHS:
            return True
    after = row[where + 1] if where + 1 < len(row) else None
    is_of = bool(after and not after.gap and after.raw in {"of", "de"})
    return bool(at) and not row[at].gap and rules.units.get(row[at - 1].raw) == "pound" and not is_of


def _per_volume(row: Sequence[Token], where: int, rules: Rules) -> tuple[float, int]:
    """The millilitres of "per ml" or "per 5 ml" behind a unit, 0 when there is none, and where it ends."""
    if where + 2 < len(row) and row[where + 1].raw == "per":
        at = where + 2 if row[where + 2].value is None else where + 3
        unit = rules.units.get(row[at].raw, "") if at < len(row) else ""
        if unit in {"milliliter", "teaspoon", "tablespoon"}:
            return (row[where + 2].value or 1.0) * GRAMS[unit], at
    return 0.0, where


def _unit(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> tuple[str, int]:
    """The unit of the number, over adjectives, the product's name and a size ("two large 100 g bars")."""
    i, last = at + 1, min(len(row), at + 8)
    while i < last and row[i].gap < 2:
        named = rules.units.get(row[i].raw)
        if named:
            return named, i
        if row[i].value and i + 1 < last and rules.units.get(row[i + 1].raw) in GRAMS and row[at].value != 1:
            i += 2  # the size of each
            continue
        # "a whole dark chocolate bar"
        is_passed = i in mention.at or row[i].classes is GOES_ON or row[i].raw in rules.marks["before_unit"]
        if not is_passed:
            break
        i += 1
    return "", at


LEAST_MG = 50
"""A bare number behind a medicine from here on is the strength of one: "tylenol 500", "2 ibuprofenos de 400"."""


def _is_strength(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> bool:
    value, before = row[at].value or 0.0, row[at - 1] if at else None
    if value < LEAST_MG or not rules.product_named[mention.name].medicine or before is None or row[at].gap:
        return False
    after = row[at + 1].raw if at + 1 < len(row) and not row[at + 1].gap else ""
    if after in {"count", "ct", "of", "de", "total", "or"} or before.raw in rules.marks["around"]:
        return False
    if before.raw in {"de", "of"} and at > 1 and (row[at - 2].value or at - 2 in mention.at):
        return True  # "una de 500"
    is_behind = mention.end < at <= mention.end + 2 and row[at].turn == row[mention.start].turn
    is_between = at + 1 == mention.start and bool(before.value)  # "one 500 tylenol"
    return is_behind or is_between


def _is_of_product(row: Sequence[Token], where: int, mention: Mention, rules: Rules) -> bool:
    after = row[where + 1] if where + 1 < len(row) else None
    if after and after.value and where + 3 < len(row) and rules.units.get(row[where + 2].raw) == "ounce":
        return row[where + 3].raw in {"of", "de"}  # "2 lb 6 oz of chocolate"
    return bool(after and after.gap == 0 and (after.raw in rules.marks["packages"] or where + 1 == mention.start))
