"""From numbers beside a product to grams of it, with what had to be assumed."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.triage.pets.hearing.quantities import Quantity
from nightdesk.triage.pets.knowledge.nouns import Product
from nightdesk.triage.pets.knowledge.units import GRAMS, RATE


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Grams of product (of drug for medicines), None when unknown; the owner's words for it; what was assumed."""

    grams: float | None
    words: str = ""
    assumed: tuple[str, ...] = ()


def amount(product: Product, found: Sequence[Quantity], *, is_vague: bool) -> Amount:
    """
    A size said ("200 g") times the number of containers; pieces times the size of one; the whole package when nothing
    was said. is_vague: "some" or "don't know how many", so that a size alone is the size of one.
    """
    sized = [q for q in found if q.of]
    rest = [q for q in found if q.unit != RATE and not q.of]
    if sized:
        return _sized(product, sized, rest)
    masses = [q for q in rest if q.unit in GRAMS]
    boxes = [q for q in rest if q.is_package]
    pieces = [q for q in rest if not q.is_package and q.unit not in GRAMS]
    if product.medicine:
        rates = [q.value for q in found if q.unit == RATE]
        return _drug(product, masses, pieces, boxes, rate=max(rates, default=None), is_vague=is_vague)
    if masses and (boxes or not any(q.unit in product.sizes for q in pieces)):
        return _mass(product, masses, boxes)
    if pieces or boxes:
        return _counted(product, pieces or boxes)
    return _whole(product, product.package)


LICKS = 3
"""What is taken for "licked it", when no more is said."""


def licked(product: Product) -> Amount:
    """A few licks; of what is counted in pieces, as much as one piece holds."""
    grams = product.each if product.medicine else LICKS * product.sizes.get("lick", _USUAL["lick"])
    return Amount(grams=grams, words="a few licks", assumed=(f"{_plainly(grams)} in a few licks",))


def _sized(product: Product, sized: Sequence[Quantity], rest: Sequence[Quantity]) -> Amount:
    """ "Two 100 g bars", or "half a bottle of thirty 200 mg tablets"."""
    most = max(sized, key=lambda q: q.value * _grams(q.of or q, product))
    share = min((q.value for q in rest if q.unit not in GRAMS and q.value < 1), default=1.0)
    return Amount(grams=most.value * _grams(most.of or most, product) * share, words=most.words)


def _counted(product: Product, counts: Sequence[Quantity]) -> Amount:
    most = max(counts, key=lambda q: _grams(q, product))
    size = _grams(most, product) / most.value
    each = f"a {most.unit}" if most.is_package else "each"
    return Amount(grams=_grams(most, product), words=most.words, assumed=(f"{_plainly(size)} {each}",))


def _drug(
    product: Product,
    masses: Sequence[Quantity],
    pieces: Sequence[Quantity],
    boxes: Sequence[Quantity],
    *,
    rate: float | None,
    is_vague: bool,
) -> Amount:
    """
    Tablets times the strength that was told, or times the strongest common one; a liquid by its strength.

    A package of tablets of a told strength holds as many as one of the common strength.
    """
    strengths = [q for q in masses if q.unit not in product.sizes and q.unit not in _VOLUMES]
    liquids = [q for q in masses if q not in strengths]
    if liquids:
        most = max(liquids, key=lambda q: _grams(q, product))
        grams = most.value * GRAMS[most.unit] * rate if rate else _grams(most, product)
        return Amount(grams=grams, words=most.words, assumed=() if rate else (f"{_plainly(grams)} in it",))
    strength = max((_grams(q, product) for q in strengths), default=None)
    if strength is None:
        counts = [*pieces, *boxes]
        return _counted(product, counts) if counts else _whole(product, product.package)
    if pieces:
        most = max(pieces, key=lambda q: q.value)
        share = min((q.value for q in boxes if q.value < 1), default=1.0)
        return Amount(grams=most.value * strength * share, words=f"{most.words or '1'} of {_plainly(strength)}")
    stronger = max(1.0, strength / product.each)
    if boxes:
        counted = _counted(product, boxes)
        grams = (counted.grams or 0.0) * stronger
        return Amount(grams=grams, words=counted.words, assumed=(f"{_plainly(grams)} in it",))
    if is_vague:
        return _whole(product, product.package * stronger)
    return Amount(grams=strength, words=max(strengths, key=lambda q: _grams(q, product)).words)


_VOLUMES = frozenset({"milliliter", "liter", "teaspoon", "tablespoon", "gallon"})


def _mass(product: Product, masses: Sequence[Quantity], boxes: Sequence[Quantity]) -> Amount:
    times = next((q.value for q in boxes if q.value != 1), 1.0)
    share = times if times < 1 or len(boxes) == 1 else 1.0
    said = max(masses, key=lambda q: _grams(q, product))
    words = said.words if share == 1 else f"{_fraction(share)} x {said.words}"
    return Amount(grams=_grams(said, product) * share, words=words)


def _whole(product: Product, grams: float) -> Amount:
    """All of a package. Its grams stay unknown, so that they are asked for, unless a strength makes them more."""
    told = None if grams == product.package else grams
    return Amount(grams=told, assumed=(f"a whole package, {_plainly(grams)}",))


def _grams(quantity: Quantity, product: Product) -> float:
    """Grams of a quantity: by the product's own sizes, else by the unit, else by one piece or one package."""
    unit = quantity.unit
    size = product.sizes.get(unit) or GRAMS.get(unit) or (0.0 if product.medicine else _USUAL.get(unit, 0.0))
    return quantity.value * (size or (product.package if quantity.is_package else product.each))


_USUAL = {
    "drop": 2,
    "splash": 30,
    "pinch": 1,
    "puddle": 60,
    "lick": 5,
    "sip": 10,
    "bite": 15,
    "mouthful": 20,
    "spoon": 15,
    "handful": 50,
    "cup": 240,
    "glass": 250,
}
"""Grams in measures of the kitchen and the mouth, large on purpose, where the product does not say otherwise."""


def _fraction(share: float) -> str:
    return {0.5: "half", 0.25: "a quarter"}.get(share, f"{share:g}")


def _plainly(grams: float) -> str:
    return f"{grams * 1000:.3g} mg" if grams < 1 else f"{grams:.3g} g"
