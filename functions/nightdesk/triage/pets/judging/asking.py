"""The one question after a poison: the number that would change the class, else how the animal is."""

from collections.abc import Iterator
from dataclasses import replace

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.hearing.facts import Facts
from nightdesk.triage.pets.hearing.weight import heaviest
from nightdesk.triage.pets.judging.poison import Poisoning, case_of, classified
from nightdesk.triage.pets.knowledge.rules import Rules

_FIRST_BITE = 0.02
"""Of a whole package: the least that "ate some" may mean."""

_STRENGTHS = (0.1, 0.25, 0.5, 2.0, 4.0)
"""Of the strength that was assumed: what the label of the same medicine may say."""


def question(poison: Poisoning, facts: Facts, rules: Rules) -> str | None:
    """A key of the desk's questions, or None when nothing that could be asked would change the class."""
    animal, case = facts.animal, poison.case
    if animal.weight_is_odd and not animal.weight_was_asked:
        return "weight_again"
    if not animal.species and "if it is a" in poison.why:
        return "species"
    if case.per is not None and not poison.why.startswith(("signs", "harm", "this one")):
        numbers = next(_numbers(poison, facts, rules), None)
        if numbers:
            return numbers
    elif case.product.unsure and animal.species:
        return "kind"
    if not animal.species:
        return "species"
    if poison.severity <= Severity.SEV1 and case.exposure.minutes_ago is None:
        return "when"
    return "acting" if not facts.signs else None


def _numbers(poison: Poisoning, facts: Facts, rules: Rules) -> Iterator[str]:
    """What would change the class if it were known, the most telling first."""
    animal, case = facts.animal, poison.case
    is_unknown = animal.weight_kg is None and not animal.weight_was_asked
    if is_unknown and _would_change(poison, facts, rules, kg=_heavy(facts, rules)):
        yield "weight"
    if animal.weight_unit_missing and _would_change(poison, facts, rules, kg=case.kg * 2.2046):
        yield "unit"
    if case.product.unsure and _kind_would_change(poison, facts, rules):
        yield "kind"
    if case.exposure.grams is None and _would_change(poison, facts, rules, share=_FIRST_BITE):
        yield "amount"
    is_assumed = bool(case.exposure.assumed) and case.exposure.grams is not None and case.product.has_strengths
    if is_assumed and any(_would_change(poison, facts, rules, share=share) for share in _STRENGTHS):
        yield "strength"


def _kind_would_change(poison: Poisoning, facts: Facts, rules: Rules) -> bool:
    """Would another product of the family, in the same amount, be of another class?"""
    case = poison.case
    grams = case.exposure.grams if case.exposure.grams is not None else case.product.package
    for product in rules.products:
        if product.answers and product.toxin.split("_")[0] == case.product.toxin.split("_")[0]:
            other = replace(case.exposure, product=product.name, grams=grams)
            if classified(case_of(other, case.species, facts, rules), facts, rules)[0] is not poison.severity:
                return True
    return False


def _heavy(facts: Facts, rules: Rules) -> float:
    breed = rules.breed_named.get(facts.animal.breed or "")
    return breed.high if breed else min(60.0, heaviest(facts.animal.species, None, rules))


def _would_change(
    poison: Poisoning, facts: Facts, rules: Rules, *, kg: float | None = None, share: float = 1.0
) -> bool:
    case = poison.case
    grams = case.exposure.grams if case.exposure.grams is not None else case.product.package
    other = replace(case.exposure, grams=grams * share)
    tried = case_of(other, case.species, facts, rules, kg=kg)
    return classified(tried, facts, rules)[0] is not poison.severity
