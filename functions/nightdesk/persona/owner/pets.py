"""
The pets desk's own voice: what is said without any model, at once, and whenever the model is slow, absent or wrong.

Order in an emergency: the action, first aid, the clinic, that our vet is being woken, one question. Never a diagnosis,
a drug, an amount to give, or blame. Every text is GSM-7 and at most three segments.
"""

import re

from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.model.briefing import guard_terms, prompt_values
from nightdesk.persona.owner import visit
from nightdesk.persona.owner.opening import contact_of
from nightdesk.persona.owner.reply import calm_turn, reply
from nightdesk.persona.wording.composing import Part, capital, compose, pick
from nightdesk.persona.wording.dosing import dose_line
from nightdesk.persona.wording.language import WORDS, language_of
from nightdesk.persona.wording.order import mandatory
from nightdesk.persona.wording.urgency import names_a_number, people_first, pet_words, urgency, without_second_call
from nightdesk.persona.wording.words import Language, Words
from nightdesk.triage.verdict import Verdict

__all__ = [
    "bridging",
    "check_in",
    "closed",
    "guard_terms",
    "has_it",
    "language_of",
    "prompt_values",
    "reflex",
    "reply",
    "summary_ready",
    "trying",
]

MOST_SEGMENTS = 3
_CALL = re.compile(r"\b(?:call|llama)\b", re.IGNORECASE)


def reflex(verdict: Verdict, *, clinic: str, waking: bool, heard: str | None = None, offer: str = "") -> str:
    """
    The first answer, decided by the verdict alone. clinic: name and number, or empty when none is known.

    waking: whether the on-call vet is really being woken, because nobody may believe in help that is not coming. heard:
    the last text, so that "thanks" in a calm conversation is not answered with its first step again; blank when it was
    a photo without a word. offer: of first
    aid step by step, said last, because it is what they answer.
    """
    words = WORDS[verdict.language]
    pet = pet_words(verdict.pet_name, verdict.species, words)
    if verdict.human_route:
        told = words.human_told if waking and "being told" not in verdict.first_step else ""
        return _said([*people_first(verdict, words), (3, told), (2, verdict.question or "")])
    if further := calm_turn(verdict, heard or "", words):
        return _said([(0, further.format(pet=pet))])
    if kind := contact_of(verdict):
        if kind == "unclear" and heard is not None and not heard.strip():
            return _said([(0, words.no_words)])
        opening = pick(words.contact.get(kind, ()), verdict.subject).format(pet=pet)
        return _said([(0, opening or verdict.first_step)])
    parts = urgency(verdict, words, pet)
    if clinic and verdict.severity <= Severity.SEV1:
        parts = without_second_call(parts)
    parts += [
        (1, _clinic_line(clinic, words, verdict)),
        (4, dose_line(verdict, words)),
        (2, _who_we_are(verdict, words, waking=waking)),
        (3, verdict.question or ""),
        (2, offer),
    ]
    if verdict.severity >= Severity.SEV3 and not verdict.question:
        parts.append((5, pick(words.ask_me, verdict.subject)))
    return _said(parts)


def has_it(incident: Incident, name: str, *, language: Language = "en") -> str:
    """Somebody answered: the owner is told who, by name, at once."""
    words = WORDS[language]
    parts: list[Part] = [(0, words.has_it.format(vet=name, pet=_pet_of(incident, words)))]
    if incident.severity <= Severity.SEV1:
        parts.append((1, pick(words.keep_going, incident.id).format(pet=_pet_of(incident, words))))
    return _said(parts)


def trying(incident: Incident, *, language: Language = "en") -> str:
    """Nobody has answered yet, or whoever had it does not any more: the plain truth, and what to do without us."""
    words = WORDS[language]
    clinic = words.trying_clinic.format(clinic=incident.clinic) if incident.clinic else words.find_clinic
    return _said([(0, words.trying_anew if incident.first_acked_at else words.trying), (0, clinic)])


def bridging(*, language: Language = "en") -> str:
    """The owner asked to talk and is being called."""
    return _said([(0, WORDS[language].bridging)])


def check_in(incident: Incident, *, language: Language = "en") -> str:
    """Asked after a while: how is the pet? Varies from one time to the next."""
    words = WORDS[language]
    asked = words.check_in[incident.check_ins % len(words.check_in)]
    parts: list[Part] = [(0, asked.format(pet=_pet_of(incident, words)))]
    if incident.severity <= Severity.SEV1:
        parts.append((1, words.check_in_urgent))
    return _said(parts)


def summary_ready(incident: Incident, *, language: Language = "en") -> str:
    """The visit summary itself; whoever examines the pet can read it in a moment."""
    words = WORDS[language]
    return visit.summary(incident, opening=capital(words.summary_ready.format(pet=_pet_of(incident, words))))


def closed(incident: Incident, *, language: Language = "en") -> str:
    """The case is closed and the door stays open."""
    words = WORDS[language]
    return _said([(0, words.closed.format(pet=_pet_of(incident, words)))])


def _pet_of(incident: Incident, words: Words) -> str:
    return pet_words(incident.pet_name, incident.species, words)


def _clinic_line(clinic: str, words: Words, verdict: Verdict) -> str:
    """Where to go. An order that is itself a call is given the number, not a second call to make."""
    if verdict.severity >= Severity.SEV3:
        return ""
    if verdict.severity is Severity.SEV2:
        return words.if_worse.format(clinic=clinic) if clinic else ""
    if not clinic:
        return words.find_clinic
    first = mandatory(verdict.first_step)
    is_call = names_a_number(first) or bool(_CALL.search(first))
    return (words.the_clinic if is_call else words.call_clinic).format(clinic=clinic)


def _who_we_are(verdict: Verdict, words: Words, *, waking: bool) -> str:
    """That this is no vet, said once, beside the clinic that has some, and who is really being told."""
    if verdict.severity <= Severity.SEV1:
        return words.waking if waking else words.not_a_vet
    if verdict.severity is Severity.SEV2:
        return words.telling if waking else words.not_a_vet
    return words.telling_only if waking else ""


def _said(parts: list[Part]) -> str:
    return capital(compose(parts, at_most=MOST_SEGMENTS))
