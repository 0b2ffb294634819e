"""Misspelt words, mended towards the words the data knows."""

from collections.abc import Iterable


class Spelling:
    """Mends a misspelt word to one the data knows, one slip away; never a word that is itself plain language."""

    def __init__(self, known: Iterable[str], plain: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._plain = frozenset(plain)
        self._by_shape: dict[tuple[str, int], list[str]] = {}
        for word in self._known:
            if len(word) >= 5:
                self._by_shape.setdefault((word[0], len(word)), []).append(word)

    def mend(self, word: str) -> str:
        """The known word one insertion, deletion, swap or change away (two in long words), or the word itself."""
        if word in self._known or word in self._plain or len(word) < 4 or not word.isalpha():
            return word
        short = _squeezed(word)
        if short in self._known:
            return short
        for size in (len(short), len(short) + 1, len(short) - 1):
            for candidate in self._by_shape.get((short[0], size), ()):
                if one_slip(short, candidate):
                    return candidate
        return word


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
