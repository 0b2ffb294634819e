"""Which illnesses are only asked about or were only feared: "is it a seizure?" names a fear, not what was seen."""

from collections.abc import Mapping, Sequence

from nightdesk.triage.pets.hearing.facts import SignFact
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token

FARTHEST = 5
"""Words between "is it", "or" or "I thought" and the illness it asks about."""
AFTER_THOUGHT = 10
"""Words after a feared illness within which it is said that it was something else."""

_ASKS = frozenset({"is", "are", "could", "can", "would", "does"})
_WHOM = frozenset({"it", "this", "that", "he", "she", "they", "these", "those"})
_GOES_ON = frozenset({"still", "again", "another", "keeps", "having", "more"})
"""Words of what is happening, asked or not ("is he still choking")."""
_HAPPENED = frozenset(
    {"first", "second", "third", "fourth", "another", "again", "lasted", "lasting", "earlier", "ago", "twice", "times"}
    | {"since", "one", "ones", "otro", "otra", "vez"}
)
"""Words after a feared illness of something that was seen ("is it a seizure? third one today")."""
_OR = frozenset({"or", "o"})
_THOUGHT = frozenset({"thought", "pense", "crei", "pensaba", "creia"})
_TURNS_OUT = frozenset({"but", "pero", "then", "turns", "turned", "until", "till", "luego", "jaja", "lol", "haha"})


def without_fears(
    row: Sequence[Token],
    mentions: Sequence[Mention],
    held: Mapping[str, SignFact],
    rules: Rules,
    *,
    is_exposed: bool,
) -> dict[str, SignFact]:
    """
    The signs without illnesses that are only feared, when it is told that the animal is well and nothing beside it.

    Any other trouble that shows, or anything eaten, and every fear stands: then it may be what it is feared to be.
    """
    names = rules.marks["named_fears"]
    feared = {
        name
        for name, fact in held.items()
        if name in names and not fact.minutes and _is_only_feared(row, mentions, name, rules)
    }
    others = [name for name in held if name not in feared]
    if not feared or is_exposed or not any(name in rules.marks["signs_of_health"] for name in others):
        return dict(held)
    if any(_is_trouble(name, rules) for name in others):
        return dict(held)
    return {name: held[name] for name in others}


def _is_trouble(name: str, rules: Rules) -> bool:
    is_calm = name.endswith(("_fine", "_calm", ".ended")) or rules.signs[name].calm
    return not is_calm and name not in rules.marks["beside_fears"]


def _is_only_feared(row: Sequence[Token], mentions: Sequence[Mention], name: str, rules: Rules) -> bool:
    found = [m for m in mentions if m.name == name]
    if any(token.raw in _HAPPENED for m in found for token in row[m.end + 1 : m.end + 1 + AFTER_THOUGHT]):
        return False
    calm = {m.start for m in mentions if rules.signs[m.name].calm}
    return bool(found) and all(_is_asked(row, m) or _was_thought(row, m) or _is_choice(row, m, calm) for m in found)


def _before(row: Sequence[Token], at: int) -> list[Token]:
    """The words of the sentence before a position, nearest first."""
    out: list[Token] = []
    for i in range(at - 1, max(-1, at - 1 - FARTHEST), -1):
        if row[i + 1].gap >= 2:
            break
        out.append(row[i])
    return out


def _is_asked(row: Sequence[Token], mention: Mention) -> bool:
    """Does the verb stand before whom it asks about ("is it a seizure", "or is she choking")?"""
    before = [row[mention.start], *_before(row, mention.start)]
    raws = [token.raw for token in before]
    asks = [at for at in range(1, len(raws)) if raws[at] in _ASKS and raws[at - 1] in _WHOM]
    return bool(asks) and _GOES_ON.isdisjoint(raws[: asks[0]])


def _is_choice(row: Sequence[Token], mention: Mention, calm: set[int]) -> bool:
    """Is it one of two things it might be, the other harmless ("a seizure or dreaming")?"""
    after = mention.end + 1
    return after + 1 < len(row) and row[after].raw in _OR and bool(calm & {after + 1, after + 2, after + 3})


def _was_thought(row: Sequence[Token], mention: Mention) -> bool:
    """Was it thought at first and found to be something else ("I thought he was choking but ...")?"""
    if not any(token.raw in _THOUGHT for token in _before(row, mention.start)):
        return False
    after = row[mention.end + 1 : mention.end + 1 + AFTER_THOUGHT]
    return any(token.raw in _TURNS_OUT for token in after)
