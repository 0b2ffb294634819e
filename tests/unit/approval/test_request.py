"""Asking for permission."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.approval.codes import new_code, new_codes
from nightdesk.approval.reply import is_same_plan
from nightdesk.approval.request import digest, request
from nightdesk.channel.replies.commands import Context, read
from nightdesk.channel.replies.targets import AskRef
from nightdesk.incident.ask import CODE_ALPHABET, Ask, AskState, Plan, Risk
from nightdesk.incident.desk import Phone
from nightdesk.roster.roster import Person

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
ANA = Person(id="ana", name="Ana", phone=Phone("+12025550121"))
BEN = Person(id="ben", name="Ben", phone=Phone("+12025550122"))
PLAN = Plan(
    runbook="deployment-rollback",
    action="lambda.alias.move",
    parameters={"function": "checkout", "to": "41", "from": "42"},
    title="roll checkout back to version 41",
    risk=Risk.HIGH,
    why="errors began 2 minutes after version 42",
    impact="checkout restarts cold, under 10 s",
    rollback="move the alias back to 42",
    service="checkout",
)


def ask_of(*people: Person, **more: str) -> Ask:
    return request(PLAN, approvers=people, now=NOW, lifetime=timedelta(minutes=15), dice=random.Random(7), **more)


def test_everyone_asked_has_a_code_of_their_own() -> None:
    ask = ask_of(ANA, BEN)

    assert [(asked.person, asked.phone) for asked in ask.asked] == [("ana", ANA.phone), ("ben", BEN.phone)]
    assert len({asked.code for asked in ask.asked}) == 2
    assert (ask.state, ask.expires_at) == (AskState.PENDING, NOW + timedelta(minutes=15))


def test_nobody_is_asked_to_approve_their_own_proposal() -> None:
    assert [asked.person for asked in ask_of(ANA, BEN, requested_by="ana").asked] == ["ben"]


def test_somebody_listed_twice_is_asked_once() -> None:
    assert len(ask_of(ANA, ANA).asked) == 1


def test_two_requests_have_different_names() -> None:
    dice = random.Random(7)

    first, second = (request(PLAN, approvers=(ANA,), now=NOW, lifetime=timedelta(1), dice=dice) for _ in range(2))

    assert first.id != second.id
    assert ask_of(ANA, ask_id="01ASK").id == "01ASK"


def test_the_order_of_parameters_is_not_part_of_the_plan() -> None:
    shuffled = replace(PLAN, parameters=dict(reversed(PLAN.parameters.items())))

    assert digest(shuffled) == digest(PLAN)


def test_any_other_difference_makes_it_another_plan() -> None:
    ask = ask_of(ANA)

    assert is_same_plan(ask, PLAN)
    assert not is_same_plan(ask, replace(PLAN, parameters=PLAN.parameters | {"to": "40"}))
    assert not is_same_plan(ask, replace(PLAN, impact="none"))
    assert not is_same_plan(ask, replace(PLAN, risk=Risk.LOW))


@given(st.randoms(use_true_random=False))
def test_every_code_is_six_symbols_that_the_reply_grammar_reads(dice: random.Random) -> None:
    code = new_code(dice)

    assert len(code) == 6
    assert set(code) <= set(CODE_ALPHABET)
    assert read(f"go {code}", Context(asks=(AskRef(code=code),))).target == code


@given(st.integers(0, 40), st.randoms(use_true_random=False))
def test_codes_given_out_together_never_repeat(count: int, dice: random.Random) -> None:
    assert len(set(new_codes(count, dice))) == count


def test_codes_come_from_the_system_unless_dice_are_given() -> None:
    assert new_code() != new_code()
