"""The first layer of reading: phrases that become one token of a class (`not able to` -> <cant>)."""

from collections.abc import Sequence
from dataclasses import replace

from nightdesk.triage.pets.text import Token

_CLOSED = frozenset({"<little>", "<sudden>", "<daily>"})
"""Classes whose phrases are no longer the words they are made of: "a bit" is no bite, "de golpe" no blow."""


class Classes:
    """Marks the phrases of the lexicon's words in a row, longest first."""

    def __init__(self, words: dict[str, tuple[tuple[str, ...], ...]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, phrases in words.items():
            for phrase in phrases:
                self._by_first.setdefault(phrase[0], []).append((phrase, f"<{name}>"))
        for phrases_ in self._by_first.values():
            phrases_.sort(key=lambda p: -len(p[0]))

    def mark(self, row: Sequence[Token]) -> list[Token]:
        """The row with phrases of several words merged, longest first, and classes set."""
        out: list[Token] = []
        at = 0
        while at < len(row):
            size, names = self._longest(row, at)
            token = row[at]
            if names:
                raw = " ".join(t.raw for t in row[at : at + size])
                is_open = size > 1 and not _CLOSED & set(names)
                parts = tuple(t.stem for t in row[at : at + size]) if is_open else ()
                token = replace(
                    token,
                    raw=raw,
                    stem=raw if size > 1 and "<little>" not in names else token.stem,
                    classes=frozenset(names),
                    parts=parts,
                )
            token.keys = frozenset((token.stem, "=" + token.raw, *token.classes, *token.parts))
            out.append(token)
            at += size
        return out

    def _longest(self, row: Sequence[Token], at: int) -> tuple[int, list[str]]:
        size = 1
        names: list[str] = []
        for key in (row[at].stem, "=" + row[at].raw):
            for phrase, name in self._by_first.get(key, ()):
                if len(phrase) < size or at + len(phrase) > len(row):
                    continue
                if all(
                    (row[at + i].raw == p[1:] if p[0] == "=" else row[at + i].stem == p)
                    and (not i or not row[at + i].gap)
                    for i, p in enumerate(phrase)
                ):
                    if len(phrase) > size:
                        size, names = len(phrase), []
                    names.append(name)
        return size, names
