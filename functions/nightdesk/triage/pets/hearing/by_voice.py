"""What a call brings that is no symptom: noise, a recogniser that is unsure, and a goodbye."""

import re

SURE = 0.5
"""Below this the recogniser's own confidence is no basis for calming anybody."""
LONGEST_GOODBYE = 8
_WORDS = re.compile(r"[^\W\d_]+|\d+")
_FILLERS = frozenset(
    """
    a ah aha eh em er erm h hm hmm huh m mhm mm mmm oh ohh s sh shh uh uhh um umm the and so like
    ay eeh este pues o
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
_GOODBYE = re.compile(
    r"\b(?:good ?bye|bye(?: ?bye)?|that'?s all|that is all|hang(?:ing)? up|have to go now|adi[oó]s|hasta luego|chao"
    r"|eso es todo|voy a colgar)\b"
)


def is_noise(said: str) -> bool:
    """Whether nothing was said that could be words about anything: a hum, a click written as a letter, brackets."""
    words = _WORDS.findall(re.sub(r"[\[(<][^\])>]*[\])>]", " ", said.casefold()))
    return all(word in _FILLERS for word in words)


def is_unsure(confidence: float | None) -> bool:
    """Whether the recogniser doubts what it heard. Exactly zero is what models say that do not tell."""
    return confidence is not None and 0 < confidence < SURE


def is_goodbye(said: str) -> bool:
    """Whether somebody ends the call, in a few words that say so."""
    text = said.casefold().replace("\u2019", "'")
    return len(text.split()) <= LONGEST_GOODBYE and bool(_GOODBYE.search(text))
