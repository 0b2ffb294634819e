"""Which verb a reply uses, and which of its words matter beside it."""

from nightdesk.channel.replies.claiming import claims_work
from nightdesk.channel.replies.phrases import claims
from nightdesk.channel.replies.slips import is_one_slip
from nightdesk.channel.replies.tokens import Level, Number, Token, Word
from nightdesk.channel.replies.vocabulary import (
    FILLERS,
    MAY_FOLLOW,
    MAY_NOT_FOLLOW,
    MISTYPED,
    NEEDS_CODE,
    NOT_TYPOS,
    SURFACES,
    Verb,
)


def only_verb(found: tuple[Token, ...]) -> tuple[Verb | None, str]:
    """The one verb among the tokens and how it was recognised; None and why not when there is none or several."""
    verbs: dict[Verb, str] = {}
    # "1a 2a" is short too: a letter that is repeated beside each number.
    numbers = sum(isinstance(token, Number) for token in found)
    has_number = numbers > 0
    is_repeated = has_number and len({token.text for token in found if isinstance(token, Word)}) == 1
    is_short = len(found) <= 2 or is_repeated
    for token in found:
        if isinstance(token, Level):
            verbs.setdefault("sev", "severity")
        if not isinstance(token, Word) or (len(token.text) == 1 and not is_short):
            continue
        if token.text in SURFACES:
            if token.text not in NEEDS_CODE or has_number or len(verbs) > 0:
                verbs.setdefault(SURFACES[token.text], f"the word {token.text}")
        elif meant := _meant(token.text):
            verbs.setdefault(SURFACES[meant], f"{token.text} read as {meant}")
    if claims_work(found) or (not verbs and claims(found)):
        return "ack", "a claim with a number" if has_number else "a claim"
    if "who" in verbs:
        verbs = {"who": verbs["who"]}
    if set(verbs) == {"ack", "take"} and numbers < 2:
        verbs = {"take": "taking it acknowledges it as well"}
    if len(verbs) != 1:
        return None, "two orders in one text" if verbs else ""
    return next(iter(verbs.items()))


def _meant(word: str) -> str | None:
    if word in NOT_TYPOS or word in FILLERS or len(word) < 2:
        return None
    meant = {SURFACES[known]: known for known in MISTYPED if is_one_slip(word, known)}
    return next(iter(meant.values())) if len(meant) == 1 else None


def rest_of(verb: Verb, found: tuple[Token, ...]) -> tuple[Token, ...]:
    """What is left when the verb and the words that change nothing are taken away."""
    silent = (FILLERS | MAY_FOLLOW.get(verb, frozenset())) - MAY_NOT_FOLLOW.get(verb, frozenset())

    def says_nothing(token: Token) -> bool:
        if not isinstance(token, Word):
            return False
        known = SURFACES.get(token.text) or SURFACES.get(_meant(token.text) or "")
        return (
            token.text in silent
            or (verb == "ack" and token.text == "mine")
            or known == verb
            or (verb == "take" and known == "ack")
        )

    return tuple(token for token in found if not says_nothing(token))
