"""A question to a vet is a request like any other: code, phone, expiry and digest all hold for it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.action.known import RISKS
from nightdesk.approval import reply
from nightdesk.approval.advice import ACTION, Question, in_own_words, is_too_old, plan_of, question_of
from nightdesk.approval.request import digest, request
from nightdesk.incident.ask import Ask, AskState, Risk
from nightdesk.incident.desk import Phone
from nightdesk.roster.roster import Person

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MAYA = Person(id="maya", name="Dr. Maya Lind", phone=Phone("+12025550111"), is_vet=True)
QUESTION = Question(
    kind="vomiting", thing="", asked="should I?", facts="10 kg dog", language="en", words="From our vet: yes.",
    until=(NOW + timedelta(hours=1)).isoformat(),
)  # fmt: skip


@pytest.fixture
def ask() -> Ask:
    return request(plan_of(QUESTION), approvers=(MAYA,), now=NOW, lifetime=timedelta(minutes=10))


def test_a_question_comes_back_from_its_plan_as_it_was(ask: Ask) -> None:
    assert question_of(ask) == QUESTION
    assert ask.plan.risk is Risk.HIGH


def test_no_action_of_that_name_is_registered_so_that_nothing_can_run_it() -> None:
    assert ACTION not in RISKS


def test_words_changed_after_they_were_shown_are_not_granted(ask: Ask) -> None:
    changed = replace(ask.plan, parameters={**ask.plan.parameters, "words": "From our vet: give ten times that."})

    outcome = reply.answer(
        replace(ask, plan=changed), code=ask.asked[0].code, phone=MAYA.phone, person="maya", yes=True, now=NOW
    )

    assert isinstance(outcome, reply.Denied)


def test_own_words_replace_the_draft_and_the_digest_is_over_them(ask: Ask) -> None:
    outcome = in_own_words(ask, words="Bring him in.", code=ask.asked[0].code, phone=MAYA.phone, person="maya", now=NOW)

    assert isinstance(outcome, reply.Granted)
    assert question_of(outcome.ask).words == "Bring him in."
    assert outcome.ask.digest == digest(outcome.ask.plan) != ask.digest


@pytest.mark.parametrize(
    ("code", "phone", "minutes", "outcome"),
    [
        ("BBBBBB", MAYA.phone, 0, reply.WrongCode),
        (None, Phone("+12025550112"), 0, reply.NotYours),
        (None, MAYA.phone, 10, reply.Expired),
    ],
)
def test_own_words_need_the_code_the_phone_and_the_time(
    ask: Ask, code: str | None, phone: Phone, minutes: int, outcome: type
) -> None:
    given = ask if code is None or ask.asked[0].code != code else replace(ask, asked=())

    found = in_own_words(
        given, words="Yes", code=code or ask.asked[0].code, phone=phone, person="maya",
        now=NOW + timedelta(minutes=minutes),
    )  # fmt: skip

    assert isinstance(found, outcome)
    assert ask.state is AskState.PENDING


def test_a_draft_grows_too_old(ask: Ask) -> None:
    assert not is_too_old(ask, now=NOW + timedelta(minutes=59))
    assert is_too_old(ask, now=NOW + timedelta(minutes=60))
