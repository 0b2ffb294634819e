"""What has to be done, in the order that saves time: people first, then the order to go, then the first step."""

import re

from nightdesk.incident.severity import Severity
from nightdesk.persona.briefing import mandatory, sentences
from nightdesk.persona.composing import Part
from nightdesk.persona.words import Words
from nightdesk.triage.verdict import Verdict

FIRST_SENTENCE = 160
"""An emergency opens with a sentence that fits one segment."""
_URGENT = re.compile(r"\b(now|immediately|right away|at once|ahora|de inmediato|ya)\b", re.IGNORECASE)
_TIMED = re.compile(
    r"\b(now|immediately|at once|right away|hour|today|tonight|week|ahora|hora|hoy|ya)\b", re.IGNORECASE
)
_TO_A_VET = re.compile(r"\b(vet|vets|clinic|hospital|er|veterinari\w+|urgencias|clinica|clínica)\b", re.IGNORECASE)


def pet_words(name: str | None, species: str | None, words: Words) -> str:
    """The pet's name, or what it is, or "your pet"."""
    return name or words.pets.get((species or "").lower(), words.pet)


def people_first(verdict: Verdict, words: Words) -> list[Part]:
    """
    A person in danger comes before every pet: whom to call, a kind word, then the rest of the first step.

    The verdict's own first step leads when it names whom to call already.
    """
    route = verdict.human_route
    if route is None:
        return []
    first, *others = _steps(verdict.first_step)
    kind = (0, words.human_kind.get(route.kind, ""))
    if route.call in first[1]:
        return [first, kind, *others] if kind[1] else [first, *others]
    return [(0, words.human.get(route.kind, words.human_else).format(call=route.call)), first, *others]


def urgency(verdict: Verdict, words: Words, pet: str) -> list[Part]:
    """
    The order and the first step; whichever tells them to act now comes first, and an order that the step gives
    itself is not given twice.
    """
    step = verdict.first_step.strip()
    order = {
        Severity.SEV0: words.go_now,
        Severity.SEV1: words.within_the_hour,
        Severity.SEV2: words.today,
        Severity.SEV3: words.at_home,
        Severity.SEV4: words.information,
    }[verdict.severity].format(pet=pet)
    order = order[:1].upper() + order[1:]
    if not step and verdict.severity >= Severity.SEV3 and not verdict.subject:
        return [(0, words.hello)]
    if not step or verdict.severity is Severity.SEV3:
        return [(0, order), *_steps(step)]
    if verdict.severity is Severity.SEV4 or (_TO_A_VET.search(step) and _TIMED.search(step)):
        return _steps(step)
    if _TO_A_VET.search(step):
        return [*_steps(step), (1, order)]
    if verdict.severity is Severity.SEV0 and acts_now(step):
        return [*_steps(step), (1, order)]
    return [(0, order), *_steps(step)]


def _steps(first_step: str) -> list[Part]:
    """The mandatory sentence, which is never left out, and each further one, which may be."""
    first, *others = sentences(first_step) or ("",)
    return [(0, first), *((3, sentence) for sentence in others)]


def acts_now(step: str) -> bool:
    """Whether its first sentence tells somebody to act this second, so that it may open an emergency text."""
    first = mandatory(step)
    return len(first) <= FIRST_SENTENCE and bool(_URGENT.search(first))


def names_a_vet(text: str) -> bool:
    """Whether it says to see or call a vet by itself."""
    return bool(_TO_A_VET.search(text))


def names_a_time(text: str) -> bool:
    """Whether it says by when."""
    return bool(_TIMED.search(text))
