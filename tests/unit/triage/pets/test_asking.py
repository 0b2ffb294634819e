"""The one question after a poison: asked when one number would change the class, and only then."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.pets.knowledge.at_hand import rules

ASKS = {name: said.en for name, said in rules().lines.questions.items()}
ANSWERS = {
    "weight": ["she is 2 lb", "she is 9 lb", "she is 25 lb", "she is 35 lb", "she is 60 lb", "she is 130 lb"],
    "unit": ["sorry, kg", "kilos", "kg"],
    "amount": ["0.5 g of it at most", "20 g of it", "1 mg of it", "10 mg of it", "one lick", "500 g of it"],
    "kind": ["the milk kind", "the baking kind", "the white kind", "the cocoa kind", "bromethalin", "d3"],
    "strength": ["2.5 mg each", "5 mg each", "25 mg each", "81 mg each", "400 mg each", "800 mg each", "1000 mg each"],
    "species": ["it's a dog", "it's a cat"],
}
"""Question -> answers that owners could give to it."""

products = st.sampled_from(
    [
        "dark chocolate",
        "milk chocolate",
        "chocolate",
        "cocoa powder",
        "ibuprofen",
        "advil",
        "naproxen",
        "tylenol",
        "aspirin",
        "xylitol gum",
        "onion",
        "garlic",
        "macadamia nuts",
        "vodka",
        "beer",
        "salt",
        "iron pills",
        "slug bait",
        "prozac",
        "sudafed",
        "adderall",
        "caffeine pills",
        "coffee",
    ]
)
amounts = st.sampled_from(["", "some ", "2 ", "5 ", "10 g of ", "100 g of ", "1 oz of "])
weights = st.sampled_from(["my {}", "my 5 lb {}", "my 12 lb {}", "my 25 kg {}", "my 90 lb {}"])
species = st.sampled_from(["dog", "cat", "pet"])


@given(weights, species, amounts, products)
def test_an_answer_to_the_question_can_change_the_class(weight: str, kind: str, amount: str, product: str) -> None:
    text = f"{weight.format(kind)} ate {amount}{product}"
    verdict = judge([text])
    asked = next((name for name in ANSWERS if verdict.question == ASKS[name]), None)

    if asked in {None, "species"}:
        return
    answered = {judge([text, answer]).severity for answer in ANSWERS[asked]}

    assert answered - {verdict.severity}, (
        f"{text!r} is asked {asked}, and nothing it could be changes {verdict.severity}"
    )


@given(species.filter(lambda kind: kind != "pet"), st.sampled_from(["100 g of ", "2 oz of "]), products)
def test_the_weight_is_asked_for_when_it_would_change_the_class(kind: str, amount: str, product: str) -> None:
    text = f"my {kind} ate {amount}{product}"
    verdict = judge([text])
    answered = {judge([text, answer]).severity for answer in ANSWERS["weight"][1:4]}

    if answered - {verdict.severity}:
        assert verdict.question == ASKS["weight"], f"{text!r}: {verdict.severity}, {answered}"


@pytest.mark.parametrize(
    ("turns", "asked"),
    [
        (["my 400 lb chihuahua ate 2 squares of dark chocolate"], "weight_again"),
        (["my dog ate 2 ibuprofen, she is 30 kg"], "strength"),
    ],
)
def test_what_is_odd_or_unknown_is_asked_about(turns: list[str], asked: str) -> None:
    assert judge(turns).question == ASKS[asked]


@pytest.mark.parametrize(
    "later",
    [
        ["400 lb"],
        ["yes really 400 lb"],
        ["she ate it an hour ago"],
        ["i dont know", "she seems fine"],
        ["ok", "400 lb"],
    ],
)
def test_an_impossible_weight_is_asked_about_once_and_then_judged_at_the_lightest(later: list[str]) -> None:
    first = ["my 400 lb chihuahua ate 2 squares of dark chocolate"]

    verdict = judge([*first, *later])

    assert verdict.question != ASKS["weight_again"]
    assert verdict.severity is Severity.SEV0
    assert verdict.dose is not None
    assert any("1.5 kg" in why for why in verdict.dose.assumed)


def test_a_weight_that_is_told_again_plausibly_is_taken() -> None:
    verdict = judge(["my 400 lb chihuahua ate 2 squares of dark chocolate", "oops 4.0 lb"])

    assert verdict.dose is not None
    assert verdict.dose.dose == pytest.approx(20 * 5.7 / (4 * 0.45359237), rel=0.01)


@pytest.mark.parametrize(
    ("turns", "dose"),
    [
        (["my dog ate chocolate", "2 squares", "the dark kind", "10 kg"], 11.4),
        (["my dog ate chocolate", "dark", "85%", "whole bar, 100g", "20 kg"], 80.0),
        (["my 20 kg dog ate 10 grapes", "no wait, 4 grapes"], 1.0),
        (["dog ate some meds", "its ibuprofen", "200mg", "maybe 4", "hes 20 kg"], 40.0),
        (["my 10 kg dog ate 2 squares of milk chocolate", "actually it was 2 bars", "100g each"], 46.0),
    ],
)
def test_what_is_told_over_several_texts_adds_up(turns: list[str], dose: float) -> None:
    verdict = judge(turns)

    assert verdict.dose is not None
    assert verdict.dose.dose == pytest.approx(dose, rel=0.01)


def test_a_correction_that_names_something_else_takes_the_poison_back() -> None:
    assert judge(["my 10 kg dog ate xylitol gum", "oh wait, it says sorbitol, not xylitol"]).dose is None
    assert judge(["my 10 kg dog ate xylitol gum"]).severity is Severity.SEV0


@pytest.mark.parametrize("amount", ["0 grapes", "-2 grapes", "1000000 grapes", "1/0 grapes", "0.0 oz of grapes"])
def test_an_amount_that_cannot_be_is_still_judged(amount: str) -> None:
    assert judge([f"my dog ate {amount}"]).severity <= Severity.SEV1
