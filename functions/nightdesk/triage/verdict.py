"""One verdict for both desks: what was judged, why in words, and what to do first."""

from dataclasses import dataclass
from typing import Literal

from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import Severity

Intent = Literal[
    "concern", "person", "plea", "question", "greeting", "thanks", "bot", "test", "spam", "wrong_number", "abuse",
    "instructions", "stop", "unclear", "off_topic", "talk", "clinic", "cost", "farewell", "loss", "missing",
]  # fmt: skip
"""
What a contact is: a concern (an alarm, an animal's trouble), a person in danger, a plea without facts, a question in
general; a wish to be called, the way to a clinic, money, whether to let go, grief, a pet that ran away; or a contact
that brings no trouble at all: severity is SEV4 then, and first_step a fitting answer.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """
    One computed exposure.

    toxin: what people call it, in English, for those who are woken; label: the same in the owner's language.
    dose: amount of toxin per kilogram of body weight, in `unit` (for example "mg/kg"), rounded up.
    band: "low" | "moderate" | "severe" | "any" | "below".
    assumed: what was assumed for the sum, in words ("whole bar", "weight 5 kg: smallest adult").
    """

    toxin: str
    dose: float | None
    unit: str
    band: str
    assumed: tuple[str, ...] = ()
    label: str = ""


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
    first_step: what the person does now; empty for ops. It and `question` are in `language`, the owner's; reasons and
    subject are for the people who are woken, and in English.
    intent: what kind of contact it is.
    confidence: 0-1, how sure the facts are, not how bad things are.
    flags: ids of the red flags that were raised, worst first; "poison" among them when something was swallowed or
    touched that may poison. What help fits is chosen from them, not from words.
    breed, weight_kg: as far as they were told or are remembered; how to lay hands on the animal follows from them.
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
    intent: Intent = "concern"
    language: Literal["en", "es"] = "en"
    flags: tuple[str, ...] = ()
    breed: str | None = None
    weight_kg: float | None = None
