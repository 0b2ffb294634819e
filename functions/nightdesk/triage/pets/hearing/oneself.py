"""Whose state it is: what a frightened person says of themselves is no sign of the animal."""

from collections.abc import Mapping, Sequence

from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token

FARTHEST = 8
"""Words between an I and what it says of itself."""

_OTHERS = frozenset({"him", "her", "it", "them"})
_BODIES = frozenset({"<belly>", "<limb>", "<gum>"})
_OWN_ACTS = frozenset({"shook", "cried", "cry", "panicked", "screamed"})


def is_the_writers(row: Sequence[Token], mention: Mention, marks: Mapping[str, frozenset[str]]) -> bool:
    """Is it a person's own state ("I'm shaking", "I sat on the stairs crying", "my hands are trembling")?"""
    last = mention.end + 1
    if last < len(row) and not row[last].gap and "<pet>" in row[last].classes:
        return False  # "I am home with a limp cat"
    if any(_BODIES & row[at].classes and at and row[at - 1].raw == "my" for at in mention.at):
        return True  # "keeps kneading my belly and it hurts"
    is_own_act = row[mention.start].raw in _OWN_ACTS
    if last < len(row) and not row[last].gap and row[last].raw in _OTHERS and not is_own_act:
        return False  # "I can't wake her"
    between: list[str] = []
    for at in range(mention.start - 1, max(-1, mention.start - 1 - FARTHEST), -1):
        if row[at + 1].gap >= 2:
            return False
        raw = row[at].raw
        if raw in {"i", "we"}:
            return _is_of_oneself(row, mention, at, between, marks)
        if raw in marks["people_of_mine"] and at and row[at - 1].raw == "my":
            return mention.name in marks["states_of_people"] and marks["said_of_oneself"].issuperset(between)
        between.append(raw)
    return False


def _is_of_oneself(
    row: Sequence[Token], mention: Mention, at: int, between: Sequence[str], marks: Mapping[str, frozenset[str]]
) -> bool:
    """Does what stands between the I at `at` and a state say that it is one's own?"""
    if not between and row[mention.start].raw in _OWN_ACTS:
        return True
    if between and row[at + 1].raw == "am" and marks["fillers"].issuperset(between):
        return True
    told = [t.raw for t in row[at + 1 : mention.end]]
    is_perfect = "have" in told and "been" not in told  # "I have vomiting in three cats"
    is_mine = (
        bool(told)
        and not is_perfect
        and marks["said_of_oneself"].issuperset({*told[: len(between)], *_within(row, mention)})
    )
    return is_mine and mention.name in marks["states_of_people"]


def _within(row: Sequence[Token], mention: Mention) -> list[str]:
    """What stands inside a mention and is no part of it: "can't stop him crying" is not mine."""
    return [row[at].raw for at in range(mention.start, mention.end) if at not in mention.at or at == mention.start]
