"""What a conversation tells of a household, and what it does not."""

from datetime import UTC, datetime

import pytest

from nightdesk.contact.contact import Pet
from nightdesk.triage.pets.hearing.learn import learn
from nightdesk.triage.pets.judging.judge import judge

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def pets(*turns: str, known: tuple[Pet, ...] = ()) -> tuple[Pet, ...]:
    return learn(turns, now=NOW, known=known).pets


def test_a_sentence_holds_name_breed_age_weight_condition_and_medicine() -> None:
    (rex,) = pets("my dog Rex, 5 yo lab, 30kg, he is diabetic and takes insulin, ate chocolate")

    assert (rex.name, rex.species, rex.breed, rex.weight_kg, rex.sex) == ("Rex", "dog", "Labrador", 30.0, "male")
    assert rex.age_months == pytest.approx(60, abs=1)
    assert rex.conditions == ("diabetic",)
    assert rex.medicines == ("insulin",)


def test_two_pets_in_one_breath_keep_their_own_weights() -> None:
    rex, bella = pets("Rex is a 30 kg lab and Bella is a 5 kg chihuahua, they shared raisins")

    assert (rex.name, rex.weight_kg) == ("Rex", 30.0)
    assert (bella.name, bella.weight_kg) == ("Bella", 5.0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my cat mia is straining to pee", "Mia"),
        ("mi perro se llama Toby y vomita", "Toby"),
        ("my golden retriever Cooper is limping", "Cooper"),
        ("my pregnant cat Mimi is having contractions", "Mimi"),
        ("Hi my name is Sarah, my dog Bear is limping", "Bear"),
        ("Luna threw up twice", "Luna"),
        ("his name is Max, he ate grapes", "Max"),
    ],
)
def test_a_name_is_heard(text: str, name: str) -> None:
    assert [pet.name for pet in pets(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "my dog Please help he ate grapes",
        "MY DOG ATE GRAPES HELP",
        "my dog is not eating",
        "my lab 30kg ate a sock",
        "my dog just ate a sock",
        "my cat keeps sneezing",
        "My Dog Just Ate Rat Poison",
    ],
)
def test_what_is_no_name_is_not_taken_for_one(text: str) -> None:
    assert all(pet.name is None for pet in pets(text))


@pytest.mark.parametrize(
    "text",
    [
        "how much chocolate can kill a 30kg dog?",
        "my neighbor's dog Rocky weighs 20kg and ate rat poison",
        "I gave him a bath",
        "hello?",
    ],
)
def test_a_question_in_general_and_other_peoples_pets_teach_nothing(text: str) -> None:
    assert pets(text) == ()


def test_a_weight_of_unknown_unit_or_of_several_is_not_learned() -> None:
    assert all(pet.weight_kg is None for pet in pets("my dog Rex weighs 30"))
    assert all(pet.weight_kg is None for pet in pets("my dogs are 30 kg and 5 kg"))


def test_the_familys_vet_is_heard() -> None:
    found = learn(["Our vet is Dr. Chen at Elm Street Animal Hospital. ok?"], now=NOW)

    assert found.vet == "Dr. Chen at Elm Street Animal Hospital"


def test_what_is_denied_is_heard_as_denied() -> None:
    found = learn(["he's not diabetic and no longer takes insulin"], now=NOW)

    assert set(found.denied) == {"diabetic", "insulin"}
    assert all(not pet.conditions for pet in found.pets)


REX = Pet(name="Rex", species="dog", breed="Labrador", weight_kg=30.0, sex="male", age_months=60)


def test_months_later_a_name_brings_the_weight() -> None:
    known, unknown = (judge(["Rex ate 200g of dark chocolate"], pets=who).dose for who in ((REX,), ()))

    assert known is not None
    assert unknown is not None
    assert known.dose == pytest.approx(38, abs=1)
    assert (unknown.dose or 0) > (known.dose or 0)


@pytest.mark.parametrize("who", ["my chihuahua", "my other dog", "our new puppy", "my cat"])
def test_another_animal_does_not_borrow_the_weight_of_the_known_one(who: str) -> None:
    text = f"{who} ate 50g of dark chocolate"

    with_rex, without = judge([text], pets=[REX]), judge([text])

    assert with_rex.pet_name is None
    assert with_rex.dose == without.dose


@pytest.mark.parametrize("condition", ["diabetic", "addisons", "pregnant"])
@pytest.mark.parametrize(
    "text",
    [
        "Rex is vomiting", "Rex is limping", "Rex is very weak and wobbly", "Rex did not eat today", "Rex ate a grape",
        "Rex had a seizure an hour ago and is fine now", "Rex is coughing", "thanks, Rex is better",
        "Rex is a good boy",
    ],
)  # fmt: skip
def test_a_remembered_condition_never_lowers_what_is_found(text: str, condition: str) -> None:
    plain = Pet(name="Rex", species="dog", sex="female")
    with_condition = Pet(name="Rex", species="dog", sex="female", conditions=(condition,))

    assert judge([text], pets=[with_condition]).severity <= judge([text], pets=[plain]).severity


def test_a_remembered_condition_raises_what_it_should() -> None:
    rex = Pet(name="Rex", species="dog", conditions=("diabetic",))

    known, unknown = judge(["Rex did not eat today"], pets=[rex]), judge(["Rex did not eat today"])

    assert known.severity < unknown.severity
    assert any("diabetic" in reason for reason in known.reasons)


@pytest.mark.parametrize(
    ("text", "medicines"),
    [
        ("my cat is on methimazole and gabapentin, now she cannot walk", ("methimazole", "gabapentin")),
        ("my dog Rex is on blood thinners. fell off the bed and bleeds", ("blood thinners",)),
        ("gave my dog his heart pills this morning and he's coughing a lot", ("heart pills",)),
        ("my cat had her insulin today and is wobbly", ("insulin",)),
        ("mi perro toma pastillas para el corazón y tose", ("pastillas para el corazón",)),
        ("my dog got into my metacam", ()),
        ("my dog is on the sofa and ate my gabapentin", ()),
        ("i gave her my metacam", ()),
        ("my dog is not on any steroids, he itches", ()),
        ("my dog doesn't take antibiotics, he coughs", ()),
    ],
)
def test_what_an_animal_takes_is_heard_and_what_it_stole_is_not(text: str, medicines: tuple[str, ...]) -> None:
    assert tuple(one for pet in pets(text) for one in pet.medicines) == medicines
