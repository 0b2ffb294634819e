"""What a call brings that is no symptom."""

import pytest

from nightdesk.triage.pets.hearing.by_voice import is_goodbye, is_noise, is_unsure


@pytest.mark.parametrize("said", ["", "  ", "uh", "mm hmm", "[noise]", "(static) um", "...", "eh pues", "<unk>"])
def test_a_hum_is_noise(said: str) -> None:
    assert is_noise(said)


@pytest.mark.parametrize("said", ["help", "dog", "no", "yes", "22", "ayuda", "uh blood", "[noise] he fell", "狗"])
def test_any_word_is_heard(said: str) -> None:
    assert not is_noise(said)


@pytest.mark.parametrize(
    ("confidence", "unsure"), [(None, False), (0.0, False), (0.01, True), (0.49, True), (0.5, False)]
)
def test_a_recogniser_that_does_not_tell_is_no_doubt(confidence: float | None, unsure: bool) -> None:
    assert is_unsure(confidence) is unsure


@pytest.mark.parametrize(
    "said", ["bye", "ok thank you goodbye", "that's all", "that\u2019s all thanks", "adiós", "chao"]
)
def test_a_goodbye_is_a_few_words(said: str) -> None:
    assert is_goodbye(said)


@pytest.mark.parametrize(
    "said", ["he is saying bye to us and he cannot breathe any more now", "don't leave me", "he ate all", "byte"]
)
def test_a_story_is_no_goodbye(said: str) -> None:
    assert not is_goodbye(said)
