"""
A number right after `say` or `note`: an incident's, or how much of something? The short numbers of a phone are small.

What an owner reads must not lose the "1" of "1 tablet", nor the record the "2" of "2 of 3 replicas".
"""

import re
from typing import Literal

Kind = Literal["code", "amount", "unclear"]

_COUNTED = re.compile(
    r"(?:x|%|m[gl]|mcg|[gkl]|kg|grams?|pounds?|lbs?|oz|cc|tsps?|tbsps?|teaspoons?|tablespoons?|cups?|drops?|pills?|tab(?:let)?s?|caps?"
    r"(?:ules?)?|pieces?|squares?|bites?|bags?|of|(?:to|or|o|a|y|and) \d+|times|am|pm|seconds?|secs?|min(?:ute)?s?"
    r"|hours?|hrs?|h|days?|weeks?|nights?|months?|degrees?|percent|people|users?|customers?|requests?|replicas?|pods?|nodes?"
    r"|hosts?|instances?|servers?|regions?|gb|mb|tb|ms|gotas?|pastillas?|tabletas?|horas?|minutos?|dias?|veces"
    r"|cucharadit?as?|tazas?|more|less|mas|de|at a time|an? (?:day|hour|week|minute)|al dia|half"
    r"|(?:and|y) (?:a half|media)|or (?:two|so|more)|out of|in \d+|per|por)(?!\w)",
    re.IGNORECASE,
)
"""What a number in front of it counts."""
_JOINED = re.compile(r"[:/.,-]?\d|[%x]|\.|\)")
"""Right behind the digits: a time, a fraction, a share, an entry of a list."""
_BEGINS = re.compile(
    r"(?:he|she|it|they|him|her|his|their|your|you|we|i|i'm|we're|i'll|don't|dont|do|does|is|are|was|has|if|keep|bring|come"
    r"|drive|give|put|hold|take|check|watch|wash|rinse|offer|stay|wait|call|go|going|let|get|make|try|stop|start|leave|move"
    r"|lay|press|hi|hello|hey|yes|ok|okay|sorry|thanks|thank|tell|there|what|how|please|dear|just|now|this|that"
    r"|que|no|el|ella|lo|la|traiga|traigalo|traigala|venga|vengan|ven|mantenga|espere|llame|lleve|vaya|dele|deje|hola)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""Words that begin a sentence and are counted by nobody."""
_PLURAL = re.compile(
    r"(?:\w*(?:ed|ing|ive|al|ful|ic|able|ary|y|new|old|bad) )?"
    r"(?!(?:is|was|has|this|his|its|us|yes|as|redis|postgres|dns|status|access)\b)\w{2,}s\b",
    re.IGNORECASE,
)
_BY_HAND = re.compile(r"[A-Z][a-z]")


def kind_of(verb: str, code: str, gap: str, rest: str) -> Kind:
    """
    What an unmarked number that stands before the words is. gap: what parts the two; rest: the words after it.

    A colon or a dash behind it makes it an incident's number. Words to an owner are never guessed at: only what can
    begin a sentence, and can be counted by nobody, makes it one, or three digits that count nothing. In a note two
    digits, or a new sentence after it, make it one too.
    """
    if _JOINED.match(gap.strip("\n") + rest) and not gap.endswith((" ", "\n")):
        return "amount"
    if any(mark in gap for mark in ":,-\n"):
        return "unclear" if rest[:1].isdigit() else "code"
    if _COUNTED.match(rest):
        return "amount"
    if _BEGINS.match(rest):
        return "code"
    if not rest:
        return "code"
    if len(code) > 2 and not _PLURAL.match(rest):
        return "code"
    if verb == "say":
        return "unclear"
    if _BY_HAND.match(rest):
        return "code"
    return "code" if len(code) > 1 and not _PLURAL.match(rest) else "unclear"
