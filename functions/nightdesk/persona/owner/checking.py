"""Looking after an owner who was asked how the pet is: the call after a silence, and what the vet is told."""

from datetime import datetime

from nightdesk.contact.contact import CheckIn
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, typed
from nightdesk.persona.owner.speech import plain
from nightdesk.persona.wording.composing import capital, clock, compose, pick, sentence
from nightdesk.persona.wording.language import WORDS
from nightdesk.persona.wording.urgency import pet_words
from nightdesk.persona.wording.words import Language

_CALL: dict[Language, str] = {
    "en": "This is Nightdesk, about {pet}. Press 1 to talk to our vet. Press 2 if {pet} is better or the same. Press 3 "
    "if {pet} is worse.",
    "es": "Soy Nightdesk, por {pet}. Marca 1 para hablar con nuestro veterinario. Marca 2 si {pet} está mejor o igual. "
    "Marca 3 si {pet} está peor.",
}
_NOTED: dict[Language, str] = {
    "en": "Thank you. Text me or call this number any time. If {pet} gets worse, go to the vet and don't wait for us.",
    "es": "Gracias. Escríbeme o llama aquí cuando quieras. Si {pet} empeora, ve al veterinario sin esperarnos.",
}


def call(incident: Incident) -> str:
    """What an owner hears who did not answer a text. Only a key is an answer: a voicemail has none."""
    return _spoken(_CALL, incident)


def noted(incident: Incident) -> str:
    """After a key that says how the pet is."""
    return _spoken(_NOTED, incident)


def silent(incident: Incident, *, reader: Phone, since: datetime) -> str:
    """To whoever has the case: the owner answers neither a text nor a call."""
    code = typed(incident, reader)
    head = f"{name_of(incident.id)} owner silent since {clock(since)}: no answer to a text and a call."
    keep = f"Reply join {code} to ring them, or say {code} + your words."
    return compose([(0, head), (1, sentence(incident.title))], at_most=2, keep=keep)


def opted_out(incident: Incident, *, reader: Phone) -> str:
    """To whoever has the case: the owner may not be texted any more."""
    told = f"{name_of(incident.id)}: the owner opted out of texts, so yours no longer reach them."
    return f"{told} Reply join {typed(incident, reader)} to talk to them."


def next_day(owed: CheckIn) -> str:
    """Asked the day after a calm talk. Whoever reads it may have forgotten whose number this is."""
    return _about(WORDS[owed.language].next_day, owed)


def next_day_better(owed: CheckIn, *, heard: str) -> str:
    """It is better: glad, and no promise."""
    return _about(pick(WORDS[owed.language].calm_turn["better"], heard), owed)


def next_day_same(owed: CheckIn) -> str:
    """It is no better: worth a visit, without haste."""
    return _about(WORDS[owed.language].next_day_same, owed)


def next_day_worse(owed: CheckIn) -> str:
    """The order, when it has become worse since."""
    return _about(WORDS[owed.language].next_day_worse, owed)


def _about(words: str, owed: CheckIn) -> str:
    pet = pet_words(owed.pet_name, owed.species, WORDS[owed.language])
    return capital(compose([(0, words.format(pet=pet))], at_most=2))


def _spoken(words: dict[Language, str], incident: Incident) -> str:
    language = incident.language
    pet = pet_words(incident.pet_name, incident.species, WORDS[language])
    return plain(words[language].format(pet=pet), language)
