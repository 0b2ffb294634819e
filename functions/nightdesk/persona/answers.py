"""Questions in general on food, behavior and care, answered from a few checked sentences."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """
    about: what has to be in the question, each a pattern of whole words. says: the answer, in at most two segments.

    Safe for every animal that `about` lets in, because nothing else about it is known; {pet} as in Words. No digits,
    no drug, no amount, and nothing that calls a thing harmless without saying what is not.
    """

    about: tuple[str, ...]
    says: str


def answer_to(heard: str, answers: tuple[Answer, ...]) -> str:
    """The first answer all of whose patterns are in the question; empty when there is none."""
    said = " ".join(heard.lower().replace("\u2019", "'").split())[:400]
    return next((known.says for known in answers if _is_about(said, known)), "")


def _is_about(said: str, known: Answer) -> bool:
    return all(re.search(rf"(?<!\w)(?:{pattern})(?!\w)", said) for pattern in known.about)
