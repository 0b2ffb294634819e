"""The way to a clinic, as owners on phones live it: sent by itself, changed by a place, told again when asked."""

from datetime import timedelta

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.contact.contact import Message
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.responders.receive import receive
from nightdesk.incident.desk import Phone
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.world import World

OWNER = "+12025550180"
CRY = "omg my lab 30kg ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"
SPRINGFIELD, LAKESIDE = "400+Harbor+Street", "12+Lakeside+Road"


@pytest.fixture
def world() -> World:
    return World(books=BOOKS)


def says(world: World, body: str, **hints: str) -> list[str]:
    """What the owner's phone gets for one text."""
    world.now += timedelta(minutes=1)
    before = len(world.channel.texts_to(OWNER))
    message = Message(
        id=f"SM{world.now:%H%M%S}",
        phone=Phone(OWNER),
        at=world.now,
        direction="in",
        channel="sms",
        body=body,
        headers=hints,
    )
    receive(world.kit, message)
    world.settle()
    said = world.channel.texts_to(OWNER)[before:]
    assert all(segments(text).count <= 3 and segments(text).encoding == "GSM-7" for text in said)
    return said


def test_an_emergency_is_followed_by_the_map_and_asks_once_where_they_are(world: World) -> None:
    reflex, way = says(world, CRY)

    assert reflex.startswith("Go to the emergency vet now")
    assert SPRINGFIELD in way
    assert "ZIP or city" in way
    again = says(world, "my other dog ate it too")
    assert not any("ZIP or city" in text for text in again)


def test_a_stated_place_changes_the_clinic_and_is_remembered_for_the_next_night(world: World) -> None:
    says(world, CRY)

    (way,) = says(world, "62565")

    assert LAKESIDE in way
    assert "Lakeside" in world.incident().clinic
    assert "62565" not in world.incident().subject
    assert world.store.standing(Phone(OWNER)).contact.place == "62565"


def test_a_place_without_a_clinic_is_told_the_truth_and_no_longer_sent_to_a_far_one(world: World) -> None:
    says(world, CRY)

    (way,) = says(world, "I'm in Boston")

    assert "no open emergency clinic near Boston" in way
    assert "emergency vet near me" in way
    assert world.incident().clinic == ""


@pytest.mark.parametrize("question", ["how far is the clinic", "where do i go??", "send the map"])
def test_asking_the_way_is_answered_with_it_and_nothing_else(world: World, question: str) -> None:
    says(world, f"{CRY}. I'm in Decatur")
    world.turns.waiting.clear()

    (way,) = says(world, question)

    assert LAKESIDE in way
    assert "27 miles" in way
    assert not world.turns.waiting


def test_asking_the_way_with_news_is_judged_as_news_too(world: World) -> None:
    says(world, "my dog vomited four times today and is very tired")

    said = says(world, "where do i go he collapsed and is not breathing")

    assert world.incident().severity.name == "SEV0"
    assert any("now" in text for text in said)
    assert any("Map: https" in text for text in said)


def test_a_place_told_once_beats_what_the_carrier_says_of_the_number(world: World) -> None:
    says(world, "hi, we live in Shelbyville")

    _, way = says(world, CRY, FromZip="62704", FromCountry="US")

    assert LAKESIDE in way


def test_the_carriers_word_is_used_and_owned_up_to(world: World) -> None:
    _, way = says(world, CRY, FromCity="SHELBYVILLE", FromState="IL", FromZip="62565", FromCountry="US")

    assert LAKESIDE in way
    assert "your phone number's area" in way


def test_a_number_from_far_away_is_not_sent_to_springfield(world: World) -> None:
    reflex, way = says(world, CRY, FromZip="90210", FromCity="BEVERLY HILLS", FromState="CA", FromCountry="US")

    assert "I know no clinic near you" in reflex
    assert "ZIP or city" in way
    assert "Springfield" not in reflex + way


def test_a_rabbit_is_told_to_call_first_in_spanish(world: World) -> None:
    _, way = says(world, "mi conejo no come desde hace 14 horas, estoy en Springfield")

    assert "No sé si atienden conejos" in way


def test_a_person_in_danger_is_sent_no_clinic(world: World) -> None:
    said = says(world, "my dog bit my child in the face and she is bleeding a lot")

    assert not any("Map:" in text for text in said)


def test_a_caller_gets_the_map_as_a_text(world: World) -> None:
    turn = Turn(
        path=("said", "0", "0"),
        call="CA1",
        phone=Phone(OWNER),
        other=Phone("+12025550100"),
        said="my dog is not breathing",
        hints={"FromZip": "62565"},
    )

    speak(world.kit, turn)
    world.settle()

    (way,) = world.channel.texts_to(OWNER)
    assert LAKESIDE in way
