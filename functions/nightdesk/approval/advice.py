"""
Advice as something to be permitted: what an owner asked, and the very words a vet would send.

It is a `Plan` like any other, so that codes, expiry and the digest over everything that was shown are the same; its
action is registered nowhere, so that nothing can ever run it.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from nightdesk.approval.reply import AlreadyAnswered, Denied, Expired, Granted, NotYours, WrongCode, refusal
from nightdesk.approval.request import digest
from nightdesk.incident.ask import Ask, AskState, Plan, Risk
from nightdesk.incident.desk import Phone

ACTION = "advice.tell"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """
    kind, thing: as triage read it. asked: the owner's words. facts: what a vet needs beside them. words: the draft, or
    "" when there is none and only a vet's own words can answer. until: after this the draft is not to be sent, ISO.
    """

    kind: str
    thing: str
    asked: str
    facts: str
    language: str
    words: str = ""
    until: str = ""


def plan_of(question: Question) -> Plan:
    """The question as a plan. Always HIGH: nothing of this is said without a human."""
    return Plan(
        runbook="",
        action=ACTION,
        parameters={
            "kind": question.kind,
            "thing": question.thing,
            "language": question.language,
            "words": question.words,
            "until": question.until,
        },
        title=f"answer to the owner's question about {question.thing or question.kind}",
        risk=Risk.HIGH,
        why=question.asked,
        impact=question.facts,
        rollback="",
        service="",
    )


def question_of(ask: Ask) -> Question:
    """What was asked, back from its plan."""
    return Question(asked=ask.plan.why, facts=ask.plan.impact, **ask.plan.parameters)


def is_about(ask: Ask, *, kind: str, thing: str) -> bool:
    """Is it the same question, whatever words it was asked in?"""
    return (ask.plan.parameters["kind"], ask.plan.parameters["thing"]) == (kind, thing)


def is_too_old(ask: Ask, *, now: datetime) -> bool:
    """Has the time for its draft passed?"""
    until = ask.plan.parameters["until"]
    return bool(until) and now >= datetime.fromisoformat(until)


def in_own_words(
    ask: Ask, *, words: str, code: str, phone: Phone, person: str, now: datetime
) -> Granted | NotYours | Expired | AlreadyAnswered | WrongCode | Denied:
    """A vet's own words in place of the draft: held to the same code, phone and expiry; granted by being written."""
    refused = refusal(ask, code=code, phone=phone, person=person, now=now)
    if refused is not None:
        return refused
    plan = replace(ask.plan, parameters={**ask.plan.parameters, "words": words, "until": ""})
    granted = replace(ask, plan=plan, digest=digest(plan), state=AskState.GRANTED, answered_by=person, answered_at=now)
    return Granted(granted, person)
