"""
The closed vocabulary of a model's answer: a word that nobody has read before does not leave the desk.

Lists of forbidden things are never complete; a remedy, a payment service, a scrambled word or a language that nobody
thought of is stopped here because it is not among the words that are known to be harmless.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cache

from nightdesk.channel.fitting import fold
from nightdesk.persona.guarding import vocabulary_english, vocabulary_spanish
from nightdesk.persona.wording.words import Language

_CONTRACTED = re.compile(
    r"(?:i|you|he|she|it|we|they|that|there|what|who|where|here|how|let|one)'(?:s|re|ll|ve|m|d)|[a-z]{2,7}n't|can't"
)
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)*")
_ENDINGS = (
    ("'s", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("ing", ""), ("ing", "e"),
    ("ly", ""), ("ily", "y"), ("er", ""), ("er", "e"), ("est", ""), ("est", "e"), ("ier", "y"), ("iest", "y"),
)  # fmt: skip
_SHORTEST = 3
"""Letters of an English stem: "beer" is no form of "be"."""
_SPANISH_SHORTEST = 4
_SPANISH_ENDING = 3
"""Letters at the end of a Spanish word that its form may change: llevar, llevalo, lleve."""


def plain(text: str) -> str:
    """As texts are compared: folded, lower case, without accents, one line."""
    return flat(fold(text))


def flat(folded: str) -> str:
    """The same for a text that is folded already."""
    bare = unicodedata.normalize("NFKD", folded.lower())
    return " ".join("".join(char for char in bare if not unicodedata.combining(char)).split())


def words_of(text: str) -> frozenset[str]:
    """The words of a text, as `strange` knows them."""
    return frozenset(_TOKEN.findall(plain(text)))


def strange(text: str, *, language: Language, is_urgent: bool, known: Collection[str]) -> Iterator[str]:
    """The words of a plain text that are neither in the vocabulary nor `known` from the case, each once."""
    for word in dict.fromkeys(_TOKEN.findall(text)):
        if word not in known and word.removesuffix("'s") not in known and not _is_known(word, language, is_urgent):
            yield word


def _is_known(word: str, language: Language, is_urgent: bool) -> bool:
    listed = _listed(language, is_urgent)
    if word in listed:
        return True
    if language == "es":
        return _is_spanish_form(word, is_urgent)
    return _CONTRACTED.fullmatch(word) is not None or any(form in listed for form in _english_forms(word))


def _english_forms(word: str) -> Iterator[str]:
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + (_SHORTEST if len(ending) > 1 else 2):
            stem = word.removesuffix(ending)
            yield stem + instead
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _is_spanish_form(word: str, is_urgent: bool) -> bool:
    """Whether a listed word begins the same and is about as long: Spanish verbs and adjectives have dozens of forms."""
    if len(word) <= _SPANISH_SHORTEST:
        return False
    beginning = word[: max(_SPANISH_SHORTEST, len(word) - _SPANISH_ENDING)]
    listed = _in_order(is_urgent)
    at = bisect_left(listed, beginning)
    while at < len(listed) and listed[at].startswith(beginning):
        if abs(len(listed[at]) - len(word)) <= _SPANISH_ENDING:
            return True
        at += 1
    return False


@cache
def _listed(language: Language, is_urgent: bool) -> frozenset[str]:
    if language == "es":
        urgent, calm = vocabulary_spanish.URGENT, vocabulary_spanish.CALM
    else:
        urgent, calm = vocabulary_english.URGENT, vocabulary_english.CALM
    return urgent if is_urgent else urgent | calm


@cache
def _in_order(is_urgent: bool) -> list[str]:
    return sorted(_listed("es", is_urgent))
