"""What only a vet may allow is recognised when it is asked for, and not when it is told."""

import pytest

from nightdesk.persona.guarding.medicines import DRUGS
from nightdesk.triage.pets.judging.seeking import as_told, sought

VOMITING = [
    "should I make him throw up?", "can i make her vomit", "do i induce vomiting", "how do I get him to puke",
    "how much hydrogen peroxide", "I'm going to make him throw up", "le hago vomitar?", "¿Debo hacerlo vomitar?",
]  # fmt: skip
MEDICINE = {
    "can I give benadryl, how much?": "benadryl",
    "can I give him benedryl": "benadryl",
    "is aspirin ok for dogs?": "aspirin",
    "how much ibuprofen can I give a 20 lb dog": "ibuprofen",
    "I'm gonna give her some tylenol": "tylenol",
    "Should I stop giving him his prednisone?": "prednisone",
    "can i give him something for the pain": "",
    "can i give charcoal": "",
    "le doy aspirina?": "aspirina",
    "¿puedo darle paracetamol?": "paracetamol",
}
IN_A_CASE = {
    "do i really have to go?": "staying", "can it wait until morning": "staying", "is it ok to stay home": "staying",
    "¿puede esperar hasta mañana?": "staying", "should I feed him rice?": "food", "should i withhold food": "food",
    "can he drink water?": "food",
}  # fmt: skip
NOTHING = [
    "he ate ibuprofen 200mg is he ok? should i go", "I gave him benadryl", "i made him throw up", "he threw up twice",
    "the vet gave him rimadyl yesterday", "why does he make himself throw up?", "what could make him throw up?",
    "how much ibuprofen is toxic?", "can dogs eat peanut butter?", "should I feed him twice a day?", "what do i do",
    "my dog ate my antidepressant pills how bad is it?", "he wont stop vomiting what should i do", "",
]  # fmt: skip


@pytest.mark.parametrize("text", VOMITING)
def test_making_an_animal_vomit_is_a_vets_to_allow(text: str) -> None:
    found = sought(text, drugs=DRUGS, is_case=False)

    assert found is not None
    assert found.kind == "vomiting"


@pytest.mark.parametrize(("text", "drug"), MEDICINE.items())
def test_a_medicine_is_a_vets_to_allow_also_when_it_is_misspelt(text: str, drug: str) -> None:
    found = sought(text, drugs=DRUGS, is_case=False)

    assert found is not None
    assert (found.kind, found.thing) == ("medicine", drug)


@pytest.mark.parametrize(("text", "kind"), IN_A_CASE.items())
def test_food_and_staying_home_are_a_vets_to_allow_while_a_pet_is_ill(text: str, kind: str) -> None:
    found = sought(text, drugs=DRUGS, is_case=True)

    assert found is not None
    assert found.kind == kind
    assert sought(text, drugs=DRUGS, is_case=False) is None


@pytest.mark.parametrize("text", NOTHING)
def test_what_was_done_or_eaten_is_no_question_to_a_vet(text: str) -> None:
    assert sought(text, drugs=DRUGS, is_case=False) is None


def test_a_question_about_vomiting_is_no_sign_of_vomiting() -> None:
    assert "throw up" not in as_told("he ate grapes, should I make him throw up?", drugs=DRUGS)
    assert "throwing up" in as_told("he is throwing up, should I make him throw up more?", drugs=DRUGS)


@pytest.mark.parametrize("text", ["le doy aspirina?", "can I give him asprin?", "he ate grapes, can i give advil?"])
def test_a_medicine_that_is_only_asked_about_was_not_taken(text: str) -> None:
    told = as_told(text, drugs=DRUGS)

    assert not any(drug in told for drug in ("aspirin", "asprin", "advil"))
    assert ("grapes" in told) == ("grapes" in text)


@pytest.mark.parametrize(
    "text",
    ["can I give him more aspirin?", "should I give another advil?", "he ate my advil, is he ok?", "I gave him advil"],
)
def test_a_medicine_that_was_taken_stays_in_what_was_told(text: str) -> None:
    assert as_told(text, drugs=DRUGS) == text
