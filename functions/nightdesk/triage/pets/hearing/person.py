"""What a person, not the animal, took or suffered: whose mouth it was, and whose skin."""

from collections.abc import Iterator, Sequence

from nightdesk.triage.pets.hearing.scope import Scope
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import JOINTS, Mention
from nightdesk.triage.pets.words.text import Token

BEFORE = 7
"""Words before a verb in which its subject stands ("my son, who is two, ate")."""
AFTER = 9
"""Words after it in which its object stands."""
BITER = 5
"""Words that name what bit ("by a stray cat")."""


def swallowed(row: Sequence[Token], products: Sequence[Mention], scope: Scope, rules: Rules) -> bool:
    """
    Did a person take what harms people ("my son drank the bleach"), or a pet's medicine ("I took my dog's pills")?

    A grown-up's own medicine, taken on purpose, is nobody's poison; a child's always is.
    """
    for at in _told(row, rules.marks["takes"], scope):
        who = _subject(row, at, rules)
        if not who:
            continue
        for mention in products:
            if at < mention.start <= at + AFTER and _is_object(row, at, mention, rules):
                toxin = rules.product_named[mention.name].toxin
                if who == "unsaid" and not _is_the_pets(row, at, mention):
                    continue
                if _harms(toxin, who, _is_strange(row, at, mention, rules), rules):
                    return True
    return False


def _harms(toxin: str, who: str, is_strange: bool, rules: Rules) -> bool:
    if toxin in rules.sets["poisons_people"]:
        return True
    if who == "child":
        return toxin in rules.sets["poisons_children"] or toxin in rules.sets["medicines"]
    return is_strange and toxin in rules.sets["medicines"]


def bitten(row: Sequence[Token], scope: Scope, rules: Rules) -> bool:
    """Was the writer bitten, in a sentence that leaves the "I" out ("got bitten by a stray cat")?"""
    for at in range(1, len(row) - 1):
        is_passive = row[at].raw in {"bitten", "bit", "scratched", "mauled"} and row[at - 1].raw in {
            "got",
            "been",
            "was",
        }
        if is_passive and row[at + 1].raw == "by" and not scope.frames & {"elsewhere", "hypothetical"}:
            before = list(_back(row, at - 1))
            around = [*before, *range(at + BITER, min(len(row), at + BITER + AFTER))]
            if len(before) <= 2 and not any(_is_animal(row[i], rules) for i in around):
                return True
    return False


DESPAIR = frozenset({"despair_farewell", "despair_means", "despair_plan", "despair_reason"})
CUES = 2
"""So many different cues of despair are taken for a plan to die; one alone is said of many things."""


def despairs(frames: frozenset[str]) -> bool:
    """Does somebody who names no death seem to plan it ("buddy was my only reason. ive written the letter")?"""
    return len(frames & DESPAIR) >= CUES


def _told(row: Sequence[Token], verbs: frozenset[str], scope: Scope) -> Iterator[int]:
    for at, token in enumerate(row):
        if token.raw.split(" ")[0] in verbs and not scope.is_denied(Mention(name="", at=(at,))):
            before = {t.raw for t in row[max(0, at - BEFORE) : at]}
            if "elsewhere" not in scope.frames_of(at) and not before & {
                "if",
                "ever",
                "would",
                "can",
                "should",
                "could",
            }:
                yield at


def _back(row: Sequence[Token], at: int) -> Iterator[int]:
    """Positions before `at`, nearest first, to the beginning of its clause."""
    for i in range(at - 1, max(-1, at - 1 - BEFORE), -1):
        if row[i + 1].gap >= 2 or row[i].raw in JOINTS:
            return
        yield i


def _subject(row: Sequence[Token], at: int, rules: Rules) -> str:
    """
    "child", "adult", "unsaid" or nobody who is a person: of all who stand before the verb the nearest did it.

    "unsaid" is "accidentally swallowed ..."; without such a word a sentence without a subject is about the animal.
    """
    if row[at].raw in rules.marks["takes_i"]:
        return "adult"
    years = False
    for i in _back(row, at):
        token = row[i]
        if _is_animal(token, rules):
            return ""
        if "<kid>" in token.classes:
            return "child"
        if token.raw in {"i", "we"} or "<adult>" in token.classes:
            return "adult"
        years = years or token.raw == "old"
        if years and token.raw in {"my", "our"}:
            return "" if any(_is_animal(t, rules) or t.stem in {"lb", "kg"} for t in row) else "child"
    return "unsaid" if at == 1 and row[0].raw in rules.marks["by_mistake"] else ""


def _is_animal(token: Token, rules: Rules) -> bool:
    return "<pet>" in token.classes or token.raw in rules.marks["somebody"] or token.raw in rules.marks["it"]


def _is_object(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> bool:
    """Is it what was taken, and not taken away, to a place, or for something?"""
    between = row[at + 1 : mention.start]
    if any(t.gap >= 2 or t.raw in rules.marks["takes_elsewhere"] for t in between):
        return False
    following = row[mention.end + 1 : mention.end + 3]
    return not any(not t.gap and t.raw in {"away", "from", "off", "out", "to"} for t in following)


def _is_strange(row: Sequence[Token], at: int, mention: Mention, rules: Rules) -> bool:
    """Is the medicine the pet's, or was it taken by mistake?"""
    near = row[max(0, at - BEFORE) : min(len(row), mention.end + AFTER)]
    return _is_the_pets(row, at, mention) or any(t.raw in rules.marks["by_mistake"] for t in near)


def _is_the_pets(row: Sequence[Token], at: int, mention: Mention) -> bool:
    belongs = mention.end + 1 < len(row) and row[mention.end + 1].raw in {"de", "of", "for"}
    return any("<pet>" in t.classes for t in row[at + 1 : mention.end + (4 if belongs else 1)])
