"""People come before animals: who was bitten, who swallowed it, who wants to die; and what only sounds like it."""

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.judge import judge


@pytest.mark.parametrize(
    "text",
    [
        "my dog bit my hand, its bleeding",
        "the neighbours dog bit my leg",
        "got bitten by a stray cat",
        "our husky bit the postman",
        "mi perro me mordio la mano",
        "me mordio un perro en la calle",
        "rat bite on my thumb, do i need a doctor",
        "our dog snapped at the baby and caught her cheek",
    ],
)
def test_a_bitten_person_is_told_to_wash_and_see_a_doctor(text: str) -> None:
    verdict = judge([text])

    assert verdict.human_route
    assert verdict.human_route.kind in {"bite", "child-bite"}
    assert "15" in verdict.first_step
    assert "911" in verdict.first_step


@pytest.mark.parametrize(
    "text",
    [
        "my dog bit my other dog",
        "my dog got bitten by a stray cat",
        "my dog bit my friend's dog",
        "puppy bites my hands when we play",
        "my cat scratches my arms when i pick her up",
        "was bitten by a tick, my dog",
    ],
)
def test_a_bitten_animal_or_a_nip_in_play_is_no_bitten_person(text: str) -> None:
    assert judge([text]).human_route is None


@pytest.mark.parametrize(
    "text",
    [
        "i took my dog's pills by accident",
        "accidentally swallowed the cats worming tablet",
        "my husband took the dogs tramadol by mistake",
        "i took two of my dogs carprofen, oops",
        "i injected myself with my cats insulin",
        "my son drank the dog shampoo",
        "i drank antifreeze by mistake",
        "our 4 yr old drank bleach",
        "me tome la pastilla de mi perro",
        "mi hija se comio las pastillas del perro",
    ],
)
def test_a_person_who_swallowed_a_poison_or_a_pets_medicine_calls_poison_control(text: str) -> None:
    verdict = judge([text])

    assert verdict.human_route
    assert verdict.human_route.kind == "poison"
    assert "1-800-222-1222" in verdict.first_step


@pytest.mark.parametrize(
    "text",
    [
        "my dog ate my husband's blood pressure pills",
        "my wife gave the cat half an aspirin",
        "my son's hamster ate rat poison",
        "my 3 yr old lab ate rat poison",
        "i took the pills away from my dog",
        "i took a xanax and my dog is limping",
        "my husband took the dog to get his meds",
    ],
)
def test_an_animals_poison_is_not_taken_for_a_persons(text: str) -> None:
    assert judge([text]).human_route is None


@pytest.mark.parametrize(
    "text",
    [
        "i took all my dog's pills because i want to die",
        "im going to take the dogs phenobarbital and not wake up",
        "how many of my dog's tramadol would kill me",
        "there's no point living now she's gone",
        "i cant live without my dog, i want to be with him",
        "goodbye please look after my cat when im gone",
        "no le veo sentido a la vida sin mi perro",
    ],
)
def test_a_wish_to_die_goes_to_the_crisis_line_however_it_is_meant_to_be_done(text: str) -> None:
    verdict = judge([text])

    assert verdict.human_route
    assert verdict.human_route.call == "988"
    assert verdict.severity is Severity.SEV0


@pytest.mark.parametrize(
    "text",
    [
        "i'm dying to know what breed my dog is",
        "i want to die laughing at this dog",
        "who can look after my cat when i'm gone on holiday",
        "i can't live without my dog, he's everything",
        "how much chocolate would kill my dog",
        "no quiero que muera mi perro",
    ],
)
def test_a_figure_of_speech_is_no_wish_to_die(text: str) -> None:
    assert judge([text]).human_route is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("my mum fell down the stairs and isnt waking up", "medical"),
        ("my dad is having a stroke", "medical"),
        ("my daughter is having an allergic reaction to the cat", "medical"),
        ("theres someone breaking into my house", "violence"),
        ("the house smells of gas", "carbon-monoxide"),
        ("hay olor a gas en casa", "carbon-monoxide"),
    ],
)
def test_other_dangers_to_people_are_known_for_what_they_are(text: str, kind: str) -> None:
    route = judge([text]).human_route

    assert route
    assert route.kind == kind


def test_the_number_is_that_of_the_owners_country() -> None:
    assert "999" in judge(["my wife collapsed"], phone="+447700900123").first_step
    assert "112" in judge(["mi esposa se desmayo, estamos en madrid"]).first_step


@pytest.mark.parametrize(
    "text",
    [
        "thanks for everything you guys did. buddy was my only reason. ive written the letter and i have his meds",
        "I have the vet's pentobarb and I'm going to take it tonight. Just wanted someone to have the dog",
        "i have his leftover phenobarb here. all of it. just wondering would it be painful for a person",
        "ya no aguanto mas, se murio mi perrito y yo me quiero ir con el, ya tengo las pastillas aqui",
    ],
)
def test_a_plan_to_die_is_known_from_two_cues_though_no_death_is_named(text: str) -> None:
    verdict = judge([text])

    assert verdict.human_route
    assert verdict.human_route.kind == "self-harm"


@pytest.mark.parametrize(
    "text",
    [
        "i have his leftover phenobarb, can i give it to my other dog",
        "thanks for everything, my dog died yesterday",
        "my dog died and i need someone to take my cat",
        "he ate all of it, i have the medicine bottle here",
        "i have two pills and i'm going to give it tonight",
    ],
)
def test_one_cue_alone_is_no_plan_to_die(text: str) -> None:
    assert judge([text]).human_route is None


@pytest.mark.parametrize(
    "text",
    ["pain in my chest down the arm while walking the dog", "my chest is is really tight and my arm's gone numb"],
)
def test_a_heart_is_heard_beside_a_dog(text: str) -> None:
    route = judge([text]).human_route

    assert route
    assert route.kind == "medical"
