"""What was understood: the facts that red flags and dose arithmetic judge. Nothing here decides."""

from dataclasses import dataclass, field
from typing import Literal

from nightdesk.triage.pets.knowledge.resemblance import Resemblance


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFact:
    """One sign held to be true. minutes: how long it lasts; ended: it is over; is_now: it is going on as they write."""

    name: str
    count: float | None = None
    minutes: float | None = None
    ended: bool = False
    is_now: bool = False
    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """
    One thing eaten, licked or put on the skin. grams: of product (of drug for medicines); None when unknown.

    amount: the owner's words for it. assumed: what had to be assumed. sure: nothing about the amount was assumed.
    """

    product: str
    grams: float | None
    amount: str = ""
    assumed: tuple[str, ...] = ()
    is_supposed: bool = False
    minutes_ago: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Animal:
    """
    Who it is about. species: every kind it may be, likeliest first. weight_kg None means never told.

    conditions: signs that are remembered of its health.
    """

    species: tuple[str, ...] = ()
    breed: str | None = None
    build: str = ""
    sex: str | None = None
    age_months: float | None = None
    weight_kg: float | None = None
    weight_unit_missing: bool = False
    weight_is_odd: bool = False
    weight_was_asked: bool = False
    other_weights_kg: tuple[float, ...] = ()
    assumed_weight_kg: float = 2.0
    assumed_why: str = ""
    name: str | None = None
    conditions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """
    Everything extracted from the turns.

    frames: kinds of talk found ("asks_in_general", "long_ago", "elsewhere", "hypothetical", "wild", "unsure").
    routes: numbers of human routes that were said. words: how many words there were; plain_words: of these, known ones.
    mentions_somebody: a he or she that may be an animal. unplaced: what was eaten that no file knows. denied: signs
    said not to be so. countries: where the owner says to be. troubles: different things that are wrong; graves: things
    of the body that fail. is_wild: it is about an animal that lives outside, and no pet met it. resembles: how all of
    it reads, beside what was understood of it.
    """

    animal: Animal
    signs: dict[str, SignFact] = field(default_factory=dict)
    exposures: tuple[Exposure, ...] = ()
    temperature_c: float | None = None
    temperature_is_odd: bool = False
    temperature_was_asked: bool = False
    breaths: float | None = None
    intents: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    language: Literal["en", "es"] = "en"
    frames: frozenset[str] = frozenset()
    routes: tuple[int, ...] = ()
    words: int = 0
    plain_words: int = 0
    mentions_pet: bool = False
    mentions_somebody: bool = False
    is_wild: bool = False
    unplaced: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    troubles: int = 0
    graves: int = 0
    resembles: Resemblance = field(default_factory=Resemblance)
