"""Things said to have been eaten that no file knows: what cannot be placed is not harmless."""

from collections.abc import Sequence

from nightdesk.triage.pets.hearing.eating import eating, is_told
from nightdesk.triage.pets.hearing.scope import Scope
from nightdesk.triage.pets.hearing.swallowed import eaten, is_food
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.text import Token


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
    words = eaten(row, at, rules)
    reach = range(at + 1, min(len(row), at + 8))
    end = next((i for i in reach if row[i].gap), len(row))
    if not words or is_food(words, rules) or any(i in taken for i in reach if i < end):
        return ""
    return " ".join(words[:4])
