"""A case is handed to a colleague by name, and the owner's call with it; nobody's it never is."""

import pytest

from nightdesk.incident.timeline import Kind
from tests.integration.desk.acts import BOOKS, MAYA, OWNER, raises
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.world import World

OMAR, ANA, BEN, CLEO = "+12025550112", "+12025550121", "+12025550122", "+12025550123"
BLOOD = "blood is pouring from my dog's leg and won't stop"


@pytest.fixture
def world() -> World:
    """Maya has the case of an owner who wrote."""
    world = World(BOOKS)
    world.texts(OWNER, BLOOD)
    world.texts(MAYA, "ack 7001", sid="SMack")
    return world


@pytest.fixture
def talking() -> World:
    """Maya talks to an owner who called."""
    world = World(BOOKS)
    call = OnPhone(world, OWNER, "CA1").begins().says(BLOOD).presses("1")
    call.is_answered_with("1")
    return world


def holder(world: World) -> str:
    ack = world.incident().ack
    return ack.person if ack else ""


def moved(world: World) -> list[tuple[str, str]]:
    return [(one.to, one.what) for one in world.channel.sent if one.kind == "moved"]


def test_the_one_who_is_named_is_woken_and_it_stays_the_givers_until_then(world: World) -> None:
    world.texts(MAYA, "pass 7001 to omar", sid="SMpass")

    assert world.channel.texts_to(MAYA)[-1] == "INC-7001: waking Dr. Omar Reyes. It stays yours until they take it."
    assert world.channel.texts_to(OMAR)[-1].startswith("Dr. Maya Lind hands you INC-7001, SEV0: Dog: heavy bleeding")
    assert "Reply take 1 to have it" in world.channel.texts_to(OMAR)[-1]
    assert world.channel.calls_to(OMAR) == [f"page/{world.incident().id}/omar"]
    assert holder(world) == "maya"
    assert world.incident().tier == 1


@pytest.mark.parametrize("reply", ["ack 7001", "take 7001", "take"])
def test_an_ack_takes_what_was_handed_over(world: World, reply: str) -> None:
    world.texts(MAYA, "hand 7001 over to Dr. Omar", sid="SMpass")

    world.texts(OMAR, reply, sid="SMtake")

    assert holder(world) == "omar"
    assert "Stand down" in world.channel.texts_to(MAYA)[-1]
    assert "Omar" in world.channel.texts_to(OWNER)[-1]
    assert world.incident().handed_to == ""


def test_a_key_takes_it_too(world: World) -> None:
    world.texts(MAYA, "pass 7001 to omar", sid="SMpass")

    OnPhone(world, OMAR, "CA8").begins("page", world.incident().id, "omar").presses("4")

    assert holder(world) == "omar"


def test_an_ack_by_somebody_else_takes_nothing(world: World) -> None:
    world.texts(MAYA, "pass 7001 to omar", sid="SMpass")
    iris = next(p.phone for p in BOOKS.roster.people if p.id == "iris")

    world.texts(iris, "ack 7001", sid="SMiris")

    assert holder(world) == "maya"


@pytest.mark.parametrize("name", ["zoe", "ana", "maya"])
def test_somebody_unknown_of_another_desk_or_oneself_is_not_woken(world: World, name: str) -> None:
    before = len(world.channel.sent)

    world.texts(MAYA, f"pass 7001 to {name}", sid="SMpass")

    assert "Nothing was changed. There is" in world.channel.texts_to(MAYA)[-1]
    assert "Dr. Omar Reyes" in world.channel.texts_to(MAYA)[-1]
    assert len(world.channel.sent) == before + 1
    assert holder(world) == "maya"


def test_what_somebody_else_has_cannot_be_handed_over(world: World) -> None:
    world.texts(OMAR, "pass 7001 to iris", sid="SMpass")

    assert "INC-7001: already acknowledged by Dr. Maya Lind" in world.channel.texts_to(OMAR)[-1]


def test_without_a_name_the_next_tier_is_woken_as_ever(world: World) -> None:
    world.texts(MAYA, "pass 7001", sid="SMpass")

    assert world.incident().tier == 2
    assert holder(world) == ""


def test_an_incident_is_handed_over_as_well() -> None:
    world = World(BOOKS)
    raises(world)
    world.texts(ANA, "ack", sid="SMack")

    world.texts(ANA, "escalate to cleo", sid="SMpass")
    world.texts(CLEO, "ack 7001", sid="SMcleo")

    assert holder(world) == "cleo"


def test_the_owners_call_goes_over_to_the_colleague(talking: World) -> None:
    talking.texts(MAYA, "pass 7001 to omar", sid="SMpass")

    assert moved(talking) == [("CA1", f"handed/{talking.incident().id}/omar")]
    assert "The owner's call goes to them now." in talking.channel.texts_to(MAYA)[-1]
    assert not talking.channel.calls_to(OMAR)

    owner = OnPhone(talking, OWNER, "CA1h").begins("handed", talking.incident().id, "omar")
    assert "Doctor Omar Reyes takes over from here." in owner.heard
    assert owner.rings == OMAR
    owner.is_answered_with("1")
    assert holder(talking) == "omar"
    texts = [entry.text for entry in talking.store.entries(talking.incident().id) if entry.kind is Kind.BRIDGED]
    assert texts[-2:] == ["the owner's call goes over to Dr. Omar Reyes", "Dr. Omar Reyes took the call"]


def test_a_colleague_who_does_not_pick_up_brings_the_owner_back_to_who_has_it(talking: World) -> None:
    talking.texts(MAYA, "pass 7001 to omar", sid="SMpass")
    owner = OnPhone(talking, OWNER, "CA1").begins("handed", talking.incident().id, "omar")

    back = owner.dial_ends("no-answer", bridged=False)

    assert back.rings == MAYA
    assert holder(talking) == "maya"


def test_a_call_that_is_over_rings_the_colleague_instead(talking: World) -> None:
    talking.channel.over.add("CA1")

    talking.texts(MAYA, "pass 7001 to omar", sid="SMpass")

    assert talking.channel.calls_to(OMAR)[-1] == f"page/{talking.incident().id}/omar"
    assert moved(talking) == []


def test_another_phone_cannot_ask_for_the_owners_call(talking: World) -> None:
    stranger = OnPhone(talking, "+12025550199", "CA6").begins("handed", talking.incident().id, "omar")

    assert stranger.is_over
    assert not stranger.rings


@pytest.mark.parametrize("words", ["to the team lead", "to my team-lead", "to lead"])
def test_whoever_holds_the_role_that_is_named_is_woken(words: str) -> None:
    night = World(BOOKS)
    raises(night)

    night.texts(ANA, f"escalate 1 {words}")

    assert night.channel.texts_to(ANA)[-1] == "INC-7001: waking Cleo Marsh. It is theirs once they take it."
    assert night.channel.texts_to(CLEO)[-1].startswith("Ana Duarte hands you INC-7001")


@pytest.mark.parametrize("words", ["to the head vet", "to senior lead"])
def test_a_role_of_another_desk_or_of_no_one_person_wakes_nobody(words: str) -> None:
    night = World(BOOKS)
    raises(night)

    night.texts(ANA, f"escalate 1 {words}")

    assert "Nothing was changed" in night.channel.texts_to(ANA)[-1]
    assert night.channel.texts_to(BEN) == night.channel.texts_to(CLEO) == []


@pytest.mark.parametrize("words", ["to tier 2", "to the next level", "to everyone"])
def test_a_tier_by_its_number_or_everybody_is_the_next_tier(words: str) -> None:
    night = World(BOOKS)
    raises(night)

    night.texts(ANA, f"escalate 1 {words}")

    assert "tier 2 is being woken" in night.channel.texts_to(ANA)[-1]
    assert night.incident().tier == 2
