"""Words for eating, licking or touching, and whether it is told as done."""

from collections.abc import Sequence
from itertools import pairwise

from nightdesk.triage.pets.hearing.scope import ASKING, Scope
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token


def eating(row: Sequence[Token], scope: Scope) -> list[int]:
    """Positions of words for eating, licking or touching that are not denied, nor of the writer's own meal."""
    return [
        at
        for at, t in enumerate(row)
        if "<ingest>" in t.classes and not _is_my_own(row, at) and not scope.is_denied(Mention(name="", at=(at,)))
    ]


def _is_my_own(row: Sequence[Token], at: int) -> bool:
    """Is it "I ate", "we are drinking"? What people give, spill or get into is the animal's all the same."""
    if row[at].stem not in _MEALS:
        return False
    for i in range(at - 1, max(-1, at - 4), -1):
        if row[i].raw in {"i", "we"}:
            return True
        if row[i + 1].gap or row[i].raw not in _AUXILIARIES:
            return False
    return False


def had_some(row: Sequence[Token], own: Sequence[Mention], rules: Rules) -> list[int]:
    """Positions of a "had" that means ate: of a product, or of a measure of one ("he had a small box")."""
    named = {at for m in own for at in m.at}
    out = []
    for at, token in enumerate(row):
        if token.raw in {"had", "has had", "having", "tenia"} and own and not _is_my_own(row, at):
            reach = range(at + 1, min(len(row), at + 6))
            end = next((i for i in reach if row[i].gap), len(row))
            if any(i < end and (i in named or row[i].raw in rules.units) for i in reach):
                out.append(at)
    return out


def is_untouched(row: Sequence[Token], mention: Mention, scope: Scope) -> bool:
    """Is all that the sentence tells of eating denied or only nearly so ("did not eat it", "almost ate my advil")?"""
    start, end = mention.start, mention.end
    while start > 0 and row[start].gap < 2:
        start -= 1
    while end + 1 < len(row) and row[end + 1].gap < 2:
        end += 1
    verbs = [at for at in range(start, end + 1) if "<ingest>" in row[at].classes]
    return bool(verbs) and all(_is_not_done(row, at, mention, scope) for at in verbs)


def _is_not_done(row: Sequence[Token], at: int, mention: Mention, scope: Scope) -> bool:
    if any(t.raw in _PARTLY for t in row[at + 1 : at + 4]):
        return False  # "did not eat much of it"
    before = {t.raw for t in row[max(0, at - 3) : at] if not t.gap}
    is_not = at > 0 and "<not>" in row[at - 1].classes and not row[at].gap
    if is_not and 0 < mention.start - at <= 2 and not any(t.gap for t in row[at + 1 : mention.start + 1]):
        return True  # "did not eat the chocolate", unlike "not eating, rat poison in the garage"
    return bool(before & _NEARLY) or scope.is_denied(Mention(name="", at=(at,)))


_PARTLY = frozenset({"much", "all", "whole", "entire", "many", "more", "most", "lot", "that", "todo", "toda", "mucho"})
_NEARLY = frozenset({"almost", "nearly", "casi"})
_MEALS = frozenset({"had", "eat", "drink", "snack", "munch", "sip"})
_AUXILIARIES = frozenset({"am", "was", "were", "are", "had", "have", "just", "been", "only", "also"})


def is_told(row: Sequence[Token], at: int, scope: Scope, rules: Rules) -> bool:
    """Is it told as done? The past tense is, even inside a question ("how bad is it that he ate ...")."""
    frames = scope.frames_of(at)
    if "elsewhere" in frames:
        return False
    before = {t.raw for t in row[max(0, at - 6) : at]}
    return not frames & ASKING or (row[at].raw in rules.marks["did"] and not before & {"ever", "would", "if"})


def is_only_licked(row: Sequence[Token], mention: Mention, ate: Sequence[int]) -> bool:
    """Is it licked or tasted, and nothing said of all or much of it ("licked the bowl clean", "licked up a puddle")?"""
    start, end = mention.start, mention.end
    while start > 0 and row[start].gap < 2:
        start -= 1
    while end + 1 < len(row) and row[end + 1].gap < 2:
        end += 1
    verbs = [at for at in ate if row[at].turn == row[mention.start].turn]
    if not verbs or any(row[at].stem.split()[0] not in _LICKS for at in verbs):
        return False
    words = row[start : end + 1]
    is_empty = any(t.raw == "empty" and one.raw not in _WAS for one, t in pairwise(words))
    is_counted = any((t.value or 0) > 1 for t in row[min(verbs) : mention.start])
    return not (is_empty or is_counted or any(t.raw in _ALL for t in words))


_LICKS = frozenset({"lick", "tast", "sniff"})
_WAS = frozenset({"was", "were", "is", "an", "the", "almost", "nearly", "mostly"})
_ALL = frozenset(
    """
    all clean whole entire everything out up tub puddle most lot lots kept keeps keep everywhere spill spilled spilt
    much half full some bunch pool hours nonstop again toda todo entero entera mucho mucha limpio charco
    """.split()  # noqa: SIM905 -- words, not a list to edit
)
