"""
Which mentions of something swallowed stand: not of food, of a fly, of what a known product explains, nor of what was
only chewed.
"""

from collections.abc import Sequence

from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import JOINTS, Mention
from nightdesk.triage.pets.words.text import Token, stem

_SWALLOWINGS = ("swallowed_", "unknown_ingested", "garbage")
_THINGS = frozenset({"<object>", "<sharp>", "<line>", "<furnishing>", "<plant>"})
_OF = frozenset({"of", "de"})
_OF_WHICH = frozenset({"off", "of", "from"})
_PARTS = frozenset({"corner", "edge", "end", "tip", "top", "crust", "side", "rest", "last"})
_GROUND = frozenset({"ground", "floor", "street", "sidewalk", "yard", "park"})
_AFTER_FOOD = frozenset({"off", "from", "desde", "without", "sin", "too"})
_WHOLES = frozenset({"piece", "whole"})
_MOTIONS = frozenset(
    {
        "ran",
        "run",
        "runs",
        "running",
        "walked",
        "walks",
        "crashed",
        "flew",
        "bumped",
        "smacked",
        "slid",
        "fell",
        "jumped",
    }
)
_LEAVES = frozenset({"leaf", "leaves", "petal", "petals", "flower", "hoja", "hojas", "petalo", "flor"})
_SOMETHING = frozenset({"something", "thing", "algo", "stuff"})
_WRAPPINGS = frozenset({"foil", "wrapper", "wrappers"})
_LONGEST = 8
"""Words of what was eaten, with the verb."""


def standing(
    row: Sequence[Token], mentions: Sequence[Mention], products: Sequence[Mention], rules: Rules
) -> list[Mention]:
    """Mentions of signs without those of swallowing that something harmless or known explains."""
    return [
        m
        for m in mentions
        if not (m.name.startswith(_SWALLOWINGS) and _is_explained(row, m, products, rules))
        and not (m.name in _BY_MOUTH and (_is_only_chewed(row, m) or _is_only_licked(row, m)))
        and not (m.name == "attacked" and _is_bite_of(m, products))
    ]


def _is_bite_of(mention: Mention, products: Sequence[Mention]) -> bool:
    """Is what was bitten a thing we know ("cat bit a glow stick")?"""
    return any(mention.end < p.start <= mention.end + 4 for p in products)


def eaten(row: Sequence[Token], at: int, rules: Rules) -> list[str]:
    """The words of what was eaten after the verb at a position: "blueberries" of "ate 3 blueberries off the floor"."""
    words: list[str] = []
    for token in row[at + 1 : at + _LONGEST]:
        if token.raw in _OF_WHICH and words and _PARTS.issuperset(words):
            words.clear()  # "ate the corner off a pizza crust"
            continue
        is_over = token.raw in rules.marks["stops"] or (words and token.raw in rules.marks["ends"])
        if token.gap or is_over or token.raw in _AFTER_FOOD or (token.value is None and not token.raw.isalpha()):
            break
        if token.value is None and token.raw not in rules.marks["determiners"]:
            words.append(token.raw)
    return words


def is_food(words: Sequence[str], rules: Rules) -> bool:
    """Is what these words name food?"""
    return bool(words) and bool({stem(words[0]), stem(words[-1])} & rules.foods)


def _is_explained(row: Sequence[Token], mention: Mention, products: Sequence[Mention], rules: Rules) -> bool:
    known = {at for p in products for at in p.at}
    if known & set(mention.at[1:] or range(mention.start - 9, mention.end + 10)):
        return True  # "ate something" where the something is a product we know: a glue stick is no stick
    if len(mention.at) == 1 and mention.start and _is_none(row[mention.start - 1]):
        return True  # "nothing swallowed"
    is_unit = row[mention.end].raw in rules.units and mention.end + 1 < len(row) and row[mention.end + 1].raw in _OF
    if is_unit and known & set(range(mention.end + 2, mention.end + 6)):
        return True  # "a stick of sugarfree gum"
    if row[mention.end].raw in _WRAPPINGS and known & set(range(mention.start, mention.end)):
        return True  # "two chocolate kisses with the foil"
    if row[mention.start].raw.startswith("into ") and mention.start and row[mention.start - 1].raw in _MOTIONS:
        return True  # "ran into the glass door"
    if _is_of_nothing(row, mention):
        return True
    if mention.name == "swallowed_object" and mention.end - 1 in known and not row[mention.end].gap:
        return True  # "took a lick of a glue stick"
    names_a_thing = any(row[at].classes & _THINGS for at in mention.at)
    if names_a_thing or mention.name not in {"swallowed_object", "unknown_ingested"}:
        return False
    is_from_floor = row[mention.end].raw in _GROUND
    if is_from_floor and known & set(range(mention.start, mention.end + 1)):
        return True  # "licked a drop of beer off the floor"
    words = {row[at].raw for at in mention.at}
    if words & _LEAVES and is_food(eaten(row, mention.start, rules), rules):
        return True  # "ate a leaf of lettuce"
    if words & _LEAVES and known & set(range(mention.start - 2, mention.end + 5)):
        return True  # "nibbled the poinsettia, one leaf"
    if words & _SOMETHING and known & set(range(mention.end + 1, mention.end + 9)):
        return True  # "ate something bad, a piece of the spider plant"
    if words <= {"poison", "poisonous"} and mention.start and row[mention.start - 1].raw in {"is", "are"}:
        return True  # "facebook says kibble is poison"
    if mention.name == "unknown_ingested" and not is_from_floor:
        return False
    if mention.name == "swallowed_object" and len(mention.at) > 1 and not words & _WHOLES:
        return False
    return _is_of_food(row, mention, rules)


def _is_of_nothing(row: Sequence[Token], mention: Mention) -> bool:
    """Was it only a swallow, of nothing that is named anywhere ("gagged, then swallowed and went to nap")?"""
    after = row[mention.start + 1] if mention.start + 1 < len(row) else None
    is_bare = after is None or after.gap > 0 or after.raw in JOINTS
    is_named = any(token.classes & _THINGS for token in row) or any(t.raw in _SOMETHING | {"it", "them"} for t in row)
    return len(mention.at) == 1 and mention.name == "swallowed_object" and is_bare and not is_named


def _is_of_food(row: Sequence[Token], mention: Mention, rules: Rules) -> bool:
    """Is it food that was swallowed, here or, of an "it", before?"""
    words = eaten(row, mention.start, rules)
    if words and not _THINGS & _classes(row, mention.start, mention.start + _LONGEST):
        return stem(words[-1]) in rules.foods
    after = row[mention.start + 1].raw if mention.start + 1 < len(row) else ""
    if words or after not in rules.marks["it"] | {"lo", "la"}:
        return False
    before = [at for at in range(mention.start) if "<ingest>" in row[at].classes]
    return bool(before) and is_food(eaten(row, before[-1], rules), rules)


def _classes(row: Sequence[Token], start: int, end: int) -> set[str]:
    return {name for token in row[start:end] for name in token.classes}


_BY_MOUTH = frozenset({"swallowed_object", "swallowed_line", "swallowed_sharp"})
_DOWN = ("swallow", "gulp", "eaten", "ate", "missing", "gone", "trag", "comio", "ingest", "vomit", "chok", "stuck")
_MEALS = frozenset(
    {"dinner", "breakfast", "lunch", "food", "meal", "supper", "kibble", "well", "normally", "fine", "cena", "comida"}
)
_HABITS = frozenset({"chewing", "chews", "gnawing", "gnaws", "nibbling", "nibbles", "mouthing", "munching", "chew"})
_LICKED = frozenset({"lick", "licks", "licked", "licking", "lamio", "lamiendo"})
_CHEWED = _HABITS | {"chewed", "gnawed", "nibbled", "mouthed", "munched", "shredded"}


def _is_only_chewed(row: Sequence[Token], mention: Mention) -> bool:
    """Is it chewed as a habit, right now, or with a word that none went down, and is nothing said that some did?"""
    verbs = [row[at].raw.split()[0] for at in mention.at if "<ingest>" in row[at].classes]
    if not verbs or not _CHEWED.issuperset(verbs):
        return False
    down = [at for at, token in enumerate(row) if token.raw.startswith(_DOWN) and not _is_meal(row, at)]
    kept = [at for at in down if at and _is_none(row[at - 1])]
    return len(kept) == len(down) and (bool(kept) or _HABITS.issuperset(verbs))


def _is_only_licked(row: Sequence[Token], mention: Mention) -> bool:
    """Was it licked and nothing more: what is only licked does not go down?"""
    verbs = [row[at].raw.split()[0] for at in mention.at if "<ingest>" in row[at].classes]
    is_down = any(token.raw.startswith(_DOWN) and not _is_meal(row, at) for at, token in enumerate(row))
    return bool(verbs) and _LICKED.issuperset(verbs) and not is_down


def _is_none(token: Token) -> bool:
    return token.raw in {"none", "nothing", "nada"} or "<not>" in token.classes


def _is_meal(row: Sequence[Token], at: int) -> bool:
    """Is it of a meal ("ate his dinner", "eaten well")?"""
    return any(token.raw in _MEALS for token in row[at + 1 : at + 4])
