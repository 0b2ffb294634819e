"""Judging what was eaten: dose, class, the overrides for signs and for poisons that kill fast or late."""

from dataclasses import dataclass, replace

from nightdesk.errors import Misconfigured
from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.hearing.facts import Exposure, Facts
from nightdesk.triage.pets.judging.dose import band, dose, row_for, severity
from nightdesk.triage.pets.knowledge.nouns import Product, Toxin
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.text import stem
from nightdesk.triage.verdict import Dose

LONG_PAST_MINUTES = 21 * 1440
"""A poison taken longer ago than this, with no sign, is history."""

UNKNOWN_KINDS = ("dog", "cat")
"""The kinds that rows tell apart: an animal of unknown kind is judged as whichever fares worst."""

_WEAKENING = frozenset({"wobbly", "tremor", "weak", "vomiting_repeated"})
_MILD = frozenset({"foaming", "weak"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One exposure as one kind of animal. kg: told or assumed; per: toxin per body weight, None when not counted."""

    exposure: Exposure
    product: Product
    row: Toxin
    species: str
    known_for: str
    kg: float
    per: float | None

    @property
    def is_known(self) -> bool:
        """Whether the row was made for this kind of animal."""
        return self.known_for == self.species

    @property
    def said(self) -> str:
        """What and how much, each thing named once: "dark chocolate 200 g", "3 pills (an unknown pill)"."""
        name, much = self.product.name, self.exposure.amount
        if not much or stem(much.split()[-1]) not in {stem(word) for word in name.split()}:
            return f"{name} {much}".strip()
        return name if much.split()[0] in {"a", "an", "un", "una"} else f"{much} ({name})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Poisoning:
    """One exposure judged. why: what decided the class, in words."""

    case: Case
    dose: Dose
    severity: Severity
    why: str

    @property
    def reason(self) -> str:
        """For the people who are woken: what and how much, the dose, why so urgent, and when signs come."""
        row, said = self.case.row, self.case.said
        much = f"about {self.case.per:.3g} {row.unit}; " if self.case.per is not None else ""
        onset = f"; onset: {row.onset}" if row.onset and self.severity <= Severity.SEV2 else ""
        return f"{said}: {much}{self.why}{onset}"


def poisonings(facts: Facts, rules: Rules) -> list[Poisoning]:
    """All exposures, worst first; when the species is unknown or shared, the worst reading counts."""
    out = []
    signs = signs_of(facts, rules)
    for exposure in facts.exposures:
        is_history = (exposure.minutes_ago or 0) > LONG_PAST_MINUTES and not signs
        if exposure.is_supposed or is_history:
            continue
        kinds = facts.animal.species or UNKNOWN_KINDS
        judged = [_judged(case_of(exposure, kind, facts, rules), facts, rules) for kind in kinds]
        worst = min(judged, key=lambda p: p.severity)
        if not facts.animal.species and worst.severity < max(p.severity for p in judged):
            worst = replace(worst, why=f"{worst.why}, if it is a {worst.case.species}")
        out.append(worst)
    return sorted(out, key=lambda p: p.severity)


def signs_of(facts: Facts, rules: Rules) -> list[str]:
    """Signs that together with any toxin are an emergency now."""
    return [s for s in rules.sets["signs_of_poisoning"] if s in facts.signs and not facts.signs[s].ended]


def case_of(exposure: Exposure, species: str, facts: Facts, rules: Rules, *, kg: float | None = None) -> Case:
    """An exposure as one kind of animal, weighing what was told or assumed, or `kg` to try another weight."""
    product = rules.product_named[exposure.product]
    row, known_for = _row(product, species, rules)
    weight = kg or facts.animal.weight_kg or facts.animal.assumed_weight_kg
    grams = exposure.grams if exposure.grams is not None else product.package
    per = None
    if row.unit != "any" and row.severe:
        per = dose(grams=grams, per_gram=product.per_gram, weight_kg=weight, unit=row.unit)
    return Case(exposure=exposure, product=product, row=row, species=species, known_for=known_for, kg=weight, per=per)


def _row(product: Product, species: str, rules: Rules) -> tuple[Toxin, str]:
    """The row for a kind of animal, else for the kind that rows know of, and which kind that is."""
    for kind in (species, *UNKNOWN_KINDS):
        row = row_for((product.cat or product.toxin) if kind == "cat" else product.toxin, kind, rules.toxins)
        if row:
            return row, kind
    raise Misconfigured(f"runbooks/pets/products.yaml: {product.name}: no row for any kind")  # refused at load


def classified(case: Case, facts: Facts, rules: Rules) -> tuple[Severity, str]:
    """facts 2.3 rule 3 with its overrides in their order, and why."""
    row, signs = case.row, signs_of(facts, rules)
    is_mild = row.severe is None and case.is_known
    level = severity(case.per, row)
    if signs and not (is_mild and set(signs) <= _MILD):
        if row.toxin in rules.sets["capped_at_sev2"] and set(signs) <= _WEAKENING:
            return Severity.SEV2, "this one makes dogs weak and wobbly but is not known to kill"
        return Severity.SEV0, "signs are present: " + ", ".join(dict.fromkeys(rules.signs[s].say for s in signs))
    drowsy = [s for s in rules.sets["signs_of_drowsiness"] if s in facts.signs]
    if drowsy and row.toxin in rules.sets["drowsy_killers"] and row.severe is not None:
        return Severity.SEV0, "this one slows brain and breath, and signs are present: " + rules.signs[drowsy[0]].say
    if row.toxin in rules.sets["fast_killers"]:
        return Severity.SEV0, "this one acts fast at any amount"
    if row.toxin in rules.sets["delayed_killers"] and row.severe is not None:
        return Severity.SEV1, "harm shows days later, looking fine now does not reassure"
    if row.toxin in rules.sets["capped_at_sev2"]:
        return max(level, Severity.SEV2), "this one is not known to kill"
    if row.low == 0 and row.severe:
        level = min(level, Severity.SEV1)
    if not case.is_known:
        level = min(level, Severity.SEV1) if case.known_for != "cat" else level
        return level, f"no numbers for a {case.species}, judged as a {case.known_for}"
    return _upset(case, level, facts, rules)


def _upset(case: Case, level: Severity, facts: Facts, rules: Rules) -> tuple[Severity, str]:
    upset = [s for s in rules.sets["signs_of_upset"] if s in facts.signs]
    row = case.row
    if upset and level > Severity.SEV1:
        return Severity(level - 1), "signs: " + ", ".join(dict.fromkeys(rules.signs[s].say for s in upset))
    if row.severe is None:
        return level, "usually mild" if row.is_confirmed else "usually mild, but no vet has signed this row yet"
    if row.severe == 0:
        return level, "any amount counts"
    return level, f"{band(case.per, row)} range"


def _judged(case: Case, facts: Facts, rules: Rules) -> Poisoning:
    level, why = classified(case, facts, rules)
    is_guess = case.exposure.grams is None and not facts.animal.weight_kg
    is_fast = case.row.toxin in rules.sets["fast_killers"]
    if is_guess and level is Severity.SEV0 and not signs_of(facts, rules) and not is_fast:
        level = Severity.SEV1  # neither weight nor amount was told: ask, and treat as urgent meanwhile
    says = case.row.says.told(facts.language)
    if case.product.unsure:
        says = (case.product.says_es or says) if facts.language == "es" else case.product.name
    counted = Dose(
        toxin=case.product.name if case.product.unsure else case.row.says.en,
        label=says,
        dose=case.per,
        unit=case.row.unit,
        band=band(case.per, case.row),
        assumed=_assumed(case, facts),
    )
    return Poisoning(case=case, dose=counted, severity=level, why=why)


def _assumed(case: Case, facts: Facts) -> tuple[str, ...]:
    animal, exposure = facts.animal, case.exposure
    out = list(exposure.assumed)
    if case.row.unit.endswith(("/kg", "/10lb")):
        if not animal.weight_kg:
            out.append(animal.assumed_why)
        elif animal.weight_unit_missing:
            out.append("weight taken as pounds")
        elif animal.other_weights_kg:
            out.append(f"weight {animal.weight_kg:.3g} kg: the lightest that was told")
    if case.product.unsure:
        out.append(f"kind: {case.row.says.en}")
    return tuple(out)
