"""Two owners of one pet text at once: two cases that name each other, and never one silently."""

from datetime import timedelta

import pytest

from nightdesk.audit.chain import first_break
from nightdesk.desk.owners.same_pet import link
from nightdesk.incident.desk import Phone
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.world import World

ONE, OTHER, MAYA = "+12025550180", "+12025550181", "+12025550111"


@pytest.fixture
def world() -> World:
    return World(books=BOOKS)


def says(world: World, phone: str, body: str) -> None:
    world.now += timedelta(minutes=2)
    world.texts(phone, body)
    world.thinks()
    world.turns.waiting.clear()


def links(world: World) -> dict[str | None, tuple[str, ...]]:
    return {one.owner: one.links for one in world.store.incidents()}


def test_both_cases_name_each_other_and_stay_two(world: World) -> None:
    says(world, ONE, "my dog Rex ate 200g of dark chocolate, he is shaking. I'm in Shelbyville")
    says(world, OTHER, "help, our dog Rex is shaking and he ate chocolate! we live near 62565")

    linked = links(world)
    one, other = (next(i for i in world.store.incidents() if i.owner == phone) for phone in (ONE, OTHER))
    assert linked == {ONE: (other.id,), OTHER: (one.id,)}
    for incident in (one, other):
        entries = world.store.entries(incident.id)
        assert sum("may be the same pet as" in entry.text for entry in entries) == 1
        assert first_break(entries, head=incident.seal) is None


def test_linking_again_changes_nothing(world: World) -> None:
    says(world, ONE, "my dog Rex ate 200g of dark chocolate, he is shaking. I'm in Shelbyville")
    says(world, OTHER, "our dog Rex ate chocolate and is shaking! we live near 62565")
    before = [world.store.entries(one.id) for one in world.store.incidents()]

    link(world.kit, Phone(ONE))
    link(world.kit, Phone(OTHER))

    assert [world.store.entries(one.id) for one in world.store.incidents()] == before


def test_the_vet_who_has_one_is_told_of_the_other(world: World) -> None:
    says(world, ONE, "my dog Rex ate 200g of dark chocolate, he is shaking. I'm in Shelbyville")
    says(world, MAYA, f"ack {world.incident().id.removeprefix('INC-00')}")

    says(world, OTHER, "our dog Rex ate chocolate and is shaking! we live near 62565")

    assert any("may be the same pet" in text for text in world.channel.texts_to(MAYA))


@pytest.mark.parametrize(
    "theirs",
    [
        "our dog Rex ate chocolate and is shaking! we live in Springfield",
        "our dog Max ate chocolate and is shaking! we live near 62565",
        "our cat Rex ate chocolate and is shaking! we live near 62565",
        "our dog Rex ate chocolate and is shaking!",
    ],
)
def test_another_place_name_kind_or_no_place_is_another_pet(world: World, theirs: str) -> None:
    says(world, ONE, "my dog Rex ate 200g of dark chocolate, he is shaking. I'm in Shelbyville")

    says(world, OTHER, theirs)

    assert set(links(world).values()) == {()}


def test_two_hours_apart_is_another_night(world: World) -> None:
    says(world, ONE, "my dog Rex ate 200g of dark chocolate, he is shaking. I'm in Shelbyville")
    world.now += timedelta(hours=2)

    says(world, OTHER, "our dog Rex ate chocolate and is shaking! we live near 62565")

    assert set(links(world).values()) == {()}
