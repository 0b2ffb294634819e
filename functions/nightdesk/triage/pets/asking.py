"""The one question after a poison: the number that would change the class, else how the animal is."""

from dataclasses import replace

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.facts import Facts
from nightdesk.triage.pets.poison import Poisoning, case_of, classified
from nightdesk.triage.pets.rules import Rules
from nightdesk.triage.pets.weight import heaviest

_FIRST_BITE = 0.02
"""Of a whole package: the least that "ate some" may mean."""


def question(poison: Poisoning, facts: Facts, rules: Rules) -> str | None:
    """A key of the desk's questions, or None when nothing that could be asked would change the class."""
    animal, case = facts.animal, poison.case
    if animal.weight_is_odd:
        return "weight_again"
    if not animal.species and "if it is a" in poison.why:
        return "species"
    is_counted = case.per is not None and not poison.why.startswith(("signs", "harm", "this one"))
    if is_counted:
        if animal.weight_kg is None and _would_change(poison, facts, rules, kg=_heavy(facts, rules)):
            return "weight"
        if animal.weight_unit_missing and _would_change(poison, facts, rules, kg=case.kg * 2.2046):
            return "unit"
        if case.product.unsure:
            return "kind"
        if case.exposure.grams is None and _would_change(poison, facts, rules, share=_FIRST_BITE):
            return "amount"
        if case.exposure.assumed and case.product.medicine and _would_change(poison, facts, rules, share=0.25):
            return "strength"
    if not animal.species:
        return "species"
    if case.product.unsure:
        return "kind"
    if poison.severity <= Severity.SEV1 and case.exposure.minutes_ago is None:
        return "when"
    return "acting" if not facts.signs else None


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
