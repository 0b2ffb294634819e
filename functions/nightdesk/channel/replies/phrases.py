"""What people say instead of a command's word: that they have it, and what they want to know."""

import re

from nightdesk.channel.replies.tokens import Number, Token, Word
from nightdesk.channel.replies.vocabulary import FILLERS, MAY_FOLLOW, Verb


def _of(words: str) -> frozenset[str]:
    return frozenset(words.split())


CLAIMS = (
    _of("on it"), _of("looking"), _of("investigating"), _of("checking"), _of("working on"), _of("digging"),
    _of("got this"), _of("i've got"), _of("i have it"), _of("mine"),
    _of("en eso"), _of("en ello"), _of("la tengo"), _of("lo tengo"), _of("me encargo"), _of("voy yo"),
    _of("estoy mirando"), _of("estoy viendo"), _of("estoy revisando"),
)  # fmt: skip
"""Phrases that say somebody works on it. "Got it", "ok" or a thumb only say that a text has arrived."""
WEAK_CLAIMS = (_of("got it"), _of("im on"))
"""These say so only beside an incident's number."""
_MAY_STAND_BESIDE = _of("have it its it's one up awake here online right away already him her them estoy yo me")

_WHOSE = r"(?:any|some)(?:one|body)(?: else)?"
_HAS = r"(?:on|looking|working|taken|took|taking|got|have|has)"
_IT = r"(?:it|this|that|things|everything|la|lo|el|eso)"
_QUESTIONS: tuple[tuple[Verb, tuple[str, ...]], ...] = (
    (
        "who",
        (
            rf"(?:(?:is|has) )?{_WHOSE} (?:is |already )?{_HAS}\b(?: \w+){{0,3}}",
            r"(?:alguien|quien)(?: mas)?(?: lo| la)? (?:esta|tiene|mira|tomo)\b(?: \w+){0,3}",
        ),
    ),
    (
        "status",
        (
            r"(?:is there |do we have |got )?any (?:news|updates?|progress|change)(?: on \w+| yet)?",
            rf"how(?:'s| is| are|s) {_IT} (?:going|looking|doing)(?: now)?",
            r"(?:what(?:'s| is|s) )(?:going on|happening|the latest|up)(?: with \w+| on \w+| now)?",
            rf"(?:(?:is|are) {_IT} )?still (?:down|broken|failing|on fire|open|ongoing|happening|bad)",
            rf"is {_IT} (?:down|up|fixed|over|resolved|ok|back|back up|working)(?: again| now| yet)?",
            r"(?:como (?:va|sigue)|que (?:pasa|hay)|(?:alguna )?novedad(?:es)?|sigue caido)(?: con)?(?: la| el| eso)?",
        ),
    ),
    (
        "more",
        (
            r"what(?:'s| is|s)? (?:happened|broke|failed|wrong|broken|this|this about|it about|that about)",
            r"(?:que paso|de que se trata|que fallo|que se rompio)",
        ),
    ),
)
_ASKS = tuple((verb, re.compile("|".join(patterns))) for verb, patterns in _QUESTIONS)
_NUMBER = re.compile(r"(?:\b(?:with|on|of|about|de|con|la|for) )*(?:inc[\s#:-]*|#)?\d+\b")


def claims(found: tuple[Token, ...]) -> bool:
    """Is it nothing but a claim, with whatever changes nothing beside it?"""
    words = {token.text for token in found if isinstance(token, Word)}
    has_number = any(isinstance(token, Number) for token in found)
    beside = FILLERS | MAY_FOLLOW["ack"] | _MAY_STAND_BESIDE
    known = (*CLAIMS, *WEAK_CLAIMS) if has_number else CLAIMS
    return any(claim <= words <= claim | beside for claim in known)


def asked(line: str) -> Verb | None:
    """What a question asks that a command would tell; None when it asks something else."""
    plain = " ".join(_NUMBER.sub(" ", line.lower()).strip(" ?!.,\u00bf\u00a1").split())
    return next((verb for verb, pattern in _ASKS if pattern.fullmatch(plain)), None)
