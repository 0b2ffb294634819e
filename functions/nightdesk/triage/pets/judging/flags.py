"""Which red flags hold over the facts, and which of them a look-alike explains away."""

from collections.abc import Sequence

from nightdesk.triage.pets.hearing.facts import Facts
from nightdesk.triage.pets.hearing.weight import TOLD_SIZE
from nightdesk.triage.pets.knowledge.nouns import Flag, Leaf


def raised(facts: Facts, flags: Sequence[Flag]) -> list[Flag]:
    """Flags that hold and are not quieted, worst first. A look-alike cannot quiet what its own conditions exclude."""
    held = [f for f in flags if all(any(holds(leaf, facts) for leaf in line) for line in f.when)]
    quieted = {other for f in held for other in f.quiets}
    return sorted((f for f in held if f.id not in quieted), key=lambda f: f.severity)


def holds(leaf: Leaf, facts: Facts) -> bool:
    """Is this one claim true of the facts? A number that is not known makes a comparison false."""
    return _true(leaf, facts) is leaf.wanted


def _true(leaf: Leaf, facts: Facts) -> bool:
    if leaf.field in {"species", "sex", "build", "toxin", "unplaced"}:
        return _is(leaf, facts)
    name, _, part = leaf.field.partition(".")
    if name in {"age_months", "weight_kg", "temperature_c", "breaths", "troubles", "graves"}:
        animal = facts.animal
        number = {
            "age_months": animal.age_months,
            "weight_kg": animal.weight_kg or (animal.assumed_weight_kg if _is_sized(facts) else None),
            "temperature_c": facts.temperature_c,
            "breaths": facts.breaths,
            "troubles": facts.troubles,
            "graves": facts.graves,
        }[name]
        return _compared(number, leaf)
    fact = facts.signs.get(name)
    if part == "ended":
        return f"{name}.ended" in facts.signs or bool(fact and fact.ended)
    if fact is None:
        return False
    if part == "now":
        return fact.is_now
    return _compared({"count": fact.count, "minutes": fact.minutes}[part], leaf) if part else True


def _is_sized(facts: Facts) -> bool:
    return bool(facts.animal.breed) or TOLD_SIZE in facts.animal.assumed_why


def _is(leaf: Leaf, facts: Facts) -> bool:
    if leaf.field == "species":
        return leaf.value in facts.animal.species
    if leaf.field == "unplaced":
        return bool(facts.unplaced)
    if leaf.field == "toxin":
        return any(not e.is_supposed for e in facts.exposures)
    return (facts.animal.sex if leaf.field == "sex" else facts.animal.build) == leaf.value


def _compared(number: float | None, leaf: Leaf) -> bool:
    if number is None or not isinstance(leaf.value, float):
        return False
    return number >= leaf.value if leaf.relation == ">=" else number < leaf.value
