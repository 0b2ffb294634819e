"""What answers to a request for permission amount to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.approval.reply import (
    AlreadyAnswered,
    Denied,
    Expired,
    Granted,
    NeedsAnother,
    NotYours,
    WrongCode,
    answer,
    locked,
)
from nightdesk.approval.request import digest
from nightdesk.contact.contact import Contact
from nightdesk.incident.ask import Ask, Asked, AskState, Plan, Risk
from nightdesk.incident.desk import Phone

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=15)
ANA, BEN, EVE = Phone("+12025550121"), Phone("+12025550122"), Phone("+12025550142")
PLAN = Plan(
    runbook="service-restart",
    action="ecs.restart",
    parameters={"service": "search"},
    title="restart search",
    risk=Risk.HIGH,
    why="memory at 98 percent",
    impact="20 s of slow searches",
    rollback="none needed",
    service="search",
)
ASK = Ask(
    id="01ASK",
    plan=PLAN,
    digest=digest(PLAN),
    asked=(Asked(person="ana", phone=ANA, code="K7PQ2X"), Asked(person="ben", phone=BEN, code="BCDFGH")),
    asked_at=NOW,
    expires_at=LATER,
)


def reply(
    ask: Ask = ASK,
    *,
    code: str = "K7PQ2X",
    phone: Phone = ANA,
    person: str = "ana",
    yes: bool = True,
    now: datetime = NOW,
    **more: Any,
) -> Any:
    return answer(ask, code=code, phone=phone, person=person, yes=yes, now=now, **more)


def test_the_right_code_from_the_right_phone_in_time_is_permission() -> None:
    outcome = reply()

    assert isinstance(outcome, Granted)
    assert (outcome.ask.state, outcome.ask.answered_by, outcome.ask.answered_at) == (AskState.GRANTED, "ana", NOW)


def test_a_no_is_recorded_with_who_said_it() -> None:
    outcome = reply(yes=False)

    assert isinstance(outcome, Denied)
    assert (outcome.ask.state, outcome.by) == (AskState.DENIED, "ana")


@pytest.mark.parametrize("late", [LATER, LATER + timedelta(seconds=1), LATER + timedelta(days=9)])
def test_a_late_approval_is_answered_but_not_obeyed(late: datetime) -> None:
    outcome = reply(now=late)

    assert isinstance(outcome, Expired)
    assert outcome.ask.state is AskState.EXPIRED


def test_the_last_moment_still_counts() -> None:
    assert isinstance(reply(now=LATER - timedelta(microseconds=1)), Granted)


@pytest.mark.parametrize(
    "stranger",
    [
        {"phone": EVE, "person": "eve"},
        {"phone": EVE, "person": "ana"},
        {"phone": BEN, "person": "ana"},
        {"phone": ANA, "person": "ben"},
        {"code": "BCDFGH"},
    ],
)
def test_a_code_only_counts_on_the_phone_it_was_sent_to(stranger: dict[str, Any]) -> None:
    assert isinstance(reply(**stranger), NotYours)


def test_the_third_wrong_code_denies_the_request() -> None:
    first = reply(code="ZZZZZZ")
    second = reply(first.ask, code="ZZZZZZ", phone=BEN, person="ben")
    third = reply(second.ask, code="YYYYYY")

    assert (first, second) == (WrongCode(first.ask, 2), WrongCode(second.ask, 1))
    assert isinstance(third, Denied)
    assert third.ask.state is AskState.DENIED
    assert isinstance(reply(third.ask), AlreadyAnswered)


@pytest.mark.parametrize("yes", [True, False])
def test_a_second_answer_hears_who_was_first(yes: bool) -> None:
    granted = reply().ask

    outcome = reply(granted, code="BCDFGH", phone=BEN, person="ben", yes=yes, now=NOW + timedelta(minutes=1))

    assert outcome == AlreadyAnswered("ana", NOW, AskState.GRANTED)


def test_a_withdrawn_request_cannot_be_granted() -> None:
    assert isinstance(reply(replace(ASK, state=AskState.WITHDRAWN)), AlreadyAnswered)


def test_a_wrong_code_on_a_decided_request_changes_nothing() -> None:
    assert isinstance(reply(replace(ASK, state=AskState.DENIED), code="ZZZZZZ"), AlreadyAnswered)


def test_a_plan_that_changed_after_it_was_shown_is_never_granted() -> None:
    outcome = reply(replace(ASK, plan=replace(PLAN, parameters={"service": "payments"})))

    assert isinstance(outcome, Denied)
    assert "not the one that was shown" in outcome.why


def test_two_people_are_needed_when_one_is_not_enough() -> None:
    first = reply(two_people=True)
    again = reply(first.ask, two_people=True)
    second = reply(first.ask, code="BCDFGH", phone=BEN, person="ben", two_people=True)

    assert isinstance(first, NeedsAnother)
    assert isinstance(again, NeedsAnother)
    assert isinstance(second, Granted)
    assert second.by == "ben"


def test_either_of_two_people_can_still_refuse() -> None:
    first = reply(two_people=True)

    assert isinstance(reply(first.ask, yes=False, two_people=True), Denied)


def test_a_locked_phone_is_locked_until_its_time_and_no_longer() -> None:
    contact = Contact(phone=ANA, locked_until=LATER)

    assert locked(contact, now=NOW)
    assert not locked(contact, now=LATER)
    assert not locked(Contact(phone=ANA), now=NOW)


Replies = list[tuple[str, tuple[Phone, str], bool, int]]
codes = st.sampled_from(["K7PQ2X", "BCDFGH", "ZZZZZZ", "k7pq2x", "", "K7PQ2", "ü"])
people = st.sampled_from([(ANA, "ana"), (BEN, "ben"), (EVE, "eve"), (EVE, "ana"), (ANA, "ben")])
replies = st.lists(st.tuples(codes, people, st.booleans(), st.integers(-60, 20 * 60)), max_size=12)
RIGHT = {("K7PQ2X", ANA, "ana"), ("BCDFGH", BEN, "ben")}


def play(sequence: Replies, **more: Any) -> list[Any]:
    """Answer in this order, saving each new state as the table would; every outcome with what was typed."""
    ask = ASK
    seen: list[Any] = []
    for code, (phone, person), yes, seconds in sequence:
        now = NOW + timedelta(seconds=seconds)
        outcome = reply(ask, code=code, phone=phone, person=person, yes=yes, now=now, **more)
        seen.append(((code, phone, person, yes, now), outcome, ask))
        ask = getattr(outcome, "ask", ask)
    return seen


@given(replies)
def test_whatever_the_order_of_replies_there_is_at_most_one_decision(sequence: Replies) -> None:
    decisions = [outcome for _, outcome, _ in play(sequence) if isinstance(outcome, Granted | Denied)]

    assert len(decisions) <= 1


@given(replies)
def test_permission_is_only_ever_the_exact_code_on_its_phone_in_time(sequence: Replies) -> None:
    for (code, phone, person, yes, now), outcome, before in play(sequence):
        if isinstance(outcome, Granted):
            assert yes
            assert (code, phone, person) in RIGHT
            assert now < ASK.expires_at
            assert before.state is AskState.PENDING
            assert before.wrong_answers < 3


@given(replies)
def test_two_people_means_two_different_people(sequence: Replies) -> None:
    played = play(sequence, two_people=True)

    for at, (typed, outcome, _) in enumerate(played):
        if isinstance(outcome, Granted):
            firsts = {earlier[0][2] for earlier in played[:at] if isinstance(earlier[1], NeedsAnother)}
            assert firsts - {typed[2]}


@given(replies)
def test_the_same_reply_to_the_same_state_has_the_same_outcome(sequence: Replies) -> None:
    for (code, phone, person, yes, now), outcome, before in play(sequence):
        assert reply(before, code=code, phone=phone, person=person, yes=yes, now=now) == outcome
