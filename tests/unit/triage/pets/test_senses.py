"""One word, several senses: the calm one of each, and beside it the grave one that must stay grave."""

from dataclasses import replace

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.pets.knowledge.at_hand import rules

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
def test_the_everyday_sense_of_a_word_wakes_nobody(text: str) -> None:
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
def test_its_grave_sense_stays_grave(text: str, worst: Severity) -> None:
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
def test_what_its_writer_takes_back_is_no_sign(text: str) -> None:
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
def test_a_taking_back_of_something_else_calms_nothing(text: str) -> None:
    assert judge(text.split(" || "), rules=READ).severity <= Severity.SEV1


@pytest.mark.parametrize("text", ["yo creo que mi perro esta bien", "yo solo quiero saber cada cuanto baño al perro"])
def test_a_spanish_i_is_no_age(text: str) -> None:
    assert judge([text], rules=READ).severity >= Severity.SEV3


def test_a_big_lad_of_a_breed_is_the_patient() -> None:
    assert judge(["big lad, great dane, trying to be sick and only foam"], rules=READ).breed == "Great Dane"


@pytest.mark.parametrize(
    "text",
    [
        "he rolled in mud and fell asleep on my foot, 11 weeks old pup",
        "Penny has a scab on her chin and black dots. She's a house cat, 3, eats, plays, bullies me",
        "rat has a lump under her arm, the size of a grape, eats and plays",
        "my dog ate a slice of cake, vanilla sponge with strawberry jam. he is fine",
        "mi gatito ronronea tan fuerte que vibra todo. es normal jaja",
        "Mi perra tiembla cuando truena y luego sale como si nada. ya anda pidiendo comida",
        "he farted in his sleep and barked at it. I'm laughing so hard I can't breathe",
        "dental today, came home wobbly and sleepy, ate a bit of chicken and is snoring",
        "glow stick bitten, cat frothed for a minute, now totally fine sat on the windowsill",
        "budgie dropping fluffy feathers everywhere. flying, eating, chatting",
        "He is eating and drooling, burped up a bit of yellow foam once, playing. ate breakfast",
        "parrot plucked a patch under his wing, dry now. eats and yells as usual",
        "my neighbor banged on the wall again because the cockatoo screams when i leave. then he plays",
    ],
)
def test_a_figure_a_name_or_an_aftermath_wakes_nobody(text: str) -> None:
    assert judge([text], rules=READ).severity >= Severity.SEV2


@pytest.mark.parametrize(
    ("text", "worst"),
    [
        ("kitten lying flat and cold, taking a breath maybe every ten seconds", Severity.SEV0),
        ("he ate my weed brownies and he's breathing like 4 times a minute", Severity.SEV0),
        ("my cat got an oxycodone, she's so chill I can't wake her", Severity.SEV0),
        ("Teddy ate a mushroom, small brown cap. He's 5 months, 18 lb. He's fine", Severity.SEV1),
        ("A quarter of a raw onion, half an hour ago, stolen off the board. 20 pound mutt", Severity.SEV2),
        ("My neutered tom keeps straining in the tray, not a drop, and now he's gone very quiet", Severity.SEV0),
        ("first ever fit tonight, then another one 5 hours later", Severity.SEV1),
        ("se trago una pelota y no le pasa el aire", Severity.SEV0),
        ("mi perro amanecio sin poder caminar de atras", Severity.SEV1),
        ("great dane, burping up foam, pacing, belly tight, ate breakfast", Severity.SEV0),
        ("the rabbit flopped over and won't get up, not eating", Severity.SEV1),
        ("dental today, came home wobbly and now she won't wake up", Severity.SEV0),
        ("penny swallowed by my 5 kg pug, a shiny one", Severity.SEV1),
    ],
)
def test_and_what_lies_beside_it_still_wakes_somebody(text: str, worst: Severity) -> None:
    assert judge([text], rules=READ).severity <= worst


def test_meat_is_no_patient() -> None:
    assert judge(["she ate a bit of chicken and is snoring"], rules=READ).species != "bird"
    assert judge(["boiled chicken and rice for my dog, is it ok"], rules=READ).species == "dog"
    assert judge(["my chicken ate a nail"], rules=READ).species == "bird"
