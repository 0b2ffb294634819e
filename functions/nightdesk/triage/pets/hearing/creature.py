"""Who it is about: species, breed, build, sex and age, from words, corrections and the remembered pet."""

from collections.abc import Sequence
from dataclasses import replace

from nightdesk.contact.contact import Pet
from nightdesk.triage.pets.hearing.facts import Animal
from nightdesk.triage.pets.hearing.spans import spans
from nightdesk.triage.pets.hearing.weight import LIGHTEST_KG, assumed, heaviest, told
from nightdesk.triage.pets.knowledge.nouns import Breed
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token

SLIGHTEST = 0.2
"""Of the lightest adult of its breed: a lighter one is asked about, and judged as told, for the dose is the larger."""

HEAVIEST_CAT_KG = 13.0
"""An animal of unknown kind that weighs more is no cat."""


def creature(row: Sequence[Token], found: dict[str, list[Mention]], *, rules: Rules, pets: Sequence[Pet]) -> Animal:
    """The animal of these turns. Later words override earlier ones; the profile fills what was not said."""
    breed = _breed(found.get("breed", []), row, rules)
    wild = {at for frame in found.get("frame", ()) if frame.name == "wild" for at in frame.at}
    named = [m for m in found.get("species", ()) if wild.isdisjoint(m.at)]
    species = _species(row, named, breed, rules)
    pet = _remembered(row, species, breed, pets, rules)
    if pet and not species and pet.species:
        species = (pet.species,)
    if breed is None and pet and pet.breed:
        breed = next((b for b in rules.breeds if b.name.lower() == pet.breed.lower()), None)
    weight = told(row, rules)
    kg = weight.kg if weight else pet.weight_kg if pet else None
    age = _age(row, any(t.raw in rules.young for t in row))
    age = pet.age_months if age is None and pet else age
    light, why = assumed(species, breed, age, row, rules)
    most = heaviest(species, breed, rules)
    is_odd = kg is not None and not LIGHTEST_KG <= kg <= most
    was_asked = weight is not None and any(not LIGHTEST_KG <= earlier <= most for earlier in weight.before)
    is_slight = breed is not None and age is None and kg is not None and kg < SLIGHTEST * breed.low
    if is_odd:
        why = f"{kg:.3g} kg is not plausible for a {breed.name if breed else species[0] if species else 'pet'}: {why}"
        kg = None
    if kg is not None and kg > HEAVIEST_CAT_KG and not species:
        species = ("dog",)
    return Animal(
        species=species,
        breed=breed.name if breed else None,
        build=breed.build if breed else "",
        sex=_sex(row, rules) or (pet.sex if pet else None),
        age_months=age,
        weight_kg=kg,
        weight_unit_missing=bool(weight and weight.is_guess),
        weight_is_odd=is_odd or is_slight,
        weight_was_asked=was_asked or (is_slight and weight is not None and bool(weight.before)),
        other_weights_kg=weight.others if weight else (),
        assumed_weight_kg=light,
        assumed_why=why,
        name=pet.name if pet else None,
        conditions=_conditions(pet),
    )


def _remembered(
    row: Sequence[Token], species: tuple[str, ...], breed: Breed | None, pets: Sequence[Pet], rules: Rules
) -> Pet | None:
    """
    The household's pet these turns are about. Named, it is that one; else the lightest that fits what was said, and
    without its name when others fit too: nobody said that it is that one.

    "My other dog", a puppy, a chihuahua where a Labrador is known: that is another animal, whose weight nobody told.
    """
    words = {t.raw for t in row}
    # A name may have been read as the word it is one slip away from: Bella, belly.
    named = [p for p in pets if p.name and not words.isdisjoint({p.name.lower(), rules.spelling.mend(p.name.lower())})]
    if named:
        return named[0]
    is_another = bool(words & _ANOTHER) and not any((p.age_months or YOUNG_MONTHS) < YOUNG_MONTHS for p in pets)
    fitting = [
        p
        for p in pets
        if (not species or not p.species or p.species in species)
        and (breed is None or not p.breed or p.breed.lower() == breed.name.lower())
    ]
    if is_another or not fitting:
        return None
    lightest = min(fitting, key=lambda p: p.weight_kg or 0)
    return lightest if len(fitting) == 1 else replace(lightest, name=None)


YOUNG_MONTHS = 12
_ANOTHER = frozenset(
    """
    other another new foster puppy puppies kitten kittens pup neighbor neighbors neighbour neighbours friend friends
    otro otra nuevo nueva cachorro cachorra gatito gatita vecino vecina amigo amiga
    """.split()  # noqa: SIM905 -- words, not a list to edit
)


def _conditions(pet: Pet | None) -> tuple[str, ...]:
    """What is remembered of its health; an animal known not to be spayed counts as told so."""
    if pet is None:
        return ()
    return (*pet.conditions, *(["unspayed"] if pet.sex == "female" and pet.is_neutered is False else []))


def _breed(mentions: Sequence[Mention], row: Sequence[Token], rules: Rules) -> Breed | None:
    own = [m for m in mentions if not _just_before(row, m.start) & rules.marks["aggressors"]]
    return rules.breed_named[max(own, key=lambda m: len(m.at)).name] if own else None


_MEATS = frozenset({"chicken", "duck", "turkey", "fish", "rabbit", "pollo", "pescado", "pavo"})
_COOKED = frozenset(
    {"roast", "boiled", "cooked", "plain", "raw", "fried", "of", "some", "with", "con", "de", "poached"}
)
_CUTS = frozenset(
    {"breast", "bone", "bones", "nugget", "nuggets", "soup", "broth", "rice", "wing", "wings", "and", "y"}
)


def _is_eaten(row: Sequence[Token], mention: Mention) -> bool:
    """Is it meat ("ate a bit of chicken", "boiled chicken and rice")?"""
    before = row[max(0, mention.start - 6) : mention.start]
    after = row[mention.end + 1].raw if mention.end + 1 < len(row) and not row[mention.end + 1].gap else ""
    is_cooked = bool(before) and before[-1].raw in _COOKED and (after in _CUTS or before[-1].raw not in {"of", "de"})
    return is_cooked or any("<ingest>" in t.classes for t in before)


_KINDS_IN_GENERAL = frozenset({"dogs", "cats", "perros", "gatos", "rabbits", "birds"})


def _just_before(row: Sequence[Token], at: int) -> set[str]:
    """The two words before a position, of the same clause."""
    first = at
    while first > max(0, at - 2) and not row[first].gap:
        first -= 1
    return {t.raw for t in row[first:at]}


def _species(row: Sequence[Token], mentions: Sequence[Mention], breed: Breed | None, rules: Rules) -> tuple[str, ...]:
    scores: dict[str, float] = {}
    if breed:
        scores[breed.species] = 2.5
    for mention in mentions:
        before = _just_before(row, mention.start)
        after = row[mention.end + 1] if mention.end + 1 < len(row) else None
        score = 1.0 + 2.0 * bool(before & rules.marks["own"]) - 3.0 * bool(before & rules.marks["aggressors"])
        is_eating = bool(after and after.gap == 0 and "<ingest>" in after.classes and after.raw != after.stem)
        if after and after.gap == 0 and after.stem in rules.marks["nouns_after"] and not is_eating:
            score = -1.0
        if before & {"not", "no", "without", "sin", "like", "como"} and row[mention.start].gap == 0:
            score = -2.0  # "not a dog", "gasping like a fish"
        if row[mention.start].raw in _MEATS and _is_eaten(row, mention):
            score = -2.0
        if row[mention.start].raw in _KINDS_IN_GENERAL and not before & rules.marks["own"]:
            score = min(score, -0.5)  # "my cat licked it, I read it is bad for dogs"
        if is_eating and score > 0:
            score += 2.0  # "cat licked the drops off my dog"
        scores[mention.name] = max(scores.get(mention.name, -9.0), score)
    chosen = sorted((s for s in scores if scores[s] > 0), key=lambda s: -scores[s])
    best = chosen or sorted((s for s in scores if scores[s] > -2), key=lambda s: -scores[s])[:1]
    return tuple(s for s in best if scores[s] >= scores[best[0]] - 1.0)


def _sex(row: Sequence[Token], rules: Rules) -> str | None:
    sure = [t.raw for t in row if t.raw in rules.marks["sure_sex"]]
    for words in (sure, [t.raw for t in row]):
        male = sum(w in rules.marks["male"] for w in words)
        female = sum(w in rules.marks["female"] for w in words)
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
    return _bare_age(row) or 3.0 if is_young else None


def _bare_age(row: Sequence[Token]) -> float | None:
    """The months of a young animal told without "old" ("puppy, 9 weeks"): nothing else is counted in weeks of it."""
    for at, token in enumerate(row[1:], start=1):
        value, apart = row[at - 1].value, [t.raw for t in row[max(0, at - 3) : at - 1]]
        after = [t.raw for t in row[at + 1 : at + 2]]
        if value and token.raw in _MONTHS and not {"for", "since", "hace", "last"} & set(apart) and "ago" not in after:
            months = value * _MONTHS[token.raw]
            if months <= 12:
                return months
    return None


_MONTHS = {"week": 0.23, "weeks": 0.23, "month": 1.0, "months": 1.0, "semanas": 0.23, "meses": 1.0}
