"""Words for eating, licking or touching, and whether it is told as done."""

from collections.abc import Sequence

from nightdesk.triage.pets.pattern import Mention
from nightdesk.triage.pets.rules import Rules
from nightdesk.triage.pets.scope import ASKING, Scope
from nightdesk.triage.pets.text import Token


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


_MEALS = frozenset({"had", "eat", "drink", "snack", "munch", "sip"})
_AUXILIARIES = frozenset({"am", "was", "were", "are", "had", "have", "just", "been", "only", "also"})


def is_told(row: Sequence[Token], at: int, scope: Scope, rules: Rules) -> bool:
    """Is it told as done? The past tense is, even inside a question ("how bad is it that he ate ...")."""
    frames = scope.frames_of(at)
    if "elsewhere" in frames:
        return False
    before = {t.raw for t in row[max(0, at - 6) : at]}
    return not frames & ASKING or (row[at].raw in rules.marks["did"] and not before & {"ever", "would", "if"})
