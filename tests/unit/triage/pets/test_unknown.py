"""What is not known is judged for its worst, and asked about."""

import pytest

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.judge import judge


def test_a_lily_is_judged_for_a_cat_until_we_know_what_ate_it() -> None:
    unknown = judge(["she ate a lily leaf"])
    dog = judge(["my dog ate a lily leaf"])

    assert unknown.severity is Severity.SEV1
    assert unknown.question == "Is it a dog, a cat or another animal?"
    assert dog.severity > unknown.severity


@pytest.mark.parametrize("what", ["a pill", "some plant", "a mushroom", "something in the yard", "berries", "poison"])
def test_an_unknown_thing_that_was_eaten_is_never_reassured(what: str) -> None:
    verdict = judge([f"my dog ate {what}"])

    assert verdict.severity <= Severity.SEV1
    assert verdict.question


@pytest.mark.parametrize("what", ["a tube of acne cream", "my lipstick", "a whole squishmallow"])
def test_a_thing_no_file_knows_is_for_a_vet_today_at_least(what: str) -> None:
    assert judge([f"my cat ate {what}"]).severity <= Severity.SEV2


@pytest.mark.parametrize("what", ["some cheese", "her dinner", "a piece of chicken", "apple slices"])
def test_plain_food_is_no_unknown_thing(what: str) -> None:
    assert judge([f"my dog ate {what}"]).severity >= Severity.SEV3


def test_of_several_pets_the_lightest_is_taken_to_have_eaten_all() -> None:
    both = judge(["one of my dogs, 10 lb and 70 lb, ate 4 oz of dark chocolate, don't know which"])
    light = judge(["my 10 lb dog ate 4 oz of dark chocolate"])

    assert both.dose is not None
    assert light.dose is not None
    assert both.dose.dose == light.dose.dose


def test_two_poisons_keep_their_own_amounts_and_the_worse_decides() -> None:
    verdict = judge(["22 lb dog ate 3 grapes and 2 oz of dark chocolate"])

    assert any(r.startswith("grapes 3") for r in verdict.reasons)
    assert any(r.startswith("dark chocolate 2 oz: about 32.4 mg") for r in verdict.reasons)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("my dog ate 100g of milk chocolate", "How much does your pet weigh?"),
        ("my 60 lb cat ate an onion", "That weight seems off. How much does your pet weigh, in pounds or kilograms?"),
        ("my 20 kg dog ate dark chocolate", "How much was eaten at most, and how big was the packet?"),
        ("my 4 kg dog ate 200 g of baking chocolate", "When did it happen, and how is your pet acting now?"),
    ],
)
def test_the_one_question_is_for_the_number_that_would_change_the_class(text: str, asked: str) -> None:
    assert judge([text]).question == asked


def test_a_weight_lost_is_no_body_weight() -> None:
    verdict = judge(["my dog lost 2 lbs and ate 100g of dark chocolate"])

    assert verdict.dose is not None
    assert any("weight" in why for why in verdict.dose.assumed)


@pytest.mark.parametrize("text", ["my dog did not eat the chocolate", "he almost ate my advil but i got it in time"])
def test_what_was_not_eaten_is_no_poison(text: str) -> None:
    assert judge([text]).dose is None


@pytest.mark.parametrize(
    "text",
    [
        "he did not eat much of the chocolate",
        "she chewed the advil but didn't swallow it",
        "not eating, rat poison in the garage",
        "won't eat since he got into the antifreeze",
    ],
)
def test_what_was_eaten_in_part_or_may_have_been_is_a_poison(text: str) -> None:
    assert judge([text]).dose is not None
