"""STOP in the middle of the night: the words stop, the help does not."""

from datetime import timedelta

import pytest

from nightdesk.desk.rounds.receipt import take_receipt
from tests.integration.desk.acts import BOOKS, CHOCOLATE, MAYA, OWNER
from tests.integration.desk.test_advice import ATE
from tests.integration.desk.world import World

OMAR = "+12025550112"


@pytest.fixture
def world() -> World:
    world = World(BOOKS)
    world.texts(OWNER, CHOCOLATE)
    world.texts(MAYA, "ack 7001", sid="SMack")
    return world


def test_an_owner_who_opts_out_is_rung_and_never_texted_again(world: World) -> None:
    world.texts(OWNER, "STOP", sid="SMstop")
    before = len(world.channel.texts_to(OWNER))

    world.texts(MAYA, "say 7001 Are you there?", sid="SMsay")
    world.thinks()
    world.passes(minutes=30)

    assert any(script.startswith("bridge/") for script in world.channel.calls_to(OWNER))
    assert len(world.channel.texts_to(OWNER)) == before
    assert any("owner opted out of texts" in body for body in world.channel.texts_to(MAYA))


def test_the_vet_is_told_that_her_words_do_not_arrive_and_what_does(world: World) -> None:
    world.texts(OWNER, "STOP", sid="SMstop")

    world.texts(MAYA, "say 7001 Are you there?", sid="SMsay")

    assert "nothing was sent" in world.channel.texts_to(MAYA)[-1]
    assert "join 1 " in world.channel.texts_to(MAYA)[-1]


def test_an_approval_for_an_owner_who_opted_out_is_not_spent() -> None:
    world = World(BOOKS)
    world.texts(OWNER, ATE)
    code = world.incident().advice[-1].asked[0].code
    world.texts(OWNER, "STOP", sid="SMstop")
    before = len(world.channel.texts_to(OWNER))

    world.texts(MAYA, f"go {code}", sid="SMgo")

    assert len(world.channel.texts_to(OWNER)) == before
    assert world.incident().advice[-1].state.value == "pending"
    assert "join 1 " in world.channel.texts_to(MAYA)[-1]


def test_start_lets_the_words_flow_again(world: World) -> None:
    world.texts(OWNER, "STOP", sid="SMstop")
    world.texts(OWNER, "START", sid="SMstart")

    world.texts(MAYA, "say 7001 Are you there?", sid="SMsay")

    assert "Are you there?" in world.channel.texts_to(OWNER)[-1]


def test_a_new_emergency_of_somebody_who_opted_out_goes_by_voice() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "STOP", sid="SMstop")

    world.texts(OWNER, CHOCOLATE, sid="SMnew")

    assert world.channel.texts_to(OWNER) == []
    assert world.channel.calls_to(OWNER)
    assert world.channel.texts_to(MAYA)


def test_yes_is_an_answer_and_no_wish_to_be_texted(world: World) -> None:
    world.texts(MAYA, "say 7001 Is he awake?", sid="SMsay")

    world.texts(OWNER, "yes", sid="SMyes")

    assert any('"yes"' in body for body in world.channel.texts_to(MAYA))


def test_a_vet_who_opts_out_is_rung_and_her_case_goes_to_the_next_tier(world: World) -> None:
    world.texts(MAYA, "STOP", sid="SMstop")

    assert world.incident().ack is None
    assert any("ack 1 " in body for body in world.channel.texts_to(OMAR))
    assert any(script.startswith("page/") for script in world.channel.calls_to(MAYA))


def test_a_vet_without_a_case_may_opt_out_in_peace() -> None:
    world = World(BOOKS)

    world.texts(MAYA, "STOP", sid="SMstop")

    assert world.channel.sent == []


def test_a_question_that_cannot_reach_its_vet_goes_to_the_next_at_once() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "can I give my dog benadryl?")
    outbox = next(one.receipt for one in world.channel.sent if one.to == MAYA).rsplit("/", 1)[-1]
    world.now += timedelta(seconds=10)

    for _ in range(2):
        take_receipt(world.kit, outbox, status="undelivered", error=21610)
        world.settle()

    assert sum("owner asks" in body for body in world.channel.texts_to(OMAR)) == 1
