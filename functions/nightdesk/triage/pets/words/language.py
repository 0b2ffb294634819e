"""Which of the desk's languages an owner writes, by small words and marks only Spanish has."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

_MARKS = re.compile("[\u00bf\u00a1\u00f1]")
_WORD = re.compile(r"[^\W\d_]+")


def language_of(turns: Sequence[str], marks: Mapping[str, frozenset[str]]) -> Literal["en", "es"]:
    """
    The language of the conversation; the last turn decides alone when it is plainly of one language.

    marks: "spanish" and "english" hold the words that tell. English when nothing tells.
    """
    for texts in (turns[-1:], turns):
        joined = " ".join(text[:4000] for text in texts).casefold()
        words = _WORD.findall(joined)
        spanish = sum(word in marks["spanish"] for word in words) + 2 * bool(_MARKS.search(joined))
        english = sum(word in marks["english"] for word in words)
        if abs(spanish - english) >= 2 or (texts is turns and spanish != english):
            return "es" if spanish > english else "en"
    return "en"
