"""What an owner reads who hung up and did not take the call back."""

from nightdesk.incident.incident import Incident
from nightdesk.persona.wording.composing import Part, capital, compose
from nightdesk.persona.wording.language import WORDS
from nightdesk.persona.wording.urgency import pet_words
from nightdesk.persona.wording.words import Language

_MISSED: dict[Language, tuple[str, str]] = {
    "en": (
        "We were cut off, and I could not reach you about {pet}.",
        "I still have your case: text me what you see, or call this number.",
    ),
    "es": (
        "Se cortó la llamada y no pude localizarte por {pet}.",
        "Sigo con tu caso: escríbeme lo que ves o llama a este número.",
    ),
}


def missed(incident: Incident) -> str:
    """What to do comes along, because the call may have ended before it was heard."""
    opening, door = _MISSED[incident.language]
    pet = pet_words(incident.pet_name, incident.species, WORDS[incident.language])
    parts: list[Part] = [(0, opening.format(pet=pet)), (1, incident.first_step), (0, door)]
    return capital(compose(parts, at_most=2))
