"""Judging what was eaten: dose, class, the overrides for signs and for poisons that kill fast or late."""

from dataclasses import dataclass

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.dose import band, dose, row_for, severity
from nightdesk.triage.pets.facts import Exposure, Facts
from nightdesk.triage.pets.rules import Product, Rules, Toxin
from nightdesk.triage.verdict import Dose

LONG_PAST_MINUTES = 21 * 1440
"""A poison taken longer ago than this, with no sign, is history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Poisoning:
    """One exposure judged for one species. step and question: keys of the desk's lines."""

    exposure: Exposure
    product: Product
    dose: Dose
    severity: Severity
    reason: str
    step: str
    question: str | None


def poisonings(facts: Facts, rules: Rules) -> list[Poisoning]:
    """All exposures, worst first; when the species is unknown or shared, the worst reading counts."""
    out = []
    for exposure in facts.exposures:
        if exposure.is_supposed or ((exposure.minutes_ago or 0) > LONG_PAST_MINUTES and not _signs(facts, rules)):
            continue
        kinds = facts.animal.species or ("dog",)
        judged = [_judged(exposure, kind, facts, rules) for kind in kinds]
        out.append(min(judged, key=lambda p: p.severity))
    return sorted(out, key=lambda p: p.severity)


def _signs(facts: Facts, rules: Rules) -> list[str]:
    return [s for s in rules.sets["signs_of_poisoning"] if s in facts.signs and not facts.signs[s].ended]


def _judged(exposure: Exposure, species: str, facts: Facts, rules: Rules) -> Poisoning:
    product = rules.product_named[exposure.product]
    name = (product.cat or product.toxin) if species == "cat" else product.toxin
    row = row_for(name, species, rules.toxins)
    known_for = species
    if row is None:
        other = "dog" if species != "dog" else "cat"
        row, known_for = row_for(name, other, rules.toxins) or row_for(product.toxin, other, rules.toxins), other
    assert row is not None  # the shelf refuses a product whose toxin has no row
    weight = facts.animal.weight_kg or facts.animal.assumed_weight_kg
    grams = exposure.grams if exposure.grams is not None else product.package
    per = None
    if row.unit not in {"any"} and row.severe:
        per = dose(grams=grams, per_gram=product.per_gram, weight_kg=weight, unit=row.unit)
    assumed = exposure.assumed if exposure.grams is None or exposure.assumed else ()
    if not facts.animal.weight_kg and row.unit.endswith(("/kg", "/10lb")):
        assumed = (*assumed, facts.animal.assumed_why)
    elif facts.animal.weight_unit_missing:
        assumed = (*assumed, "weight taken as pounds")
    if product.unsure:
        assumed = (*assumed, f"kind: {row.toxin.replace('_', ' ')}")
    level, why = _class(per, row, species, known_for, facts, rules)
    guessed = exposure.grams is None and not facts.animal.weight_kg
    if guessed and level is Severity.SEV0 and not _signs(facts, rules) and row.toxin not in rules.sets["fast_killers"]:
        level = Severity.SEV1  # neither weight nor amount was told: ask, and treat as urgent meanwhile
    return Poisoning(
        exposure=exposure,
        product=product,
        dose=Dose(toxin=row.toxin, dose=per, unit=row.unit, band=band(per, row), assumed=assumed),
        severity=level,
        reason=_reason(exposure, product, per, row, why),
        step=_step(level, row),
        question=_question(exposure, product, row, facts, level),
    )


def _class(
    per: float | None, row: Toxin, species: str, known_for: str, facts: Facts, rules: Rules
) -> tuple[Severity, str]:
    """facts 2.3 rule 3, overrides in its order."""
    signs = _signs(facts, rules)
    harmless = row.severe is None and known_for == species
    level = severity(per, row)
    if signs and not (harmless and set(signs) <= {"foaming", "weak"}):
        if row.toxin in rules.sets["capped_at_sev2"] and set(signs) <= {
            "wobbly",
            "tremor",
            "weak",
            "vomiting_repeated",
        }:
            return Severity.SEV2, "this one makes dogs weak and wobbly but is not known to kill"
        return Severity.SEV0, "signs are present: " + ", ".join(rules.signs[s].say for s in signs)
    if row.toxin in rules.sets["fast_killers"]:
        return Severity.SEV0, "this one acts fast at any amount"
    if row.toxin in rules.sets["delayed_killers"] and row.severe is not None:
        return Severity.SEV1, "harm shows days later, looking fine now does not reassure"
    if row.toxin in rules.sets["capped_at_sev2"]:
        return max(level, Severity.SEV2), "this one is not known to kill"
    if row.low == 0 and row.severe:
        level = min(level, Severity.SEV1)
    if known_for != species:
        level = min(level, Severity.SEV1) if known_for != "cat" else level
        return level, f"no numbers for a {species}, judged as a {known_for}"
    upset = [s for s in rules.sets["signs_of_upset"] if s in facts.signs]
    if upset and level > Severity.SEV1:
        return Severity(level - 1), "signs: " + ", ".join(rules.signs[s].say for s in upset)
    if harmless:
        return level, "usually mild" if row.is_confirmed else "usually mild, but no vet has signed this row yet"
    if row.severe == 0:
        return level, "any amount counts"
    return level, f"{band(per, row)} range"


def _reason(exposure: Exposure, product: Product, per: float | None, row: Toxin, why: str) -> str:
    said = f"{product.name} {exposure.amount}".strip()
    return f"{said}: about {per:.3g} {row.unit}; {why}" if per is not None else f"{said}: {why}"


def _step(level: Severity, row: Toxin) -> str:
    if row.vomiting.startswith("n/a_wash"):
        return "poison_skin" if level is Severity.SEV0 else "poison_skin_soon"
    return ("poison_now", "poison_soon", "poison_today", "poison_watch", "poison_watch")[level]


def _question(exposure: Exposure, product: Product, row: Toxin, facts: Facts, level: Severity) -> str | None:
    """The one number that would change the class, if any is missing."""
    if not facts.animal.species:
        return "species"
    if row.severe and row.unit.endswith(("/kg", "/10lb")) and row.toxin != "grapes":
        if facts.animal.weight_kg is None:
            return "weight"
        if facts.animal.weight_unit_missing:
            return "unit"
        if product.unsure:
            return "kind"
        if exposure.grams is None:
            return "amount"
        if exposure.assumed and product.medicine:
            return "strength"
    return "kind" if product.unsure else "when" if level <= Severity.SEV1 and exposure.minutes_ago is None else None
