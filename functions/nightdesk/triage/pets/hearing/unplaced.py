"""Things said to have been eaten that no file knows: what cannot be placed is not harmless."""

from collections.abc import Sequence

from nightdesk.triage.pets.hearing.eating import eating, is_told
from nightdesk.triage.pets.hearing.scope import Scope
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.text import Token, stem


def unplaced(row: Sequence[Token], taken: set[int], scope: Scope, rules: Rules) -> tuple[str, ...]:
    """
    Things said to have been eaten that no file knows, in the owner's words: what cannot be placed is not harmless.

    taken: positions that a known product or sign explains already.
    """
    out = []
    for at in eating(row, scope):
        if row[at].raw not in rules.marks["ate"] or not is_told(row, at, scope, rules):
            continue
        thing = _thing(row, at, taken, rules)
        if thing:
            out.append(thing)
    return tuple(dict.fromkeys(out))


def _thing(row: Sequence[Token], at: int, taken: set[int], rules: Rules) -> str:
    """The words after an eating verb up to the end of its object; empty when they are food, or explained."""
    words: list[str] = []
    for i in range(at + 1, min(len(row), at + 8)):
        token = row[i]
        if i in taken:
            return ""
        is_over = token.raw in rules.marks["stops"] or (words and token.raw in rules.marks["ends"])
        if token.gap or is_over or (token.value is None and not token.raw.isalpha()):
            break
        if token.value is None and token.raw not in rules.marks["determiners"]:
            words.append(token.raw)
    if not words or {stem(words[0]), stem(words[-1])} & rules.foods:
        return ""
    return " ".join(words[:4])
