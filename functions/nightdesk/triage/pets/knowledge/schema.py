"""The shape of what owners say and hear, and of animals, in runbooks/pets, for the strict reading of it."""

from typing import Literal

from pydantic import Field

from nightdesk.runbook.strictly import Strict
from nightdesk.triage.pets.knowledge.fields import English, Kilograms, Level, Spanish, Word


class SignEntry(Strict):
    """One sign of lexicon.yaml; like: patterns."""

    say: str = Field(min_length=1)
    like: list[str] = Field(min_length=1)
    event: bool = False
    calm: bool = False
    swallows: bool = False


class LexiconFile(Strict):
    """lexicon.yaml."""

    forms: dict[str, str]
    rewrites: dict[str, str]
    numbers: dict[str, float]
    emoji: dict[str, str]
    words: dict[str, list[str]]
    marks: dict[str, list[str]]
    signs: dict[str, SignEntry]
    grave: dict[str, list[str]]
    frames: dict[str, list[str]]


class FlagEntry(Strict):
    """One red flag or look-alike of red_flags.yaml."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    severity: Level
    when: list[str] = Field(min_length=1)
    reason: str = Field(min_length=1)
    first_step: English
    first_step_es: Spanish
    question: English | None = None
    question_es: Spanish | None = None
    source: str = Field(min_length=1)
    reviewer: Word | None = None
    quiets: list[str] = Field(default_factory=list)


class FlagsFile(Strict):
    """red_flags.yaml."""

    red_flags: list[FlagEntry]
    look_alikes: list[FlagEntry]


class SaidEntry(Strict):
    """One sentence in every language of the desk."""

    en: English
    es: Spanish


class LinesFile(Strict):
    """lines.yaml."""

    steps: dict[str, SaidEntry]
    questions: dict[str, SaidEntry]


class ContactsFile(Strict):
    """contacts.yaml: kinds of contact that are no concern about an animal."""

    intents: dict[str, list[str]]


class BreedEntry(Strict):
    """One breed of animals.yaml; adult weights in kg."""

    low: Kilograms
    high: Kilograms
    words: list[str]
    species: str = "dog"
    build: Literal["", "deep", "flat"] = ""


class AnimalsFile(Strict):
    """animals.yaml."""

    species: dict[str, list[str]]
    young: list[Word]
    default_weight_kg: dict[str, Kilograms]
    heaviest_kg: dict[str, Kilograms]
    breeds: dict[str, BreedEntry]
    sizes: dict[str, Kilograms]
