"""What an owner is told about a question that only a vet may answer: the safe answer, the truth, the vet's word."""

from nightdesk.channel.fitting import fold, segments
from nightdesk.incident.ask import Ask
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.owner.advice_words import ADVICE, AdviceWords
from nightdesk.persona.wording.composing import Part, capital, compose
from nightdesk.persona.wording.language import WORDS
from nightdesk.persona.wording.urgency import pet_words
from nightdesk.persona.wording.words import Language

MOST_SEGMENTS = 2
LONGEST_SEGMENTS = 3
_SEPTETS = 153 * LONGEST_SEGMENTS


def wait(incident: Incident, *, kind: str, thing: str, language: Language, has_vet: bool = True) -> str:
    """At once: not yet, and that a vet is really being asked. has_vet: whether there is one to ask."""
    words = ADVICE[language]
    urgent = incident.severity <= Severity.SEV1
    parts: list[Part] = [(0, _filled(words.wait[kind], incident, words, thing, language))]
    parts.append((0, words.asking if has_vet else words.no_vet))
    if urgent and has_vet and kind != "staying":
        parts.append((1, words.go_on))
    return _said(parts)


def still(incident: Incident, *, kind: str, thing: str, language: Language) -> str:
    """Asked again while the answer is awaited."""
    return _said([(0, ADVICE[language].still.format(refrain=_refrain(incident, kind, thing, language)))])


def silence(incident: Incident, ask: Ask, *, has_next: bool) -> str:
    """A vet did not answer in time. has_next: whether another is being asked."""
    language, (kind, thing) = incident.language, _about(ask)
    words = ADVICE[language]
    refrain = _refrain(incident, kind, thing, language)
    if has_next:
        return _said([(0, words.next_vet.format(refrain=refrain))])
    call = words.call.format(clinic=incident.clinic) if incident.clinic else WORDS[language].find_clinic
    return _said([(0, words.nobody.format(refrain=refrain)), (0, call)])


def declined(incident: Incident, ask: Ask) -> str:
    """The vet said no."""
    language, (kind, thing) = incident.language, _about(ask)
    words = ADVICE[language]
    return _said([(0, _filled(words.declined[kind], incident, words, thing, language)), (1, words.kind)])


def draft(incident: Incident, *, ml: int, teaspoons: int, language: Language) -> str:
    """The words a vet may approve for making a dog vomit, folded already: they are sent to the letter."""
    pet = pet_words(incident.pet_name, incident.species, WORDS[language])
    return fold(ADVICE[language].draft.format(pet=pet[:20], ml=ml, tsp=teaspoons))


def signed(name: str, words: str) -> str:
    """A person's own words as the owner gets them; only what a text cannot carry is written otherwise."""
    said = f"{name}: {words.strip()}"
    folded = fold(said)
    return folded if folded.count("?") == said.count("?") else said


def too_many(text: str) -> int:
    """How many characters a text is too long for three segments; 0 when it fits."""
    counted = segments(text)
    if counted.count <= LONGEST_SEGMENTS:
        return 0
    return max(1, counted.units - (_SEPTETS if counted.encoding == "GSM-7" else 67 * LONGEST_SEGMENTS))


def _about(ask: Ask) -> tuple[str, str]:
    return ask.plan.parameters["kind"], ask.plan.parameters["thing"]


def _refrain(incident: Incident, kind: str, thing: str, language: Language) -> str:
    words = ADVICE[language]
    return _filled(words.refrain[kind], incident, words, thing, language)


def _filled(sentence: str, incident: Incident, words: AdviceWords, thing: str, language: Language) -> str:
    pet = pet_words(incident.pet_name, incident.species, WORDS[language])
    return sentence.format(pet=pet, thing=thing or words.any_thing)


def _said(parts: list[Part]) -> str:
    return capital(compose(parts, at_most=MOST_SEGMENTS))
