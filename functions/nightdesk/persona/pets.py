"""
The pets desk's own voice: what is said without any model, at once, and whenever the model is slow, absent or wrong.

Order in an emergency: the action, first aid, the clinic, that our vet is being woken, one question. Never a diagnosis,
a drug, an amount to give, or blame. Every text is GSM-7 and at most three segments.
"""

from zlib import crc32

from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.briefing import guard_terms, mandatory, prompt_values
from nightdesk.persona.composing import Part, compose
from nightdesk.persona.language import WORDS, language_of
from nightdesk.persona.urgency import acts_now, names_a_time, names_a_vet, people_first, pet_words, urgency
from nightdesk.persona.words import Language, Words
from nightdesk.triage.verdict import Dose, Verdict

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


def reflex(verdict: Verdict, *, clinic: str, waking: bool, language: Language = "en") -> str:
    """
    The first answer, decided by the verdict alone. clinic: name and number, or empty when none is known.

    waking: whether the on-call vet is really being woken, because nobody may believe in help that is not coming.
    """
    words = WORDS[language]
    pet = pet_words(verdict.pet_name, verdict.species, words)
    if verdict.human_route:
        parts = people_first(verdict, words)
        clinic_line = words.call_clinic.format(clinic=clinic) if verdict.dose and clinic else ""
        return _said([*parts, (3, clinic_line), (2, words.waking if waking else ""), (3, verdict.question or "")])
    parts = urgency(verdict, words, pet)
    if verdict.dose:
        parts.append((4, _dose_line(verdict.dose, words)))
    if verdict.severity <= Severity.SEV2:
        parts.append((1, _clinic_line(clinic, words, verdict.severity)))
    if waking:
        parts.append((2, words.waking))
    if verdict.severity >= Severity.SEV2 and verdict.subject:
        parts.append((5, pick(words.ask_me, verdict.subject)))
    parts.append((3, verdict.question or ""))
    return _said(parts)


def reply(verdict: Verdict, *, incident: Incident | None, heard: str, language: Language | None = None) -> str:
    """
    What follows the reflex: company, what to bring, what to watch for, and the plain truth about our vet.

    The same words always get the same answer; different ones vary it. language: as `heard` is written, unless given.
    """
    words = WORDS[language or language_of(heard)]
    pet = pet_words(verdict.pet_name, verdict.species, words)
    ours = _about_our_vet(incident, words) if incident else ""
    if verdict.human_route:
        lead = [part for part in people_first(verdict, words) if part[0] == 0]
        return _said([*lead, (2, words.human_company.format(pet=pet)), (2, ours)])
    if verdict.severity <= Severity.SEV1:
        parts = _while_urgent(verdict, words, pet, heard)
    else:
        parts = _while_calm(verdict, words, pet, heard)
    return _said([*parts, (1, ours)])


def has_it(incident: Incident, name: str, *, language: Language = "en") -> str:
    """Somebody answered: the owner is told who, by name, at once."""
    words = WORDS[language]
    parts = [(0, words.has_it.format(vet=name, pet=_pet_of(incident, words)))]
    if incident.severity <= Severity.SEV1:
        parts.append((1, pick(words.keep_going, incident.id).format(pet=_pet_of(incident, words))))
    return _said(parts)


def trying(incident: Incident, *, language: Language = "en") -> str:
    """Nobody has answered yet: the plain truth, and what to do without us."""
    words = WORDS[language]
    clinic = words.trying_clinic.format(clinic=incident.clinic) if incident.clinic else words.find_clinic
    return _said([(0, words.trying), (0, clinic)])


def bridging(*, language: Language = "en") -> str:
    """The owner asked to talk and is being called."""
    return _said([(0, WORDS[language].bridging)])


def check_in(incident: Incident, *, language: Language = "en") -> str:
    """Asked after a while: how is the pet? Varies from one time to the next."""
    words = WORDS[language]
    parts = [(0, pick(words.check_in, f"{incident.id}{incident.check_ins}").format(pet=_pet_of(incident, words)))]
    if incident.severity <= Severity.SEV1:
        parts.append((1, words.check_in_urgent))
    return _said(parts)


def summary_ready(incident: Incident, *, language: Language = "en") -> str:
    """The visit summary is written; whoever examines the pet can read it in a moment."""
    words = WORDS[language]
    ready = words.summary_ready.format(pet=_pet_of(incident, words))
    return _said([(0, ready[:1].upper() + ready[1:]), (0, incident.report_uri)])


def closed(incident: Incident, *, language: Language = "en") -> str:
    """The case is closed and the door stays open."""
    words = WORDS[language]
    return _said([(0, words.closed.format(pet=_pet_of(incident, words)))])


def pick(alternatives: tuple[str, ...], seed: str) -> str:
    """One of several ways to say it; the same seed picks the same."""
    return alternatives[crc32(f"{seed} {alternatives[0]}".encode()) % len(alternatives)]


def _pet_of(incident: Incident, words: Words) -> str:
    return pet_words(incident.pet_name, incident.species, words)


def _clinic_line(clinic: str, words: Words, severity: Severity) -> str:
    if clinic:
        return words.call_clinic.format(clinic=clinic)
    return words.find_clinic if severity <= Severity.SEV1 else ""


def _dose_line(dose: Dose, words: Words) -> str:
    band = words.bands.get(dose.band, "")
    if not band:
        return ""
    toxin = dose.toxin.replace("_", " ").strip()
    toxin = toxin[:1].upper() + toxin[1:]
    if dose.dose is None:
        return f"{toxin}: {band.removeprefix('and ').removeprefix('y ')}."
    return words.dose.format(toxin=toxin, dose=f"{dose.dose:g} {dose.unit}", band=band)


def _while_urgent(verdict: Verdict, words: Words, pet: str, heard: str) -> list[Part]:
    first = mandatory(verdict.first_step)
    going = pick(words.keep_going, heard).format(pet=pet)
    if verdict.severity is Severity.SEV1:
        going = words.within_the_hour.format(pet=pet)
    if names_a_vet(first):
        lead = [(0, first)] if names_a_time(first) else [(0, first), (1, going)]
    elif first and acts_now(first):
        lead = [(0, first), (2, going)]
    else:
        lead = [(0, going), (0, first)]
    care = [(3, pick(words.carry, heard).format(pet=pet))]
    if verdict.dose:
        care = [(2, words.nothing_to_eat), (3, pick(words.bring_package, heard))]
    return [*lead, *care, (4, pick(words.company, heard))]


def _while_calm(verdict: Verdict, words: Words, pet: str, heard: str) -> list[Part]:
    if not verdict.subject and not verdict.first_step:
        return [(0, words.hello), (1, verdict.question or "")]
    parts = [(3, pick(words.calm, heard).format(pet=pet))]
    if verdict.severity is Severity.SEV2 and not names_a_vet(verdict.first_step):
        today = words.today.format(pet=pet)
        parts.append((0, today[:1].upper() + today[1:]))
    parts.append((1, verdict.first_step))
    if verdict.severity <= Severity.SEV3:
        parts.append((1, pick(words.watch_for, heard).format(pet=pet)))
    return [*parts, (2, verdict.question or ""), (4, pick(words.ask_me, heard))]


def _about_our_vet(incident: Incident, words: Words) -> str:
    if incident.ack:
        return words.vet_has_it.format(vet=incident.ack.name)
    return words.nobody_yet if incident.pages else ""


def _said(parts: list[Part]) -> str:
    return compose(parts, at_most=MOST_SEGMENTS)
