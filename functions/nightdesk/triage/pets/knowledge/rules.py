"""The pets desk's knowledge as one thing. Written by people in runbooks/pets; at_hand.py reads it from there."""

from dataclasses import dataclass
from functools import cached_property

from nightdesk.triage.pets.knowledge.nouns import Breed, Clinic, Country, Flag, Lines, Product, Route, Sign, Toxin
from nightdesk.triage.pets.knowledge.resemblance import Likeness
from nightdesk.triage.pets.words.classes import Classes
from nightdesk.triage.pets.words.pattern import Finder, Pattern
from nightdesk.triage.pets.words.spelling import Spelling

COMPILED = "rules.compiled.json"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """
    Everything in runbooks/pets, checked.

    marks: small words that the reading of sentences turns on, by their job. grave: sign -> what fails.
    """

    forms: dict[str, str]
    rewrites: dict[str, tuple[str, ...]]
    numbers: dict[str, float]
    emoji: dict[str, str]
    plain: tuple[str, ...]
    known: tuple[str, ...]
    words: dict[str, tuple[tuple[str, ...], ...]]
    marks: dict[str, frozenset[str]]
    signs: dict[str, Sign]
    grave: dict[str, str]
    frames: dict[str, tuple[Pattern, ...]]
    intents: dict[str, tuple[Pattern, ...]]
    flags: tuple[Flag, ...]
    toxins: tuple[Toxin, ...]
    products: tuple[Product, ...]
    units: dict[str, str]
    containers: tuple[str, ...]
    foods: frozenset[str]
    sets: dict[str, tuple[str, ...]]
    species: dict[str, tuple[Pattern, ...]]
    young: tuple[str, ...]
    default_weight_kg: dict[str, float]
    heaviest_kg: dict[str, float]
    breeds: tuple[Breed, ...]
    breed_patterns: tuple[tuple[str, Pattern], ...]
    body_sizes: dict[str, float]
    routes: tuple[Route, ...]
    countries: tuple[Country, ...]
    clinics: tuple[Clinic, ...]
    lines: Lines
    likeness: dict[str, Likeness]

    @cached_property
    def spelling(self) -> Spelling:
        """Mends misspellings towards the words these rules know."""
        return Spelling((*self.known, *(n for n in self.numbers if len(n) > 2)), self.plain)

    @cached_property
    def classes(self) -> Classes:
        """Marks phrases of the lexicon's word classes."""
        return Classes(self.words)

    @cached_property
    def sign_finder(self) -> Finder:
        """Finds signs, kinds of talk, animals, products and people in danger, told apart by their prefix."""
        named = [(f"sign:{name}", p) for name, sign in self.signs.items() for p in sign.patterns]
        for kind, patterns_of in (("frame", self.frames), ("intent", self.intents), ("species", self.species)):
            named += [(f"{kind}:{name}", p) for name, patterns in patterns_of.items() for p in patterns]
        named += [(f"breed:{name}", p) for name, p in self.breed_patterns]
        named += [(f"product:{product.name}", p) for product in self.products for p in product.patterns]
        named += [(f"country:{country.code}", p) for country in self.countries for p in country.patterns]
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
