"""
Reading runbooks/pets: strict, once, at bundling or on a developer's machine. Only this side knows pydantic and YAML.

Every error is Misconfigured and names the file, the line, the field and why, so that a vet's pull request fails with
a sentence.
"""

from pathlib import Path

from nightdesk.errors import Misconfigured
from nightdesk.triage.pets import knowledge as known
from nightdesk.triage.pets import schema
from nightdesk.triage.pets.claims import flags
from nightdesk.triage.pets.emergency import clinics, countries, routes
from nightdesk.triage.pets.pattern import Pattern
from nightdesk.triage.pets.pharmacy import check_sets, products, toxins
from nightdesk.triage.pets.reader import Reader
from nightdesk.triage.pets.rules import Rules
from nightdesk.triage.pets.strictly import DataFile
from nightdesk.triage.pets.text import stem

_SETS = (
    "signs_of_poisoning signs_of_upset signs_of_drowsiness fast_killers fast_killers_with_signs delayed_killers "
    "drowsy_killers capped_at_sev2 poisons_people poisons_children medicines"
)


def read(folder: Path) -> Rules:
    """All files of runbooks/pets as Rules. Raises Misconfigured."""
    file = {name: DataFile(folder / name) for name in _FILES}
    lexicon = file["lexicon.yaml"].model(schema.LexiconFile)
    shop = file["products.yaml"].model(schema.ProductsFile)
    animals = file["animals.yaml"].model(schema.AnimalsFile)
    people = file["human_routes.yaml"].model(schema.RoutesFile)
    contacts = file["contacts.yaml"].model(schema.ContactsFile)
    forms = {k: stem(v) for k, v in lexicon.forms.items()}
    reader = Reader(forms, lexicon.words)
    rows = toxins(file["toxins.csv"])
    signs = _signs(lexicon, reader, file["lexicon.yaml"])
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
        flags=flags(file["red_flags.yaml"].model(schema.FlagsFile), signs, file["red_flags.yaml"]),
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
            for pattern in reader.names(entry.words, file["animals.yaml"], ("breeds", name))
        ),
        body_sizes=animals.sizes,
        routes=routes(people, abroad, reader, file["human_routes.yaml"]),
        countries=abroad,
        clinics=clinics(file["clinics.yaml"].model(schema.ClinicsFile), animals.species, file["clinics.yaml"]),
        lines=_lines(file["lines.yaml"]),
        plain=tuple(file["plain_words.txt"].text.split()),
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
)

_STEPS = (
    "poison_now poison_now_keep_down poison_soon poison_soon_keep_down poison_skin poison_skin_soon poison_today "
    "poison_watch unclear_urgent unclear info wild greeting unreadable off_topic talk clinic cost farewell loss "
    "missing bot test thanks wrong_number spam abuse instructions stop"
)
_QUESTIONS = "unclear weight weight_again amount kind strength species unit temperature info when acting now wild"


def _lines(file: DataFile) -> known.Lines:
    model = file.model(schema.LinesFile)
    for group, given, needed in (("steps", model.steps, _STEPS), ("questions", model.questions, _QUESTIONS)):
        for missing in sorted(set(needed.split()) - set(given)):
            raise file.wrong((group,), f"{missing} is missing")
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


def _breed(name: str, entry: schema.BreedEntry) -> known.Breed:
    if entry.low > entry.high:
        raise Misconfigured(f"runbooks/pets/animals.yaml: breeds.{name}: low is above high")
    return known.Breed(name=name, species=entry.species, low=entry.low, high=entry.high, build=entry.build)
