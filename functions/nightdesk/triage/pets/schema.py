"""The shape of each file in runbooks/pets, for the strict reading of it."""

import re
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, Field

from nightdesk.triage.pets.strictly import Strict

_PLAIN = re.compile(r"^[\x20-\x5f\x61-\x7a\n]*$")
_ACCENTED = re.compile(
    "^[\x20-\x5f\x61-\x7a\n"
    "\u00a1\u00bf\u00c1\u00c9\u00cd\u00d3\u00da\u00d1\u00e1\u00e9\u00ed\u00f3\u00fa\u00f1\u00fc]*$"
)


def _plain(value: str) -> str:
    if not _PLAIN.match(value):
        raise ValueError("holds a character outside plain GSM-7 text")
    return value


def _accented(value: str) -> str:
    if not _ACCENTED.match(value):
        raise ValueError("holds a character that a text message cannot carry")
    return value


def _level(value: Any) -> Any:
    return int(value[3:]) if isinstance(value, str) and re.fullmatch(r"SEV[0-4]", value) else value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError(f"{value} is no time zone")
    return value


def _blank(value: Any) -> Any:
    return None if value == "" else value


English = Annotated[str, Field(min_length=1, max_length=160), AfterValidator(_plain)]
Spanish = Annotated[str, Field(min_length=1, max_length=160), AfterValidator(_accented)]
Word = Annotated[str, Field(min_length=1)]
Level = Annotated[int, BeforeValidator(_level), Field(ge=0, le=4)]
Kilograms = Annotated[float, Field(gt=0)]
Threshold = Annotated[Annotated[float, Field(ge=0)] | None, BeforeValidator(_blank)]


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


class ProductEntry(Strict):
    """One product of products.yaml."""

    name: str
    es: str = ""
    toxin: str
    cat: str | None = None
    per_gram: float = Field(gt=0)
    each: float = Field(gt=0)
    package: float = Field(gt=0)
    sizes: dict[str, Annotated[float, Field(gt=0)]]
    names: list[str]
    answers: list[str] = Field(default_factory=list)
    medicine: bool = False
    eaten_only: bool = False
    named_like: bool = False
    touched: bool = False
    instead_of: str = ""
    prescribed: bool = False
    unsure: bool = False


class ProductsFile(Strict):
    """products.yaml."""

    products: list[ProductEntry]
    units: dict[str, list[str]]
    containers: list[Word]
    foods: list[Word]
    signs_of_poisoning: list[str]
    signs_of_upset: list[str]
    drowsy_killers: list[str]
    signs_of_drowsiness: list[str]
    fast_killers: list[str]
    fast_killers_with_signs: list[str]
    delayed_killers: list[str]
    capped_at_sev2: list[str]
    poisons_people: list[str]
    poisons_children: list[str]
    medicines: list[str]


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


class CountryEntry(Strict):
    """Numbers people in danger call in one country. prefix: of its phone numbers."""

    prefix: str = Field(pattern=r"^\+\d*$")
    like: list[str]
    numbers: dict[str, Annotated[str, Field(pattern=r"^\d[\d -]+\d$")]]


class RouteEntry(Strict):
    """One kind of danger to a person. call: a key of the country's numbers, or plain words."""

    kind: str = Field(pattern=r"^[a-z-]+$")
    call: str = Field(min_length=1)
    severity: Level
    like: list[str]
    unless: list[str] = Field(default_factory=list)
    first_step: str = Field(min_length=1)
    first_step_es: str = Field(min_length=1)
    question: English
    question_es: Spanish
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)
    reviewer: Word | None = None


class RoutesFile(Strict):
    """human_routes.yaml."""

    countries: dict[str, CountryEntry]
    routes: list[RouteEntry]


class ClinicEntry(Strict):
    """One clinic of clinics.yaml."""

    name: str = Field(min_length=1, max_length=60)
    phone: str = Field(pattern=r"^\+\d{8,15}$")
    address: str = Field(min_length=1, max_length=90)
    zips: list[Annotated[str, Field(pattern=r"^\d{5}$")]] = Field(default_factory=list)
    places: list[str] = Field(default_factory=list)
    time_zone: Annotated[str, AfterValidator(_zone)]
    map_url: str = Field(pattern=r"^https://[\x21-\x7e]+$", max_length=110)
    species: list[str] = Field(default_factory=list)
    hours: dict[str, str] = Field(default_factory=dict)
    default: bool = False


class ClinicsFile(Strict):
    """clinics.yaml."""

    clinics: list[ClinicEntry]


class ToxinRow(Strict):
    """One line of toxins.csv. says, says_es: what people call it; reviewer: the vet who signed the row."""

    toxin: str = Field(min_length=1)
    says: str = Field(min_length=1)
    says_es: str = Field(min_length=1)
    aliases: str
    species: str = Field(pattern=r"^(dog|cat|all)$")
    unit: str = Field(min_length=1)
    threshold_low: Threshold
    threshold_moderate: Threshold
    threshold_severe: Threshold
    concentration_notes: str
    onset: str
    induce_vomiting_contraindicated: str = Field(pattern=r"^(vet_directed_only|yes_never_at_home|n/a(_wash\w+)?)$")
    source: str = Field(min_length=1)
    reviewer: str = ""
