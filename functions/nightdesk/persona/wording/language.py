"""Which of the desk's languages an owner writes."""

import re

from nightdesk.persona.wording import care_english, care_spanish
from nightdesk.persona.wording.care import Care
from nightdesk.persona.wording.english import ENGLISH
from nightdesk.persona.wording.spanish import SPANISH
from nightdesk.persona.wording.words import Language, Words

_SPANISH = frozenset(
    """
    a el los las una un mi tu su que qué de en con por para es está esta esto fue hace comió comio come tiene perro
    perra gato gata perrito gatito cachorro ayuda ayúdame ayudame muy pero y se le lo al del cómo como respira
    vomita vomitando sangre urgente urgencias veterinario pastillas no sé porque cuando ahora hola si sí gracias ya
    está estoy mejor peor dónde cuánto puedo puede pueden tengo vamos
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_ENGLISH = frozenset(
    """
    the my a an is are was were he she it his her they has have had ate eat of to in on and or not can what please
    help dog cat puppy kitten vet no me i you just now do does how for with this that but
    """.split()  # noqa: SIM905 -- words, not a list to edit
)

WORDS: dict[Language, Words] = {"en": ENGLISH, "es": SPANISH}
CARE: dict[Language, dict[str, Care]] = {"en": care_english.CARE, "es": care_spanish.CARE}


def language_of(*texts: str) -> Language:
    """
    Spanish when its small words outnumber the English ones, or when it is written with marks only Spanish has;
    otherwise English.
    """
    joined = " ".join(texts).casefold()
    if re.search("[¿¡ñ]", joined):
        return "es"
    found = re.findall(r"[^\W\d_]+", joined)
    spanish = sum(word in _SPANISH for word in found)
    english = sum(word in _ENGLISH for word in found)
    return "es" if spanish > english else "en"
