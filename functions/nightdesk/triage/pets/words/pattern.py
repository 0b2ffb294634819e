"""
Finding the data's patterns in a row of tokens.

A pattern is a row of elements, each a choice of stems, `=exact` spellings and `<classes>`. Between two elements a few
other words may stand, never a sentence end. `a & b` asks for both parts near each other in either order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nightdesk.triage.pets.words.text import Token, stem

NEAR = 6
"""How many words may stand between the parts of an unordered pattern."""

NEARBY = 12
"""How many earlier mentions of a name a new one may overlap."""

JOINTS = frozenset({"and", "but", "because", "y", "pero", "then", "although", "so"})
"""Words that end the reach of an ordered pattern."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One place of a pattern. reach: how many other words may stand before it; any_of: stems, =spellings, <classes>."""

    reach: int
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """parts: one for an ordered pattern, several when they may stand in any order near each other."""

    parts: tuple[tuple[Element, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name found in the text, at the positions its pattern used."""

    name: str
    at: tuple[int, ...]

    @property
    def start(self) -> int:
        """Position of its first token."""
        return self.at[0]

    @property
    def end(self) -> int:
        """Position of its last token."""
        return self.at[-1]


def parse(written: str, forms: dict[str, str]) -> Pattern:
    """
    Read a pattern as the data files write it: `not|never breathe`, `gums & pale|white`, `hit .. car`, `threw _up`.

    `..` lets six words stand between, `_` none, otherwise two. Raises ValueError when it, or a choice in it, is empty.
    """
    parts = []
    for part in written.lower().split("&"):
        elements, reach = [], 2
        for piece in part.split():
            if piece == "..":
                reach = NEAR
                continue
            if piece.startswith("_"):
                piece, reach = piece[1:], 0
            if "" in piece.split("|"):
                raise ValueError("has an empty choice")
            words = tuple(w if w[0] in "=<" else forms.get(w) or stem(w) for w in piece.split("|"))
            elements.append(Element(reach=reach, any_of=words))
            reach = 2
        if not elements:
            raise ValueError("has an empty part")
        parts.append(tuple(elements))
    return Pattern(parts=tuple(parts))


_Start = tuple[tuple[frozenset[str], ...], str, Pattern]
"""What a pattern needs beside its first word, its name, and the pattern."""


class Finder:
    """All patterns of one layer, by what they begin with."""

    def __init__(self, patterns: Iterable[tuple[str, Pattern]]) -> None:
        self._starts: dict[str, list[_Start]] = {}
        for name, pattern in patterns:
            start = (_needs(pattern), name, pattern)
            for key in pattern.parts[0][0].any_of:
                self._starts.setdefault(key, []).append(start)

    def find(self, row: Sequence[Token]) -> list[Mention]:
        """Every mention, in order; of one name, an overlapping shorter mention gives way to the longer."""
        found: dict[str, list[Mention]] = {}
        said = frozenset().union(*(token.keys for token in row))
        hopeful: dict[str, list[_Start]] = {}  # most patterns lack a word somewhere: ask once a text
        for at, token in enumerate(row):
            # Sets have no order of their own, verdicts must not depend on it.
            for key in sorted(key for key in token.keys if key in self._starts):
                if key not in hopeful:
                    hopeful[key] = [
                        s
                        for s in self._starts[key]
                        if not s[0] or (not said.isdisjoint(s[0][0]) and _may_be_in(said, s[0][1:]))
                    ]
                for _, name, pattern in hopeful[key]:
                    used = _follow(row, at, pattern.parts[0])
                    if used and len(pattern.parts) > 1:
                        used = _beside(row, used, pattern)
                    if used:
                        _keep(found.setdefault(name, []), Mention(name=name, at=used))
        return sorted((m for ms in found.values() for m in ms), key=lambda m: (m.start, -len(m.at)))


def _needs(pattern: Pattern) -> tuple[frozenset[str], ...]:
    """What must be said somewhere for each place of a pattern but its first, the narrowest place first."""
    places = [element for part in pattern.parts for element in part][1:]
    return tuple(sorted((frozenset(p.any_of) for p in places), key=len))


def _may_be_in(said: frozenset[str], needs: tuple[frozenset[str], ...]) -> bool:
    """Is every place of a pattern said somewhere in the text?"""
    for need in needs:  # noqa: SIM110 -- a generator costs twice as much here, and this is asked 100 times a text
        if said.isdisjoint(need):
            return False
    return True


def _keep(kept: list[Mention], new: Mention) -> None:
    for i in range(len(kept) - 1, max(-1, len(kept) - NEARBY), -1):  # mentions come in order: older ones are behind
        old = kept[i]
        if not set(old.at).isdisjoint(new.at):
            if len(new.at) > len(old.at):
                kept[i] = new
            return
    kept.append(new)


def _fits(token: Token, element: Element) -> bool:
    return not token.keys.isdisjoint(element.any_of)


def _beside(row: Sequence[Token], first: tuple[int, ...], pattern: Pattern) -> tuple[int, ...] | None:
    """The positions of all parts of a pattern, the first of which stands at `first`; None when one is missing."""
    used = set(first)
    for part in pattern.parts[1:]:
        other = _nearby(row, first, part, used)
        if other is None:
            return None
        used.update(other)
    return tuple(sorted(used))


def _nearby(
    row: Sequence[Token], first: tuple[int, ...], part: tuple[Element, ...], used: set[int]
) -> tuple[int, ...] | None:
    for step in range(1, NEAR + 2):
        for at in (first[-1] + step, first[0] - step):
            if 0 <= at < len(row) and at not in used and _fits(row[at], part[0]) and _same_sentence(row, first[0], at):
                other = _follow(row, at, part)
                if other and used.isdisjoint(other):
                    return other
    return None


def _same_sentence(row: Sequence[Token], a: int, b: int) -> bool:
    low, high = min(a, b), max(a, b)
    return all((row[i].gap < 2 or row[i].flows) and row[i].raw not in {"but", "pero"} for i in range(low + 1, high + 1))


def _follow(row: Sequence[Token], at: int, elements: tuple[Element, ...]) -> tuple[int, ...] | None:
    used = [at]
    for element in elements[1:]:
        position = _next(row, used[-1], element)
        if position is None:
            return None
        used.append(position)
    return tuple(used)


def _next(row: Sequence[Token], last: int, element: Element) -> int | None:
    for at in range(last + 1, min(len(row), last + element.reach + 2)):
        token = row[at]
        is_apart = token.gap and not token.flows
        if is_apart and (token.gap >= 2 or at > last + 1):
            return None
        if not token.keys.isdisjoint(element.any_of):
            return at
        if is_apart or token.raw in JOINTS:
            return None
    return None
