"""
How much a text reads like emergencies that were told before: a net under the rules, for words that no rule knows.

A table of words and of pairs of words with what each says for and against, learned from the labelled corpus
(tests/evals/pets/learn.py) and kept as data that can be read in a pull request. It may raise a severity and never
lowers one, and it has no say where a dose was computed: arithmetic knows better. What somebody else thinks of it ("my
friend says it's nothing") is left out as well, so that it cannot talk a text down.
"""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from nightdesk.incident.severity import Severity
from nightdesk.triage.pets.words.text import Token

NUMBER = "#"
"""What stands for any number."""
URGENT_FROM = 0.6
"""How sure it must be of SEV1 or worse to raise to SEV1: 9% of texts that can wait reach it (learn.py prints that)."""
GRAVE_FROM = 0.6
"""The same for SEV0, which 1% reach."""
GRAVER_FROM = 0.8
"""The same for SEV0 where a rule that knows its thresholds said SEV1."""
FEWEST = 4
"""Known words a text must have: of fewer, what each says weighs too much, and rules know short texts best."""
MOST_WORDS = 3
"""Telling words that are named in the reason."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """One word or pair: how rare it is (idf), and what it says, in log-odds, for SEV0 or SEV1 and for SEV0."""

    rarity: float
    urgent: float
    grave: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Resemblance:
    """urgent, grave: 0-1, how sure that SEV1 or worse, that SEV0. words: what told most for it."""

    urgent: float = 0.0
    grave: float = 0.0
    words: tuple[str, ...] = ()

    def severity(self, *, was: Severity = Severity.SEV4) -> Severity:
        """The severity of a text that the rules held to be `was`, raised as far as it resembles emergencies."""
        if self.urgent < URGENT_FROM:
            return was
        enough = GRAVE_FROM if was > Severity.SEV1 else GRAVER_FROM
        return Severity.SEV0 if self.grave >= enough else min(was, Severity.SEV1)


def grams(row: Sequence[Token]) -> list[str]:
    """The words of a row and each pair of neighbours, every number as `#`. Learning and judging both read so."""
    words = [NUMBER if token.value is not None else token.raw for token in row]
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))]


def resemblance(row: Sequence[Token], table: Mapping[str, Likeness], hearsay: Set[str]) -> Resemblance:
    """How a text reads: the worst of it whole, without its first or last clause, and without what others think."""
    clauses = list(_clauses(row))
    own = [clause for clause in clauses if hearsay.isdisjoint(t.raw for t in clause)]
    wholes = [clauses] if len(own) == len(clauses) else [clauses, own]
    parts = [part for whole in wholes for part in ((whole, whole[1:], whole[:-1]) if len(whole) > 1 else (whole,))]
    read = [_read([token for clause in part for token in clause], table) for part in parts]
    worst = max(read, key=lambda it: it.urgent)
    return replace(worst, grave=max(it.grave for it in read))


def _clauses(row: Sequence[Token]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for token in row:
        if clause and (token.gap or token.raw in _TURNS):
            yield clause
            clause = []
        clause.append(token)
    yield clause


_TURNS = frozenset({"but", "pero"})
_NO = frozenset({"no", "not", "never", "without", "sin", "ni", "up", "off", "down"})


def _read(row: Sequence[Token], table: Mapping[str, Likeness]) -> Resemblance:
    """
    A logistic model over rarity-weighted words of unit length, the common `(1 + log n) * idf` (Manning, Raghavan and
    Schuetze 2008, Introduction to Information Retrieval, 6.4). "" holds where both scales begin.
    """
    known = {gram: n for gram, n in Counter(grams(row)).items() if gram in table}
    weights = {gram: (1 + math.log(n)) * table[gram].rarity for gram, n in known.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values()))
    start = table.get("")
    if start is None or sum(" " not in gram and gram not in _NO for gram in known) < FEWEST:
        return Resemblance()
    said = {gram: weight / length for gram, weight in weights.items()}
    urgent = start.urgent + sum(share * table[gram].urgent for gram, share in said.items())
    grave = start.grave + sum(share * table[gram].grave for gram, share in said.items())
    telling = sorted(said, key=lambda gram: -said[gram] * max(table[gram].urgent, table[gram].grave))
    return Resemblance(urgent=_share(urgent), grave=_share(grave), words=tuple(telling[:MOST_WORDS]))


def _share(log_odds: float) -> float:
    return 1 / (1 + math.exp(-log_odds))
