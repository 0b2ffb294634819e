"""
The pets desk's knowledge, as it is used: red flags, toxins, words. Written by people in runbooks/pets, read from there.

A webhook must not pay for YAML and its validation, so bundling writes `rules.compiled.json` once and a Lambda only
decodes it.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path

import msgspec

from nightdesk.errors import Misconfigured
from nightdesk.settings import library
from nightdesk.triage.pets.lexicon import Classes, Finder, Pattern, Spelling

COMPILED = "rules.compiled.json"


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
    first_step: str
    question: str | None
    source: str
    reviewer: str | None = None
    quiets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toxin:
    """
    One row of toxins.csv. low, moderate, severe: in `unit`; all None means of low concern, all 0 any exposure counts.

    is_confirmed: every number has a source or a reviewer; only then may the row reassure.
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
    medicine: bool = False
    eaten_only: bool = False
    named_like: bool = False
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
    """A person in danger: how it is said, whom to call, what to do first. severity 0-4."""

    kind: str
    call: str
    severity: int
    patterns: tuple[Pattern, ...]
    first_step: str
    reason: str
    unless: tuple[Pattern, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """An emergency clinic. hours: weekday (0 Monday) -> minutes since midnight, local; empty means always open."""

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

    steps: dict[str, str]
    questions: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Everything in runbooks/pets, checked."""

    forms: dict[str, str]
    rewrites: dict[str, tuple[str, ...]]
    numbers: dict[str, float]
    emoji: dict[str, str]
    plain: tuple[str, ...]
    known: tuple[str, ...]
    words: dict[str, tuple[tuple[str, ...], ...]]
    signs: dict[str, Sign]
    frames: dict[str, tuple[Pattern, ...]]
    flags: tuple[Flag, ...]
    toxins: tuple[Toxin, ...]
    products: tuple[Product, ...]
    units: dict[str, str]
    containers: tuple[str, ...]
    sets: dict[str, tuple[str, ...]]
    species: dict[str, tuple[Pattern, ...]]
    young: tuple[str, ...]
    default_weight_kg: dict[str, float]
    breeds: tuple[Breed, ...]
    breed_patterns: tuple[tuple[str, Pattern], ...]
    body_sizes: dict[str, float]
    routes: tuple[Route, ...]
    clinics: tuple[Clinic, ...]
    lines: Lines

    @cached_property
    def spelling(self) -> Spelling:
        """Mends misspellings towards the words these rules know."""
        return Spelling(self.known, self.plain)

    @cached_property
    def classes(self) -> Classes:
        """Marks phrases of the lexicon's word classes."""
        return Classes(self.words)

    @cached_property
    def sign_finder(self) -> Finder:
        """Finds signs, sentence frames, species, breeds and people in danger, told apart by their prefix."""
        named = [(f"sign:{name}", p) for name, sign in self.signs.items() for p in sign.patterns]
        named += [(f"frame:{name}", p) for name, patterns in self.frames.items() for p in patterns]
        named += [(f"species:{name}", p) for name, patterns in self.species.items() for p in patterns]
        named += [(f"breed:{name}", p) for name, p in self.breed_patterns]
        named += [(f"product:{product.name}", p) for product in self.products for p in product.patterns]
        for number, route in enumerate(self.routes):
            named += [(f"route:{number}", p) for p in route.patterns]
            named += [(f"unless:{number}", p) for p in route.unless]
        return Finder(named)

    @cached_property
    def product_named(self) -> dict[str, Product]:
        """Products by name."""
        return {p.name: p for p in self.products}

    @cached_property
    def breed_named(self) -> dict[str, Breed]:
        """Breeds by name."""
        return {b.name: b for b in self.breeds}


def load(folder: Path) -> Rules:
    """Read and check the data files of `folder` (runbooks/pets). Raises Misconfigured naming file, field and why."""
    from nightdesk.triage.pets import shelf  # pydantic and yaml stay out of the webhook

    return shelf.read(folder)


@cache
def rules() -> Rules:
    """The deployment's rules: the compiled file in runbooks/ when bundling made one, else the data files themselves."""
    compiled = library() / "runbooks" / COMPILED
    if compiled.is_file():
        try:
            return msgspec.json.decode(compiled.read_bytes(), type=Rules)
        except msgspec.MsgspecError as error:
            raise Misconfigured(f"runbooks/{COMPILED}: {error}") from error
    return load(library() / "runbooks" / "pets")


def compile_to(path: Path) -> None:
    """Check the data files and write them to `path` in the form a Lambda reads in milliseconds."""
    path.write_bytes(msgspec.json.encode(load(library() / "runbooks" / "pets")))
