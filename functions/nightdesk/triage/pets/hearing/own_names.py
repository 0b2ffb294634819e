"""Which mentions of products stand for a thing of their own, and are not part of another's name."""

from collections.abc import Sequence

from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token

MOST = 40
"""Mentions of products that are judged: more is no more to know."""

NEAR = 3
"""Words between a medicine and the "pills" or "tablets" that it comes in."""


def own_names(row: Sequence[Token], mentions: Sequence[Mention], rules: Rules) -> list[Mention]:
    """
    Without names inside longer names ("chocolate" in "dark chocolate"), without the form of a medicine that is named
    ("vitamin D pills"), and without what only tells the shape of the one before it ("dark chocolate kisses").
    """
    own = _outermost(mentions)[:MOST]
    return [
        m
        for i, m in enumerate(own)
        if not any(_is_form_of(row, m, o, rules) for o in own[max(0, i - 3) : i + 4])
        and not (i and _is_shape_of(row, m, own[i - 1], rules))
    ]


def _is_form_of(row: Sequence[Token], form: Mention, other: Mention, rules: Rules) -> bool:
    """Is it the pills, tablets or capsules of another medicine?"""
    if rules.product_named[form.name].toxin != UNKNOWN or rules.product_named[other.name].toxin == UNKNOWN:
        return False
    first, last = sorted((form, other), key=lambda m: m.start)
    apart = range(first.end + 1, last.start + 1)
    return len(apart) <= NEAR + 1 and not any(row[i].gap or row[i].raw in {"and", "y", "or", "o"} for i in apart)


UNKNOWN = "blood_pressure_pill_unknown"
"""The row of a pill nobody can name."""


def _is_shape_of(row: Sequence[Token], shape: Mention, other: Mention, rules: Rules) -> bool:
    """Does it go on directly after another of its family?"""
    one, two = rules.product_named[shape.name], rules.product_named[other.name]
    is_family = one.toxin.split("_")[0] == two.toxin.split("_")[0] and one is not two
    return is_family and not two.unsure and shape.start == other.end + 1 and not row[shape.start].gap


def _outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """Without names inside longer names; a sorted row needs comparing with its neighbours only."""
    return [
        m for i, m in enumerate(mentions) if not any(set(m.at) < set(o.at) for o in mentions[max(0, i - 8) : i + 9])
    ]
