"""Mending, marking and finding: the row of tokens and every mention in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nightdesk.triage.pets.pattern import Mention
from nightdesk.triage.pets.rules import Rules
from nightdesk.triage.pets.text import Token, stem, tokens

MOST = 400
"""Tokens judged. More than that keeps the first and the last half: people say what is wrong at the ends."""


@dataclass(slots=True, kw_only=True)
class Heard:
    """The marked row and what was found in it, by kind."""

    row: list[Token]
    found: dict[str, list[Mention]]


def read(turns: Sequence[str], rules: Rules) -> Heard:
    """Tokens, mended and marked, and every mention sorted by kind ("sign", "frame", "species", "product", ...)."""
    row = tokens(turns, emoji=rules.emoji, rewrites=rules.rewrites, forms=rules.forms, numbers=rules.numbers)
    if len(row) > MOST:
        row = row[: MOST // 2] + row[-MOST // 2 :]
    mended = []
    for token in row:
        word = rules.spelling.mend(token.raw)
        if word != token.raw:
            token = replace(token, raw=word, stem=rules.forms.get(word) or stem(word), value=rules.numbers.get(word))
        mended.append(token)
    row = _answered(rules.classes.mark(mended))
    found: dict[str, list[Mention]] = {}
    for mention in rules.sign_finder.find(row):
        kind, _, name = mention.name.partition(":")
        found.setdefault(kind, []).append(Mention(name=name, at=mention.at))
    return Heard(row=row, found=found)


_ABOUT = frozenset({"he", "she", "it", "they", "i", "we"})


def _answered(row: list[Token]) -> list[Token]:
    """The row with a "no" that answers ("no he is breathing") taken for no denial of what follows."""
    for token, after in pairwise(row):
        if token.raw == "no" and after.raw in _ABOUT:
            token.keys -= {"<not>"}
            token.classes -= {"<not>"}
    return row
