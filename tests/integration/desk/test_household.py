"""A household is remembered: learned, confirmed in a calm moment, corrected, used another night."""

from datetime import timedelta

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.contact.contact import Contact, Message, Pet
from nightdesk.desk.draft import Draft
from nightdesk.desk.owners.household import ask_when_over, judged
from nightdesk.desk.responders.receive import receive
from nightdesk.incident.desk import Phone
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.world import World

OWNER, MAYA = "+12025550180", "+12025550111"
CRY = "omg my lab Rex, 30kg, diabetic, ate a whole bar of dark chocolate 200g like 20 min ago he's shaking"


@pytest.fixture
def world() -> World:
    return World(books=BOOKS)


def says(world: World, body: str, phone: str = OWNER) -> list[str]:
    """What the owner's phone gets for one text, thought about and learned from."""
    world.now += timedelta(minutes=1)
    before = len(world.channel.texts_to(OWNER))
    world.texts(phone, body)
    world.thinks()
    world.turns.waiting.clear()
    said = world.channel.texts_to(OWNER)[before:]
    assert all(segments(text).count <= 3 and segments(text).encoding == "GSM-7" for text in said)
    return said


def closes(world: World) -> list[str]:
    """The vet takes the case and closes it, and its record is written; what the owner then gets."""
    code = world.incident().id.removeprefix("INC-00")
    says(world, f"ack {code}", MAYA)
    before = len(world.channel.texts_to(OWNER))
    says(world, f"close {code}", MAYA)
    assert not world.incident().is_open
    world.report()
    return world.channel.texts_to(OWNER)[before:]


def contact(world: World) -> Contact:
    return world.store.standing(Phone(OWNER)).contact


def test_nothing_is_asked_in_an_emergency_and_once_when_it_is_over(world: World) -> None:
    assert not any("I remember" in text for text in says(world, CRY) + says(world, "he is lying down now"))

    told = closes(world)

    asked = [text for text in told if "I remember" in text]
    assert len(asked) == 1
    assert "Rex: Labrador, male, 30 kg (66 lb), diabetic. Right?" in asked[0]


@pytest.mark.parametrize("answer", ["RIGHT", "right", "yes", "That's right"])
def test_the_answer_makes_it_known(world: World, answer: str) -> None:
    says(world, CRY)
    closes(world)

    (thanks,) = says(world, answer)

    assert "I will remember" in thanks
    (rex,) = contact(world).pets
    assert (rex.name, rex.weight_kg, rex.conditions) == ("Rex", 30.0, ("diabetic",))
    assert contact(world).heard == ()


def test_a_correction_is_taken_and_repeated_back(world: World) -> None:
    says(world, CRY)
    closes(world)

    (told,) = says(world, "no, he is 28 kg")

    assert "Corrected: Rex: Labrador, male, 28 kg" in told
    assert contact(world).pets[0].weight_kg == 28.0


def test_a_plain_no_asks_what_is_wrong_and_relies_on_nothing(world: World) -> None:
    says(world, CRY)
    closes(world)

    (told,) = says(world, "no")

    assert "What is wrong?" in told
    assert contact(world).pets == ()


def test_trouble_in_answer_to_the_question_is_trouble(world: World) -> None:
    says(world, CRY)
    closes(world)

    said = says(world, "no he collapsed and is not breathing")

    assert world.incident().is_open
    assert world.incident().severity.name == "SEV0"
    assert not any("Corrected" in text for text in said)


def test_months_later_the_confirmed_weight_counts(world: World) -> None:
    says(world, CRY)
    closes(world)
    says(world, "yes")
    world.now += timedelta(days=120)

    says(world, "Rex ate 200g of dark chocolate")

    assert world.incident().pet_name == "Rex"
    assert "30 kg" in world.incident().subject
    assert "~38 mg/kg" in world.incident().subject


def test_what_nobody_confirmed_only_raises(world: World) -> None:
    heavy = Contact(
        phone=Phone(OWNER),
        turns=("Rex ate 200g of dark chocolate",),
        heard=(Pet(name="Rex", species="dog", weight_kg=70.0),),
    )
    light = Contact(
        phone=Phone(OWNER),
        turns=("Rex ate 20g of dark chocolate",),
        pets=(Pet(name="Rex", species="dog", weight_kg=30.0),),
        heard=(Pet(name="Rex", species="dog", weight_kg=3.0),),
    )
    nobody = Contact(phone=Phone(OWNER), turns=heavy.turns)
    sure = Contact(phone=Phone(OWNER), turns=light.turns, pets=light.pets)

    assert judged(heavy, now=world.now).severity == judged(nobody, now=world.now).severity
    assert judged(light, now=world.now).severity < judged(sure, now=world.now).severity


def test_what_is_known_is_told_on_request(world: World) -> None:
    says(world, "hi, we live in Shelbyville. what food is best for my cat Mia? she is 4 kg")

    (told,) = says(world, "what do you know about me?")

    assert "Mia: cat, female, 4 kg (9 lb)" in told.replace("8.8 lb", "9 lb")
    assert "not confirmed" in told
    assert "Shelbyville" in told
    assert "forget me" in told


def test_a_calm_conversation_asks_when_it_ends_in_thanks(world: World) -> None:
    assert not any("Right?" in text for text in says(world, "what food is best for my cat Mia? she is 4 kg"))

    said = says(world, "thanks!")

    assert sum("Right?" in text for text in said) == 1
    assert not any("Right?" in text for text in says(world, "thank you"))


def test_nobody_is_asked_about_a_pet_that_died(world: World) -> None:
    says(world, CRY)
    says(world, "he passed away in the car")
    grieving = contact(world)
    draft = Draft(world.incident(), now=world.now, new_id=world.kit.new_id)

    assert ask_when_over(draft, grieving) is None


def test_spanish_is_asked_and_answered_in_spanish(world: World) -> None:
    says(world, "qué comida es mejor para mi gata Mia? pesa 4 kg")

    asked = says(world, "muchas gracias")
    (thanks,) = says(world, "bien")

    assert any("recuerdo esto: Mia: gato, hembra, 4 kg" in text for text in asked)
    assert contact(world).pets[0].name == "Mia"
    assert "recordaré" in thanks or "recordare" in thanks


def test_a_yes_that_the_carrier_took_for_an_opt_in_is_heard_all_the_same(world: World) -> None:
    says(world, "what food is best for my cat Mia? she is 4 kg")
    says(world, "thanks!")
    world.now += timedelta(minutes=1)
    marked = Message(
        id="SMyes",
        phone=Phone(OWNER),
        at=world.now,
        direction="in",
        channel="sms",
        body="Yes",
        headers={"OptOutType": "START"},
    )

    receive(world.kit, marked)

    assert [pet.name for pet in contact(world).pets] == ["Mia"]


SICK = "my cat Mia is on methimazole and gabapentin, has kidney disease, and can't breathe, her gums are blue"
TAKES = "kidney disease; takes methimazole, gabapentin"


def test_the_vet_reads_what_the_animal_has_and_takes_in_page_more_and_summary(world: World) -> None:
    says(world, SICK)

    page = world.channel.texts_to(MAYA)[0]
    code = world.incident().id.removeprefix("INC-00")
    more = says(world, f"more {code}", MAYA) or world.channel.texts_to(MAYA)[-1:]
    summary = says(world, "summary")[-1]
    closes(world)

    assert TAKES in page
    assert segments(page).count <= 2
    assert TAKES in more[-1]
    assert TAKES in summary
    assert any(TAKES in body for body in world.reports.values())


def test_what_was_told_another_night_is_on_the_page_of_this_one(world: World) -> None:
    says(world, "my cat Mia, 4 kg, takes gabapentin. She scratches her ear a lot")
    world.now += timedelta(days=3)

    says(world, "my cat can't breathe, her gums are blue")

    assert "Owner says: takes gabapentin." in world.channel.texts_to(MAYA)[0]


def test_what_another_of_their_pets_takes_is_not_said_of_this_one(world: World) -> None:
    says(world, "my dog Rex takes phenobarbital and my dog Bo is healthy, Bo has an itchy ear")
    world.now += timedelta(days=3)

    says(world, "my dog collapsed and can't breathe")

    page = world.channel.texts_to(MAYA)[0]
    assert "phenobarbital" not in page
    assert "Bo" not in page


def test_a_vet_who_is_asked_about_a_drug_reads_what_the_animal_takes_already(world: World) -> None:
    says(world, "my dog Rex takes prednisone. can i give him carprofen, he is limping a bit")

    assert any("takes prednisone" in text and "owner asks" in text for text in world.channel.texts_to(MAYA))


def test_who_is_forgotten_leaves_no_health_behind(world: World) -> None:
    says(world, SICK)
    closes(world)

    says(world, "forget me")
    says(world, "FORGET")
    world.settle()

    assert world.incident().health == ""
