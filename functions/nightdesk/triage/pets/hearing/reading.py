"""Mending, marking and finding: the row of tokens and every mention in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token, stem, tokens

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
    row = _weakened(_answered(rules.classes.mark(mended)))
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


_LIKE_ADJECTIVES = ("y", "er", "ish")
_LESSENED = frozenset(
    {"bald", "red", "swollen", "sore", "off", "quiet", "flat", "warm", "slow", "tired", "sad", "stiff", "lame", "loose"}
    | {"fat", "thin", "weak", "hot", "cold", "dry", "wet", "worried", "more", "less", "too", "under", "worse", "weird"}
    | {"odd", "lethargic", "pink", "green", "yellow", "subdued", "sick", "ill", "rough", "tender", "raw", "of"}
)


def _weakened(row: list[Token]) -> list[Token]:
    """The row with a "bit" before an adjective ("neck, bit bald") taken for a little, not for a bite."""
    for token, after in pairwise(row):
        if token.raw == "bit" and not after.gap and _is_lessened(after.raw):
            token.classes |= {"<little>"}
            token.keys = frozenset({"=bit", "<little>"})
    return row


def _is_lessened(word: str) -> bool:
    is_adjective = word.endswith(_LIKE_ADJECTIVES) and word not in {"my", "by", "her", "any", "their", "every", "puppy"}
    return word in _LESSENED or (len(word) > 3 and is_adjective)
