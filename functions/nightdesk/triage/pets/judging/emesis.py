"""
Whether a vet may be offered words for making a dog vomit at home, and the arithmetic of it.

Nothing here reaches an owner by itself: a vet reads the amount and approves the very words. Every doubt means no draft,
and the vet is told which doubt.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.contact.contact import Pet
from nightdesk.triage.pets.hearing.facts import Facts
from nightdesk.triage.pets.hearing.hear import hear
from nightdesk.triage.pets.judging.flags import raised
from nightdesk.triage.pets.judging.judge import MOST_TURNS
from nightdesk.triage.pets.judging.poison import Poisoning, poisonings
from nightdesk.triage.pets.judging.seeking import as_told
from nightdesk.triage.pets.knowledge.at_hand import rules as deployed
from nightdesk.triage.pets.knowledge.rules import Rules

ML_PER_POUND = 1.0
"""Of 3% hydrogen peroxide; dvm360 812213, companionanimalhousecalls.com."""
MOST_ML = 45
WINDOW_MINUTES = 120.0
"""After this there is little left to bring up. General knowledge: a vet must confirm it."""
LEAST_KG = 1.0
KG_PER_POUND = 0.45359237
ML_PER_TEASPOON = 5
ALLOWED = "vet_directed_only"
"""The only entry of toxins.csv, column induce_vomiting_contraindicated, that leaves it to a vet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Emesis:
    """
    ml: millilitres of 3% peroxide, rounded down, None when nothing may be offered and why_not says why.

    minutes_ago: since it was swallowed, None when nobody told. minutes_left: until the time for it is over. caution:
    what a vet should ask before approving.
    """

    ml: int | None
    why_not: str = ""
    minutes_ago: float | None = None
    minutes_left: float = 0.0
    caution: str = ""


def emesis(
    turns: Sequence[str], *, pets: Sequence[Pet], minutes_passed: float = 0.0, rules: Rules | None = None
) -> Emesis:
    """
    What may be offered to a vet for this conversation. minutes_passed: since the first of it was told, so that
    "20 min ago" grows older; too old is the safe side.
    """
    rules = rules or deployed()
    facts = hear([as_told(turn, drugs=()) for turn in turns[-MOST_TURNS:]], pets=pets, rules=rules)
    poisons = poisonings(facts, rules)
    told = [p.case.exposure.minutes_ago for p in poisons if p.case.exposure.minutes_ago is not None]
    ago = max(told) + minutes_passed if told else None
    why_not = _why_not(facts, poisons, rules, ago)
    if why_not or facts.animal.weight_kg is None or ago is None:
        return Emesis(ml=None, why_not=why_not, minutes_ago=ago)
    caution = "" if facts.animal.breed else "breed not told"
    left = WINDOW_MINUTES - ago
    return Emesis(ml=millilitres(facts.animal.weight_kg), minutes_ago=ago, minutes_left=left, caution=caution)


def millilitres(weight_kg: float) -> int:
    """1 mL a pound, at most 45, rounded down: too little can be made up for."""
    return min(MOST_ML, int(weight_kg / KG_PER_POUND * ML_PER_POUND + 1e-9))


def teaspoons(ml: int) -> int:
    """Whole teaspoons that are not more than this."""
    return ml // ML_PER_TEASPOON


def _why_not(facts: Facts, poisons: Sequence[Poisoning], rules: Rules, ago: float | None) -> str:
    """The first reason against a draft; empty when there is none."""
    animal = facts.animal
    if animal.species != ("dog",):
        return "not surely a dog" if "cat" not in animal.species else "never in cats"
    if not poisons or facts.unplaced:
        return "what was swallowed is not known"
    harmful = next((p.case.product.name for p in poisons if p.case.row.vomiting != ALLOWED), "")
    if harmful:
        return f"never at home after {harmful}"
    if animal.build == "flat":
        return "flat-faced"
    ill = [rules.signs[name].say for name in facts.signs if name in rules.signs and not _is_calm(name, rules)]
    if ill or any(flag.id != "poison" for flag in raised(facts, rules.flags)):
        return f"has signs: {', '.join(dict.fromkeys(ill)) or 'a red flag'}"
    if animal.weight_kg is None or animal.weight_unit_missing or animal.weight_is_odd or animal.other_weights_kg:
        return "weight not surely told"
    if animal.weight_kg < LEAST_KG:
        return "too small to measure for"
    if ago is None:
        return "time not told"
    return "" if ago < WINDOW_MINUTES else f"over {WINDOW_MINUTES:g} min ago"


_PLEAS = frozenset({"cry_for_help", "needs_care", "behaviour"})
"""Words of the owner's need: no signs of the animal."""


def _is_calm(name: str, rules: Rules) -> bool:
    return name in _PLEAS or rules.signs[name].calm or name.endswith(("_fine", "_calm"))
