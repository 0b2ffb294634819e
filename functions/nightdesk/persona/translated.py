"""A verdict for an owner whose language its first step is not written in."""

from dataclasses import replace

from nightdesk.incident.severity import Severity
from nightdesk.persona.care import AID_FIRST, situation
from nightdesk.persona.language import CARE, WORDS, language_of
from nightdesk.persona.urgency import pet_words
from nightdesk.persona.words import Language
from nightdesk.triage.verdict import Verdict


def in_language(verdict: Verdict, language: Language) -> Verdict:
    """
    The same verdict with its order, first aid and question in this language; unchanged when they are in it already.

    What is not translated is replaced by what this language says in every such situation, never left in another: nobody
    can follow an order they do not read.
    """
    if not verdict.first_step or language_of(verdict.first_step) == language:
        return verdict
    words = WORDS[language]
    route = verdict.human_route
    if route:
        call = words.human_call.get(route.call, route.call)
        step = words.human.get(route.kind, words.human_else).format(call=call)
        return replace(verdict, first_step=step, question=None, human_route=replace(route, call=call))
    pet = pet_words(verdict.pet_name, verdict.species, words)
    order = {
        Severity.SEV0: words.go_now,
        Severity.SEV1: words.within_the_hour,
        Severity.SEV2: words.today,
        Severity.SEV3: words.at_home,
        Severity.SEV4: "",
    }[verdict.severity].format(pet=pet)
    aid = CARE[language][situation(verdict)].aid if verdict.severity <= Severity.SEV1 else ""
    order = f"{order[:1].upper()}{order[1:]}"
    step = f"{aid} {order}" if aid and situation(verdict) in AID_FIRST else f"{order} {aid}".strip()
    return replace(verdict, first_step=step, question=words.see_now if verdict.question else None)
