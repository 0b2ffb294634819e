"""One line for a vet's page: the animal, what happened, what shows, and the dose."""

from collections.abc import Sequence

from nightdesk.triage.pets.hearing.facts import Facts
from nightdesk.triage.pets.judging.poison import Poisoning
from nightdesk.triage.pets.knowledge.nouns import Flag
from nightdesk.triage.pets.knowledge.rules import Rules

LONGEST = 140
MOST_SIGNS = 3
NO_COMPLAINTS = frozenset({"cry_for_help", "needs_care", "behaviour", "habit", "figure"})


def subject(facts: Facts, poison: Poisoning | None, flags: Sequence[Flag], rules: Rules) -> str:
    """For example `30 kg Labrador: dark chocolate 200 g 20 min ago, shaking. ~38 mg/kg methylxanthine`."""
    shown = _shown(facts, rules)
    eaten = [f"ate {thing}" for thing in facts.unplaced[:1]]
    parts = [_eaten(poison), *shown] if poison else [*eaten, *shown] or [f.reason for f in flags[:1]]
    what = ", ".join(dict.fromkeys(p for p in parts if p)) or "no clear complaint"
    tail = _dose(poison)
    return _cut(f"{_who(facts)}: {what}", LONGEST - len(tail)) + tail


def _shown(facts: Facts, rules: Rules) -> list[str]:
    """What to say of the signs, each once, a general one not beside the special one that says the same."""
    says = [
        rules.signs[name].say
        for name in facts.signs
        if "." not in name
        and name not in NO_COMPLAINTS
        and not rules.signs[name].calm
        and not name.endswith(("_fine", "_calm"))
    ]
    once = list(dict.fromkeys(says))
    return [s for s in once if not any(s != o and s in o for o in once)][:MOST_SIGNS]


def _who(facts: Facts) -> str:
    animal = facts.animal
    kind = animal.breed or (" or ".join(animal.species[:2]) if animal.species else "pet of unknown kind")
    weight = f"{animal.weight_kg:.3g} kg " if animal.weight_kg else ""
    name = f"{animal.name}, " if animal.name else ""
    who = f"{name}{weight}{kind}"
    return who if who[0].isdigit() else who[0].upper() + who[1:]


def _eaten(poison: Poisoning | None) -> str:
    if poison is None:
        return ""
    ago = poison.case.exposure.minutes_ago
    when = f" {ago:.0f} min ago" if ago and ago < 120 else f" {ago / 60:.0f} h ago" if ago else ""
    return poison.case.said + when


def _dose(poison: Poisoning | None) -> str:
    if poison is None or poison.dose.dose is None:
        return ""
    unit = poison.dose.unit
    toxin = "methylxanthine" if "methylxanthine" in unit else ""
    plain = unit.replace(" methylxanthine", "")
    guess = " (assumed)" if poison.dose.assumed else ""
    return f". ~{poison.dose.dose:.3g} {plain} {toxin}".rstrip() + guess


def _cut(line: str, longest: int) -> str:
    """At most so many characters, ending with a whole word."""
    if len(line) <= longest:
        return line
    return line[: longest + 1].rpartition(" ")[0].rstrip(" ,:")
