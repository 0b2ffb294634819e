"""When a vet is offered words for making a dog vomit, how much, and every reason why not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.triage.pets.judging.emesis import MOST_ML, emesis, millilitres, teaspoons

ATE = "ate 100g dark chocolate 20 min ago, he seems fine"


@pytest.mark.parametrize(
    ("text", "ml"),
    [
        (f"my 22 lb dog {ATE}", 22),
        (f"my 10 kg beagle {ATE}", 22),
        (f"my 30 kg labrador {ATE}", 45),
        (f"my 22 lb dog {ATE}. should i make him throw up?", 22),
    ],
)
def test_a_healthy_dog_of_known_weight_within_the_time_has_a_computed_amount(text: str, ml: int) -> None:
    assert emesis([text], pets=()).ml == ml


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"my 8 lb cat {ATE}", "never in cats"),
        (f"my 10 lb {ATE}", "not surely a dog"),
        ("my 22 lb dog drank bleach 10 min ago", "never at home"),
        ("my 22 lb dog drank gasoline 10 min ago", "never at home"),
        ("my 22 lb dog swallowed a button battery 10 min ago", "never at home"),
        (f"my 18 lb pug {ATE}", "flat-faced"),
        (f"my 22 lb dog {ATE} but now he is weak", "has signs"),
        (f"my 22 lb dog {ATE} and now he is having a seizure", "has signs"),
        (f"my 22 lb dog {ATE} and he threw up already", "has signs"),
        (f"my dog {ATE}", "weight not surely told"),
        ("my 22 lb dog ate 100g dark chocolate", "time not told"),
        ("my 22 lb dog ate 100g dark chocolate 3 hours ago", "over 120 min"),
        ("my 22 lb dog is itching", "not known"),
    ],
)
def test_every_doubt_means_no_draft_and_is_named(text: str, why: str) -> None:
    found = emesis([text], pets=())

    assert found.ml is None
    assert why in found.why_not


def test_time_that_passed_since_it_was_told_counts() -> None:
    told = [f"my 22 lb dog {ATE}"]

    assert emesis(told, pets=(), minutes_passed=99).ml == 22
    assert emesis(told, pets=(), minutes_passed=101).ml is None


@given(st.floats(min_value=1, max_value=120))
def test_never_more_than_a_millilitre_a_pound_nor_than_the_most(kg: float) -> None:
    ml = millilitres(kg)

    assert ml <= kg / 0.45359237 + 1e-6
    assert ml <= MOST_ML
    assert teaspoons(ml) * 5 <= ml
