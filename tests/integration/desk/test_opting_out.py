"""STOP in the middle of the night: the words stop, the help does not."""

from datetime import timedelta

import pytest

from nightdesk.desk.rounds.receipt import take_receipt
from tests.integration.desk.acts import ANA, BEN, BOOKS, CHOCOLATE, MAYA, OWNER, raises
from tests.integration.desk.dying import dies_everywhere
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


def woken_twice() -> World:
    """Ana was woken for two things; the second is the graver one."""
    world = World(BOOKS)
    for service in ("cart-cache", "mailer"):
        raises(world, service)
        world.now += timedelta(seconds=30)
    assert [one.tier for one in world.store.incidents()] == [1, 1]
    return world


def stops(world: World) -> None:
    world.now += timedelta(seconds=5)
    world.texts(ANA, "STOP", sid="SMstop")


def test_everything_that_waits_for_whoever_opts_out_goes_on_to_others() -> None:
    world = woken_twice()

    stops(world)

    assert [one.tier for one in world.store.incidents()] == [2, 2]
    assert sum("can no longer be texted" in body for body in world.channel.texts_to(BEN)) == 2


def test_what_they_have_goes_on_also_when_they_were_woken_last_for_what_somebody_else_has() -> None:
    world = woken_twice()
    first, second = sorted(world.store.incidents(), key=lambda one: one.id)
    world.texts(ANA, f"ack {first.id}", sid="SMack1")
    world.texts(BEN, f"ack {second.id}", sid="SMack2")

    stops(world)

    after = sorted(world.store.incidents(), key=lambda one: one.id)
    assert [one.ack.person if one.ack else "" for one in after] == ["", "ben"]
    assert [one.tier for one in after] == [2, 1]


def test_their_phone_rings_once_for_all_of_it() -> None:
    world = woken_twice()
    before = len(world.channel.calls_to(ANA))

    stops(world)

    assert len(world.channel.calls_to(ANA)) == before + 1


def test_whoever_dies_while_somebody_opts_out_leaves_what_would_have_been() -> None:
    def setting(world: World) -> None:
        for service in ("cart-cache", "mailer"):
            raises(world, service)

    assert dies_everywhere((setting, lambda world: world.texts(ANA, "STOP", sid="SMstop"))) > 0
