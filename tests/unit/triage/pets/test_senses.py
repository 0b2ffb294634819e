"""One word, several senses: the calm one of each, and beside it the grave one that must stay grave."""

from dataclasses import replace

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judge import judge
from nightdesk.triage.pets.rules import rules

READ = replace(rules(), likeness={})
"""The rules alone: what a text resembles is another matter."""


@pytest.mark.parametrize(
    "text",
    [
        "kitten purrs so loud she vibrates, whole body. normal?",
        "budgie throws seed everywhere and screams at 6am. send help lol",
        "Kitten attacks my feet under the blanket and draws blood. MY blood. how do i stop her",
        "he's got his cone on and keeps walking into the furniture, poor boy. stitches look good",
        "there's a small soft lump where she had her shot last week. doesn't bother her",
        "my cat just brought in a live mouse and let it go under the fridge. what do i do",
        "horse rolled in the mud after i washed him. typical. grazing now",
        "i dropped my phone on the cat. she looked at me like i owe her money. walking fine",
        "ferret stinks and his coat is thinner on the tail, it does it each autumn. eats and plays",
        "a mi perro le di un pedacito de pan, pasa algo?",
        "my bird threw a cracker at my head then laughed. is he mad at me",
    ],
)
def test_the_everyday_sense_of_a_word_wakes_nobody(text):
    assert judge([text], rules=READ).severity >= Severity.SEV2


@pytest.mark.parametrize(
    ("text", "worst"),
    [
        ("kitten is shaking all over and won't eat", Severity.SEV1),
        ("cat keeps walking into walls since this morning, her pupils are huge", Severity.SEV1),
        ("someone shot my dog, she got shot in the side", Severity.SEV0),
        ("he went under in the pool and is coughing", Severity.SEV0),
        ("he just dropped to the floor and is not moving", Severity.SEV0),
        ("dog drank paint thinner in the garage", Severity.SEV1),
        ("se comio unas pasas mi perro", Severity.SEV1),
        ("there's a foot sticking out of her and she's stopped pushing", Severity.SEV0),
        ("her tail is half off after the door", Severity.SEV1),
        ("smelly yellow discharge, not spayed, off her food, heat was a month ago", Severity.SEV1),
    ],
)
def test_its_grave_sense_stays_grave(text, worst):
    assert judge([text], rules=READ).severity <= worst


@pytest.mark.parametrize(
    "text",
    [
        "OMG my dog is bleeding || no sorry theres like pink dye on her paw, the kids were painting || washed off",
        "never mind, the blood was ketchup. i'm an idiot",
        "he collapsed in the hall!! || false alarm, he was asleep. he is eating now",
        "wrong dog! mine is asleep here, the one in the road wasnt ours",
        "my cat is bleeding || oh wait it's just lipstick lol",
        "my rabbit flopped over onto side so fast I thought she'd died!! then got up and yawned",
    ],
)
def test_what_its_writer_takes_back_is_no_sign(text):
    assert judge(text.split(" || "), rules=READ).severity >= Severity.SEV3


@pytest.mark.parametrize(
    "text",
    [
        "he's bleeding badly, never mind the mess, what do i do",
        "snake bite i think. he went down for a second then got up and hes ok now so false alarm?",
        "never mind my husband, she can't breathe",
        "false alarm about the chocolate || but now he's having a seizure",
    ],
)
def test_a_taking_back_of_something_else_calms_nothing(text):
    assert judge(text.split(" || "), rules=READ).severity <= Severity.SEV1


@pytest.mark.parametrize("text", ["yo creo que mi perro esta bien", "yo solo quiero saber cada cuanto baño al perro"])
def test_a_spanish_i_is_no_age(text):
    assert judge([text], rules=READ).severity >= Severity.SEV3


def test_a_big_lad_of_a_breed_is_the_patient():
    assert judge(["big lad, great dane, trying to be sick and only foam"], rules=READ).breed == "Great Dane"
