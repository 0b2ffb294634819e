"""Of what kind it was: "chocolate" and, two texts later, "the dark kind" are one exposure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nightdesk.triage.pets.hearing.facts import Exposure
from nightdesk.triage.pets.knowledge.nouns import Product
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token


def settled(out: Mapping[str, Exposure], row: Sequence[Token], own: Sequence[Mention], rules: Rules) -> list[Exposure]:
    """The exposures with their kinds as answered later, without a vague name beside a sure one of its family."""
    answered = _by_cocoa(_kinds_answered(out, row, own, rules), row, rules)
    for mention in own:
        instead = rules.product_named[mention.name].instead_of
        if instead in answered and any(t.turn == row[mention.start].turn and t.raw in _SURE for t in row):
            del answered[instead]
    return _kinds_settled(answered, rules)


_SURE = frozenset({"actually", "wait", "tag", "label", "hang", "turns", "sorry", "meant", "mean", "correction", "just"})
"""Words with which an owner corrects what it was: "the tag says peace lily"."""


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
        now = _as_kind(exposure, kind) if kind else exposure
        before = answered.get(now.product)
        answered[now.product] = before if before and now.grams is None else now
    return answered


def _is_kind_of(kind: Product, asked: Product) -> bool:
    return asked.unsure and kind.toxin.split("_")[0] == asked.toxin.split("_")[0]


def _as_kind(exposure: Exposure, kind: Product) -> Exposure:
    assumed = (f"a whole package, {kind.package:g} g",) if exposure.grams is None else exposure.assumed
    return replace(exposure, product=kind.name, assumed=assumed)


def _kinds_settled(out: Mapping[str, Exposure], rules: Rules) -> list[Exposure]:
    """ "Chocolate" and, two texts later, "the dark kind" are one exposure."""
    kinds = {name: rules.product_named[name] for name in out}
    sure = {k.toxin.split("_")[0] for k in kinds.values() if not k.unsure}
    told = {kinds[n].toxin.split("_")[0]: e for n, e in out.items() if kinds[n].unsure and e.grams is not None}
    return [
        _with_amount(exposure, told.get(kinds[name].toxin.split("_")[0]))
        for name, exposure in out.items()
        if not (kinds[name].unsure and kinds[name].toxin.split("_")[0] in sure)
        and not (kinds[name].toxin == "blood_pressure_pill_unknown" and len(out) > 1)
    ]


def _with_amount(exposure: Exposure, vague: Exposure | None) -> Exposure:
    """The amount that was told before the kind was: "ate chocolate", "2 squares", "the dark kind"."""
    if exposure.grams is not None or vague is None:
        return exposure
    return replace(exposure, grams=vague.grams, amount=vague.amount, assumed=vague.assumed)


def _by_cocoa(out: Mapping[str, Exposure], row: Sequence[Token], rules: Rules) -> dict[str, Exposure]:
    """Chocolate of which a share of cocoa is told somewhere ("85%") is of the very dark kind."""
    kind = rules.product_named.get(VERY_DARK)
    is_told = any(
        MOST_OF <= (t.value or 0) <= 100 and row[at + 1].raw in {"%", "percent", "por", "cacao", "cocoa"}
        for at, t in enumerate(row[:-1])
    )
    if kind is None or not is_told:
        return dict(out)
    dark = {"dark chocolate", "chocolate of an unknown kind"}
    return {
        (VERY_DARK if n in dark else n): (replace(e, product=VERY_DARK) if n in dark else e) for n, e in out.items()
    }


VERY_DARK = "very dark chocolate"
MOST_OF = 65
"""Percent of cocoa from which a bar is counted like baking chocolate (facts 2.2: bars sold as 70% and more)."""
