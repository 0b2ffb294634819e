"""What the animal weighs: as told, the lightest where several were told, and what to assume when nobody said."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.triage.pets.knowledge.nouns import Breed
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.knowledge.units import WEIGHS
from nightdesk.triage.pets.words.numerals import GOES_ON, composed
from nightdesk.triage.pets.words.text import Token

LIGHTEST_KG = 0.004
"""A weight below this is a slip of the thumb."""

TOLD_SIZE = "size as told"

_KG = {"kilogram": 1.0, "pound": 0.45359237, "stone": 6.35029318, "gram": 0.001, "ounce": 0.028349523}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """
    A body weight as told. is_guess: its unit had to be guessed; others: further weights told beside it.

    before: what was told in earlier turns than the last.
    """

    kg: float
    is_guess: bool = False
    others: tuple[float, ...] = ()
    before: tuple[float, ...] = ()


def told(row: Sequence[Token], rules: Rules) -> Told | None:
    """
    The body weight told last; several in one turn, or a second without a word of correction, are several pets.

    Of several the lightest counts, because the same amount is the larger dose for it.
    """
    found: list[tuple[int, Told]] = []
    number: float | None = None
    row = composed(row)
    for at, token in enumerate(row):
        unit = rules.units.get(token.raw)
        if unit in _KG and (unit not in _SMALL or _weighs(row, at)):
            value = _number_near(row, at, rules)
            if unit == "ounce" and value is not None and found and at - found[-1][0] <= 3 and row[at].gap == 0:
                found[-1] = (at, Told(kg=found[-1][1].kg + value * _KG[unit]))  # "9 lb 6 oz"
            elif unit == "pound" and value and found and _follows(row, found[-1][0], at, rules):
                found[-1] = (at, Told(kg=found[-1][1].kg + value * _KG[unit]))  # "2 st 4 lb"
            elif value is not None and not _is_of_product(row, at, rules):
                number = value
                found.append((at, Told(kg=value * _KG[unit])))
            elif value is None and number is not None and token.turn > 0 and _lonely(row, at):
                found = [(at, Told(kg=number * _KG[unit]))]
        elif token.stem in WEIGHS:
            value = next((t.value for t in _sentence(row, at)[:4] if t.value and t.value > 1), None)
            if value and not any(rules.units.get(t.raw) in _KG for t in _sentence(row, at)):
                number = value
                found.append((at, Told(kg=value * _KG["pound"], is_guess=True)))
        elif token.value and token.value >= 2 and _alone(row, at):
            number = token.value
    return _settled(row, found, rules)


def _follows(row: Sequence[Token], last: int, at: int, rules: Rules) -> bool:
    return at - last == 2 and rules.units.get(row[last].raw) == "stone" and not row[at].gap and not row[at - 1].gap


def _sentence(row: Sequence[Token], at: int) -> Sequence[Token]:
    """The next words, up to the end of the sentence."""
    for i in range(at + 1, min(len(row), at + 7)):
        if row[i].gap >= 2:
            return row[at + 1 : i]
    return row[at + 1 : at + 7]


_SMALL = frozenset({"gram", "ounce", "stone"})
"""Units of other things too, which count only behind "weighs" or "is"."""


def _settled(row: Sequence[Token], found: Sequence[tuple[int, Told]], rules: Rules) -> Told | None:
    kept: list[tuple[int, Told]] = []
    for at, weight in found:
        if kept:
            since = kept[-1][0]
            is_new_turn = row[at].turn > row[since].turn
            if is_new_turn or any(t.raw in rules.marks["corrections"] for t in row[since : at + 1]):
                kept = []
        kept.append((at, weight))
    if not kept:
        return None
    lightest = min((w for _, w in kept), key=lambda w: w.kg)
    others = tuple(w.kg for _, w in kept if abs(w.kg - lightest.kg) > 0.02 * lightest.kg)
    before = tuple(w.kg for at, w in found if row[at].turn < row[-1].turn)
    return Told(kg=lightest.kg, is_guess=lightest.is_guess, others=others, before=before)


def _alone(row: Sequence[Token], at: int) -> bool:
    return (at == 0 or row[at].gap == 3) and (at + 1 == len(row) or row[at + 1].gap == 3)


def _lonely(row: Sequence[Token], at: int) -> bool:
    return sum(t.turn == row[at].turn for t in row) <= 5


def _weighs(row: Sequence[Token], at: int) -> bool:
    if any(t.stem in WEIGHS for t in row[max(0, at - 5) : at]):
        return True
    unit = row[at].raw
    before = [t.raw for t in row[max(0, at - 4) : at] if t.value is None]
    if unit.startswith(("st", "oz", "ou")) and "<ingest>" not in {
        c for t in row[max(0, at - 5) : at] for c in t.classes
    }:
        return before[-1:] in (["is"], ["lb"], ["lbs"], ["pounds"], ["pound"])
    return False


def _number_near(row: Sequence[Token], at: int, rules: Rules) -> float | None:
    if any(t.raw in rules.marks["weight_changes"] for t in row[max(0, at - 4) : at]):
        return None
    for i in range(at - 1, max(-1, at - 3), -1):
        value = row[i].value
        if row[i].classes is GOES_ON:
            return _head(row, i)
        if value is not None and row[i].raw not in {"a", "an", "both", "twice", "once", "second"}:
            if i >= 2 and row[i - 1].raw in {"-", "to", "or", "a", "o"} and row[i - 2].value:
                return min(value, row[i - 2].value or value)  # the lighter end: the larger dose
            return value
    return None


def _head(row: Sequence[Token], at: int) -> float | None:
    while at > 0 and row[at].classes is GOES_ON:
        at -= 1
    return row[at].value


def _is_of_product(row: Sequence[Token], at: int, rules: Rules) -> bool:
    after = row[at + 1] if at + 1 < len(row) else None
    if after and not after.gap and after.raw in rules.marks["packages"]:
        return True
    return any("<ingest>" in t.classes for t in row[max(0, at - 2) : at]) and rules.units[row[at].raw] != "stone"


def assumed(
    species: tuple[str, ...], breed: Breed | None, age_months: float | None, row: Sequence[Token], rules: Rules
) -> tuple[float, str]:
    """Kilograms taken when none were told, and why: the lightest such animal, because that is the largest dose."""
    kind = species[0] if species else "dog"
    if breed:
        low, why = breed.low, f"lightest adult {breed.name}"
    else:
        low = rules.default_weight_kg.get(kind, 2.0)
        why = f"smallest adult {kind if species else 'pet'}"
        sizes = [rules.body_sizes[t.raw] for at, t in enumerate(row) if _is_body_size(row, at, rules)]
        if sizes and kind == "dog":
            low, why = min(sizes), TOLD_SIZE
    if age_months is not None and age_months < 6:
        low, why = low * 0.4, f"{why}, young"
    return low, f"weight {low:.3g} kg: {why}"


def heaviest(species: tuple[str, ...], breed: Breed | None, rules: Rules) -> float:
    """Kilograms above which a told weight is not believed."""
    if breed:
        return breed.high * 2.5
    return max((rules.heaviest_kg.get(kind, 150.0) for kind in species), default=150.0)


def _is_body_size(row: Sequence[Token], at: int, rules: Rules) -> bool:
    return row[at].raw in rules.body_sizes and any(t.raw in rules.marks["sized"] for t in row[at + 1 : at + 4])
