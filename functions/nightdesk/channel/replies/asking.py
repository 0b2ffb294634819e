"""
Is a reply a question, or a thought about what could be done? Dictation writes no question marks.

Neither orders anything that is hard to take back, and neither says that somebody has it.
"""

import re

from nightdesk.channel.replies.vocabulary import STOPS, Verb

HEAVY: frozenset[Verb] = frozenset({"resolve", "sev", "merge", "split", "snooze"})
"""What changes more than who has it."""

_LEADS = frozenset(
    {
        "hey",
        "hi",
        "hello",
        "ok",
        "okay",
        "okey",
        "so",
        "and",
        "but",
        "wait",
        "um",
        "uh",
        "hmm",
        "sorry",
        "please",
        "pls",
    }
    | {"y", "pero", "oye", "oiga", "hola", "entonces", "now", "then"}
)
"""Words before a question that change nothing about it."""
_BE = r"is|are|was|were|isn't|isnt|aren't|wasn't|wasnt|am|has|hasn't|hasnt|did|does|didn't|didnt|doesn't|doesnt"
_MAY = (
    r"can|could|should|shall|would|may|might|must|can't|cant|couldn't|couldnt|shouldn't|shouldnt|wouldn't|ought"
    r"|supposed"
)
_PUEDE = (
    r"puedo|podemos|puede|pueden|podria|podriamos|debo|debemos|debe|deberia|deberiamos|hay que|habra que|habria que"
    r"|tengo que|tenemos que"
)
_PEOPLE = r"i|we|he|she|they|you|u|somebody|someone|anybody|anyone"
_THINGS = r"it|this|that|these|those|the|an?|my|our|inc\w*|number|case|alert"
_INVERTED = re.compile(
    rf"(?:{_BE}|{_MAY}|will|have|had|do)\s(?:{_PEOPLE})\b"
    rf"|(?:{_BE}|{_MAY}|will)\s(?:(?:{_THINGS})\b|\W?(?:inc\W*)?\d)"
)
_ASKED = re.compile(
    rf"(?:what|why|how|when|where|which|whose|whats|what's|hows|how's|que|como|cuando|por que)\b|(?:{_PUEDE})\b"
    r"|(?:ya\s)?se\s\w+|to\s\w+"
)
_ELLIPTIC = re.compile(rf"(?:{_BE}|(?:ya\s)?(?:esta|estaba|estan|fue))\b")
_MODAL = re.compile(
    rf"\b(?:{_MAY}|{_PUEDE}|will|i'll|ill|we'll|gonna|going to|maybe|perhaps|quizas?|tal vez|voy a|vamos a)\b"
)
_HOW = r"(?:very|so|pretty|really|quite|too|getting|now|that|rather)"
_NEAR = re.compile(rf"\b(?:is|was|are|it's|its|getting|gets?|looks?|{_HOW})\s(?:{_HOW}\s)*close\b")
"""There "close" is how near something is."""
_POLITE = re.compile(r"(?:can|could|will|would)\s(?:you|u|ya)\s(?:please\s|pls\s)?(?!be\b|not\b)(?P<order>\w+)")
"""Said to whoever reads it: a question in form, an order in meaning."""

_PLEASE = re.compile(r"\b(?:please|pls|plz|for me|for us|por favor|porfa)\b", re.IGNORECASE)


def asks(line: str) -> bool:
    """Whether a line without accents has the form of a question, with or without its mark."""
    if "?" in line or "\u00bf" in line:
        return True
    words = _from_its_start(line)
    return any(form.match(words) for form in (_INVERTED, _ASKED))


def hedges(line: str) -> bool:
    """Whether it speaks of what could, should or will be done, is near, or leaves out what it is that "is closed"."""
    words = _from_its_start(line)
    return asks(line) or any(form.search(words) for form in (_MODAL, _NEAR)) or _ELLIPTIC.match(words) is not None


def is_request(line: str) -> bool:
    """Whether it asks that of the desk with a please, or for somebody: an order, however heavy."""
    return (
        is_polite_order(line) and _PLEASE.search(line) is not None and not STOPS & set(re.findall(r"\w+", line.lower()))
    )


def is_polite_order(line: str) -> bool:
    """Whether it asks the desk itself to do something: "could you escalate this"."""
    return _POLITE.match(_from_its_start(line)) is not None


def without_politeness(line: str) -> str:
    """The order in it."""
    return _POLITE.sub(lambda found: found["order"], _from_its_start(line), count=1)


def _from_its_start(line: str) -> str:
    """In small letters and without marks, from the first word that says something."""
    words = [word for word in re.split(r"[\s,;:.!?\u00bf\u00a1]+", line.lower()) if word]
    start = next((at for at, word in enumerate(words) if word not in _LEADS), len(words))
    return " ".join(words[start:])
