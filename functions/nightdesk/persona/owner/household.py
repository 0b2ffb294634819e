"""What the desk remembers, told to the owner it belongs to: asked once, corrected, listed, erased."""

from collections.abc import Sequence
from dataclasses import dataclass

from nightdesk.contact.contact import Contact, Pet
from nightdesk.contact.household import believed
from nightdesk.persona.wording.composing import Part, brief, compose, sentence
from nightdesk.persona.wording.words import Language

MOST_SEGMENTS = 3
_POUNDS = 2.20462
YEAR = 12
YOUNG = 24
"""Months up to which an age is told in months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    remember: str
    right: str
    good: str
    what_is_wrong: str
    not_understood: str
    corrected: str
    knows: str
    knows_nothing: str
    unsure: str
    place: str
    vet: str
    kept: str
    sure: str
    sure_in_case: str
    forgotten: str
    forgotten_later: str
    species: dict[str, str]
    sexes: dict[str, str]
    neutered: dict[str, str]
    conditions: dict[str, str]
    takes: str
    months: str
    year: str
    years: str
    weight: str
    pet: str


_EN = _Words(
    remember="So that another night goes faster, I remember {pets}.",
    right="Right? Reply RIGHT, or tell me what is wrong.",
    good='Thank you, I will remember. Text "what do you know about me" to see it, or "forget me" to erase it.',
    what_is_wrong='What is wrong? Tell me like this: "he is 28 kg" or "she is not diabetic". Until then I won\'t rely '
    "on it.",
    not_understood='I did not get that. Tell me like this: "Rex weighs 28 kg". Or reply RIGHT if it is right.',
    corrected="Corrected: {pets}. I will remember that.",
    knows="This is what I remember: {pets}.",
    knows_nothing="I remember no pets, no vet and no place of yours.",
    unsure=" (you have not confirmed that)",
    place="You are near {place}.",
    vet="Your vet: {vet}.",
    kept='Your texts and calls with us are kept as the record. Text "forget me" to have it all erased.',
    sure="I can erase all I remember of you and your pets, and the words of our texts and calls. It can't be undone. "
    "Reply FORGET to do it.",
    sure_in_case="{pet}'s case goes on either way, and our vet stays on it. I can erase all I know of you when it "
    "closes. Reply FORGET to do that.",
    forgotten="Done. What I knew of you and your pets, and the words of our texts and calls, is being erased. If a pet "
    "is in trouble, text me again: you will be helped all the same.",
    forgotten_later="Done. I forgot your pets. {pet}'s case goes on, I'm still here, and the rest is erased when it "
    "closes.",
    species={},
    sexes={"male": "male", "female": "female"},
    neutered={"male": "neutered", "female": "spayed", "": "neutered"},
    conditions={},
    takes="takes {medicines}",
    months="{count} months",
    year="1 year",
    years="{count} years",
    weight="{kg} kg ({lb} lb)",
    pet="your {species}",
)
_ES = _Words(
    remember="Para que otra noche vaya más rápido, recuerdo esto: {pets}.",
    right="¿Está bien? Responde BIEN, o dime qué está mal.",
    good='Gracias, lo recordaré. Escribe "qué sabes de mí" para verlo, u "olvídame" para borrarlo.',
    what_is_wrong='¿Qué está mal? Dímelo así: "pesa 28 kg" o "no es diabética". Hasta entonces no cuento con ello.',
    not_understood='No lo entendí. Dímelo así: "Rex pesa 28 kg". O responde BIEN si está bien.',
    corrected="Corregido: {pets}. Lo recordaré.",
    knows="Esto es lo que recuerdo: {pets}.",
    knows_nothing="No recuerdo mascotas, veterinario ni lugar tuyos.",
    unsure=" (aún no lo confirmaste)",
    place="Estás cerca de {place}.",
    vet="Tu veterinario: {vet}.",
    kept='Tus mensajes y llamadas se guardan como registro. Escribe "olvídame" para borrarlo todo.',
    sure="Puedo borrar todo lo que recuerdo de ti y de tus mascotas, y las palabras de nuestros mensajes. No "
    "se puede deshacer. Responde OLVIDAR para hacerlo.",
    sure_in_case="El caso de {pet} sigue de todos modos, con nuestro veterinario. Puedo borrar todo lo que sé de ti "
    "cuando se cierre. Responde OLVIDAR para eso.",
    forgotten="Hecho. Se está borrando lo que sabía de ti y de tus mascotas, y las palabras de nuestros mensajes y "
    "llamadas. Si una mascota está mal, escríbeme: te ayudo igual.",
    forgotten_later="Hecho. Olvidé a tus mascotas. El caso de {pet} sigue, aquí estoy, y lo demás se borra cuando "
    "se cierre.",
    species={
        "dog": "perro",
        "cat": "gato",
        "rabbit": "conejo",
        "bird": "ave",
        "ferret": "hurón",
        "hamster": "hámster",
        "guinea pig": "cobaya",
        "reptile": "reptil",
        "fish": "pez",
        "rat": "rata",
        "horse": "caballo",
    },
    sexes={"male": "macho", "female": "hembra"},
    neutered={"male": "castrado", "female": "esterilizada", "": "castrado"},
    conditions={
        "diabetic": "diabetes",
        "epileptic": "epilepsia",
        "pregnant": "preñada",
        "addisons": "Addison",
        "blocked before": "tuvo obstrucción urinaria",
        "kidney disease": "enfermedad renal",
        "heart disease": "enfermedad del corazón",
        "asthma": "asma",
        "bleeding disorder": "trastorno de coagulación",
    },
    takes="toma {medicines}",
    months="{count} meses",
    year="1 año",
    years="{count} años",
    weight="{kg} kg",
    pet="tu {species}",
)
_WORDS: dict[Language, _Words] = {"en": _EN, "es": _ES}


def asks_to_confirm(contact: Contact, language: Language) -> str:
    """ "I remember Rex: Labrador, 30 kg, diabetic. Right? Reply RIGHT, or tell me what is wrong." """
    words = _WORDS[language]
    return _said((0, words.remember.format(pets=told(believed(contact), language))), (0, words.right))


def good(language: Language) -> str:
    return _said((0, _WORDS[language].good))


def what_is_wrong(language: Language) -> str:
    return _said((0, _WORDS[language].what_is_wrong))


def not_understood(language: Language) -> str:
    return _said((0, _WORDS[language].not_understood))


def corrected(contact: Contact, language: Language) -> str:
    return _said((0, _WORDS[language].corrected.format(pets=told(contact.pets, language))))


def known(contact: Contact, language: Language) -> str:
    """Everything that is remembered, on request; what is not confirmed says so."""
    words = _WORDS[language]
    pets = believed(contact)
    unsure = words.unsure if contact.heard else ""
    parts: list[Part] = [
        (0, words.knows.format(pets=told(pets, language) + unsure) if pets else ""),
        (1, words.place.format(place=contact.place.title()) if contact.place else ""),
        (1, words.vet.format(vet=contact.vet) if contact.vet else ""),
    ]
    if not any(text for _, text in parts):
        parts.append((0, words.knows_nothing))
    return _said(*parts, (0, words.kept))


def is_sure(language: Language, *, pet: str = "") -> str:
    """Asked once before anything is erased. pet: of the open case, which goes on."""
    words = _WORDS[language]
    return _said((0, words.sure_in_case.format(pet=pet) if pet else words.sure))


def forgotten(language: Language, *, pet: str = "") -> str:
    """It is done, or will be when the open case of `pet` closes."""
    words = _WORDS[language]
    return _said((0, words.forgotten_later.format(pet=pet) if pet else words.forgotten))


def told(pets: Sequence[Pet], language: Language) -> str:
    """ "Rex: Labrador, male, 30 kg (66 lb), diabetic; Mia: cat, 4 years" """
    return "; ".join(_pet(pet, _WORDS[language]) for pet in pets)


def facts_for_a_vet(pet: Pet) -> str:
    """ "diabetic, kidney disease; takes insulin, gabapentin"; empty when nothing is known."""
    takes = f"takes {', '.join(pet.medicines)}" if pet.medicines else ""
    return "; ".join(filter(None, (", ".join(pet.conditions), takes)))


def health_line(health: str, *, but: str) -> str:
    """Those facts as a sentence of a vet's text, without the conditions that `but` names already."""
    said = but.lower()
    fresh = []
    for part in health.split("; "):
        is_taken = part.startswith("takes ")
        fresh.append(part if is_taken else ", ".join(one for one in part.split(", ") if one.lower() not in said))
    facts = "; ".join(filter(None, fresh))
    return sentence(f"Owner says: {brief(facts, 90)}") if facts else ""


def _pet(pet: Pet, words: _Words) -> str:
    species = words.species.get(pet.species or "", pet.species or "pet")
    kind = pet.breed or (species if pet.name else "")
    neutered = words.neutered[pet.sex or ""] if pet.is_neutered else ""
    facts = (
        kind,
        " ".join(filter(None, (words.sexes.get(pet.sex or "", ""), neutered))),
        _weight(pet.weight_kg, words),
        _age(pet.age_months, words),
        *(words.conditions.get(one, one) for one in pet.conditions),
        words.takes.format(medicines=", ".join(pet.medicines)) if pet.medicines else "",
    )
    said = ", ".join(filter(None, facts))
    name = pet.name or words.pet.format(species=species)
    return f"{name}: {said}" if said else name


def _weight(kg: float | None, words: _Words) -> str:
    return words.weight.format(kg=f"{kg:.3g}", lb=_pounds(kg)) if kg else ""


def _pounds(kg: float) -> str:
    pounds = kg * _POUNDS
    return f"{pounds:.0f}" if pounds >= 10 else f"{pounds:.1f}"


def _age(months: float | None, words: _Words) -> str:
    if months is None:
        return ""
    if months < YOUNG:
        return words.months.format(count=max(1, round(months)))
    return words.years.format(count=round(months / YEAR))


def _said(*parts: Part) -> str:
    return compose(list(parts), at_most=MOST_SEGMENTS)
