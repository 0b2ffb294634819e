"""Calm and complete words are calm; the same words with one grave fact beside them are not."""

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.judge import judge


@pytest.mark.parametrize(
    ("calm", "grave"),
    [
        (
            "she is hopping and kicking in the air, is it a seizure? eating her hay and playing",
            "is it a seizure? he is stiff on the floor and foaming",
        ),
        (
            "i thought he was choking but he is chasing his ball and eating dinner",
            "i thought he was choking but he still cannot breathe",
        ),
        (
            "kitten jumped off the cat tree, landed fine, playing now",
            "the cat jumped off the tree, third floor high, and is bleeding",
        ),
        (
            "ear of my dog is flipped inside out, happy and eating",
            "his insides are out of the cut on the belly",
        ),
        (
            "a thread from the rope toy was in his poop, came out fine, he is playing and eating",
            "a thread is hanging from her butt, she ate string, and is playing",
        ),
        (
            "my old cat has brown freckles on his lips, eating fine",
            "the gums of my cat went brown and he is weak",
        ),
        (
            "i nearly passed out when i saw it, my dog has a tick on his ear, he is playing",
            "my dog nearly passed out when he saw the ball",
        ),
        (
            "there is a scab on her neck, dry. she doesnt react when i touch it, playing as usual",
            "my dog lies there and doesnt react when i touch him",
        ),
        (
            "he ran into the glass door chasing a ball, shook it off and is playing",
            "he chewed the glass and swallowed some, playing now",
        ),
        (
            "mi perrita de 8 meses mancha gotitas, es su primer celo, come y juega",
            "mi perrita sangra desde hace 8 horas y esta debil",
        ),
    ],
)
def test_calm_words_stay_at_home_and_their_grave_twin_does_not(calm: str, grave: str) -> None:
    assert judge([calm]).severity >= Severity.SEV2, judge([calm]).reasons
    assert judge([grave]).severity <= Severity.SEV1, judge([grave]).reasons


@pytest.mark.parametrize(
    "text",
    [
        "is he choking? he ate dinner fine but his gums are blue",
        "is she dying? she ate rat poison and is playing",
        "is it poisoned? he ate something in the yard and is wagging",
        "is it a seizure? third one today, he is eating now",
    ],
)
def test_a_fear_stands_where_anything_else_shows_or_was_eaten(text: str) -> None:
    assert judge([text]).severity <= Severity.SEV1, judge([text]).reasons


def test_an_age_is_not_how_long_it_has_bled() -> None:
    assert judge(["mi perrita de 8 meses tiene sangre en la oreja"]).severity > Severity.SEV0
    assert judge(["5 month puppy has blood on his ear"]).severity > Severity.SEV0


@pytest.mark.parametrize(
    ("licked", "eaten"),
    [
        ("dog licked the soap foam off my hand once", "dog swallowed a piece of foam from the couch"),
        ("puppy ate a leaf of lettuce", "puppy ate a leaf of the oleander"),
        ("dog licked his collar", "dog licked the antifreeze puddle"),
    ],
)
def test_what_is_only_licked_does_not_go_down(licked: str, eaten: str) -> None:
    assert judge([licked]).severity >= Severity.SEV2, judge([licked]).reasons
    assert judge([eaten]).severity <= Severity.SEV1, judge([eaten]).reasons


@pytest.mark.parametrize(
    "vague",
    [
        "my cat was chewing our lily plant thing",
        "cat ate a bit of the lily thing",
        "dog chewed the sago palm plant thing",
    ],
)
def test_a_vague_word_behind_a_poison_does_not_make_it_a_likeness(vague: str) -> None:
    assert judge([vague]).severity <= Severity.SEV1


def test_what_only_looks_like_a_poison_is_none() -> None:
    assert judge(["my dog has a grape sized lump on his side, soft, eating fine"]).severity >= Severity.SEV2
