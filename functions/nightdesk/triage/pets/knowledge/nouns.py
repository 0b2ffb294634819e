"""The nouns of runbooks/pets as they are used: signs, red flags, toxins, products, breeds, routes, clinics."""

from dataclasses import dataclass
from datetime import datetime

from nightdesk.triage.pets.words.pattern import Pattern


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One sentence to an owner in every language of the desk."""

    en: str
    es: str

    def told(self, language: str) -> str:
        """The sentence in a language; English for one the desk does not speak."""
        return self.es if language == "es" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """
    Something owners describe. event: it still counts when it is over. calm: a look-alike that may be harmless.

    swallows: a mention of it hides the mentions inside it ("peeing fine" hides "peeing").
    """

    say: str
    patterns: tuple[Pattern, ...]
    event: bool = False
    calm: bool = False
    swallows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One claim over the facts: `field` compared with `value` by `relation` ("is", ">=", "<"), or its opposite."""

    field: str
    relation: str
    value: str | float | None
    wanted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """One red flag or look-alike. when: all of these lines, each any of its leaves. quiets: flags it replaces."""

    id: str
    severity: int
    when: tuple[tuple[Leaf, ...], ...]
    reason: str
    first_step: Said
    question: Said | None
    source: str
    reviewer: str | None = None
    quiets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toxin:
    """
    One row of toxins.csv. low, moderate, severe: in `unit`; all None means of low concern, all 0 any exposure counts.

    says: what people call it. is_confirmed: every number has a source or a reviewer; only then may the row reassure.
    """

    toxin: str
    species: str
    unit: str
    low: float | None
    moderate: float | None
    severe: float | None
    onset: str
    vomiting: str
    is_confirmed: bool
    says: Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """What an owner calls a toxin, and how much of it is inside; see runbooks/pets/products.yaml for each field."""

    name: str
    toxin: str
    cat: str | None
    per_gram: float
    each: float
    package: float
    sizes: dict[str, float]
    patterns: tuple[Pattern, ...]
    says_es: str = ""
    answers: frozenset[str] = frozenset()
    medicine: bool = False
    eaten_only: bool = False
    named_like: bool = False
    touched: bool = False
    instead_of: str = ""
    prescribed: bool = False
    seasoning: bool = False

    @property
    def has_strengths(self) -> bool:
        """Whether it is sold in tablets of several strengths, which a label tells."""
        return self.medicine and {"pill", "tablet"} <= set(self.sizes)

    unsure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Breed:
    """Adult weights in kg, the low one is assumed when the owner does not say. build: "deep", "flat" or ""."""

    name: str
    species: str
    low: float
    high: float
    build: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A person in danger: how it is said, whom to call (a key of the country's numbers), what to do. severity 0-4."""

    kind: str
    call: str
    severity: int
    patterns: tuple[Pattern, ...]
    first_step: Said
    question: Said
    reason: str
    unless: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """Whom people in danger call there. patterns: how an owner says to be there; prefix: of its phone numbers."""

    code: str
    prefix: str
    numbers: dict[str, str]
    patterns: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """
    An emergency clinic. hours: weekday (0 Monday) -> minutes since midnight, local; empty means always open.

    species: what it treats; empty means dogs and cats. at: latitude and longitude, of its first ZIP code.
    """

    name: str
    phone: str
    address: str
    zips: tuple[str, ...]
    places: tuple[str, ...]
    time_zone: str
    map_url: str
    species: tuple[str, ...] = ()
    hours: tuple[tuple[int, int, int], ...] = ()
    is_default: bool = False
    at: tuple[float, float] | None = None

    def is_open(self, local: datetime) -> bool:
        """Is it open at this local time? Hours that pass midnight are written as ending after 1440."""
        minute = local.hour * 60 + local.minute
        return not self.hours or any(
            (day == local.weekday() and start <= minute < end)
            or ((day + 1) % 7 == local.weekday() and minute < end - 1440)
            for day, start, end in self.hours
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Sentences of the desk itself, for toxins, for silence, for strangers: data, so that a vet can correct them."""

    steps: dict[str, Said]
    questions: dict[str, Said]
