"""What the owner calls the pet in this very text, so that an answer may use the name."""

import re

from nightdesk.persona.guarding.medicines import is_medicine

_AFTER = re.compile(
    r"\b(?:dog|cat|puppy|pup|kitten|rabbit|bird|ferret|hamster|lab|boy|girl|named|called|perr[oa]|gat[oa]|cachorr[oa]|conejo"
    r"|se llama|llamad[oa]),? (?:is )?([A-Z][a-z]{1,11})\b"
)
_OPENING = re.compile(
    r"(?:^|[.!?] )([A-Z][a-z]{1,11})(?:'s (?:belly|leg|paw|eye|gums|face|head|mouth|tail|ear)"
    r"| (?:is|has|was|ate|keeps|got|just|won't|wont|can't|cant|swallowed|licked|chewed|fell|no|se|tiene|esta|comio)\b)"
)
_NO_NAMES = frozenset(
    """
    he she it they this that there my our the who what someone somebody dog cat puppy kitten nothing everything blood
    vet help please el ella mi nuestra alguien esto eso no
    """.split()  # noqa: SIM905 -- words, not a list to edit
)


def names_in(heard: str) -> frozenset[str]:
    """At most one name, in lower case: written like one, where one stands, and no medicine."""
    for pattern in (_AFTER, _OPENING):
        for name in pattern.findall(heard):
            word = name.lower()
            if word not in _NO_NAMES and not is_medicine(word):
                return frozenset({word})
    return frozenset()
