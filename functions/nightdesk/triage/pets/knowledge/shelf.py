"""
Reading runbooks/pets: strict, once, at bundling or on a developer's machine. Only this side knows pydantic and YAML.

Every error is Misconfigured and names the file, the line, the field and why, so that a vet's pull request fails with
a sentence.
"""

from collections.abc import Mapping
from pathlib import Path

from nightdesk.runbook.strictly import DataFile, Strict
from nightdesk.triage.pets.knowledge import needed, schema, schema_places, schema_poisons
from nightdesk.triage.pets.knowledge import nouns as known
from nightdesk.triage.pets.knowledge.claims import flags
from nightdesk.triage.pets.knowledge.emergency import clinics, countries, routes
from nightdesk.triage.pets.knowledge.pharmacy import check_sets, products, toxins
from nightdesk.triage.pets.knowledge.reader import Reader
from nightdesk.triage.pets.knowledge.resemblance import Likeness
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Pattern
from nightdesk.triage.pets.words.text import stem

_SETS = (
    "signs_of_poisoning signs_of_upset signs_of_drowsiness fast_killers fast_killers_with_signs delayed_killers "
    "drowsy_killers capped_at_sev2 poisons_people poisons_children medicines"
)


def read(folder: Path) -> Rules:
    """All files of runbooks/pets as Rules. Raises Misconfigured."""
    file = {name: DataFile(folder / name, name=f"runbooks/pets/{name}") for name in _FILES}
    lexicon = file["lexicon.yaml"].model(schema.LexiconFile)
    shop = file["products.yaml"].model(schema_poisons.ProductsFile)
    animals = file["animals.yaml"].model(schema.AnimalsFile)
    people = file["human_routes.yaml"].model(schema_places.RoutesFile)
    contacts = file["contacts.yaml"].model(schema.ContactsFile)
    _check(lexicon, contacts, file)
    _check_animals(animals, file["animals.yaml"])
    forms = {k: stem(v) for k, v in lexicon.forms.items()}
    reader = Reader(forms, lexicon.words)
    rows = toxins(file["toxins.csv"])
    signs = _signs(lexicon, reader, file["lexicon.yaml"])
    red = file["red_flags.yaml"]
    sets = {name: tuple(value) for name, value in shop if name in _SETS.split()}
    check_sets(sets, signs, rows, file["products.yaml"])
    units = {word: unit for unit, names in shop.units.items() for word in names}
    abroad = countries(people, reader, file["human_routes.yaml"])
    return Rules(
        forms=forms,
        rewrites={k: tuple(v.split()) for k, v in lexicon.rewrites.items()},
        numbers=lexicon.numbers,
        emoji=lexicon.emoji,
        words={name: tuple(reader.phrase(p) for p in phrases) for name, phrases in lexicon.words.items()},
        marks={name: frozenset(words) for name, words in lexicon.marks.items()},
        signs=signs,
        grave=_grave(lexicon, signs, file["lexicon.yaml"]),
        frames=_patterns(lexicon.frames, reader, file["lexicon.yaml"], "frames"),
        intents=_patterns(contacts.intents, reader, file["contacts.yaml"], "intents"),
        flags=flags(red.model(schema.FlagsFile), signs, animals.species, red),
        toxins=rows,
        products=products(shop, rows, reader, file["products.yaml"]),
        units=units,
        containers=tuple(shop.containers),
        foods=frozenset(stem(word) for food in shop.foods for word in food.split()),
        sets=sets,
        species={
            name: reader.names(words, file["animals.yaml"], ("species", name))
            for name, words in animals.species.items()
        },
        young=tuple(animals.young),
        default_weight_kg=animals.default_weight_kg,
        heaviest_kg=animals.heaviest_kg,
        breeds=tuple(_breed(name, entry) for name, entry in animals.breeds.items()),
        breed_patterns=tuple(
            (name, pattern)
            for name, entry in animals.breeds.items()
            for pattern in reader.names(entry.words, file["animals.yaml"], ("breeds", name, "words"))
        ),
        body_sizes=animals.sizes,
        routes=routes(people, abroad, reader, file["human_routes.yaml"]),
        countries=abroad,
        clinics=clinics(file["clinics.yaml"].model(schema_places.ClinicsFile), animals.species, file["clinics.yaml"]),
        lines=_lines(file["lines.yaml"]),
        likeness=_likeness(file["likeness.csv"]),
        plain=_plain(file["plain_words.txt"]),
        known=reader.known({*units, *animals.sizes, *(w for f in shop.foods for w in f.split())}),
    )


_FILES = (
    "lexicon.yaml",
    "products.yaml",
    "animals.yaml",
    "human_routes.yaml",
    "contacts.yaml",
    "toxins.csv",
    "red_flags.yaml",
    "clinics.yaml",
    "lines.yaml",
    "plain_words.txt",
    "likeness.csv",
)


def _lines(file: DataFile) -> known.Lines:
    model = file.model(schema.LinesFile)
    needed.check(model.steps, needed.STEPS, file, "steps")
    needed.check(model.questions, needed.QUESTIONS, file, "questions")
    return known.Lines(
        steps={name: known.Said(en=said.en, es=said.es) for name, said in model.steps.items()},
        questions={name: known.Said(en=said.en, es=said.es) for name, said in model.questions.items()},
    )


def _signs(lexicon: schema.LexiconFile, reader: Reader, file: DataFile) -> dict[str, known.Sign]:
    return {
        name: known.Sign(
            say=entry.say,
            patterns=reader.patterns(entry.like, file, ("signs", name, "like")),
            event=entry.event,
            calm=entry.calm,
            swallows=entry.swallows,
        )
        for name, entry in lexicon.signs.items()
    }


def _grave(lexicon: schema.LexiconFile, signs: dict[str, known.Sign], file: DataFile) -> dict[str, str]:
    out = {}
    for group, members in lexicon.grave.items():
        for at, name in enumerate(members):
            if name not in signs:
                raise file.wrong(("grave", group, at), f"there is no sign {name}")
            out[name] = group
    return out


def _patterns(
    written: dict[str, list[str]], reader: Reader, file: DataFile, field: str
) -> dict[str, tuple[Pattern, ...]]:
    return {name: reader.patterns(like, file, (field, name)) for name, like in written.items()}


def _check(lexicon: schema.LexiconFile, contacts: schema.ContactsFile, file: Mapping[str, DataFile]) -> None:
    for group, given, names in (
        ("words", lexicon.words, needed.WORDS),
        ("marks", lexicon.marks, needed.MARKS),
        ("frames", lexicon.frames, needed.FRAMES),
        ("signs", lexicon.signs, needed.SIGNS),
    ):
        needed.check(given, names, file["lexicon.yaml"], group)
    needed.check(contacts.intents, needed.INTENTS, file["contacts.yaml"], "intents")
    needed.check_only(contacts.intents, needed.INTENTS.split(), file["contacts.yaml"], "intents")


def _check_animals(animals: schema.AnimalsFile, file: DataFile) -> None:
    needed.check_only(animals.default_weight_kg, animals.species, file, "default_weight_kg")
    needed.check_only(animals.heaviest_kg, animals.species, file, "heaviest_kg")
    for name, entry in animals.breeds.items():
        if entry.low > entry.high:
            raise file.wrong(("breeds", name, "low"), f"{entry.low:g} is above high, {entry.high:g}")
        if entry.species not in animals.species:
            raise file.wrong(("breeds", name, "species"), f"there is no species {entry.species!r}")


class _Row(Strict):
    """One line of likeness.csv."""

    words: str
    rarity: float
    urgent: float
    grave: float


def _likeness(file: DataFile) -> dict[str, Likeness]:
    table: dict[str, Likeness] = {}
    for line, row in file.rows(_Row):
        if row.words in table:
            raise file.wrong(("words",), f"{row.words!r} is there twice", line=line)
        table[row.words] = Likeness(row.rarity, row.urgent, row.grave)
    if "" not in table:
        raise file.wrong(("words",), "the empty row, where both scales begin, is missing", line=2)
    return table


def _plain(file: DataFile) -> tuple[str, ...]:
    for number, line in enumerate(file.text.splitlines(), start=1):
        if not all(word.isalpha() and word.islower() for word in line.split()):
            file.refuse(("word",), f"{line!r} is not of plain lower-case words", line=number)
    file.settle()
    return tuple(file.text.split())


def _breed(name: str, entry: schema.BreedEntry) -> known.Breed:
    return known.Breed(name=name, species=entry.species, low=entry.low, high=entry.high, build=entry.build)
