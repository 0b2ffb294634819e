"""Which signs are held to be true: said of the animal, not denied, with how often and for how long."""

from collections.abc import Mapping, Sequence

from nightdesk.triage.pets.hearing.facts import SignFact
from nightdesk.triage.pets.hearing.oneself import is_the_writers
from nightdesk.triage.pets.hearing.scope import Scope
from nightdesk.triage.pets.hearing.spans import Span
from nightdesk.triage.pets.hearing.swallowed import standing
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token


def mentioned(
    row: Sequence[Token], found: Sequence[Mention], products: Sequence[Mention], rules: Rules
) -> list[Mention]:
    """Mentions of signs that are not part of another's, nor of a product's name."""
    return _named(standing(row, _unswallowed(row, found, rules), products, rules), products)


_PLEAS = frozenset({"cry_for_help", "not_self", "needs_care", "behaviour", "habit", "figure"})


def troubles(held: Mapping[str, SignFact], rules: Rules) -> int:
    """How many different things are wrong: what is said twice in other words counts once."""
    says = {
        rules.signs[name].say.split()[-1]
        for name in held
        if "." not in name and name not in _PLEAS and not rules.signs[name].calm and not name.endswith("_fine")
    }
    return len(says)


def graves(held: Mapping[str, SignFact], rules: Rules) -> int:
    """How many things of a body fail at once, by the groups of the lexicon."""
    return len({rules.grave[name] for name in held if name in rules.grave and not held[name].ended})


def _unswallowed(row: Sequence[Token], mentions: Sequence[Mention], rules: Rules) -> list[Mention]:
    """Mentions not hidden inside one that swallows: "peeing fine" is no mention of peeing trouble."""
    whales = [set(m.at) for m in mentions if rules.signs[m.name].swallows]
    return [m for m in mentions if rules.signs[m.name].swallows or not any(_says(row, m) <= w for w in whales)]


def _says(row: Sequence[Token], mention: Mention) -> set[int]:
    """Where it says something other than that it is an animal: of "the dog jumps" the jumping."""
    return {at for at in mention.at if "<pet>" not in row[at].classes} or set(mention.at)


def _named(mentions: Sequence[Mention], products: Sequence[Mention]) -> list[Mention]:
    """Without what is part of the name of a product we know ("do not eat", "coffee grounds", "bit a glow stick")."""
    names = {at for p in products if len(p.at) > 1 for at in p.at}
    return [m for m in mentions if not (names >= set(m.at) or (m.name in _AT_THE_MOUTH and names & set(m.at)))]


_AT_THE_MOUTH = frozenset({"choking", "attacked"})


def held(
    row: Sequence[Token], mentions: Sequence[Mention], scope: Scope, times: Sequence[Span], rules: Rules
) -> tuple[dict[str, SignFact], tuple[str, ...]]:
    held: dict[str, SignFact] = {}
    denied: list[str] = []
    shown = any(scope.is_shown(m) for m in mentions if not rules.signs[m.name].calm)
    for mention in mentions:
        if scope.is_denied(mention) or scope.is_withdrawn(mention):
            denied.append(mention.name)
            continue
        if scope.is_elsewhere(mention, asked_counts=shown) or is_the_writers(row, mention, rules.marks):
            continue
        if mention.name.endswith("_fine") and scope.is_hearsay(mention):
            continue
        if mention.name == "dying" and scope.is_of_others(mention):
            continue
        ended = scope.is_over(mention)
        is_event = rules.signs[mention.name].event
        lasting = [t for t in times if not ((t.is_ago or t.is_point) and is_event)]
        fact = SignFact(
            name=mention.name,
            count=_count(row, mention),
            minutes=_minutes(row, mention, lasting),
            ended=ended,
            is_now=not ended and (scope.is_now(mention) or (is_event and scope.may_go_on(mention))),
        )
        held[mention.name] = _joined(held.get(mention.name), fact)
    kept = {
        name: fact for name, fact in held.items() if not fact.ended or rules.signs[name].event or rules.signs[name].calm
    }
    ended_only = {n: f for n, f in held.items() if n not in kept}
    for name in ended_only:
        kept[f"{name}.ended"] = ended_only[name]
    return kept, tuple(dict.fromkeys(denied))


def unsaid(row: Sequence[Token], mentions: Sequence[Mention], scope: Scope, rules: Rules) -> set[int]:
    """Positions of words by which no trouble of the animal is told, for whoever reads words and not signs."""
    told, other = set[int](), set[int]()
    for mention in mentions:
        is_calm = rules.signs[mention.name].calm and rules.signs[mention.name].swallows
        is_off = scope.is_denied(mention) or scope.is_withdrawn(mention) or scope.is_elsewhere(mention)
        (other if is_calm or is_off or is_the_writers(row, mention, rules.marks) else told).update(mention.at)
    return other - told


def _joined(old: SignFact | None, new: SignFact) -> SignFact:
    if old is None:
        return new
    return SignFact(
        name=new.name,
        count=max(filter(None, (old.count, new.count)), default=None),
        minutes=max(filter(None, (old.minutes, new.minutes)), default=None),
        ended=(old.ended and new.ended) or (new.ended and not new.is_now),
        is_now=old.is_now or new.is_now,
    )


_TIMES = frozenset({"tim", "x", "vec", "episod"})
_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth"})


def _count(row: Sequence[Token], mention: Mention) -> float | None:
    """How often, from `3rd seizure`, `two seizures`, `vomited 4 times`, `threw up twice`, `x5`."""
    best: float | None = None
    for at in range(max(0, mention.start - 3), mention.end):
        value, after = row[at].value, row[at + 1]
        if not value or row[at].raw in {"a", "an", "un", "una", "half"}:
            continue
        is_next = at + 1 in mention.at and after.gap == 0
        if is_next or after.raw in {"st", "nd", "rd", "th"} or row[at].raw in _ORDINALS or after.stem in _TIMES:
            best = max(best or 0, value)
    for at in range(mention.start, min(len(row), mention.end + 9)):
        token = row[at]
        if token.gap == 2 and at > mention.end:
            break
        if token.raw in {"twice"}:
            best = max(best or 0, 2)
        elif token.raw in {"once"} and at > mention.end:
            best = max(best or 0, 1)
        elif (token.value and at + 1 < len(row) and row[at + 1].stem in _TIMES) or (
            token.raw == "x" and at + 1 < len(row) and row[at + 1].value
        ):
            value = token.value or row[at + 1].value or 0
            best = max(best or 0, value)
        elif token.stem in {"multipl", "many", "several", "bunch"} and at + 1 < len(row) and row[at + 1].stem in _TIMES:
            best = max(best or 0, 4)
    return best


FARTHEST = 9
"""How many words apart a sign and how long it lasts may stand."""


def _minutes(row: Sequence[Token], mention: Mention, times: Sequence[Span]) -> float | None:
    """How long it has lasted: the nearest span of time in its sentence, or in a turn close by."""
    best: tuple[int, float] | None = None
    for span in times:
        distance = max(mention.start - span.end, span.start - mention.end, 0)
        if span.is_age or distance > FARTHEST:
            continue
        low, high = min(mention.start, span.start), max(mention.end, span.end)
        is_apart = any(row[i].gap >= 2 for i in range(low + 1, high + 1))
        if is_apart and row[span.start].turn == row[mention.start].turn:
            continue
        if best is None or distance < best[0]:
            best = (distance, span.minutes)
    return best[1] if best else None
