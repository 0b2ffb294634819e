"""What a caller hears is short enough to listen to, and the order is never what is left out."""

import pytest

from nightdesk.persona.owner import speech
from nightdesk.persona.wording.order import mandatory
from nightdesk.persona.wording.phrases import SPOKEN
from nightdesk.persona.wording.words import Language
from tests.unit.persona.test_corpus import corpus


def test_an_answer_leaves_time_for_the_keys_and_keeps_the_order() -> None:
    too_long = []
    for heard, verdict in corpus():
        said = speech.reflex(verdict, waking=True, heard=heard)
        if speech.seconds(said) > speech.ANSWER_SECONDS + 7:
            too_long.append((round(speech.seconds(said)), heard))
        if verdict.severity <= 1 and verdict.human_route is None and mandatory(verdict.first_step):
            first = speech.plain(mandatory(verdict.first_step), verdict.language).split(".")[0].split(",")[0]
            assert first.lower() in said.lower(), heard
    assert too_long == []


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_fixed_sentence_is_short_and_says_digits_as_keys(language: Language) -> None:
    spoken = SPOKEN[language]
    sentences = {name: getattr(spoken, name) for name in spoken.__slots__ if isinstance(getattr(spoken, name), str)}

    assert {name for name, text in sentences.items() if speech.seconds(text) > 12} == set()


@pytest.mark.parametrize(
    ("written", "heard"),
    [
        ("Call +12025550150.", "Call 2 0 2, 5 5 5, 0 1 5 0."),
        ("Call 888-426-4435 now.", "Call 8 8 8, 4 2 6, 4 4 3 5 now."),
        ("Give 10 mL of 3%.", "Give 10 milliliters of 3 percent."),
    ],
)
def test_numbers_are_read_for_the_ear(written: str, heard: str) -> None:
    assert speech.plain(written) == heard


def test_the_longest_answer_is_cut_between_sentences() -> None:
    long = "One sentence here. " * 60

    said = speech.within([(0, long.strip())], "en")

    assert speech.seconds(said) <= speech.ANSWER_SECONDS
    assert said.endswith(".")
