"""What was eaten and how much: products, counts, masses and strengths, later words overriding earlier ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.triage.pets.facts import Exposure
from nightdesk.triage.pets.lexicon import Mention
from nightdesk.triage.pets.rules import Product, Rules
from nightdesk.triage.pets.scope import Scope
from nightdesk.triage.pets.spans import Span
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

_VAGUE = frozenset({"some", "lot", "lots", "bunch", "several", "much", "all", "tons", "most", "ton"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One number with its unit ("200 g", "3 squares", "half a bag", "12" beside the product)."""

    at: int
    value: float
    unit: str
    turn: int
    words: str


def exposures(
    row: Sequence[Token], mentions: Sequence[Mention], scope: Scope, times: Sequence[Span], rules: Rules
) -> tuple[Exposure, ...]:
    """Every product eaten, licked or put on, one entry a product; of nested names the longest counts."""
    own = _outermost(mentions)
    ate = [at for at, t in enumerate(row) if "<ingest>" in t.classes and not _denied(at, scope)]
    asserted = [at for at in ate if _is_asserted(row, at, scope)]
    out: dict[str, Exposure] = {}
    for mention in own:
        product = rules.product_named[mention.name]
        if not _counts(row, mention, product, ate, asserted, scope):
            continue
        supposed = (
            bool(scope.frames_of(mention.start) & {"asks_in_general", "hypothetical", "elsewhere"}) and not asserted
        )
        if "long_ago" in scope.frames_of(mention.start) and "at_present" not in scope.frames_of(mention.start):
            supposed = True
        quantities = _quantities(row, mention, own, rules)
        grams, words, assumed = amount(product, quantities, rules.containers, _vague(row, mention))
        ago = next((s.minutes for s in times if not s.is_age and s.minutes), None)
        new = Exposure(
            product=product.name, grams=grams, amount=words, assumed=assumed, is_supposed=supposed, minutes_ago=ago
        )
        old = out.get(product.name)
        if old is None or (old.is_supposed and not supposed) or (not assumed and old.assumed):
            out[product.name] = new
    return tuple(_kinds_settled(out, rules))


def _kinds_settled(out: dict[str, Exposure], rules: Rules) -> list[Exposure]:
    """ "Chocolate" and, two texts later, "the dark kind" are one exposure."""
    sure_kinds = {rules.product_named[n].toxin.split("_")[0] for n in out if not rules.product_named[n].unsure}
    return [
        e
        for n, e in out.items()
        if not (rules.product_named[n].unsure and rules.product_named[n].toxin.split("_")[0] in sure_kinds)
        and not (rules.product_named[n].toxin == "blood_pressure_pill_unknown" and len(out) > 1)
    ]


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    return [m for m in mentions if not any(set(m.at) < set(o.at) for o in mentions)]


_NOT_TOLD = frozenset({"asks_in_general", "hypothetical", "elsewhere"})
_DID = frozenset(
    {
        "ate",
        "eaten",
        "swallowed",
        "licked",
        "chewed",
        "drank",
        "got",
        "comio",
        "trago",
        "bebio",
        "tomo",
        "devoured",
        "got into",
    }
)


def _is_asserted(row: Sequence[Token], at: int, scope: Scope) -> bool:
    """Is it told as done? The past tense is, even inside a question ("how bad is it that he ate ...")."""
    frames = scope.frames_of(at)
    if "elsewhere" in frames:
        return False
    before = {t.raw for t in row[max(0, at - 6) : at]}
    return not frames & {"asks_in_general", "hypothetical"} or (row[at].raw in _DID and not before & {"ever", "would"})


def _denied(at: int, scope: Scope) -> bool:
    return scope.is_denied(Mention(name="", at=(at,)))


_TOUCH = frozenset(
    {
        "put",
        "appl",
        "us",
        "giv",
        "gave",
        "spray",
        "rub",
        "spil",
        "walk",
        "roll",
        "pollen",
        "brush",
        "step",
        "drop",
        "bath",
        "fur",
        "treat",
        "skin",
        "cat",
        "expos",
        "swim",
        "pond",
        "lak",
        "vas",
    }
)


def _counts(
    row: Sequence[Token],
    mention: Mention,
    product: Product,
    ate: Sequence[int],
    asserted: Sequence[int],
    scope: Scope,
) -> bool:
    """Is this mention an exposure at all, and not a name, a denial or an everyday meaning?"""
    if scope.is_denied(mention):
        return False
    if any("<kid>" in t.classes for t in row[max(0, mention.start - 1) : mention.start]):
        return False
    if product.named_like and any(mention.end < at <= mention.end + 2 and row[at].gap == 0 for at in ate):
        before = row[mention.start - 1].raw if mention.start else ""
        if before not in {"a", "an", "the", "some", "my", "of", "easter", "tiger"}:
            return False
    if (
        row[mention.start].gap != 0
        and product.named_like
        and mention.end + 1 < len(row)
        and row[mention.end + 1].raw in {"is", "has", "was"}
    ):
        return False
    if product.eaten_only or product.named_like:
        near = {t.stem for t in row[max(0, mention.start - 8) : mention.end + 9]}
        return bool(asserted or [a for a in ate if scope.frames_of(a)]) or bool(product.named_like and near & _TOUCH)
    return True


def _vague(row: Sequence[Token], mention: Mention) -> bool:
    return any(t.raw in _VAGUE for t in row[max(0, mention.start - 4) : mention.start])


def _quantities(row: Sequence[Token], mention: Mention, own: Sequence[Mention], rules: Rules) -> list[Quantity]:
    """Quantities that belong to the mention: near it in its turn, or alone in a later turn."""
    turn = row[mention.start].turn
    others = [m for m in own if m is not mention and m.name != mention.name]
    out = []
    for at, token in enumerate(row):
        if token.value is None or row[at].turn < turn or at in mention.at or _is_strength_of_name(row, at, mention):
            continue
        quantity = _quantity(row, at, mention, rules)
        if quantity is None:
            continue
        if any(abs(m.start - at) < abs(mention.start - at) for m in others):
            continue
        if token.turn == turn and abs(at - mention.start) > 16:
            continue
        out.append(quantity)
    return _corrected(row, out)


def _is_strength_of_name(row: Sequence[Token], at: int, mention: Mention) -> bool:
    return (at + 1 < len(row) and row[at + 1].raw == "%") or (at + 1 in mention.at and row[at + 1].raw == "%")


def _corrected(row: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """After "wait no" or "I meant", or in a later turn, a quantity replaces earlier ones of its kind."""
    out: list[Quantity] = []
    for quantity in found:
        kind = _kind(quantity.unit)
        since = out[-1].at if out else 0
        says_so = any(
            t.raw in {"wait", "actually", "meant", "mean", "sorry", "correction", "no"}
            for t in row[since : quantity.at]
        )
        if says_so or (out and quantity.turn > out[-1].turn):
            out = [q for q in out if _kind(q.unit) != kind]
        out.append(quantity)
    return out


def _kind(unit: str) -> str:
    return "mass" if unit in GRAMS else "count"


_NOT_AMOUNTS = frozenset(
    {
        "min",
        "minut",
        "hour",
        "hr",
        "day",
        "week",
        "month",
        "year",
        "old",
        "tim",
        "ago",
        "hora",
        "minuto",
        "dia",
        "am",
        "pm",
        "%",
        "th",
        "rd",
        "nd",
        "st",
        "degre",
        "f",
        "dog",
        "cat",
        "pup",
        "puppy",
        "kitten",
        "lab",
        "yr",
        "second",
        "sec",
        "ano",
        "semana",
        "mes",
        "vec",
    }
)


def _quantity(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> Quantity | None:
    token = row[at]
    value = token.value or 0.0
    if at + 2 < len(row) and row[at + 1].raw in {"-", "to", "or"} and (row[at + 2].value or 0) > value:
        return None  # the upper end of a range is read on its own
    unit, where = "", at
    for i in range(at + 1, min(len(row), at + 4)):
        if row[i].gap >= 2 or (i in mention.at and rules.units.get(row[i].raw) is None):
            break
        named = rules.units.get(row[i].raw)
        if named:
            unit, where = named, i
            break
        if row[i].raw not in {
            "a",
            "an",
            "of",
            "whole",
            "entire",
            "full",
            "large",
            "small",
            "big",
            "king",
            "size",
            "more",
            "medium",
            "family",
            "mini",
            "little",
            "tiny",
            "single",
            "una",
            "un",
            "pound",
        }:
            break
    if unit in {"kilogram", "pound"} and not _amount_in_pounds(row, where, mention):
        return None
    if not unit:
        nxt = row[at + 1].stem if at + 1 < len(row) else ""
        beside = mention.start - 3 <= at < mention.start and all(
            r.raw
            in {
                "of",
                "whole",
                "large",
                "small",
                "regular",
                "full",
                "medium",
                "the",
                "-",
                "extra",
                "strength",
                "tiny",
                "big",
                "mini",
                "little",
            }
            or r.value
            for r in row[at + 1 : mention.start]
        )
        if nxt in _NOT_AMOUNTS or not (beside or (_pronounless(row, at) and token.turn >= row[mention.start].turn)):
            return None
        if token.raw in {"a", "an", "un", "una", "second", "first", "third", "half"} and not beside:
            return None
        unit = "each"
    words = " ".join(t.raw for t in row[at : where + 1])
    return Quantity(at=at, value=value, unit=unit, turn=token.turn, words=words)


def _pronounless(row: Sequence[Token], at: int) -> bool:
    """ "ate like 30 of them", "maybe 12": a bare count after an eating verb."""
    before = row[max(0, at - 4) : at]
    after = row[at + 1].raw if at + 1 < len(row) and row[at + 1].gap < 2 else ""
    return after in {"of", "", "total"} and any(
        "<ingest>" in t.classes or t.raw in {"maybe", "about", "like", "probably", "around"} for t in before
    )


def _amount_in_pounds(row: Sequence[Token], where: int, mention: Mention) -> bool:
    after = row[where + 1] if where + 1 < len(row) else None
    return bool(
        after
        and after.gap == 0
        and (
            after.raw in {"of", "de", "bag", "box", "bar", "pack", "package", "can", "jar", "bunch", "loaf"}
            or where + 1 == mention.start
        )
    )


def amount(
    product: Product, found: Sequence[Quantity], containers: Sequence[str], vague: bool
) -> tuple[float | None, str, tuple[str, ...]]:
    """
    Grams of product (of drug for medicines), the owner's words for it, and what was assumed.

    A size said ("200 g") times the number of containers; pieces times the size of one; the whole package when nothing
    was said.
    """
    masses = [q for q in found if q.unit in GRAMS]
    boxes = [q for q in found if q.unit in containers]
    pieces = [
        q
        for q in found
        if q.unit not in containers and (q.unit == "each" or q.unit in product.sizes or q.unit not in GRAMS)
    ]
    pieces = [q for q in pieces if q.unit not in GRAMS or q.unit in product.sizes]
    mass = max((_grams(q, product) for q in masses), default=None)
    if product.medicine and pieces and mass is not None:
        count = max(pieces, key=lambda q: q.value)
        return count.value * mass, f"{count.words} of {_plainly(mass)}", ()
    if product.medicine and pieces:
        count = max(pieces, key=lambda q: q.value * product.sizes.get(q.unit, product.each))
        size = product.sizes.get(count.unit, product.each)
        return count.value * size, count.words, (f"{_plainly(size)} each",)
    if mass is not None and not (pieces and not boxes and any(q.unit in product.sizes for q in pieces)):
        times = next((q.value for q in boxes if q.value != 1), 1.0)
        share = times if times < 1 or len(boxes) == 1 else 1.0
        said = max(masses, key=lambda q: _grams(q, product))
        return mass * share, said.words if share == 1 else f"{_fraction(share)} x {said.words}", ()
    if pieces:
        best = max(pieces, key=lambda q: q.value * product.sizes.get(q.unit, product.each))
        size = product.sizes.get(best.unit, product.each)
        return best.value * size, best.words, (f"{_plainly(size)} each",)
    if boxes:
        best = max(boxes, key=lambda q: q.value)
        size = product.sizes.get(best.unit, product.package)
        return best.value * size, best.words, (f"{_plainly(size)} a {best.unit}",)
    return None, "a lot" if vague else "", (f"a whole package, {_plainly(product.package)}",)


def _grams(quantity: Quantity, product: Product) -> float:
    return quantity.value * (product.sizes.get(quantity.unit) or GRAMS[quantity.unit])


def _fraction(share: float) -> str:
    return {0.5: "half", 0.25: "a quarter"}.get(share, f"{share:g}")


def _plainly(grams: float) -> str:
    return f"{grams * 1000:.3g} mg" if grams < 1 else f"{grams:.3g} g"
