"""Dose arithmetic, and the class a dose falls in. Exact, rounded up, and never done by a model."""

import math
from collections.abc import Sequence

from nightdesk.errors import ImplausibleWeight
from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.knowledge.nouns import Toxin

TEN_POUNDS_KG = 4.5359237


def dose(*, grams: float, per_gram: float, weight_kg: float, unit: str = "mg/kg") -> float:
    """
    Toxin per kilogram of body weight in `unit`, rounded up at the fourth significant digit.

    Raises ImplausibleWeight outside 0.005-1000 kg. Rounds up because under-stating a dose is the costly mistake.
    """
    if not 0.005 <= weight_kg <= 1000:
        raise ImplausibleWeight(f"{weight_kg:g} kg is no body weight")
    toxin = grams * per_gram
    if unit.endswith("/kg"):
        toxin /= weight_kg
    elif unit.endswith("/10lb"):
        toxin /= weight_kg / TEN_POUNDS_KG
    return rounded_up(toxin)


def rounded_up(value: float) -> float:
    """Up at the fourth significant digit; binary noise below a billionth does not count as a digit."""
    if value <= 0:
        return 0.0
    step = 10.0 ** (math.floor(math.log10(value)) - 3)
    return round(math.ceil(round(value / step, 6)) * step, 12)


def band(amount: float | None, toxin: Toxin) -> str:
    """Where a dose stands among the row's thresholds: "any", "below", "low", "moderate", "severe"."""
    if toxin.low is None or toxin.moderate is None or toxin.severe is None or toxin.severe == 0:
        return "any"
    if amount is None or amount < toxin.low:
        return "below"
    return "severe" if amount >= toxin.severe else "moderate" if amount >= toxin.moderate else "low"


def severity(amount: float | None, toxin: Toxin) -> Severity:
    """
    The class of a dose alone (facts 2.3 rule 3): severe SEV0, low and up SEV1, half-low and up SEV2, less SEV3.

    A row resting on general knowledge never goes below SEV2: it may raise an answer, not reassure.
    """
    floor = Severity.SEV3 if toxin.is_confirmed else Severity.SEV2
    if toxin.low is None or toxin.severe is None:
        return floor
    if toxin.severe == 0 or amount is None:
        return Severity.SEV1
    if amount >= toxin.severe:
        return Severity.SEV0
    if amount >= toxin.low:
        return Severity.SEV1
    return Severity.SEV2 if amount >= toxin.low / 2 else floor


def row_for(name: str, species: str, toxins: Sequence[Toxin]) -> Toxin | None:
    """The row of a toxin for a species: its own, else the one for all animals."""
    return next((t for t in toxins if t.toxin == name and t.species == species), None) or next(
        (t for t in toxins if t.toxin == name and t.species == "all"), None
    )
