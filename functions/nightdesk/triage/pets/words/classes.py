"""The first layer of reading: phrases that become one token of a class (`not able to` -> <cant>)."""

from collections.abc import Sequence
from dataclasses import replace

from nightdesk.triage.pets.words.text import Token

_CLOSED = frozenset({"<little>", "<sudden>", "<daily>", "<idiom>"})
"""Classes whose phrases are no longer the words they are made of: "a bit" is no bite, "de golpe" no blow."""


class Classes:
    """Marks the phrases of the lexicon's words in a row, longest first."""

    def __init__(self, words: dict[str, tuple[tuple[str, ...], ...]]) -> None:
        self._by_first: dict[str, dict[str, list[tuple[tuple[str, ...], str]]]] = {}
        for name, phrases in words.items():
            for phrase in phrases:
                seconds = self._by_first.setdefault(phrase[0], {})
                seconds.setdefault(phrase[1] if len(phrase) > 1 else "", []).append((phrase, f"<{name}>"))
        for seconds in self._by_first.values():
            for phrases_ in seconds.values():
                phrases_.sort(key=lambda p: -len(p[0]))

    def mark(self, row: Sequence[Token]) -> list[Token]:
        """The row with phrases of several words merged, longest first, and classes set."""
        out: list[Token] = []
        at = 0
        while at < len(row):
            size, names = self._longest(row, at)
            token = row[at]
            if names and size == 1:
                token.classes = frozenset(names)
            elif names:
                raw = " ".join(t.raw for t in row[at : at + size])
                is_open = not _CLOSED & set(names)
                parts = tuple(t.stem for t in row[at : at + size]) if is_open else ()
                token = replace(
                    token,
                    raw=raw,
                    stem=raw if "<little>" not in names else token.stem,
                    classes=frozenset(names),
                    parts=parts,
                )
            token.keys = frozenset((token.stem, "=" + token.raw, *token.classes, *token.parts))
            out.append(token)
            at += size
        return out

    def _longest(self, row: Sequence[Token], at: int) -> tuple[int, list[str]]:
        size, names = 1, list[str]()
        after = row[at + 1] if at + 1 < len(row) and not row[at + 1].gap else None
        for key in (row[at].stem, "=" + row[at].raw):
            seconds = self._by_first.get(key)
            if not seconds:
                continue
            begun = [*seconds.get(after.stem, ()), *seconds.get("=" + after.raw, ())] if after else []
            for phrase, name in (*begun, *seconds.get("", ())):
                if len(phrase) < size or not _goes_on(row, at, phrase):
                    continue
                if len(phrase) > size:
                    size, names = len(phrase), []
                names.append(name)
        return size, names


def _goes_on(row: Sequence[Token], at: int, phrase: tuple[str, ...]) -> bool:
    """Do the words after the second one of a phrase follow, each directly?"""
    if at + len(phrase) > len(row):
        return False
    return all(_is(row[at + i], phrase[i]) and not row[at + i].gap for i in range(2, len(phrase)))


def _is(token: Token, word: str) -> bool:
    """Is it this word of a phrase, by its stem or by its =exact spelling?"""
    return token.raw == word[1:] if word[0] == "=" else token.stem == word
