"""What has to be done, in the order that saves time: people first, then the order to go, then the first step."""

import re

from nightdesk.incident.severity import Severity
from nightdesk.persona.wording.composing import Part
from nightdesk.persona.wording.order import mandatory, sentences, way_of
from nightdesk.persona.wording.words import Words
from nightdesk.triage.verdict import HumanRoute, Verdict

FIRST_SENTENCE = 160
"""An emergency opens with a sentence that fits one segment."""
_URGENT = re.compile(r"\b(now|immediately|right away|at once|ahora|de inmediato|ya)\b", re.IGNORECASE)
_TIMED = re.compile(
    r"\b(now|immediately|at once|right away|hours?|today|tonight|week|ahora|hora|hoy|ya)\b", re.IGNORECASE
)
_TO_A_VET = re.compile(r"\b(vet|vets|clinic|hospital|er|veterinari\w+|urgencias|clinica|cl\u00ednica)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{3}[ -]\d{3}[ -]\d{4}")


def pet_words(name: str | None, species: str | None, words: Words) -> str:
    """The pet's name, or what it is, or "your pet"."""
    return name or words.pets.get((species or "").lower(), words.pet)


def kind_words(species: str | None, words: Words) -> str:
    """ "a dog", or "a pet" when nobody said what it is."""
    return words.kinds.get((species or "").lower(), words.kind)


def people_first(verdict: Verdict, words: Words) -> list[Part]:
    """
    A person in danger comes before every pet: whom to call, a kind word, then the rest of the first step.

    The verdict's own first step leads when it names whom to call already.
    """
    route = verdict.human_route
    if route is None:
        return []
    first, *others = _steps(verdict.first_step)
    kind: Part = (0, words.human_kind.get(route.kind, ""))
    if names_the_call(verdict.first_step, route):
        return [first, kind, *((1, text) for _, text in others)]
    return [(0, words.human.get(route.kind, words.human_else).format(call=route.call)), first, *others]


def names_the_call(first_step: str, route: HumanRoute) -> bool:
    """Whether a step says whom to call: with the route's number, or in its own words when the route has none."""
    has_number = any(char.isdigit() for char in route.call)
    return route.call in first_step if has_number else bool(first_step)


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
        Severity.SEV4: "",
    }[verdict.severity].format(pet=pet)
    order = order[:1].upper() + order[1:]
    if not step:
        return [(0, order)]
    if verdict.intent in {"plea", "unclear"}:
        return _steps(step)
    if verdict.severity is Severity.SEV3:
        return _steps(step) if _TO_A_VET.search(step) else [(0, order), *_steps(step)]
    if verdict.severity is Severity.SEV4 or (_TO_A_VET.search(step) and _TIMED.search(step)):
        return _steps(step)
    if _TO_A_VET.search(step) or (verdict.severity is Severity.SEV0 and acts_now(step)):
        return [*_steps(step), (1, order)]
    return [(0, order), *_steps(step)]


def _steps(first_step: str) -> list[Part]:
    """The mandatory sentence, which is never left out, and each further one, which may be."""
    first, *others = sentences(first_step) or ("",)
    return [(0, first), *((2, sentence) for sentence in others)]


def without_second_call(parts: list[Part]) -> list[Part]:
    """
    The parts without a telephone number that comes after the way to the vet, for when the clinic's number follows:
    nobody who drives can make two calls. A number in the order itself stays.
    """
    first, *others = parts
    if not way_of(first[1]):
        return parts
    return [first, *((rank, text) for rank, text in others if not _NUMBER.search(text))]


def second_call(first_step: str) -> str:
    """The number that `without_second_call` leaves out, such as the poison line's; empty when there is none."""
    first, *others = sentences(first_step) or ("",)
    found = _NUMBER.search(" ".join(others)) if way_of(first) else None
    return found.group() if found else ""


def names_a_number(text: str) -> bool:
    """Whether it already gives a number to call."""
    return bool(_NUMBER.search(text))


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
