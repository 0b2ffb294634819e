"""One line for a vet's page: the animal, what happened, what shows, and the dose."""

from collections.abc import Sequence

from nightdesk.triage.pets.facts import Facts
from nightdesk.triage.pets.poison import Poisoning
from nightdesk.triage.pets.rules import Flag, Rules

LONGEST = 140


def subject(facts: Facts, poison: Poisoning | None, flags: Sequence[Flag], rules: Rules) -> str:
    """For example `30 kg Labrador: dark chocolate 200 g 20 min ago, shaking. ~38 mg/kg methylxanthine`."""
    calm = [
        n
        for n, s in facts.signs.items()
        if "." not in n and not rules.signs[n].calm and not n.endswith(("_fine", "_calm"))
    ]
    shown = [rules.signs[n].say for n in calm if n not in {"cry_for_help", "needs_care", "behaviour"}][:3]
    parts = [_eaten(poison), *shown] if poison else shown or [f.reason for f in flags[:1]]
    what = ", ".join(dict.fromkeys(p for p in parts if p)) or "no clear complaint"
    line = f"{_who(facts)}: {what}"
    tail = _dose(poison)
    return line[: LONGEST - len(tail)].rstrip(" ,") + tail


def _who(facts: Facts) -> str:
    animal = facts.animal
    kind = animal.breed or (animal.species[0] if animal.species else "pet")
    weight = f"{animal.weight_kg:.3g} kg " if animal.weight_kg else ""
    name = f"{animal.name}, " if animal.name else ""
    who = f"{name}{weight}{kind}"
    return who if who[0].isdigit() else who[0].upper() + who[1:]


def _eaten(poison: Poisoning | None) -> str:
    if poison is None:
        return ""
    ago = poison.exposure.minutes_ago
    when = f" {ago:.0f} min ago" if ago and ago < 120 else f" {ago / 60:.0f} h ago" if ago else ""
    return f"{poison.product.name} {poison.exposure.amount}".strip() + when


def _dose(poison: Poisoning | None) -> str:
    if poison is None or poison.dose.dose is None:
        return ""
    unit = poison.dose.unit
    toxin = "methylxanthine" if "methylxanthine" in unit else ""
    plain = unit.replace(" methylxanthine", "")
    guess = " (assumed)" if poison.dose.assumed else ""
    return f". ~{poison.dose.dose:.3g} {plain} {toxin}".rstrip() + guess
