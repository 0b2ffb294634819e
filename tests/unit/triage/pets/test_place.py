"""Where an owner says to be, what the carrier says, and what is no place at all."""

import pytest

from nightdesk.triage.pets.judging.judge import judge
from nightdesk.triage.pets.knowledge.at_hand import atlas
from nightdesk.triage.pets.nearby.place import asks_the_way, stated, told_by_carrier, without_zip

NAMES = frozenset({"springfield", "downtown", "shelbyville"})

PLACES = {
    "I'm in Shelbyville": "shelbyville",
    "im in shelbyville": "shelbyville",
    "zip 62565": "62565",
    "62565": "62565",
    "my zip is 62704": "62704",
    "I'm near 62704, Springfield": "62704",
    "Shelbyville IL 62565": "62565",
    "estoy en Springfield": "springfield",
    "código postal 62565": "62565",
    "vivo en Chicago": "chicago",
    "we live in Boston": "boston",
    "I'm in Boston": "boston",
    "I'm in Springfield, MA": "springfield, ma",
    "estoy cerca de Decatur": "decatur",
    "I'm in Normal, IL": "normal, il",
    "downtown": "downtown",
    "my dog ate chocolate, im in shelbyville 62565 and he is 30 kg": "62565",
}
NO_PLACES = (
    "gave him 10000 IU",
    "he ate 20000 mg",
    "he weighs 10000 g",
    "order #62565",
    "the bottle says 12345",
    "he is in pain",
    "she is in labor",
    "not breathing in normal rhythm",
    "he's in the bath",
    "I'm in bed",
    "I'm in Tears",
    "HE IS IN PAIN HELP",
)


@pytest.mark.parametrize("text", PLACES)
def test_a_stated_place_is_heard(text: str) -> None:
    assert stated(text, atlas(), names=NAMES) == PLACES[text]


@pytest.mark.parametrize("text", NO_PLACES)
def test_what_is_no_place_is_not_taken_for_one(text: str) -> None:
    assert stated(text, atlas(), names=NAMES) == ""


def test_a_zip_code_is_no_dose() -> None:
    told = ("my dog ate chocolate", without_zip("62565"), without_zip("zip 62565 he is 30 kg"))

    verdict = judge([text for text in told if text])

    assert "62565" not in verdict.subject
    assert verdict.severity == judge(["my dog ate chocolate", "he is 30 kg"]).severity


@pytest.mark.parametrize(
    "text",
    [
        "how far is the clinic", "where do I go???", "send the map", "map", "which vet is open",
        "nearest open vet please", "is there a vet near me",
        "where should i take him", "what's the address", "a donde voy", "manda el mapa",
        "hay una clínica cerca?", "dónde queda la clínica",
    ],
)  # fmt: skip
def test_asking_the_way_is_heard(text: str) -> None:
    assert asks_the_way(text)


@pytest.mark.parametrize("text", ["he won't go", "where is he bleeding from", "he ate the map", "is he far gone?"])
def test_other_questions_are_not_the_way(text: str) -> None:
    assert not asks_the_way(text)


def test_the_carriers_hints_are_a_zip_else_a_town_else_nothing() -> None:
    assert told_by_carrier({"FromZip": "62565", "FromCity": "X"}).place == "62565"
    assert told_by_carrier({"FromCity": "SHELBYVILLE", "FromState": "IL"}).place == "shelbyville, il"
    assert told_by_carrier({"FromCountry": "US", "FromZip": ""}).source == "unknown"
    assert told_by_carrier({"FromCountry": "GB", "FromCity": "LONDON"}).source == "abroad"
