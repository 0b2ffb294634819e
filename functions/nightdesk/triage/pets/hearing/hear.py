"""From turns to facts: read the words, then decide of every mention whether it is said to be so."""

from collections.abc import Mapping, Sequence, Set

from nightdesk.contact.contact import Pet
from nightdesk.triage.pets.hearing import person, signs
from nightdesk.triage.pets.hearing.creature import creature
from nightdesk.triage.pets.hearing.exposures import exposures
from nightdesk.triage.pets.hearing.facts import Animal, Facts, SignFact
from nightdesk.triage.pets.hearing.feared import without_fears
from nightdesk.triage.pets.hearing.reading import read
from nightdesk.triage.pets.hearing.scope import Scope
from nightdesk.triage.pets.hearing.spans import spans
from nightdesk.triage.pets.hearing.unplaced import unplaced
from nightdesk.triage.pets.hearing.vitals import vitals
from nightdesk.triage.pets.knowledge.resemblance import resemblance
from nightdesk.triage.pets.knowledge.rules import Rules
from nightdesk.triage.pets.words.language import language_of
from nightdesk.triage.pets.words.pattern import Mention
from nightdesk.triage.pets.words.text import Token


def hear(turns: Sequence[str], *, pets: Sequence[Pet], rules: Rules) -> Facts:
    """The facts of a conversation, later turns read together with earlier ones."""
    row, found, mentions, scope = _heard(turns, rules)
    products = found.get("product", [])
    times = spans(row)
    held, denied = signs.held(row, mentions, scope, times, rules)
    measured = vitals(row)
    explains = frozenset(_EXPLAINS.split())
    taken = {at for m in (*products, *mentions) for at in m.at if m in products or m.name in explains}
    eaten = exposures(row, products, scope, times, rules)
    unknown = unplaced(row, taken, scope, rules)
    stands = without_fears(row, mentions, held, rules, is_exposed=bool(eaten or unknown))
    fears, held = held.keys() - stands.keys(), stands
    animal = creature(row, found, rules=rules, pets=pets)
    held = _with_remembered(held, animal, denied, rules) if held or products else held
    return Facts(
        animal=animal,
        signs=held,
        exposures=eaten,
        unplaced=unknown,
        temperature_c=measured.temperature_c,
        temperature_is_odd=measured.is_odd,
        temperature_was_asked=measured.was_asked,
        breaths=measured.breaths,
        frames=scope.frames,
        intents=tuple(m.name for m in found.get("intent", ())),
        countries=tuple(m.name for m in found.get("country", ())),
        language=language_of(turns, rules.marks),
        routes=_routes(found, row, scope, rules),
        words=len(row),
        plain_words=sum(t.raw in rules.marks["english"] or t.raw in rules.marks["spanish"] for t in row),
        mentions_pet=_is_about_pet(row, found, scope) or _names(row, animal, rules),
        mentions_somebody=any(t.raw in rules.marks["somebody"] for t in row),
        is_wild=_is_wild(row, found, rules),
        denied=denied,
        troubles=signs.troubles(held, rules),
        graves=signs.graves(held, rules),
        resembles=resemblance(
            _told(row, found, mentions, scope, rules, fears=fears), rules.likeness, rules.marks["hearsay"]
        ),
    )


def told(turns: Sequence[str], rules: Rules) -> list[Token]:
    """The words of a conversation without those of signs that are denied, taken back, another's or a way of talking."""
    row, found, mentions, scope = _heard(turns, rules)
    return _told(row, found, mentions, scope, rules)


def _heard(
    turns: Sequence[str], rules: Rules
) -> tuple[Sequence[Token], dict[str, list[Mention]], list[Mention], Scope]:
    """The words, what was found in them, the mentions of signs among that, and what each of them is said of."""
    reading = read(turns, rules)
    row, found = reading.row, reading.found
    mentions = signs.mentioned(row, found.get("sign", []), found.get("product", []), rules)
    return row, found, mentions, Scope(row, mentions, frames_of(row, found.get("frame", [])), rules.marks)


def _told(
    row: Sequence[Token],
    found: Mapping[str, list[Mention]],
    mentions: Sequence[Mention],
    scope: Scope,
    rules: Rules,
    *,
    fears: Set[str] = frozenset(),
) -> list[Token]:
    """Without the products that are denied as well ("no rat poison here"), and the signs that are only feared."""
    dropped = signs.unsaid(row, mentions, scope, rules)
    dropped |= {at for product in found.get("product", ()) if scope.is_denied(product) for at in product.at}
    dropped |= {at for mention in mentions if mention.name in fears for at in mention.at}
    return [token for at, token in enumerate(row) if at not in dropped]


def frames_of(row: Sequence[Token], found: Sequence[Mention]) -> list[Mention]:
    """The kinds of talk, without parts of the writer's own body ("threw it at my head")."""
    return [m for m in found if m.name != "body" or not (m.start and row[m.start - 1].raw in {"my", "our", "your"})]


def _with_remembered(
    held: dict[str, SignFact], animal: Animal, denied: Sequence[str], rules: Rules
) -> dict[str, SignFact]:
    """What is known of its health stands beside what shows now, unless the owner says it is not so."""
    known = [name for name in animal.conditions if name in rules.signs and name not in denied]
    return {**{name: SignFact(name=name) for name in known}, **held}


def _names(row: Sequence[Token], animal: Animal, rules: Rules) -> bool:
    """Whether the remembered pet is called by its name."""
    name = (animal.name or "").lower()
    return bool(name) and any(t.raw in {name, rules.spelling.mend(name)} for t in row)


_EXPLAINS = (
    "swallowed_line swallowed_sharp swallowed_object unknown_ingested garbage ate_poop grass venom sting electric "
    "eats_fine"
)
"""Signs that say already what was eaten."""


def _is_about_pet(row: Sequence[Token], found: Mapping[str, list[Mention]], scope: Scope) -> bool:
    """Is an animal named, other than to say that there is none ("no pets here")?"""
    pets = [Mention(name="", at=(at,)) for at, token in enumerate(row) if "<pet>" in token.classes]
    named = [*found.get("species", ()), *found.get("breed", ()), *pets]
    return any(
        not (scope.is_denied(m) and row[m.start - 1].raw in _NONE)
        and not (m.end + 1 < len(row) and row[m.end + 1].raw in _NO_PETS)
        for m in named
    )


_NO_PETS = frozenset({"script", "code", "program", "programming", "developer"})
"""After "python"."""
_NONE = frozenset({"no", "any", "a", "sin", "ningun", "ninguna", "without", "tengo"})


def _is_wild(row: Sequence[Token], found: Mapping[str, list[Mention]], rules: Rules) -> bool:
    """Is it about an animal met outside ("found a fox in our garden"), and nobody's own was touched by it?"""
    wild = [m for m in found.get("frame", ()) if m.name == "wild"]
    did_it = any(t.raw in {"by", "with", "from", "against", "por", "con"} for m in wild for t in _before(row, m.start))
    if not wild or did_it or not any(t.raw in rules.marks["outdoors"] for t in row):
        return False
    named = {m.start for kind in ("species", "breed") for m in found.get(kind, ())}
    named |= {at for at, token in enumerate(row) if "<pet>" in token.classes}
    is_own = any(t.raw in rules.marks["own"] for at in named for t in _before(row, at))
    return not is_own and not any(t.raw in rules.marks["somebody"] for t in row)


def _before(row: Sequence[Token], at: int) -> Sequence[Token]:
    return row[max(0, at - 2) : at]


def _routes(found: Mapping[str, list[Mention]], row: Sequence[Token], scope: Scope, rules: Rules) -> tuple[int, ...]:
    said = {int(m.name): m for m in found.get("route", [])}
    for mention in found.get("unless", []):
        hit = said.get(int(mention.name))
        if hit and _sentence(row, hit.start) == _sentence(row, mention.start):
            del said[int(mention.name)]
    kinds = {route.kind: at for at, route in enumerate(rules.routes)}
    if person.swallowed(row, found.get("product", []), scope, rules):
        said.setdefault(kinds["poison"], Mention(name="", at=(0,)))
    if person.despairs(scope.frames):
        said.setdefault(kinds["self-harm"], Mention(name="", at=(0,)))
    if person.bitten(row, scope, rules):
        said.setdefault(kinds["bite"], Mention(name="", at=(0,)))
    return tuple(sorted(said))


def _sentence(row: Sequence[Token], at: int) -> int:
    while at > 0 and row[at].gap < 2:
        at -= 1
    return at
