"""Short answers that are not symptoms: better, the same, worse; and "let me talk to somebody"."""

from enum import StrEnum

_WORSE = {
    "worse", "worsening", "bad", "badly", "dying", "collapsed", "collapsing", "unresponsive", "limp", "peor", "muere",
}  # fmt: skip
_SAME = {"same", "unchanged", "igual", "mismo"}
_BETTER = {"better", "fine", "good", "ok", "okay", "improving", "improved", "great", "mejor", "bien"}
_NOT = {"not", "no", "isnt", "isn't", "hardly", "never"}
_TALK = ({"call", "me"}, {"talk"}, {"speak"}, {"phone", "me"}, {"llamame"}, {"llámame"}, {"hablar"}, {"ring", "me"})


class Progress(StrEnum):
    """How the pet is, as the owner says. UNKNOWN never means good."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"
    UNKNOWN = "unknown"


def read(text: str) -> Progress:
    """What a check-in answer says. Anything worse in it wins; "not better" is not better."""
    words = _words(text)
    if any(word in _WORSE and not _is_negated(words, i) for i, word in enumerate(words)):
        return Progress.WORSE
    if any(word in _BETTER and _is_negated(words, i) for i, word in enumerate(words)):
        return Progress.SAME
    if any(word in _SAME for word in words):
        return Progress.SAME
    if any(word in _BETTER for word in words):
        return Progress.BETTER
    return Progress.UNKNOWN


def wants_to_talk(text: str) -> bool:
    """Whether the owner asks to be called. Only in a short text: "he won't talk to me" in a story is no request."""
    words = _words(text)
    return len(words) <= 8 and any(wanted <= set(words) for wanted in _TALK)


def _words(text: str) -> list[str]:
    return [word.strip('.,!?¡¿"') for word in text[:300].lower().replace("\u2019", "'").split()]


def _is_negated(words: list[str], position: int) -> bool:
    return any(word in _NOT for word in words[max(0, position - 2) : position])
