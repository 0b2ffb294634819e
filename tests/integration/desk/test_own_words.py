"""What people on call say in words of their own does what the command's word does, to its end."""

import pytest

from nightdesk.incident.incident import Incident, Status
from tests.integration.desk.acts import ANA, BEN, woken_for_two
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    return woken_for_two()


def first(world: World) -> Incident:
    return min(world.store.incidents(), key=lambda one: one.id)


def second(world: World) -> Incident:
    return max(world.store.incidents(), key=lambda one: one.id)


def test_an_incident_called_by_its_service_is_taken_and_the_other_is_not(world: World) -> None:
    world.texts(ANA, "looking at the checkout one")

    assert first(world).ack is not None
    assert second(world).ack is None


def test_a_name_to_wake_wakes_them(world: World) -> None:
    world.texts(ANA, "ack 1", sid="SM1")
    before = len(world.channel.calls_to(BEN))
    world.texts(ANA, "can you wake ben up?", sid="SM2")

    assert first(world).handed_to == "ben" or second(world).handed_to == "ben"
    assert len(world.channel.calls_to(BEN)) > before


def test_a_number_taken_back_in_the_same_breath_is_not_acknowledged(world: World) -> None:
    world.texts(ANA, "ack 1 sorry 2")

    assert first(world).ack is None
    assert second(world).ack is not None


def test_how_it_ended_stands_with_the_incident(world: World) -> None:
    world.texts(ANA, "resolve 1 - cause was a bad deploy")

    assert first(world).status is Status.RESOLVED
    assert any("a bad deploy" in one.text for one in world.store.entries(first(world).id))
    assert second(world).is_open


def test_a_sentence_on_how_it_ended_closes_none_of_several(world: World) -> None:
    world.texts(ANA, "false alarm, close it")

    assert first(world).is_open
    assert second(world).is_open


def test_rest_that_is_asked_for_is_theirs_and_has_an_end(world: World) -> None:
    world.texts(ANA, "resolve 1", sid="SM1")
    world.texts(ANA, "give me half an hour", sid="SM2")

    hold = second(world).hold
    assert hold is not None
    assert (hold.until - world.now).total_seconds() == 30 * 60
