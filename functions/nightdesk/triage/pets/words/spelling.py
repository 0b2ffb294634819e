"""Misspelt words, mended towards the words the data knows."""

from collections.abc import Iterable, Iterator

REMEMBERED = 5000
"""Words whose mending is kept for the next text."""

SHORTEST = 5
"""Letters of the shortest known word that others are mended to; shorter ones have too many neighbours."""


class Spelling:
    """Mends a misspelt word to one the data knows, one slip away; never a word that is itself plain language."""

    def __init__(self, known: Iterable[str], plain: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._plain = frozenset(plain)
        self._mended: dict[str, str] = {}
        self._by_shape: dict[tuple[str, int, str], list[str]] = {}
        self._by_front: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST:
                self._by_shape.setdefault((word[0], len(word), word[-1]), []).append(word)
                self._by_front.setdefault(word[:-1], word)

    def mend(self, word: str) -> str:
        """The known word one insertion, deletion, swap or change away, or the word itself."""
        if word in self._known or word in self._plain or len(word) < 4 or not word.isalpha():
            return word
        if word not in self._mended:
            if len(self._mended) >= REMEMBERED:
                self._mended.clear()
            self._mended[word] = self._nearest(word)
        return self._mended[word]

    def _nearest(self, word: str) -> str:
        short = _squeezed(word)
        plain = next((big for big in _undiminished(short) if big in self._known), "")
        if plain:
            return plain
        if short in self._known or len(short) < 4:
            return short if short in self._known else word
        for size in (len(short), len(short) + 1, len(short) - 1):
            for candidate in self._by_shape.get((short[0], size, short[-1]), ()):
                if one_slip(short, candidate):
                    return candidate
        return self._at_its_end(short) or word

    def _at_its_end(self, short: str) -> str:
        """The known word when the slip is in the last letters; empty when there is none."""
        swapped = short[:-2] + short[-1] + short[-2]
        for candidate in (swapped, short[:-1]):
            if len(candidate) >= SHORTEST and candidate in self._known:
                return candidate
        return self._by_front.get(short) or self._by_front.get(short[:-1]) or ""


def _undiminished(word: str) -> Iterator[str]:
    """What a Spanish diminutive may be of: bultito -> bulto, pancita -> panza, sangrita -> sangre."""
    many = "s" if word.endswith("s") else ""
    ending = word[: len(word) - len(many)][-3:]
    if ending not in {"ito", "ita"}:
        return
    begin = word[: len(word) - len(many) - 3]
    for stem in (begin, begin[:-1] + "z") if begin.endswith("c") else (begin,):
        for vowel in (ending[-1], "e", "o", "a"):
            yield stem + vowel + many


def _squeezed(word: str) -> str:
    out = word[0]
    for char in word[1:]:
        if len(out) < 2 or not char == out[-1] == out[-2]:
            out += char
    return out if out == word else out.replace(out[-1] * 2, out[-1])


def one_slip(a: str, b: str) -> bool:
    """Are two spellings one insertion, deletion, change or neighbour swap apart?"""
    if len(a) > len(b):
        a, b = b, a
    i = 0
    while i < len(a) and a[i] == b[i]:
        i += 1
    if len(a) == len(b):
        return a[i + 1 :] == b[i + 1 :] or (a[i : i + 2] == b[i : i + 2][::-1] and a[i + 2 :] == b[i + 2 :])
    return a[i:] == b[i + 1 :]
