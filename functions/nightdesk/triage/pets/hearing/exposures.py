"""What was eaten, licked or put on, of the products that are known."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from nightdesk.triage.pets.hearing.amounts import amount, licked
from nightdesk.triage.pets.hearing.eating import eating, had_some, is_only_licked, is_told, is_untouched
from nightdesk.triage.pets.hearing.facts import Exposure
from nightdesk.triage.pets.hearing.kinds import settled
from nightdesk.triage.pets.hearing.namesake import is_namesake
from nightdesk.triage.pets.hearing.own_names import own_names
from nightdesk.triage.pets.hearing.quantities import Quantity, quantities
from nightdesk.triage.pets.hearing.scope import ASKING, Scope
from nightdesk.triage.pets.hearing.spans import Span
from nightdesk.triage.pets.knowledge.nouns import Product
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.numerals import composed
from nightdesk.triage.pets.words.pattern import JOINTS, Mention
from nightdesk.triage.pets.words.text import Token

_SUPPOSED = ASKING | {"elsewhere"}


def exposures(
    row: Sequence[Token], mentions: Sequence[Mention], scope: Scope, times: Sequence[Span], rules: Rules
) -> tuple[Exposure, ...]:
    """Every product eaten, licked or put on, one entry a product; of nested names the longest counts."""
    own = own_names(row, mentions, rules)
    had = had_some(row, own, rules)
    ate = [*eating(row, scope), *had]
    asserted = [*had, *(at for at in ate if is_told(row, at, scope, rules))]
    counted = composed(row)
    ago = next((s.minutes for s in times if not s.is_age and s.minutes and _tells_when(s)), None)
    corrected = {t.turn for t in row if t.turn and t.raw in rules.marks["corrections"]}
    out: dict[str, Exposure] = {}
    for mention in own:
        product = rules.product_named[mention.name]
        is_corrected = row[mention.start].turn in corrected
        if is_corrected and scope.is_denied(mention):
            out.pop(product.name, None)  # "wait, it says sorbitol, not xylitol"
        if not _is_exposure(row, mention, product, ate, asserted, scope, rules):
            continue
        is_supposed = _is_supposed(mention, asserted, scope)
        is_vague = any(t.raw in rules.marks["vague"] for t in row[max(0, mention.start - 4) : mention.start])
        told = [_by_its_name(q, row[mention.end], product, rules) for q in quantities(counted, mention, own, rules)]
        is_vague = is_vague and not any(q.turn > row[mention.start].turn for q in told)  # answered since
        is_untold = all("sip" in product.sizes and q.unit == "each" and q.value <= 1 for q in told)  # "a bit of beer"
        is_licked = is_untold and not is_vague and is_only_licked(row, mention, ate)
        much = licked(product) if is_licked else amount(product, told, is_vague=is_vague)
        new = Exposure(
            product=product.name,
            grams=much.grams,
            amount=much.words,
            assumed=much.assumed,
            is_supposed=is_supposed,
            minutes_ago=ago,
        )
        old = out.get(product.name)
        is_better = old is None or (old.is_supposed and not is_supposed) or (not much.assumed and bool(old.assumed))
        if is_better or (is_corrected and much.words):
            out[product.name] = new
    return tuple(settled(out, row, own, rules))


def _tells_when(span: Span) -> bool:
    """May it be how long ago it was? "He's 5 months, 18 lb" is an age."""
    return span.is_ago or span.minutes <= LONGEST_UNSAID


LONGEST_UNSAID = 14 * 1440
"""Minutes: a longer time without an "ago" is not how long ago it was."""


def _by_its_name(quantity: Quantity, last: Token, product: Product, rules: Rules) -> Quantity:
    """Of "a chocolate cake" the one is a cake, not a piece of chocolate."""
    unit = rules.units.get(last.raw, "")
    return replace(quantity, unit=unit) if quantity.unit == "each" and unit in product.sizes else quantity


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
    if scope.is_denied(mention) or scope.is_withdrawn(mention) or is_untouched(row, mention, scope):
        return False
    if is_namesake(row, mention, product, ate, rules) or _is_wrapping(row, mention):
        return False
    if _is_answered_no(row, mention) or (product.eaten_only and _is_choice(row, mention)):
        return False
    if product.prescribed:
        ate, asserted = ([at for at in found if row[at].stem not in _GIVING] for found in (ate, asserted))
    if (product.seasoning or product.prescribed) and not _is_by_itself(row, mention, ate, rules):
        return False
    if product.eaten_only or product.named_like:
        near = {t.stem for t in row[max(0, mention.start - 8) : mention.end + 9]}
        was_eaten = bool(asserted or [a for a in ate if scope.frames_of(a)]) or _is_note(row, mention, scope, rules)
        touch = rules.marks["touch"] if product.named_like else rules.marks["touch"] - {"cat"}
        return was_eaten or bool((product.named_like or product.touched) and near & touch)
    return True


def _is_answered_no(row: Sequence[Token], mention: Mention) -> bool:
    """Is it asked and answered ("a battery?? no it was the remote")?"""
    after = [t.raw for t in row[mention.end + 1 : mention.end + 4]]
    return (
        len(after) == 3 and after[0] == "no" and after[1] in {"it", "that", "he", "she"} and after[2] in {"is", "was"}
    )


def _is_choice(row: Sequence[Token], mention: Mention) -> bool:
    """Is it one of two things to choose from ("is the collar better or the tablet?")?"""
    near = {t.raw for t in row[max(0, mention.start - 6) : mention.end + 4]}
    return bool(near & {"or", "o", "vs"}) and bool(near & {"better", "best", "mejor", "recommend"})


def _is_wrapping(row: Sequence[Token], mention: Mention) -> bool:
    """Is it the wrapper alone ("a piece of gum wrapper, no gum", "an empty chocolate wrapper")?"""
    after = row[mention.end + 1] if mention.end + 1 < len(row) else None
    if after is None or after.gap or after.raw not in _WRAPPINGS:
        return False
    near = row[max(0, mention.start - 3) : mention.end + 7]
    is_without = any("<not>" in one.classes and two.stem in _stems(row, mention) for one, two in pairwise(near))
    return is_without or any(t.raw in _EMPTY for t in near)


def _stems(row: Sequence[Token], mention: Mention) -> set[str]:
    return {row[at].stem for at in mention.at}


_WRAPPINGS = frozenset({"wrapper", "wrappers", "packaging", "foil", "envoltura", "envoltorio"})
_EMPTY = frozenset({"empty", "just", "only", "vacia", "vacio", "solo"})


def _is_by_itself(row: Sequence[Token], mention: Mention, ate: Sequence[int], rules: Rules) -> bool:
    """Was the seasoning itself eaten, and not a food that has some in it ("I checked: peanuts and salt only")?"""
    is_subject = any(
        mention.end < at <= mention.end + 3 and not any(t.gap for t in row[mention.end + 1 : at + 1]) for at in ate
    )
    for at in range(mention.start - 1, max(-1, mention.start - 6), -1):
        if row[at + 1].gap:
            break
        if at in ate or row[at].raw in rules.units or _is_amount(row[at], rules):
            return True
    return is_subject


_GIVING = frozenset({"giv", "fed", "feed", "put"})
"""A dose that a person gave of a pet's own medicine is routine, unless a sign says it was double or wrong."""


NOTE = 4
"""Words that stand before the thing in a text that leaves its verb out: "two onions, 12 lb dog"."""


def _is_note(row: Sequence[Token], mention: Mention, scope: Scope, rules: Rules) -> bool:
    """Is it an amount of the thing at the start of a clause, which nobody texts of what was not eaten?"""
    before = []
    for at in range(mention.start - 1, -1, -1):
        if row[at + 1].gap or row[at].raw in JOINTS:
            break
        if row[at].raw not in {"a", "an", "of", "de", "una", "un"}:
            before.append(row[at])
    is_amount = any(_is_amount(t, rules) for t in before) or 0 < len(before) == sum(bool(t.value) for t in before)
    return is_amount and len(before) <= NOTE and not scope.frames_of(mention.start) & _SUPPOSED


def _is_amount(token: Token, rules: Rules) -> bool:
    is_number = bool(token.value) and token.raw not in rules.marks["articles"]
    return is_number or token.raw in rules.marks["vague"] or token.raw in _SIZED or "a lot" in token.raw


_SIZED = frozenset({"whole", "entire", "entera", "entero", "medium", "half"})
