"""One verdict for both desks: what was judged, why in words, and what to do first."""

from dataclasses import dataclass

from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """
    One computed exposure.

    dose: amount of toxin per kilogram of body weight, in `unit` (for example "mg/kg"), rounded up.
    band: "low" | "moderate" | "severe" | "any" | "below".
    assumed: what was assumed for the sum, in words ("whole bar", "weight 5 kg: smallest adult").
    """

    toxin: str
    dose: float | None
    unit: str
    band: str
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HumanRoute:
    """A person, not a pet, is in danger: who to call first. kind: "self-harm", "medical", "poison", "violence", ..."""

    kind: str
    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """
    The outcome of triage. Severity never comes from a model.

    subject: one line a page can carry ("30 kg Labrador: dark chocolate 200 g, shaking").
    first_step: what the person does now; empty for ops.
    confidence: 0-1, how sure the facts are, not how bad things are.
    """

    desk: Desk
    severity: Severity
    reasons: tuple[str, ...]
    subject: str
    first_step: str = ""
    question: str | None = None
    confidence: float = 1.0
    species: str | None = None
    pet_name: str | None = None
    dose: Dose | None = None
    human_route: HumanRoute | None = None
