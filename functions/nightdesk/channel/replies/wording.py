"""Replies that carry words of their own: note, say, and how something was mended."""

import re

from nightdesk.channel.replies.command import Command, unread
from nightdesk.channel.replies.targets import Context
from nightdesk.channel.replies.vocabulary import Verb
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH
from nightdesk.incident.desk import IncidentId

LONGEST_WORDS = 1000
"""Characters of a note or of words to pass on."""

_MARK = r"(?:#?inc(?:ident)?[\s#:-]*|#)"
_FREE = re.compile(
    rf"(?:(?P<before>{_MARK}?\d{{1,9}})[\s:,-]+)?"
    rf"(?P<verb>note|nota|say|decir|tell (?:the )?(?:owner|caller|them|her|him)|tell (?={_MARK}?\d))"
    r"\b[\s:,-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(
    rf"(?P<mark>{_MARK})?0*(?P<code>[1-9]\d{{0,6}})\b(?![.,]\d)(?P<gap>[\s:,-]*)(?P<rest>.*)", re.IGNORECASE
)
_COUNTED = re.compile(
    r"(?:x|%|m[gl]|mcg|[gkl]|kg|lbs?|oz|cc|tsps?|tbsps?|teaspoons?|tablespoons?|cups?|drops?|pills?|tab(?:let)?s?|caps?"
    r"(?:ules?)?|pieces?|squares?|bites?|bags?|of|(?:to|or|o|a|y) \d+|times|am|pm|seconds?|secs?|min(?:ute)?s?|hours?"
    r"|hrs?|h|days?|weeks?|nights?|months?|degrees?|percent|people|users?|customers?|requests?|replicas?|pods?|nodes?"
    r"|hosts?|instances?|servers?|regions?|gb|mb|tb|ms|gotas?|pastillas?|tabletas?|horas?|minutos?|dias?|veces"
    r"|cucharadit?as?|tazas?)(?!\w)",
    re.IGNORECASE,
)
"""
What a number in front of it counts: then it may be a part of the words. A note of many digits is believed to name its
incident all the same; what an owner reads never.
"""
_REQUEST = re.compile(rf"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")
_CLOSED_HOW = re.compile(
    rf"(?:resolved?|closed?|cerrar|cierro)\s+(?P<mark>{_MARK})?0*(?P<code>[1-9]\d{{0,6}})\s*:\s*(?P<how>.*\w.*)",
    re.IGNORECASE,
)


def with_words(line: str, context: Context) -> Command | None:
    """The command when the line is one that carries words; None when it is some other reply."""
    if closed := _CLOSED_HOW.fullmatch(line):
        how = closed["how"].strip()[:LONGEST_WORDS]
        return Command(
            verb="resolve", target=_meant(closed, context), argument=how, reason="resolved, and how", is_named=True
        )
    free = _FREE.fullmatch(line)
    return _passed_on(free, context) if free else None


def _passed_on(match: re.Match[str], context: Context) -> Command:
    """note and say: an incident's number if one is given, then words that are taken as they are."""
    verb: Verb = "note" if match["verb"].lower().startswith("not") else "say"
    given, words = match["before"], match["rest"].strip()
    if verb == "say" and not given and (answer := _to_a_request(words, context)):
        return answer
    number = _CODE_FIRST.fullmatch(given or words)
    target = None
    may_count = number is not None and not given and (verb == "say" or len(number["code"]) == 1)
    is_named = False
    if number and not (may_count and _counts(number)) and (given or number["mark"] or context.is_open(number["code"])):
        target, is_named = _meant(number, context), True
        words = words if given else number["rest"].strip()
    elif re.match(r"[#\d]", words):
        return unread(context, f"is {words.split()[0]} an incident or part of the words?", verb, tail=" " + words[:20])
    else:
        target = context.unnamed()
    if target is None:
        return unread(context, "which incident?", verb, tail=" ...")
    if not words:
        return unread(context, f"nothing to {verb}", verb, tail=" ...")
    why = f"{verb} and the words after it"
    return Command(verb=verb, target=target, argument=words[:LONGEST_WORDS], reason=why, is_named=is_named)


def _meant(number: re.Match[str], context: Context) -> IncidentId:
    """The incident of a number as it was written."""
    return context.named(number["code"], is_name="inc" in (number["mark"] or "").lower())


def _counts(number: re.Match[str]) -> bool:
    """Whether a bare number may say how much of something: "say 2 ml every hour"."""
    is_apart = any(mark in number["gap"] for mark in ":,-\n")
    return not number["mark"] and not is_apart and _COUNTED.match(number["rest"]) is not None


def _to_a_request(words: str, context: Context) -> Command | None:
    """say K7PQ2X and words: an answer to a request in words of one's own. A word in small letters is just a word."""
    first, _, rest = words.partition(" ")
    typed = first.strip(",:-")
    code = typed.upper()
    is_open = any(ask.code == code for ask in context.asks)
    looks_so = _REQUEST.fullmatch(code) and (typed == code or any(char.isdigit() for char in typed))
    if not is_open and not (looks_so and not typed.isdigit()):
        return None
    if not rest.strip(" ,:-"):
        return unread(context, "nothing to say", "say", tail=f" {code} ...")
    answer = rest.strip(" ,:-")[:LONGEST_WORDS]
    return Command(verb="say", target=code, argument=answer, reason="words of one's own in answer to a request")
