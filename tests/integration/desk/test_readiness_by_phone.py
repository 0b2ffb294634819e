"""A number that takes no texts is tested by a call, and whoever answered a page needs no test."""

from dataclasses import replace

import pytest

from nightdesk.desk.responders.readiness import not_ready, reaches, send_test_page
from tests.integration.desk.acts import ANA, BOOKS, raises
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.test_climbing import says
from tests.integration.desk.world import World

NEVER = "has never answered a test page"


@pytest.fixture
def world() -> World:
    """Ana has a landline."""
    people = tuple(replace(p, channels=("call",)) if p.id == "ana" else p for p in BOOKS.roster.people)
    return World(replace(BOOKS, roster=replace(BOOKS.roster, people=people)))


def is_called(world: World) -> OnPhone:
    send_test_page(world.kit, [world.kit.roster.person("ana")])
    world.settle()
    (sent,) = [one for one in world.channel.sent if one.to == ANA]
    assert (sent.kind, sent.what) == ("call", "test/ana")
    return OnPhone(world, ANA).begins("test", "ana")


def test_a_key_shows_that_a_call_wakes_them(world: World) -> None:
    phone = is_called(world)
    assert "Press any key if this woke you." in phone.heard
    assert NEVER in not_ready(world.kit)["ana"]

    phone.presses("5")

    assert phone.heard == "Thank you, Ana Duarte. Calls to this number wake you."
    assert phone.is_over
    assert "ana" not in not_ready(world.kit)
    verified = reaches(world.kit)["ana"].verified_at
    phone.again()
    assert reaches(world.kit)["ana"].verified_at == verified


def test_a_mailbox_that_takes_the_call_shows_nothing(world: World) -> None:
    phone = is_called(world)

    phone.is_silent()

    assert NEVER in not_ready(world.kit)["ana"]


def test_another_phone_cannot_answer_for_them(world: World) -> None:
    is_called(world)

    OnPhone(world, "+12025550122", call="CA2").begins("test", "ana", "key").presses("1")

    assert NEVER in not_ready(world.kit)["ana"]


@pytest.mark.parametrize("how", ["by text", "by a key"])
def test_whoever_answered_a_page_needs_no_test(how: str) -> None:
    world = World(BOOKS)
    raises(world)
    assert any(NEVER in one for one in not_ready(world.kit)["ana"])

    if how == "by text":
        says(world, ANA, "ack 1")
    else:
        OnPhone(world, ANA).begins("page", world.incident().id, "ana").presses("4")

    assert reaches(world.kit)["ana"].verified_at is not None
    assert reaches(world.kit)["ben"].verified_at is None
