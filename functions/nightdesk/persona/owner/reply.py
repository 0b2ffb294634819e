"""The second message: what helps until the vet, the plain truth about ours, and an answer to what was said."""

import re

from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.persona.lore.at_hand import answer_to
from nightdesk.persona.lore.lore import asks
from nightdesk.persona.model.photo import State
from nightdesk.persona.owner.opening import contact_of, is_known
from nightdesk.persona.owner.turn import turn_of
from nightdesk.persona.wording.care import Care, situation
from nightdesk.persona.wording.composing import Part, capital, compose, pick
from nightdesk.persona.wording.dosing import dose_line
from nightdesk.persona.wording.language import CARE, WORDS
from nightdesk.persona.wording.order import action_of, way_of
from nightdesk.persona.wording.urgency import (
    names_a_time,
    names_a_vet,
    names_the_call,
    pet_words,
    second_call,
)
from nightdesk.persona.wording.words import Turn, Words
from nightdesk.triage.verdict import Verdict

MOST_SEGMENTS = 2
_IN_HOURS = re.compile(r"\b(?:hours|pocas horas)\b")


def reply(verdict: Verdict, *, incident: Incident | None, heard: str, photo: State = "none") -> str:
    """
    What follows the reflex, or answers a further text of an open case. Never the reflex over again: of the order only
    its action returns, and only while it is urgent. Empty when the reflex has said all there is to say.

    The same words always get the same answer; different ones vary it. photo: what came of looking at a photo, which is
    always said, because somebody who sent one waits for it.
    """
    return _said(_with_photo(_parts(verdict, incident, heard), verdict, photo))


def parts(verdict: Verdict, *, incident: Incident | None, heard: str) -> list[Part]:
    """The same with its ranks and with the accents a text loses: for the ear."""
    return _parts(verdict, incident, heard)


def _parts(verdict: Verdict, incident: Incident | None, heard: str) -> list[Part]:
    speaks = verdict.language
    words = WORDS[speaks]
    pet = pet_words(verdict.pet_name, verdict.species, words)
    if verdict.human_route:
        return _for_a_person(verdict, words, pet)
    if incident and not incident.is_open:
        return [(0, words.case_closed.format(pet=pet))]
    turn = turn_of(heard)
    if incident is None and calm_turn(verdict, heard, words):
        return []
    if verdict.intent == "plea":
        return [(0, words.plea.format(pet=pet)), (1, _about_our_vet(incident, words))]
    if verdict.severity <= Severity.SEV1:
        return _while_urgent(verdict, incident, words, CARE[speaks][situation(verdict)], pet, heard, turn)
    if verdict.severity <= Severity.SEV3 and contact_of(verdict) is None:
        return _while_calm(verdict, incident, words, CARE[speaks][situation(verdict)], pet, heard, turn)
    return _in_conversation(verdict, words, pet, heard)


def _with_photo(parts: list[Part], verdict: Verdict, photo: State) -> list[Part]:
    """What became of the photo: after the order while it is urgent, before everything else when it is not."""
    said = WORDS[verdict.language].photo.get(photo, "")
    if not said or verdict.human_route:
        return parts
    at = sum(rank == 0 for rank, _ in parts[:2]) if verdict.severity <= Severity.SEV1 else 0
    return [*parts[:at], (0, said), *parts[at:]]


def calm_turn(verdict: Verdict, heard: str, words: Words) -> str:
    """The answer to a thank-you, a nod or good news in a conversation in which nothing is urgent; else empty."""
    if verdict.severity <= Severity.SEV2 or verdict.human_route or verdict.intent == "thanks":
        return ""
    turn = turn_of(heard) if heard else "news"
    return pick(words.calm_turn[turn], heard) if turn in {"thanks", "going", "better"} else ""


def _for_a_person(verdict: Verdict, words: Words, pet: str) -> list[Part]:
    """The number once more, then what helps a person who waits for help. Nothing about our vet."""
    route = verdict.human_route
    if route is None:
        return []
    action = action_of(verdict.first_step)
    company = words.human_company.get(route.kind, words.human_company_else).format(pet=pet, call=route.call)
    if not action or not names_the_call(f"{action} {company}", route):
        return [(0, words.human.get(route.kind, words.human_else).format(call=route.call)), (0, action), (1, company)]
    return [(0, _ended(action)), (0 if route.call in company else 1, company)]


def _while_urgent(
    verdict: Verdict, incident: Incident | None, words: Words, care: Care, pet: str, heard: str, turn: Turn
) -> list[Part]:
    lead = _lead(verdict, words, pet, heard, is_further=turn != "news")
    ours = _about_our_vet(incident, words)
    if turn != "news":
        said = pick(words.urgent_turn[turn], heard).format(pet=pet)
        dose = dose_line(verdict, words) if turn == "fact" else ""
        return [*lead, (0, said), (2, dose), (3, pick(care.watch, heard).format(pet=pet)), (1, ours)]
    line = second_call(verdict.first_step)
    return [
        *lead,
        (1, pick(care.now, heard).format(pet=pet)),
        (2, pick(care.watch, heard).format(pet=pet)),
        (5, pick(care.bring, heard).format(pet=pet)),
        (3, words.poison_line.format(line=line) if line else ""),
        (1, ours),
        # Somebody who drives at night is helped more by a kind word than by what the vet will ask anyway.
        (4, pick(words.company, heard)),
    ]


def _lead(verdict: Verdict, words: Words, pet: str, heard: str, *, is_further: bool) -> list[Part]:
    """The action in its fewest words; the order to go is added when the action is not to go to a vet."""
    way, action = way_of(verdict.first_step), action_of(verdict.first_step)
    if way:
        if _IN_HOURS.search(way):
            return [(0, words.call_then.format(to=way))]
        return [(0, pick(words.keep_on if is_further else words.head, heard).format(to=way))]
    going = pick(words.keep_going, heard).format(pet=pet)
    if verdict.severity is Severity.SEV1:
        going = words.within_the_hour.format(pet=pet)
    if not action or not (names_a_time(action) or names_a_vet(action)):
        return [(0, going), (0, _ended(action))]
    if names_a_vet(action) and names_a_time(action):
        return [(0, _ended(action))]
    going = words.then_go if verdict.severity is Severity.SEV0 and names_a_vet(verdict.first_step) else going
    return [(0, _ended(action)), (1, going)]


def _while_calm(
    verdict: Verdict, incident: Incident | None, words: Words, care: Care, pet: str, heard: str, turn: Turn
) -> list[Part]:
    ours = _about_our_vet(incident, words) if incident and incident.ack else ""
    watch = pick(care.alarm or words.watch_for, heard).format(pet=pet)
    if turn != "news":
        said = pick(words.calm_turn[turn], heard).format(pet=pet)
        today = _today(words, pet, heard) if verdict.severity is Severity.SEV2 else ""
        return [(0, said), (1, today), (1, watch), (2, ours)]
    is_today = verdict.severity is Severity.SEV2
    if not is_known(verdict) and (known := _known(verdict, heard, pet)):
        return [*known, (0, _today(words, pet, heard) if is_today else ""), (1, ours)]
    return [
        (3, pick(words.calm, heard).format(pet=pet)),
        (1, watch),
        (2, pick(care.bring, heard).format(pet=pet) if is_today else ""),
        (0, _today(words, pet, heard) if is_today else ""),
        (2, ours),
        (4, "" if is_today else pick(words.ask_me, heard)),
    ]


def _known(verdict: Verdict, heard: str, pet: str) -> list[Part]:
    """A reviewed answer to what is asked, and when to worry; nothing when nothing is known about it."""
    is_question = verdict.intent == "question" or asks(heard)
    says, worry = answer_to(heard, verdict.language, species=verdict.species, is_question=is_question)
    return [(0, says.format(pet=pet)), (1, worry.format(pet=pet))] if says else []


def _today(words: Words, pet: str, heard: str) -> str:
    return pick(words.no_vet_today, heard).format(pet=pet)


def _in_conversation(verdict: Verdict, words: Words, pet: str, heard: str) -> list[Part]:
    """A question is answered from what has been checked, or honestly not; a hello hears how else to reach us."""
    kind = contact_of(verdict)
    if kind in {"spam", "abuse", "test"}:
        return []
    if known := _known(verdict, heard, pet):
        return known
    if kind == "question":
        return [(0, pick(words.no_answer, heard).format(pet=pet))]
    more = words.contact_more.get(kind, ()) if kind else ()
    return [(0, pick(more, heard).format(pet=pet))] if more else []


def _about_our_vet(incident: Incident | None, words: Words) -> str:
    if incident is None:
        return ""
    if incident.ack:
        return f"{words.vet_has_it.format(vet=incident.ack.name)} {words.talk}"
    return words.nobody_yet if incident.pages else ""


def _ended(text: str) -> str:
    return capital(text if not text or text[-1] in ".!?" else f"{text}.")


def _said(parts: list[Part]) -> str:
    return capital(compose(parts, at_most=MOST_SEGMENTS))
