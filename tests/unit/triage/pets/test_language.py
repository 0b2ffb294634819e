"""An owner is answered in the language they write; the people who are woken read English."""

import pytest

from nightdesk.triage.pets.judging.judge import judge


@pytest.mark.parametrize(
    ("text", "step", "question"),
    [
        ("mi perro no respira", "Mira si respira.", "\u00bfReacciona si la tocas o la llamas?"),
        ("mi gata se comio un lirio", "Quita lo que quede", "\u00bfCu\u00e1ndo pas\u00f3"),
        ("ayuda por favor", "Mira si respira bien", "\u00bfQu\u00e9 pasa"),
        ("hola buenas", "Soy Nightdesk", "\u00bfQu\u00e9 pasa"),
        ("mi hija se tom\u00f3 las pastillas del perro", "Llama ya a toxicolog", "\u00bfLa persona"),
    ],
)
def test_spanish_is_answered_in_spanish(text: str, step: str, question: str) -> None:
    verdict = judge([text])

    assert verdict.language == "es"
    assert verdict.first_step.startswith(step)
    assert (verdict.question or "").startswith(question)
    assert verdict.subject.isascii()


def test_the_last_turn_decides_when_somebody_changes_language() -> None:
    assert judge(["my dog ate chocolate", "no hablo bien ingles, mi perro pesa 10 kilos"]).language == "es"
    assert judge(["mi perro comio chocolate", "sorry, he is 10 kg and it was the dark kind"]).language == "en"


def test_a_poison_is_called_by_its_name_in_both_languages() -> None:
    dose = judge(["mi perro de 10 kilos comio 200 g de chocolate negro"]).dose

    assert dose is not None
    assert (dose.toxin, dose.label) == ("dark chocolate", "chocolate negro")


@pytest.mark.parametrize(
    ("phone", "text", "call"),
    [
        ("+12025550100", "i want to die", "988"),
        ("+447700900123", "i want to die", "116 123"),
        ("+34600000000", "quiero morir", "024"),
        ("+12025550100", "i'm in australia and i want to die", "13 11 14"),
        ("", "i want to die", "988"),
    ],
)
def test_people_in_danger_get_the_number_of_where_they_are(phone: str, text: str, call: str) -> None:
    verdict = judge([text], phone=phone)

    assert verdict.human_route is not None
    assert verdict.human_route.call == call
    assert call in verdict.first_step
