"""Names that are products too: a cat called Lily, a dog called Oreo, a street called Oleander."""

from collections.abc import Sequence

from nightdesk.triage.pets.knowledge.nouns import Product
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token

_CALLED = frozenset({"named", "called", "llamada", "llamado", "llama"})
_IS = frozenset({"is", "has", "was", "wont", "keeps", "cant", "doesnt", "needs", "wants", "seems", "esta", "tiene"})
_PLACES = frozenset({"street", "road", "drive", "avenue", "lane", "court", "apartments", "blvd"})
_PLAIN = frozenset({"a", "an", "the", "some", "my", "of", "easter", "tiger"})


def is_namesake(row: Sequence[Token], mention: Mention, product: Product, ate: Sequence[int], rules: Rules) -> bool:
    """Does the name of the product stand for somebody or some place here? ate: positions of words for eating."""
    after = row[mention.end + 1] if mention.end + 1 < len(row) else None
    if after and not after.gap and after.raw in _PLACES:
        return True
    before = row[mention.start - 1] if mention.start and not row[mention.start].gap else None
    if before and before.raw in _CALLED:
        return True
    if _is_likeness(row, mention) or _is_measure(row, mention, ate):
        return True
    if product.named_like and (_is_childs(before) or _is_plant_pet(row, mention, ate)):
        return True
    return row[mention.start].raw in rules.marks["pet_names"] and _is_pets(row, mention, ate, rules)


def _is_likeness(row: Sequence[Token], mention: Mention) -> bool:
    """Does it only say how something looks ("a grape-sized lump", "the size of a grape", "raisin-looking")?"""
    after = [t.raw for t in row[mention.end + 1 : mention.end + 3] if not t.gap]
    before = [t.raw for t in row[max(0, mention.start - 3) : mention.start]]
    is_measure = before[:2] in (["size", "of"], ["shape", "of"])
    return is_measure or not _LOOKS.isdisjoint(after[:1] if after[:1] != ["-"] else after)


def _is_measure(row: Sequence[Token], mention: Mention, ate: Sequence[int]) -> bool:
    """Does it only say how big something is ("a lump about a grape", "bigger than a raisin"), nothing being eaten?"""
    before = [t.raw for t in row[max(0, mention.start - 2) : mention.start]]
    is_compared = len(before) == 2 and before[0] in _COMPARES and before[1] in {"a", "an", "un", "una"}
    return is_compared and not any(mention.start - 9 < at < mention.start for at in ate)


_COMPARES = frozenset({"about", "like", "than", "as", "como", "around", "maybe"})
_LOOKS = frozenset(
    {"sized", "size", "shaped", "looking", "coloured", "colored", "deficiency", "shortage"}
    | {"table", "machine", "maker", "shop", "tables"}
)


def _is_childs(before: Token | None) -> bool:
    return bool(before and "<kid>" in before.classes)


def _is_plant_pet(row: Sequence[Token], mention: Mention, ate: Sequence[int]) -> bool:
    """Is it "Lily ate ..." or "Lily is ...", a pet that bears the plant's name?"""
    if any(mention.end < at <= mention.end + 2 and row[at].gap == 0 for at in ate):
        before = row[mention.start - 1].raw if mention.start else ""
        return before not in _PLAIN
    after = row[mention.end + 1].raw if mention.end + 1 < len(row) else ""
    return row[mention.start].gap != 0 and after in {"is", "has", "was"}


def _is_pets(row: Sequence[Token], mention: Mention, ate: Sequence[int], rules: Rules) -> bool:
    """Is it "my dog Snickers", "Oreo my cat" or, first in its sentence, "Brownie won't", with nothing eaten before?"""
    start, end = mention.start, mention.end
    if any(at < start and not any(t.gap >= 2 for t in row[at + 1 : start + 1]) for at in ate):
        return False
    before = [t.raw for t in row[max(0, start - 2) : start]]
    after = [t.raw for t in row[end + 1 : end + 3]]
    if len(before) == 2 and not row[start].gap and before[0] in rules.marks["own"] and before[1] in _pets(rules):
        return True
    if len(after) == 2 and after[0] in {*rules.marks["own"], "the", "a"} and after[1] in _pets(rules):
        return True
    is_first = start == 0 or bool(row[start].gap)
    ate = [at for at in ate if not any(t.gap >= 2 for t in row[min(at, start) + 1 : max(at, end) + 1])]
    is_eater = end + 1 in ate and after[:1] != [] and after[0] not in _EATEN
    return is_first and bool(after) and (is_eater or (not ate and after[0] in _IS))


_EATEN = frozenset({"eaten", "swallowed", "consumed", "ingested", "chewed", "licked", "comido", "tragado"})


def _pets(rules: Rules) -> frozenset[str]:
    return rules.marks["pets"]
