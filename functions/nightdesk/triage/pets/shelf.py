"""
Reading runbooks/pets: strict, once, at bundling or on a developer's machine. Only this module knows pydantic and YAML.

Every error is Misconfigured and names the file, the field and why, so that a vet's pull request fails with a sentence.
"""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from nightdesk.errors import Misconfigured
from nightdesk.triage.pets import rules as made
from nightdesk.triage.pets.lexicon import Pattern, parse
from nightdesk.triage.pets.text import stem

FIELDS = frozenset(
    {
        "species",
        "sex",
        "age_months",
        "weight_kg",
        "build",
        "temperature_c",
        "breaths",
        "several",
        "toxin",
        "minutes",
        "hours",
    }
)
"""What a red flag may ask for besides signs."""

_GSM = re.compile(r"^[\x20-\x5f\x61-\x7a\n]*$")
_LEAF = re.compile(r"^(not )?([a-z_.]+)(?: (>=|<|is) (.+))?$")


_T = TypeVar("_T", bound=BaseModel)


class _Plain(yaml.CSafeLoader):
    """YAML where only true and false are booleans: `no`, `on` and `off` are words owners say."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Sign(_Strict):
    say: str
    like: list[str]
    event: bool = False
    calm: bool = False
    swallows: bool = False


class _Lexicon(_Strict):
    forms: dict[str, str]
    rewrites: dict[str, str]
    numbers: dict[str, float]
    emoji: dict[str, str]
    words: dict[str, list[str]]
    signs: dict[str, _Sign]
    frames: dict[str, list[str]]


class _Flag(_Strict):
    id: str
    severity: int = Field(ge=0, le=4)
    when: list[str] = Field(min_length=1)
    reason: str
    first_step: str = Field(max_length=160)
    question: str | None = Field(default=None, max_length=160)
    source: str
    reviewer: str | None = None
    quiets: list[str] = []

    @field_validator("severity", mode="before")
    @classmethod
    def _named(cls, value: Any) -> Any:
        return int(value[3:]) if isinstance(value, str) and re.fullmatch(r"SEV[0-4]", value) else value

    @field_validator("first_step", "question")
    @classmethod
    def _fits_a_text(cls, value: str | None) -> str | None:
        if value and not _GSM.match(value):
            raise ValueError("holds a character outside plain GSM-7 text")
        return value


class _Flags(_Strict):
    red_flags: list[_Flag]
    look_alikes: list[_Flag]
    steps: dict[str, str]
    questions: dict[str, str]


class _Product(_Strict):
    name: str
    toxin: str
    cat: str | None = None
    per_gram: float = Field(gt=0)
    each: float = Field(gt=0)
    package: float = Field(gt=0)
    sizes: dict[str, float]
    names: list[str]
    medicine: bool = False
    eaten_only: bool = False
    named_like: bool = False
    unsure: bool = False


class _Products(_Strict):
    products: list[_Product]
    units: dict[str, list[str]]
    containers: list[str]
    signs_of_poisoning: list[str]
    signs_of_upset: list[str]
    fast_killers: list[str]
    fast_killers_with_signs: list[str]
    delayed_killers: list[str]
    capped_at_sev2: list[str]


class _Breed(_Strict):
    low: float = Field(gt=0)
    high: float = Field(gt=0)
    words: list[str]
    species: str = "dog"
    build: str = ""


class _Animals(_Strict):
    species: dict[str, list[str]]
    young: list[str]
    default_weight_kg: dict[str, float]
    breeds: dict[str, _Breed]
    sizes: dict[str, float]


class _Route(_Strict):
    kind: str
    call: str
    severity: int = Field(ge=0, le=4)
    like: list[str]
    unless: list[str] = []
    first_step: str = Field(max_length=160)
    reason: str
    source: str
    reviewer: str | None = None


class _Routes(_Strict):
    routes: list[_Route]


class _Clinic(_Strict):
    name: str
    phone: str = Field(pattern=r"^\+\d{8,15}$")
    address: str
    zips: list[str] = []
    places: list[str] = []
    time_zone: str
    map_url: str = Field(pattern=r"^https://")
    species: list[str] = []
    hours: dict[str, str] = {}
    default: bool = False

    @field_validator("time_zone")
    @classmethod
    def _exists(cls, value: str) -> str:
        from zoneinfo import available_timezones

        if value not in available_timezones():
            raise ValueError(f"{value} is no time zone")
        return value


class _Clinics(_Strict):
    clinics: list[_Clinic]


class _Row(_Strict):
    toxin: str
    aliases: str
    species: str = Field(pattern=r"^(dog|cat|all)$")
    unit: str
    threshold_low: float | None = Field(ge=0)
    threshold_moderate: float | None = Field(ge=0)
    threshold_severe: float | None = Field(ge=0)
    concentration_notes: str
    onset: str
    induce_vomiting_contraindicated: str
    source: str
    reviewer: str = ""

    @field_validator("threshold_low", "threshold_moderate", "threshold_severe", mode="before")
    @classmethod
    def _blank(cls, value: Any) -> Any:
        return None if value == "" else value


def read(folder: Path) -> made.Rules:
    """All files of runbooks/pets as Rules."""
    lexicon = _model(folder / "lexicon.yaml", _Lexicon)
    flags = _model(folder / "red_flags.yaml", _Flags)
    shop = _model(folder / "products.yaml", _Products)
    animals = _model(folder / "animals.yaml", _Animals)
    routes = _model(folder / "human_routes.yaml", _Routes)
    clinics = _model(folder / "clinics.yaml", _Clinics)
    toxins = _toxins(folder / "toxins.csv")
    forms = {k: stem(v) for k, v in lexicon.forms.items()}
    reader = _Reader(forms, set(lexicon.words))
    where = f"{folder.name}/lexicon.yaml"
    signs = {
        name: made.Sign(
            say=s.say,
            patterns=reader.all(s.like, f"{where}: signs.{name}"),
            event=s.event,
            calm=s.calm,
            swallows=s.swallows,
        )
        for name, s in lexicon.signs.items()
    }
    frames = {name: reader.all(like, f"{where}: frames.{name}") for name, like in lexicon.frames.items()}
    products = tuple(_product(p, reader, toxins, folder) for p in shop.products)
    sets = {
        name: tuple(value) for name, value in shop if name.endswith(("signs", "poisoning", "upset", "killers", "sev2"))
    }
    _check_sets(sets, signs, toxins, f"{folder.name}/products.yaml")
    species = {
        name: reader.all(_strictly(words), f"{folder.name}/animals.yaml: species.{name}")
        for name, words in animals.species.items()
    }
    breed_patterns = tuple(
        (name, pattern)
        for name, breed in animals.breeds.items()
        for pattern in reader.all(_strictly(breed.words), f"{folder.name}/animals.yaml: breeds.{name}")
    )
    made_routes = tuple(
        made.Route(
            kind=r.kind,
            call=r.call,
            severity=r.severity,
            patterns=reader.all(r.like, f"{folder.name}/human_routes.yaml: {r.kind}.like"),
            unless=reader.all(r.unless, f"{folder.name}/human_routes.yaml: {r.kind}.unless"),
            first_step=r.first_step,
            reason=r.reason,
        )
        for r in routes.routes
    )
    words = {n: tuple(reader.phrase(p) for p in phrases) for n, phrases in lexicon.words.items()}
    units = {word: unit for unit, names in shop.units.items() for word in names}
    ids = {f.id for f in (*flags.red_flags, *flags.look_alikes)}
    return made.Rules(
        forms=forms,
        rewrites={k: tuple(v.split()) for k, v in lexicon.rewrites.items()},
        numbers=lexicon.numbers,
        emoji=lexicon.emoji,
        plain=_plain(folder / "plain_words.txt"),
        known=tuple(sorted(_known(reader.seen | set(units) | set(animals.sizes)))),
        words=words,
        signs=signs,
        frames=frames,
        flags=tuple(_flag(f, signs, ids, folder) for f in (*flags.red_flags, *flags.look_alikes)),
        toxins=tuple(toxins),
        products=products,
        units=units,
        containers=tuple(shop.containers),
        sets=sets,
        species=species,
        young=tuple(animals.young),
        default_weight_kg=animals.default_weight_kg,
        breeds=tuple(
            made.Breed(name=n, species=b.species, low=b.low, high=b.high, build=b.build)
            for n, b in animals.breeds.items()
        ),
        breed_patterns=breed_patterns,
        body_sizes=animals.sizes,
        routes=made_routes,
        clinics=tuple(_clinic(c, folder) for c in clinics.clinics),
        lines=made.Lines(steps=flags.steps, questions=flags.questions),
    )


class _Reader:
    """Parses patterns, remembers the spellings they use, refuses unknown classes."""

    def __init__(self, forms: Mapping[str, str], classes: set[str]) -> None:
        self.forms = dict(forms)
        self.classes = classes
        self.seen: set[str] = set(forms)

    def all(self, written: Iterable[str], where: str) -> tuple[Pattern, ...]:
        return tuple(self.one(w, where) for w in written)

    def one(self, written: str, where: str) -> Pattern:
        for word in re.findall(r"[^\s|&]+", written.lower()):
            if word.startswith("<"):
                if word.strip("<>") not in self.classes:
                    raise Misconfigured(f"runbooks/{where}: {written!r}: there is no class {word}")
            else:
                self.seen.add(word.lstrip("=_"))
        try:
            return parse(written, self.forms)
        except (ValueError, IndexError) as error:
            raise Misconfigured(f"runbooks/{where}: {written!r}: {error}") from error

    def phrase(self, written: str) -> tuple[str, ...]:
        words = written.lower().split()
        self.seen.update(w.lstrip("=") for w in words)
        return tuple(w if w.startswith("=") else self.forms.get(w) or stem(w) for w in words)


def _strictly(names: Sequence[str]) -> list[str]:
    return [
        " ".join(w if i == 0 else f"_{w}" for i, w in enumerate(name.lower().replace("-", " - ").split()))
        for name in names
    ]


def _known(words: set[str]) -> set[str]:
    """The spellings given plus their plain English endings, so that `vommiting` is mended to `vomiting`."""
    plain = {w for w in words if w.isalpha() and len(w) > 2}
    more = set(plain)
    for word in plain:
        if len(word) > 3 and not word.endswith(("ing", "ed", "s")):
            bare = word.removesuffix("e")
            more |= {word + "s", bare + "ing", bare + "ed"}
    return more


def _plain(path: Path) -> tuple[str, ...]:
    try:
        return tuple(path.read_text().split())
    except OSError as error:
        raise Misconfigured(f"runbooks/pets/{path.name}: cannot be read: {error}") from error


def _model(path: Path, model: type[_T]) -> _T:
    where = f"runbooks/{path.parent.name}/{path.name}"
    try:
        return model.model_validate(yaml.load(path.read_text(), Loader=_Plain))  # noqa: S506 (_Plain is a safe loader)
    except OSError as error:
        raise Misconfigured(f"{where}: cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise Misconfigured(f"{where}: is not YAML: {error}") from error
    except ValidationError as error:
        raise Misconfigured(f"{where}: {_why(error)}") from error


def _why(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in error.errors()[:3])


def _toxins(path: Path) -> list[made.Toxin]:
    where, out, seen = f"runbooks/{path.parent.name}/{path.name}", [], set()
    try:
        with path.open(newline="") as lines:
            rows = list(csv.DictReader(lines))
    except OSError as error:
        raise Misconfigured(f"{where}: cannot be read: {error}") from error
    for line, raw in enumerate(rows, start=2):
        try:
            row = _Row.model_validate(raw)
        except ValidationError as error:
            raise Misconfigured(f"{where}: line {line}: {_why(error)}") from error
        bands = (row.threshold_low, row.threshold_moderate, row.threshold_severe)
        given = [b for b in bands if b is not None]
        if given != sorted(given) or len(given) not in {0, 3}:
            raise Misconfigured(f"{where}: line {line}: thresholds must rise, and be all given or all blank: {bands}")
        if (row.toxin, row.species) in seen:
            raise Misconfigured(f"{where}: line {line}: {row.toxin} for {row.species} is there twice")
        seen.add((row.toxin, row.species))
        words = f"{row.source} {row.concentration_notes}".lower()
        out.append(
            made.Toxin(
                toxin=row.toxin,
                species=row.species,
                unit=row.unit,
                low=bands[0],
                moderate=bands[1],
                severe=bands[2],
                onset=row.onset,
                vomiting=row.induce_vomiting_contraindicated,
                is_confirmed=bool(row.reviewer) or "general knowledge" not in words,
            )
        )
    return out


def _product(p: _Product, reader: _Reader, toxins: Sequence[made.Toxin], folder: Path) -> made.Product:
    where = f"{folder.name}/products.yaml: {p.name}"
    known = {t.toxin for t in toxins}
    for toxin in filter(None, (p.toxin, p.cat)):
        if toxin not in known:
            raise Misconfigured(f"runbooks/{where}: {toxin} is not in toxins.csv")
    return made.Product(
        name=p.name,
        toxin=p.toxin,
        cat=p.cat,
        per_gram=p.per_gram,
        each=p.each,
        package=p.package,
        sizes=p.sizes,
        patterns=reader.all(_strictly(p.names), where),
        medicine=p.medicine,
        eaten_only=p.eaten_only,
        named_like=p.named_like,
        unsure=p.unsure,
    )


def _check_sets(
    sets: Mapping[str, Sequence[str]], signs: Mapping[str, made.Sign], toxins: Sequence[made.Toxin], where: str
) -> None:
    known = {t.toxin for t in toxins}
    for name, members in sets.items():
        for member in members:
            if member not in (signs if name.startswith("signs") else known):
                raise Misconfigured(f"runbooks/{where}: {name}: there is no {member}")


def _flag(f: _Flag, signs: Mapping[str, made.Sign], ids: set[str], folder: Path) -> made.Flag:
    where = f"runbooks/{folder.name}/red_flags.yaml: {f.id}"
    for other in f.quiets:
        if other not in ids:
            raise Misconfigured(f"{where}.quiets: there is no {other}")
    when = tuple(tuple(_leaf(w, signs, where) for w in line.split(" | ")) for line in f.when)
    return made.Flag(
        id=f.id,
        severity=f.severity,
        when=when,
        reason=f.reason,
        first_step=f.first_step,
        question=f.question,
        source=f.source,
        reviewer=f.reviewer,
        quiets=tuple(f.quiets),
    )


def _leaf(written: str, signs: Mapping[str, made.Sign], where: str) -> made.Leaf:
    found = _LEAF.match(written.strip())
    if not found:
        raise Misconfigured(f"{where}.when: {written!r} is not a claim")
    field, relation, value = found[2], found[3] or "", found[4]
    base, _, part = field.partition(".")
    if (base not in signs and base not in FIELDS) or part not in {"", "count", "minutes", "now", "ended"}:
        raise Misconfigured(f"{where}.when: there is no sign or field {field}")
    try:
        typed: str | float | None = float(value) if relation in {">=", "<"} else value
    except (TypeError, ValueError) as error:
        raise Misconfigured(f"{where}.when: {written!r} needs a number") from error
    return made.Leaf(field=field, relation=relation, value=typed, wanted=not found[1])


def _clinic(c: _Clinic, folder: Path) -> made.Clinic:
    days = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
    hours = []
    for day, span in c.hours.items():
        found = re.fullmatch(r"(\d\d):(\d\d)-(\d\d):(\d\d)", span)
        if day not in days or not found:
            raise Misconfigured(
                f"runbooks/{folder.name}/clinics.yaml: {c.name}: hours.{day}: {span!r} is not like mon: 18:00-08:00"
            )
        start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        hours.append((days[day], start, end if end > start else end + 1440))
    return made.Clinic(
        name=c.name,
        phone=c.phone,
        address=c.address,
        zips=tuple(c.zips),
        places=tuple(p.lower() for p in c.places),
        time_zone=c.time_zone,
        map_url=c.map_url,
        species=tuple(c.species),
        hours=tuple(hours),
        is_default=c.default,
    )
