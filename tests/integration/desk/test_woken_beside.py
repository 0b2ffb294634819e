"""Who is woken for what somebody has already, what that somebody hears of it, and how far it is tried."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.incident.incident import Page
from nightdesk.incident.severity import Severity
from tests.integration.desk.acts import ANA, BEN, BOOKS, alarm, raises
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.test_climbing import says, texts
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    """Something slow that Ana was texted about."""
    made = World(BOOKS)
    slows(made)
    assert made.incident().severity is Severity.SEV2
    return made


def slows(world: World) -> None:
    mild = replace(alarm(world, "acorn"), summary="p99 latency 1.2 s over limit 1 s", value=1.2, threshold=1.0)
    raise_alarm(world.kit, BOOKS.catalogue, replace(mild, claimed_severity=Severity.SEV2), once="slow")
    world.settle()


def worsens(world: World) -> None:
    grave = replace(alarm(world, "acorn"), name="acorn-5xx", fingerprint="acorn-5xx", claimed_severity=Severity.SEV1)
    raise_alarm(world.kit, BOOKS.catalogue, grave, once="worse")
    world.settle()


def page(world: World, person: str, channel: str = "sms") -> Page:
    return [one for one in world.incident().pages if one.person == person and one.channel == channel][-1]


def fails(world: World, person: str) -> None:
    take_receipt(world.kit, page(world, person).outbox, status="undelivered", error=30003)
    world.settle()


def arrives(world: World, person: str) -> None:
    take_receipt(world.kit, page(world, person).outbox, status="delivered")
    world.settle()


def calls(world: World, phone: str) -> int:
    return len(world.channel.calls_to(phone))


def test_whoever_has_it_hears_that_it_got_worse_and_who_is_woken(world: World) -> None:
    says(world, ANA, "ack 1")
    world.now += timedelta(minutes=8)

    worsens(world)

    told = texts(world, ANA)[-1]
    assert told.startswith("INC-7001, yours, SEV1: severity raised from SEV2 to SEV1. Waking Ben Sato, Cleo Marsh too.")
    assert "join 1" in told


def test_whoever_has_it_hears_that_it_got_wider() -> None:
    world = World(BOOKS)
    raises(world, "checkout")
    says(world, ANA, "ack 1")
    world.now += timedelta(seconds=90)

    raises(world, "storefront")

    assert "storefront affected too. Waking Ben Sato" in texts(world, ANA)[-1]


def test_who_is_woken_beside_is_called_twice_as_any_other_of_the_worst(world: World) -> None:
    says(world, ANA, "ack 1")
    world.now += timedelta(minutes=8)
    worsens(world)

    world.passes(minutes=5)

    assert calls(world, BEN) == 2
    assert world.incident().tier == 2


@pytest.mark.parametrize("how", ["text", "key"])
def test_who_is_woken_beside_and_answers_is_not_called_again(world: World, how: str) -> None:
    says(world, ANA, "ack 1")
    world.now += timedelta(minutes=8)
    worsens(world)

    if how == "text":
        says(world, BEN, "status 1")
    else:
        OnPhone(world, BEN, "CA8").begins("page", world.incident().id, "ben").presses("0").presses("1")
    world.passes(minutes=5)

    assert calls(world, BEN) == 1


def test_a_text_to_whom_it_is_handed_that_cannot_be_delivered_makes_the_phone_ring(world: World) -> None:
    says(world, ANA, "ack 1")
    says(world, ANA, "pass 1 to ben")
    assert calls(world, BEN) == 0

    fails(world, "ben")

    assert calls(world, BEN) == 1


def test_to_whom_it_is_handed_is_called_when_they_do_not_answer(world: World) -> None:
    says(world, ANA, "ack 1")
    says(world, ANA, "pass 1 to ben")
    arrives(world, "ben")

    world.passes(minutes=9)

    assert calls(world, BEN) == 1


def test_a_mild_one_that_somebody_has_rings_nobody_who_got_the_text(world: World) -> None:
    says(world, ANA, "ack 1")
    world.now += timedelta(minutes=1)
    says(world, ANA, "sev 3 INC-7001")
    says(world, ANA, "sev 2 INC-7001")
    assert world.incident().tier == 2
    arrives(world, "ben")

    world.passes(minutes=14)

    assert calls(world, BEN) == 0


def test_nobody_is_rung_by_a_page_from_before_somebody_had_it(world: World) -> None:
    worsens(world)
    world.now += timedelta(seconds=30)
    says(world, BEN, "ack 7001")

    world.passes(minutes=9)

    assert calls(world, ANA) == 1


def test_who_was_only_texted_is_called_twice_once_it_is_grave(world: World) -> None:
    arrives(world, "ana")
    world.passes(minutes=4)
    assert calls(world, ANA) == 0

    worsens(world)
    world.passes(minutes=4)

    assert world.incident().tier == 2
    assert calls(world, ANA) == 2


def test_who_passed_it_on_is_not_called_when_it_gets_worse(world: World) -> None:
    arrives(world, "ana")
    world.now += timedelta(minutes=1)
    says(world, ANA, "pass 1")
    world.now += timedelta(minutes=3)

    worsens(world)
    world.passes(minutes=4)

    assert calls(world, ANA) == 0


def test_who_takes_it_unasked_hears_what_becomes_of_it(world: World) -> None:
    says(world, BEN, "ack 7001")
    says(world, ANA, "take 1")
    assert any(body.startswith("Stand down") and "Ana" in body for body in texts(world, BEN))

    says(world, ANA, "resolve 1")

    assert any(body.startswith("Resolved") for body in texts(world, BEN))


def test_a_second_call_that_was_still_to_come_comes_although_others_are_woken_too() -> None:
    world = World(BOOKS)
    raises(world, "checkout")
    world.now += timedelta(minutes=1)
    assert calls(world, ANA) == 1

    raises(world, "storefront")
    assert calls(world, BEN) == 1
    world.passes(minutes=2)

    assert calls(world, ANA) == 2


def test_whoever_has_passed_it_on_gets_no_second_call() -> None:
    world = World(BOOKS)
    raises(world, "checkout")
    page_of_call = page(world, "ana", "call").outbox
    take_receipt(world.kit, page_of_call, status="busy")

    says(world, ANA, "pass 1")
    world.passes(minutes=5)

    assert calls(world, ANA) == 1


@pytest.mark.parametrize("became", ["", "undelivered", "delivered"])
def test_a_text_that_may_not_arrive_rings_also_when_the_next_tier_is_woken_meanwhile(world: World, became: str) -> None:
    world.now += timedelta(seconds=20)
    says(world, "+12025550123", "pass 7001")
    assert world.incident().tier == 2
    if became:
        take_receipt(world.kit, page(world, "ana").outbox, status=became, error=30003 * (became == "undelivered"))

    world.passes(minutes=2)

    assert calls(world, ANA) == (became != "delivered")
