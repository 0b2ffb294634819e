"""Who it is about: species, breed, build, sex, age and weight, from words, corrections and the remembered pet."""

from collections.abc import Sequence

from nightdesk.contact.contact import Pet
from nightdesk.triage.pets.facts import Animal
from nightdesk.triage.pets.lexicon import Mention
from nightdesk.triage.pets.rules import Breed, Rules
from nightdesk.triage.pets.spans import spans
from nightdesk.triage.pets.text import Token

POUND_KG = 0.45359237
LIGHTEST_KG, HEAVIEST_KG = 0.004, 150.0
"""Weights outside this are a slip of the thumb."""

_OWN = frozenset({"my", "our", "mi", "nuestro", "nuestra", "this", "her", "his"})
_MALE = frozenset(
    {
        "male",
        "boy",
        "neutered",
        "tom",
        "tomcat",
        "macho",
        "he",
        "him",
        "his",
        "gato",
        "perro",
        "perrito",
        "gatito",
        "husband",
        "penis",
    }
)
_FEMALE = frozenset(
    {
        "female",
        "girl",
        "spayed",
        "hembra",
        "she",
        "her",
        "gata",
        "perra",
        "perrita",
        "gatita",
        "queen",
        "bitch",
        "pregnant",
        "ella",
        "heat",
    }
)
_SURE_SEX = frozenset(
    {
        "male",
        "boy",
        "neutered",
        "tom",
        "tomcat",
        "macho",
        "female",
        "girl",
        "spayed",
        "hembra",
        "gata",
        "perra",
        "perrita",
        "gatita",
        "penis",
    }
)
_NOUNS_AFTER = frozenset(
    {
        "flea",
        "food",
        "bed",
        "park",
        "toy",
        "treat",
        "medicine",
        "med",
        "medication",
        "bone",
        "poop",
        "box",
        "drop",
        "shampoo",
        "collar",
        "pill",
        "chew",
        "owner",
        "lick",
        "spot",
        "treatment",
        "heart",
        "bowl",
        "door",
        "sitter",
        "walker",
        "bite",
        "vaccine",
        "insulin",
    }
)
_AGGRESSORS = frozenset(
    {
        "another",
        "other",
        "big",
        "neighbor",
        "neighbors",
        "larger",
        "bigger",
        "loose",
        "strange",
        "friends",
        "sisters",
        "stray",
    }
)


def creature(row: Sequence[Token], found: dict[str, list[Mention]], *, rules: Rules, pets: Sequence[Pet]) -> Animal:
    """The animal of these turns. Later words override earlier ones; the profile fills what was not said."""
    breed = _breed(found.get("breed", []), row, rules)
    species = _species(row, found.get("species", []), breed)
    pet = _remembered(row, species, pets)
    if pet and not species and pet.species:
        species = (pet.species,)
    if breed is None and pet and pet.breed:
        breed = next((b for b in rules.breeds if b.name.lower() == pet.breed.lower()), None)
    weight, unit_missing = _weight(row, rules)
    if weight is None and pet:
        weight = pet.weight_kg
    is_young = any(t.raw in rules.young for t in row)
    age = _age(row, is_young)
    assumed, why = _assumed(species, breed, age, row, rules)
    heaviest = breed.high * 2.5 if breed else 1000.0 if species[:1] == ("horse",) else HEAVIEST_KG
    if weight is not None and not LIGHTEST_KG <= weight <= heaviest:
        why = f"{weight:.3g} kg is not plausible for a {breed.name if breed else 'pet'}: {why}"
        weight, unit_missing = None, True
    return Animal(
        species=species,
        breed=breed.name if breed else None,
        build=breed.build if breed else "",
        sex=_sex(row),
        age_months=age,
        weight_kg=weight,
        weight_unit_missing=unit_missing,
        assumed_weight_kg=assumed,
        assumed_why=why,
        name=pet.name if pet else None,
    )


def _remembered(row: Sequence[Token], species: tuple[str, ...], pets: Sequence[Pet]) -> Pet | None:
    words = {t.raw for t in row}
    named = [p for p in pets if p.name and p.name.lower() in words]
    if named:
        return named[0]
    if len(pets) == 1 and (not species or not pets[0].species or pets[0].species in species):
        return pets[0]
    fitting = [p for p in pets if species and p.species in species]
    if fitting:
        return min(fitting, key=lambda p: p.weight_kg or 0)
    return min(pets, key=lambda p: p.weight_kg or 0) if pets and not species else None


def _breed(mentions: Sequence[Mention], row: Sequence[Token], rules: Rules) -> Breed | None:
    own = [m for m in mentions if not any(t.raw in _AGGRESSORS for t in row[max(0, m.start - 2) : m.start])]
    return rules.breed_named[max(own, key=lambda m: len(m.at)).name] if own else None


def _species(row: Sequence[Token], mentions: Sequence[Mention], breed: Breed | None) -> tuple[str, ...]:
    scores: dict[str, float] = {}
    if breed:
        scores[breed.species] = 2.5
    for mention in mentions:
        before = {t.raw for t in row[max(0, mention.start - 2) : mention.start]}
        after = row[mention.end + 1] if mention.end + 1 < len(row) else None
        score = 1.0 + 2.0 * bool(before & _OWN) - 3.0 * bool(before & _AGGRESSORS)
        if after and after.gap == 0 and after.stem in _NOUNS_AFTER:
            score = -1.0
        if "not" in before and row[mention.start].gap == 0:
            score = -2.0
        scores[mention.name] = max(scores.get(mention.name, -9.0), score)
    chosen = sorted((s for s in scores if scores[s] > 0), key=lambda s: -scores[s])
    best = chosen or sorted(scores, key=lambda s: -scores[s])[:1]
    return tuple(s for s in best if scores[s] >= scores[best[0]] - 1.0)


def _sex(row: Sequence[Token]) -> str | None:
    sure = [t.raw for t in row if t.raw in _SURE_SEX]
    for words in (sure, [t.raw for t in row]):
        male, female = sum(w in _MALE for w in words), sum(w in _FEMALE for w in words)
        if male != female:
            return "male" if male > female else "female"
    return None


def _age(row: Sequence[Token], is_young: bool) -> float | None:
    ages = [s.minutes / 43200 for s in spans(row) if s.is_age]
    if ages:
        return ages[-1]
    for at, token in enumerate(row[:-1]):
        if token.raw in {"newborn", "neonate"}:
            return 0.2
        if (
            token.value
            and row[at + 1].raw in {"month", "week", "day"}
            and at + 2 < len(row)
            and row[at + 2].raw in {"puppy", "kitten", "pup"}
        ):
            return token.value / {"month": 1, "week": 4.3, "day": 30}[row[at + 1].raw]
    return 4.0 if is_young else None


def _weight(row: Sequence[Token], rules: Rules) -> tuple[float | None, bool]:
    """The last body weight said, in kg, and whether its unit had to be guessed."""
    weight: float | None = None
    missing = False
    number: float | None = None
    for at, token in enumerate(row):
        unit = rules.units.get(token.raw)
        if unit in {"kilogram", "pound", "stone"} or (unit in {"gram", "ounce"} and _weighs(row, at)):
            value = _number_near(row, at)
            scale = {"kilogram": 1.0, "pound": POUND_KG, "stone": 6.35, "gram": 0.001, "ounce": 0.02835}[unit or ""]
            if value is not None and not _is_of_product(row, at):
                number, weight, missing = value, value * scale, False
            elif value is None and number is not None and row[at].turn > 0 and _lonely(row, at):
                weight, missing = number * scale, False
        elif token.stem in {"weigh", "weight", "pesa", "peso"}:
            value = next((t.value for t in row[at + 1 : at + 5] if t.value and t.value > 1), None)
            following = [rules.units.get(t.raw) for t in row[at + 1 : at + 7]]
            if value and not any(following):
                number, weight, missing = value, value * POUND_KG, True
        elif token.value and token.value >= 2 and _alone(row, at):
            number = token.value
    return weight, missing


def _alone(row: Sequence[Token], at: int) -> bool:
    return (at == 0 or row[at].gap == 3) and (at + 1 == len(row) or row[at + 1].gap == 3)


def _lonely(row: Sequence[Token], at: int) -> bool:
    return sum(t.turn == row[at].turn for t in row) <= 5


def _weighs(row: Sequence[Token], at: int) -> bool:
    return any(t.stem in {"weigh", "weight", "pesa"} for t in row[max(0, at - 5) : at])


def _number_near(row: Sequence[Token], at: int) -> float | None:
    for i in range(at - 1, max(-1, at - 3), -1):
        value = row[i].value
        if value is not None and row[i].raw not in {"a", "an", "both", "twice", "once", "second"}:
            if i >= 2 and row[i - 1].raw in {"-", "to", "or"} and row[i - 2].value:
                return min(value, row[i - 2].value or value)  # the lighter end: the larger dose
            return value
    return None


_PACKAGES = frozenset(
    {"bag", "box", "bar", "pack", "jar", "container", "can", "bunch", "package", "tub", "of", "bottle", "de", "loaf"}
)


def _is_of_product(row: Sequence[Token], at: int) -> bool:
    after = row[at + 1] if at + 1 < len(row) else None
    return bool(after and after.gap == 0 and after.raw in _PACKAGES)


def _assumed(
    species: tuple[str, ...], breed: Breed | None, age: float | None, row: Sequence[Token], rules: Rules
) -> tuple[float, str]:
    kind = species[0] if species else "dog"
    if breed:
        low, why = breed.low, f"lightest adult {breed.name}"
    else:
        low, why = rules.default_weight_kg.get(kind, 2.0), f"smallest adult {kind}"
        sizes = [rules.body_sizes[t.raw] for at, t in enumerate(row) if t.raw in rules.body_sizes and _is_size(row, at)]
        if sizes and kind == "dog":
            low, why = min(sizes), "size as told"
    if age is not None and age < 6:
        low, why = low * 0.4, f"{why}, young"
    return low, f"weight {low:.3g} kg: {why}"


def _is_size(row: Sequence[Token], at: int) -> bool:
    return any(
        t.raw
        in {"dog", "pup", "puppy", "breed", "guy", "girl", "boy", "perro", "perra", "mix", "mutt", "size", "sized"}
        for t in row[at + 1 : at + 4]
    )


def measured(row: Sequence[Token]) -> tuple[float | None, float | None]:
    """A body temperature in Celsius and breaths a minute, where they were measured."""
    temperature = breaths = None
    for at, token in enumerate(row):
        if "<temp>" in token.classes:
            for other in row[at + 1 : at + 6]:
                if other.value and 90 <= other.value <= 115:
                    temperature = (other.value - 32) / 1.8
                elif other.value and 32 <= other.value <= 43.5:
                    temperature = other.value
        if token.stem == "breath" and token.value is None:
            before = row[at - 1].value if at else None
            near = {t.stem for t in row[at : at + 5]}
            value = before or next((t.value for t in row[at + 1 : at + 7] if t.value and t.value >= 15), None)
            if (value and value >= 15 and near & {"minut", "min", "per"}) or (value and before and value >= 15):
                breaths = value
    return temperature, breaths
