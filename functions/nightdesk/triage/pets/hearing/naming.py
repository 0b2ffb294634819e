"""The names of pets in what an owner writes: "my lab Rex", "his name is Rex", "Rex is a cat". Never the owner's own."""

import re
from collections.abc import Iterator, Sequence

from nightdesk.contact.contact import Pet
from nightdesk.triage.pets.hearing.reading import read
from nightdesk.triage.pets.knowledge.rules import Rules

LONGEST = 2000
"""Characters of a turn in which names are looked for."""

_NAME = r"([A-Za-zÀ-ÿ][a-zà-ÿ'-]{1,13})"
_CALLED = re.compile(
    rf"\b(?:(?i:named|called|(?:his|her|its|dog'?s|cat'?s|pet'?s) name(?:'s| is)|se llama|llamad[oa])) {_NAME}\b"
)
_MY = re.compile(r"\b(?i:my|our|mi|nuestr[oa])\b(?=((?:,? ?[\w'-]+){1,7}))")
_IS_A = re.compile(rf"\b{_NAME}(?:,| is| es|, who is)? (?i:my|our|mi|a|an|un|una)\b(?=((?: [\w'.-]+){{1,7}}))")
_DOES = re.compile(
    r"(?:^|[.!?;,]\s|\band |\by |\bfor )([A-Z][a-zà-ÿ]{1,13}) "
    r"(?=(?:\w+ )?(?:is|was|has|had|ate|got|just|weighs|keeps|wont|won't|can't|cant|threw|vomited|"
    r"comi[oó]|tiene|est[aá]|pesa)\b)"
)
_MYSELF = re.compile(r"(?i:\b(?:my name is|my name's|i'?m|i am|this is|soy|me llamo|mi nombre es))\W*$")
_NO_NAME = frozenset(
    """
    a an and the my our his her its this that he she it they we i you is was are has had have ate got just keeps please
    help now not no yes ok but so then there who what when where why how if in on at of to for from with by can cant
    could will would should does did do eats eating drank vomited threw throwing weighs weighing died dead sick ill hurt
    bleeding limping breathing shaking seizing mum mom dad vet dr doctor male female boy girl old year month kg lb lbs
    pounds named called puppy kitten mix thanks thank hello hi hey omg mi el la un una es esta tiene comio pesa ayuda
    por favor hola gracias se le lo y o que de no si very really also about someone somebody everyone it's he's she's
    """.split()  # noqa: SIM905 -- words, not a list to edit
)


def names(turn: str, rules: Rules, known: Sequence[Pet]) -> Iterator[tuple[int, str]]:
    """Where a pet's name stands in a turn, and the name: "my lab Rex", "his name is Rex", "Rex is a cat"."""
    turn = turn[:LONGEST].replace("\u2019", "'")
    for pet in known:
        if pet.name and (found := re.search(rf"\b{re.escape(pet.name)}\b", turn, re.IGNORECASE)):
            yield found.start(), pet.name
    capitals = sum(word[0].isupper() for word in turn.split() if word[0].isalpha())
    is_shouting = turn.isupper() or capitals * 2 > len(turn.split()) > 3
    seen, vocabulary = {pet.name.lower() for pet in known if pet.name}, {*rules.known, *rules.plain}
    for at, name, is_sure in _candidates(turn, rules):
        is_word = name.lower() in vocabulary
        is_name = name.lower() not in _NO_NAME and (
            is_sure or not is_word or (name[0].isupper() and not is_shouting and is_sure is not None)
        )
        if is_name and name.replace("-", "").replace("'", "").isalpha() and name.lower() not in seen:
            seen.add(name.lower())
            yield at, name[0].upper() + name[1:]


def _candidates(turn: str, rules: Rules) -> Iterator[tuple[int, str, bool | None]]:
    """Words in a name's place. True: said to be a name; False: beside its kind; None: does what a pet does."""
    for found in _CALLED.finditer(turn):
        yield found.start(1), found[1], True
    for found in _MY.finditer(turn):
        words = list(re.finditer(r"[\w'-]+", found[1]))
        said = [word.group() for word in words]
        for at in range(1, len(words)):
            # "golden" is a kind and so is "golden retriever": the name stands where the kind no longer changes.
            kinds = _kinds(" ".join(said[:at]), rules)
            if kinds and kinds == _kinds(" ".join(said[: at + 1]), rules):
                yield found.start(1) + words[at].start(), said[at], False
                break
    for found in _IS_A.finditer(turn):
        if not _MYSELF.search(turn[: found.start()]) and _kinds(re.split(r" (?:and|y|but|pero) ", found[2])[0], rules):
            yield found.start(1), found[1], False
    for found in _DOES.finditer(turn):
        yield found.start(1), found[1], None


def _kinds(words: str, rules: Rules) -> tuple[str, ...]:
    found = read([words], rules).found
    return tuple(f"{m.name} {m.at}" for kind in ("species", "breed") for m in found.get(kind, ()))
