"""What is said, of whom and of when: a writer's own fright, things taken back, and answers that begin with no."""

import pytest

from nightdesk.triage.pets.hearing.hear import hear
from nightdesk.triage.pets.knowledge.at_hand import rules


def _signs(text: str) -> set[str]:
    return {name for name, fact in hear([text], pets=[], rules=rules()).signs.items() if not fact.ended}


@pytest.mark.parametrize(
    "text",
    [
        "i'm shaking, the puppy has one flea",
        "my hands are trembling, i clipped his nail",
        "i sat on the bathroom floor crying and shaking, the cat is asleep",
        "RABBIT SNEEZED. after I shook new hay out",
    ],
)
def test_a_writer_who_trembles_is_no_trembling_animal(text: str) -> None:
    assert "tremor" not in _signs(text)


@pytest.mark.parametrize(
    "text",
    ["i am sitting on the floor with my dog, he is shaking", "i am home with a trembling dog", "i found her shaking"],
)
def test_an_animal_that_trembles_beside_its_writer_is_heard(text: str) -> None:
    assert "tremor" in _signs(text)


def test_what_is_taken_back_at_once_is_not_held() -> None:
    signs = _signs("eye popped?? no not popped out, but the cat scratched it")

    assert "eye_out" not in signs


def test_a_no_that_answers_denies_nothing_after_it() -> None:
    signs = _signs("is the rabbit panting? no he's just breathing normally")

    assert "breathing_trouble" not in signs


@pytest.mark.parametrize("text", ["fleas? none", "vomiting no, diarrhea no"])
def test_a_sign_followed_by_none_is_denied(text: str) -> None:
    assert not _signs(text) & {"fleas", "vomiting", "diarrhea"}


def test_two_clock_times_are_a_length() -> None:
    facts = hear(["Seizure started at 9:14 it's 9:21 and he's still paddling"], pets=[], rules=rules())

    assert facts.signs["seizure"].minutes == 7


def test_a_fit_told_of_without_a_past_may_be_going_on() -> None:
    now = hear(["dog stiff, legs paddling"], pets=[], rules=rules()).signs["seizure"]
    then = hear(["my dog had a seizure last week"], pets=[], rules=rules()).signs["seizure"]

    assert now.is_now
    assert not then.is_now


def test_a_bit_before_an_adjective_is_no_bite() -> None:
    assert "wound_deep" not in _signs("a red ring on his neck, bit bald underneath")
