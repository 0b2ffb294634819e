"""Log templates: a fixed-depth tree in the manner of Drain (He et al., ICWS 2017), small and deterministic."""

from collections import defaultdict
from dataclasses import dataclass, field

SIMILAR = 0.6
WIDEST = 64
"""Groups under one leaf; beyond that everything joins its nearest, so memory is bounded."""
ANY = "<*>"


@dataclass(slots=True)
class _Group:
    id: int
    words: list[str]


@dataclass(slots=True)
class Miner:
    """
    Learns templates line by line. Lines of one template have the same number of words and the same first word.

    Feed it masked text; the same lines in the same order give the same ids.
    """

    _leaves: dict[tuple[str, int, str], list[_Group]] = field(default_factory=lambda: defaultdict(list))
    _groups: list[_Group] = field(default_factory=list)

    def add(self, text: str, *, key: str = "") -> int:
        """The id of this line's template. key: lines with different keys (a service, a level) never share one."""
        words = text.split()
        first = words[0] if words and not _varies(words[0]) else ANY
        leaf = self._leaves[key, len(words), first]
        best = max(leaf, key=lambda group: _likeness(group.words, words), default=None)
        if best is None or (_likeness(best.words, words) < SIMILAR and len(leaf) < WIDEST):
            best = _Group(len(self._groups), words)
            self._groups.append(best)
            leaf.append(best)
        else:
            best.words = [a if a == b else ANY for a, b in zip(best.words, words, strict=True)]
        return best.id

    def template(self, id_: int) -> str:
        """The template as far as it is known by now."""
        return " ".join(self._groups[id_].words)


def _varies(word: str) -> bool:
    return "<" in word or any(letter.isdigit() for letter in word)


def _likeness(template: list[str], words: list[str]) -> float:
    if not words:
        return 1.0
    return sum(1 for a, b in zip(template, words, strict=True) if a == b) / len(words)
