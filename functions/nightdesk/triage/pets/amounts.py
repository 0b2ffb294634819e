"""From numbers beside a product to grams of it, with what had to be assumed."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.triage.pets.knowledge import Product
from nightdesk.triage.pets.quantities import GRAMS, Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """Grams of product (of drug for medicines), None when unknown; the owner's words for it; what was assumed."""

    grams: float | None
    words: str = ""
    assumed: tuple[str, ...] = ()


def amount(product: Product, found: Sequence[Quantity], containers: Sequence[str], *, is_vague: bool) -> Amount:
    """
    A size said ("200 g") times the number of containers; pieces times the size of one; the whole package when nothing
    was said.
    """
    masses = [q for q in found if q.unit in GRAMS]
    boxes = [q for q in found if q.unit in containers]
    pieces = [q for q in found if q.unit not in containers and (q.unit not in GRAMS or q.unit in product.sizes)]
    if product.medicine and pieces:
        return _tablets(product, pieces, masses)
    if masses and not (pieces and not boxes and any(q.unit in product.sizes for q in pieces)):
        return _mass(product, masses, boxes)
    if pieces:
        best = max(pieces, key=lambda q: q.value * product.sizes.get(q.unit, product.each))
        size = product.sizes.get(best.unit, product.each)
        return Amount(grams=best.value * size, words=best.words, assumed=(f"{_plainly(size)} each",))
    if boxes:
        best = max(boxes, key=lambda q: q.value)
        size = product.sizes.get(best.unit, product.package)
        return Amount(grams=best.value * size, words=best.words, assumed=(f"{_plainly(size)} a {best.unit}",))
    return Amount(
        grams=None,
        words="a lot" if is_vague else "",
        assumed=(f"a whole package, {_plainly(product.package)}",),
    )


def _tablets(product: Product, pieces: Sequence[Quantity], masses: Sequence[Quantity]) -> Amount:
    """Tablets times the strength that was told, or times the strongest common one."""
    if masses:
        strength = max(_grams(q, product) for q in masses)
        count = max(pieces, key=lambda q: q.value)
        return Amount(grams=count.value * strength, words=f"{count.words or '1'} of {_plainly(strength)}")
    count = max(pieces, key=lambda q: q.value * product.sizes.get(q.unit, product.each))
    size = product.sizes.get(count.unit, product.each)
    return Amount(grams=count.value * size, words=count.words, assumed=(f"{_plainly(size)} each",))


def _mass(product: Product, masses: Sequence[Quantity], boxes: Sequence[Quantity]) -> Amount:
    times = next((q.value for q in boxes if q.value != 1), 1.0)
    share = times if times < 1 or len(boxes) == 1 else 1.0
    said = max(masses, key=lambda q: _grams(q, product))
    words = said.words if share == 1 else f"{_fraction(share)} x {said.words}"
    return Amount(grams=_grams(said, product) * share, words=words)


def _grams(quantity: Quantity, product: Product) -> float:
    return quantity.value * (product.sizes.get(quantity.unit) or GRAMS[quantity.unit])


def _fraction(share: float) -> str:
    return {0.5: "half", 0.25: "a quarter"}.get(share, f"{share:g}")


def _plainly(grams: float) -> str:
    return f"{grams * 1000:.3g} mg" if grams < 1 else f"{grams:.3g} g"
