"""
The reply grammar: what an answer by text orders.

Commands are parsed, never guessed: a text is a command only when every word of it is accounted for. Anything else is
`none` with a hint of what to type, and the persona talks. No model reads or writes anything here.
"""

import re
from dataclasses import dataclass

from nightdesk.channel.plain import plain, without_pictures
from nightdesk.channel.slips import is_one_slip
from nightdesk.channel.targets import AskRef, Context, OpenRef
from nightdesk.channel.tokens import Level, Number, Span, Token, Word, tokens
from nightdesk.channel.vocabulary import (
    CARRIER,
    FILLERS,
    MAY_FOLLOW,
    MISTYPED,
    NEEDS_CODE,
    NO_TYPO_OF,
    NOT_TYPOS,
    SURFACES,
    Verb,
)
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH

__all__ = ["AskRef", "Command", "Context", "OpenRef", "read"]

LONGEST_COMMAND = 160
"""More characters than this are a story, not an order. Notes and relayed words may be longer."""

LONGEST_WORDS = 1000

_APPROVAL = re.compile(rf"(GO|NO) ([{CODE_ALPHABET}]{{{CODE_LENGTH}}})")
_NEAR_APPROVAL = re.compile(r"(?:go|no|approved?|deny|denied|yes|ok)\b.*", re.IGNORECASE)
_TAPBACK = re.compile(
    r"(?:(?:liked|loved|disliked|emphasized|emphasised|questioned|laughed at|reacted|removed an? [\w ]+ from"
    r"|le gust[oó]|le encant[oó])\b.*[\"'].*|\W+\s+to\s+[\"'].*|>.*|on .{3,60} wrote:.*)",
    re.IGNORECASE | re.DOTALL,
)
_FREE = re.compile(
    r"(?:(?P<before>(?:inc[\s#:-]*|#)?\d{1,9})[\s:,-]+)?"
    r"(?P<verb>note|nota|say|decir|tell (?:the )?(?:owner|caller|them|her|him)|tell (?=(?:inc[\s#:-]*|#)?\d))"
    r"\b[\s:,-]*(?P<rest>.*)",
    re.IGNORECASE,
)
_CODE_FIRST = re.compile(
    r"(?P<mark>inc(?:ident)?[\s#:-]*|#)?0*(?P<code>[1-9]\d{0,6})\b(?![.,]\d)[\s:,-]*(?P<rest>.*)", re.IGNORECASE
)
_READS_ONLY: frozenset[Verb] = frozenset({"status", "who", "more", "help"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """
    What a reply orders. target: an incident's id, or for approve and deny the code that was typed.

    argument: SEV1 for sev, the other incident for merge, minutes for snooze, the words of note and say, a service for
    split, a name for escalate. reason: why it was read so. hint: what to type instead, empty when nothing is needed.
    """

    verb: Verb
    target: str | None = None
    argument: str | None = None
    reason: str = ""
    hint: str = ""


def read(text: str, context: Context) -> Command:
    """Read one reply. Never fails; whatever is not surely a command is `none`."""
    line = plain(text[: 2 * LONGEST_WORDS])
    if line.lower().rstrip("!") in CARRIER:
        return Command(verb="carrier", reason="the carrier acts on this word itself")
    if approval := _APPROVAL.fullmatch(line.upper()) if line.isascii() else None:
        verb: Verb = "approve" if approval[1] == "GO" else "deny"
        return Command(verb=verb, target=approval[2], reason=f"exactly {approval[1].lower()} and a code")
    if _TAPBACK.fullmatch(line):
        return _none(context, "a reaction to or a quote of a text is not an order")
    if (free := _FREE.fullmatch(without_pictures(line))) is not None:
        return _with_words(free, context)
    if len(line) > LONGEST_COMMAND:
        return _none(context, "too long to be an order")
    return _ordered(without_pictures(line), context)


def _with_words(match: re.Match[str], context: Context) -> Command:
    """note and say: an incident's number if one is given, then words that are taken as they are."""
    verb: Verb = "note" if match["verb"].lower().startswith("not") else "say"
    given, words = match["before"], match["rest"].strip()
    number = _CODE_FIRST.fullmatch(given or words)
    target = None
    if number and (given or number["mark"] or context.is_open(number["code"])):
        target = context.named(number["code"])
        words = words if given else number["rest"].strip()
    elif re.match(r"[#\d]", words):
        return _none(context, f"is {words.split()[0]} an incident or part of the words?", verb, tail=" " + words[:20])
    else:
        target = context.unnamed()
    if target is None:
        return _none(context, "which incident?", verb, tail=" ...")
    if not words:
        return _none(context, f"nothing to {verb}", verb, tail=" ...")
    return Command(verb=verb, target=target, argument=words[:LONGEST_WORDS], reason=f"{verb} and the words after it")


def _ordered(line: str, context: Context) -> Command:
    """Every other command: one verb, what it needs, and nothing that is not understood."""
    if set(line) == {"?"}:
        return Command(verb="help", reason="a question mark asks what can be typed")
    found = tokens(line, context.codes)
    verb, reason = _verb(found)
    if verb is None:
        return _unread(line, found, context, reason)
    rest = _rest(verb, found)
    strangers = [token.text for token in rest if isinstance(token, Word)]
    if line.endswith("?") and verb not in _READS_ONLY:
        return _none(context, "a question is not an order", verb)
    match verb:
        case "sev":
            return _sev(rest, strangers, context)
        case "merge":
            return _merge(rest, strangers, context)
        case "snooze":
            return _snooze(rest, strangers, context)
        case "split" | "escalate":
            return _with_name(verb, rest, strangers, context, reason)
        case _:
            return _plain(verb, rest, strangers, context, reason)


def _verb(found: tuple[Token, ...]) -> tuple[Verb | None, str]:
    """The one verb among the tokens and how it was recognised; None and why not when there is none or several."""
    verbs: dict[Verb, str] = {}
    is_short = len(found) <= 2
    has_number = any(isinstance(token, Number) for token in found)
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
    if "who" in verbs:
        verbs = {"who": verbs["who"]}
    if set(verbs) == {"ack", "take"}:
        verbs = {"take": "taking it acknowledges it as well"}
    if len(verbs) != 1:
        return None, "two orders in one text" if verbs else ""
    return next(iter(verbs.items()))


def _meant(word: str) -> str | None:
    if word in NOT_TYPOS or word in FILLERS or len(word) < 2:
        return None
    meant = {SURFACES[known]: known for known in MISTYPED if is_one_slip(word, known)}
    return next(iter(meant.values())) if len(meant) == 1 else None


def _rest(verb: Verb, found: tuple[Token, ...]) -> tuple[Token, ...]:
    """What is left when the verb and the words that change nothing are taken away."""
    silent = FILLERS | MAY_FOLLOW.get(verb, frozenset())

    def says_nothing(token: Token) -> bool:
        if not isinstance(token, Word):
            return False
        known = SURFACES.get(token.text) or SURFACES.get(_meant(token.text) or "")
        return token.text in silent or known == verb or (verb == "take" and known == "ack")

    return tuple(token for token in found if not says_nothing(token))


def _plain(verb: Verb, rest: tuple[Token, ...], strangers: list[str], context: Context, reason: str) -> Command:
    numbers = [token.text for token in rest if isinstance(token, Number)]
    if strangers == ["all"] and len(context.open) == 1:
        strangers = []
    if verb == "help":
        return Command(verb="help", reason=reason) if not strangers else _none(context, "not only a request for help")
    if strangers:
        return _none(context, f"{verb} with more than an incident's number", verb)
    if len(numbers) != len(rest) or len(numbers) > 1:
        return _none(context, "one incident at a time", verb)
    target = context.named(numbers[0]) if numbers else context.unnamed()
    if target is None and verb not in {"status", "who"}:
        return _which(verb, context)
    return Command(verb=verb, target=target, reason=_why(reason, numbers, target, context))


def _with_name(verb: Verb, rest: tuple[Token, ...], strangers: list[str], context: Context, reason: str) -> Command:
    """escalate 42 to ben, split 42 payments: one more word may name a person or a service."""
    numbers = [token.text for token in rest if isinstance(token, Number)]
    if verb == "escalate" and strangers[:1] == ["to"]:
        strangers = strangers[1:]
    elif verb == "escalate" and strangers:
        return _none(context, "escalate with more than an incident's number", verb)
    if (
        len(strangers) > 1
        or len(numbers) > 1
        or len(numbers) + len(strangers) < len([t for t in rest if not _is_to(t)])
    ):
        return _none(context, f"too much for one {verb}", verb)
    target = context.named(numbers[0]) if numbers else context.unnamed()
    if target is None:
        return _which(verb, context)
    named = strangers[0] if strangers else None
    return Command(verb=verb, target=target, argument=named, reason=_why(reason, numbers, target, context))


def _is_to(token: Token) -> bool:
    return isinstance(token, Word) and token.text == "to"


def _sev(rest: tuple[Token, ...], strangers: list[str], context: Context) -> Command:
    """sev1 42, sev 42 1, 42 sev1, and sev1 alone for the last page."""
    levels = [token.text for token in rest if isinstance(token, Level)]
    numbers = [token.text for token in rest if isinstance(token, Number)]
    unread = _none(context, "which incident, and which severity from 0 to 4?", "sev1")
    if strangers == ["0"]:
        levels, strangers = [*levels, "0"], []
    if strangers or len(levels) + len(numbers) != len(rest) or len(levels) > 1:
        return unread
    if not levels:
        can_be_level = [
            number for number in numbers if number in {"1", "2", "3", "4"} and not _only_code(number, numbers, context)
        ]
        if len(can_be_level) != 1:
            return unread
        levels = can_be_level
        numbers = [number for number in numbers if number != levels[0]]
    if len(numbers) > 1:
        return unread
    target = context.named(numbers[0]) if numbers else context.unnamed()
    if target is None:
        return _which(f"sev{levels[0]}", context)
    return Command(verb="sev", target=target, argument=f"SEV{levels[0]}", reason="a severity and an incident")


def _only_code(number: str, numbers: list[str], context: Context) -> bool:
    """Of `sev 2 1`: 2 is surely the incident when it is open and 1 is not."""
    others = [other for other in numbers if other != number]
    return len(numbers) > 1 and context.is_open(number) and not any(context.is_open(other) for other in others)


def _merge(rest: tuple[Token, ...], strangers: list[str], context: Context) -> Command:
    numbers = [token.text for token in rest if isinstance(token, Number)]
    if strangers or len(numbers) != 2 or len(rest) != 2 or numbers[0] == numbers[1]:
        codes = [ref.code for ref in context.open]
        hint = f"merge {codes[1]} into {codes[0]}" if len(codes) > 1 else "merge <number> into <number>"
        return Command(verb="none", reason="merge needs two incidents", hint=hint)
    absorbed, kept = (context.named(number) for number in numbers)
    return Command(verb="merge", target=absorbed, argument=kept, reason="merge the first into the second")


def _snooze(rest: tuple[Token, ...], strangers: list[str], context: Context) -> Command:
    """snooze 42 30m, snooze 42 30, snooze 30m: minutes with a unit, or the number that is not an open incident."""
    minutes = [token.minutes for token in rest if isinstance(token, Span)]
    numbers = [token for token in rest if isinstance(token, Number)]
    if not minutes and numbers and not numbers[-1].named and not context.is_open(numbers[-1].text):
        minutes = [int(numbers.pop().text)]
    if strangers or len(minutes) > 1 or len(numbers) > 1 or any(not 0 < count <= 24 * 60 for count in minutes):
        return _none(context, "snooze one incident for some minutes", "snooze", tail=" 30m")
    target = context.named(numbers[0].text) if numbers else context.unnamed()
    if target is None:
        return _which("snooze", context)
    return Command(verb="snooze", target=target, argument=str(minutes[0]) if minutes else None, reason="snooze")


def _unread(line: str, found: tuple[Token, ...], context: Context, reason: str) -> Command:
    """No verb, or two: say what would have been understood."""
    words = [token.text for token in found if isinstance(token, Word)]
    if reason:
        return _none(context, reason)
    if _NEAR_APPROVAL.fullmatch(line) and context.asks:
        code = context.asks[0].code
        return Command(verb="none", reason="an answer needs its code and nothing else", hint=f"go {code} or no {code}")
    slips = [meant for word in words for meant in NO_TYPO_OF if is_one_slip(word, meant)]
    if slips:
        return _none(context, f"not sure that this means {slips[0]}", slips[0] if slips[0] in SURFACES else "ack")
    if len(found) == 1 and isinstance(found[0], Number):
        return Command(verb="none", reason="a number alone orders nothing", hint=f"ack {found[0].text}")
    return _none(context, "not a command" if line else "nothing readable in it")


def _which(verb: str, context: Context) -> Command:
    if not context.open:
        return Command(verb="none", reason="nothing open that this could be about", hint=context.choices(verb))
    return _none(context, "which one? More than one is open", verb)


def _none(context: Context, reason: str, verb: str = "ack", *, tail: str = "") -> Command:
    """Not a command; the hint names the open incidents, and stays empty when there is nothing to order."""
    hint = context.choices(verb, tail=tail) if context.open else ""
    return Command(verb="none", reason=reason, hint=hint)


def _why(reason: str, numbers: list[str], target: str | None, context: Context) -> str:
    if numbers:
        known = context.is_open(numbers[0])
        return f"{reason} and the number {numbers[0]}" + ("" if known else ", which is not among the open incidents")
    if target is None:
        return f"{reason}, about everything"
    return f"{reason}, about the last page" if target == context.last_paged else f"{reason}, about the only one open"
