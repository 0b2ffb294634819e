"""What was eaten, licked or put on: products, and things nobody can place."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nightdesk.triage.pets.amounts import amount
from nightdesk.triage.pets.facts import Exposure
from nightdesk.triage.pets.knowledge import Product
from nightdesk.triage.pets.pattern import JOINTS, Mention
from nightdesk.triage.pets.quantities import Quantity, quantities
from nightdesk.triage.pets.rules import Rules
from nightdesk.triage.pets.scope import ASKING, Scope
from nightdesk.triage.pets.spans import Span
from nightdesk.triage.pets.text import Token, stem

_SUPPOSED = ASKING | {"elsewhere"}


def exposures(
    row: Sequence[Token], mentions: Sequence[Mention], scope: Scope, times: Sequence[Span], rules: Rules
) -> tuple[Exposure, ...]:
    """Every product eaten, licked or put on, one entry a product; of nested names the longest counts."""
    own = _outermost(mentions)[:MOST]
    ate = eating(row, scope)
    asserted = [at for at in ate if _is_told(row, at, scope, rules)]
    ago = next((s.minutes for s in times if not s.is_age and s.minutes), None)
    out: dict[str, Exposure] = {}
    for mention in own:
        product = rules.product_named[mention.name]
        if not _is_exposure(row, mention, product, ate, asserted, scope, rules):
            continue
        is_supposed = _is_supposed(mention, asserted, scope)
        is_vague = any(t.raw in rules.marks["vague"] for t in row[max(0, mention.start - 4) : mention.start])
        told = [_by_its_name(q, row[mention.end], product, rules) for q in quantities(row, mention, own, rules)]
        much = amount(product, told, rules.containers, is_vague=is_vague)
        new = Exposure(
            product=product.name,
            grams=much.grams,
            amount=much.words,
            assumed=much.assumed,
            is_supposed=is_supposed,
            minutes_ago=ago,
        )
        old = out.get(product.name)
        if old is None or (old.is_supposed and not is_supposed) or (not much.assumed and old.assumed):
            out[product.name] = new
    return tuple(_kinds_settled(_kinds_answered(out, row, own, rules), rules))


def _kinds_answered(
    out: Mapping[str, Exposure], row: Sequence[Token], own: Sequence[Mention], rules: Rules
) -> dict[str, Exposure]:
    """ "Which kind?" - "baking": a later text of few words names the kind of what was left unsure."""
    answered: dict[str, Exposure] = {}
    for name, exposure in out.items():
        asked = rules.product_named[name]
        since = max((row[m.start].turn for m in own if m.name == name), default=0)
        later = {t.raw for t in row if t.turn > since}
        kind = next((p for p in rules.products if p.answers & later and _is_kind_of(p, asked)), None)
        answered[kind.name if kind else name] = _as_kind(exposure, kind) if kind else exposure
    return answered


def _is_kind_of(kind: Product, asked: Product) -> bool:
    return asked.unsure and kind.toxin.split("_")[0] == asked.toxin.split("_")[0]


def _as_kind(exposure: Exposure, kind: Product) -> Exposure:
    assumed = (f"a whole package, {kind.package:g} g",) if exposure.grams is None else exposure.assumed
    return replace(exposure, product=kind.name, assumed=assumed)


MOST = 40
"""Mentions of products that are judged: more is no more to know."""


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Without names inside longer names; a sorted row needs comparing with its neighbours only."""
    return [
        m for i, m in enumerate(mentions) if not any(set(m.at) < set(o.at) for o in mentions[max(0, i - 8) : i + 9])
    ]


def eating(row: Sequence[Token], scope: Scope) -> list[int]:
    """Positions of words for eating, licking or touching that are not denied."""
    return [
        at for at, t in enumerate(row) if "<ingest>" in t.classes and not scope.is_denied(Mention(name="", at=(at,)))
    ]


def _by_its_name(quantity: Quantity, last: Token, product: Product, rules: Rules) -> Quantity:
    """Of "a chocolate cake" the one is a cake, not a piece of chocolate."""
    unit = rules.units.get(last.raw, "")
    return replace(quantity, unit=unit) if quantity.unit == "each" and unit in product.sizes else quantity


def _is_told(row: Sequence[Token], at: int, scope: Scope, rules: Rules) -> bool:
    """Is it told as done? The past tense is, even inside a question ("how bad is it that he ate ...")."""
    frames = scope.frames_of(at)
    if "elsewhere" in frames:
        return False
    before = {t.raw for t in row[max(0, at - 6) : at]}
    return not frames & ASKING or (row[at].raw in rules.marks["did"] and not before & {"ever", "would", "if"})


def _is_supposed(mention: Mention, asserted: Sequence[int], scope: Scope) -> bool:
    frames = scope.frames_of(mention.start)
    if "long_ago" in frames and "at_present" not in frames:
        return True
    return bool(frames & _SUPPOSED) and not asserted


def _is_exposure(
    row: Sequence[Token],
    mention: Mention,
    product: Product,
    ate: Sequence[int],
    asserted: Sequence[int],
    scope: Scope,
    rules: Rules,
) -> bool:
    """Is this mention an exposure at all, and not a name, a denial or an everyday meaning?"""
    if scope.is_denied(mention):
        return False
    if any("<kid>" in t.classes for t in row[max(0, mention.start - 1) : mention.start]):
        return False
    if product.named_like and _is_name_of_pet(row, mention, ate):
        return False
    if product.eaten_only or product.named_like:
        near = {t.stem for t in row[max(0, mention.start - 8) : mention.end + 9]}
        was_eaten = bool(asserted or [a for a in ate if scope.frames_of(a)]) or _is_note(row, mention, scope, rules)
        return was_eaten or bool(product.named_like and near & rules.marks["touch"])
    return True


NOTE = 4
"""Words that stand before the thing in a text that leaves its verb out: "two onions, 12 lb dog"."""


def _is_note(row: Sequence[Token], mention: Mention, scope: Scope, rules: Rules) -> bool:
    """Is it an amount of the thing at the start of a clause, which nobody texts of what was not eaten?"""
    before = []
    for at in range(mention.start - 1, -1, -1):
        if row[at + 1].gap or row[at].raw in JOINTS:
            break
        before.append(row[at])
    is_amount = any(t.value or t.raw in rules.marks["vague"] or "a lot" in t.raw for t in before)
    return is_amount and len(before) <= NOTE and not scope.frames & _SUPPOSED


def _is_name_of_pet(row: Sequence[Token], mention: Mention, ate: Sequence[int]) -> bool:
    """Is it "Lily ate ..." or "Lily is ...", a pet that bears the plant's name?"""
    if any(mention.end < at <= mention.end + 2 and row[at].gap == 0 for at in ate):
        before = row[mention.start - 1].raw if mention.start else ""
        return before not in {"a", "an", "the", "some", "my", "of", "easter", "tiger"}
    after = row[mention.end + 1].raw if mention.end + 1 < len(row) else ""
    return row[mention.start].gap != 0 and after in {"is", "has", "was"}


def _kinds_settled(out: Mapping[str, Exposure], rules: Rules) -> list[Exposure]:
    """ "Chocolate" and, two texts later, "the dark kind" are one exposure."""
    kinds = {name: rules.product_named[name] for name in out}
    sure = {k.toxin.split("_")[0] for k in kinds.values() if not k.unsure}
    return [
        exposure
        for name, exposure in out.items()
        if not (kinds[name].unsure and kinds[name].toxin.split("_")[0] in sure)
        and not (kinds[name].toxin == "blood_pressure_pill_unknown" and len(out) > 1)
    ]


def unplaced(row: Sequence[Token], taken: set[int], scope: Scope, rules: Rules) -> tuple[str, ...]:
    """
    Things said to have been eaten that no file knows, in the owner's words: what cannot be placed is not harmless.

    taken: positions that a known product or sign explains already.
    """
    out = []
    for at in eating(row, scope):
        if row[at].raw not in rules.marks["ate"] or not _is_told(row, at, scope, rules):
            continue
        thing = _thing(row, at, taken, rules)
        if thing:
            out.append(thing)
    return tuple(dict.fromkeys(out))


def _thing(row: Sequence[Token], at: int, taken: set[int], rules: Rules) -> str:
    """The words after an eating verb up to the end of its object; empty when they are food, or explained."""
    words: list[str] = []
    for i in range(at + 1, min(len(row), at + 8)):
        token = row[i]
        if i in taken:
            return ""
        is_over = token.raw in rules.marks["stops"] or (words and token.raw in rules.marks["ends"])
        if token.gap or is_over or (token.value is None and not token.raw.isalpha()):
            break
        if token.value is None and token.raw not in rules.marks["determiners"]:
            words.append(token.raw)
    if not words or {stem(words[0]), stem(words[-1])} & rules.foods:
        return ""
    return " ".join(words[:4])
