"""
The reply grammar: what an answer by text orders.

Commands are parsed, never guessed: a text is a command only when every word of it is accounted for. Anything else is
`none` with a hint of what to type, and the persona talks. No model reads or writes anything here.
"""

import re

from nightdesk.channel.replies.command import Command, guessed, near_approval, unread
from nightdesk.channel.replies.phrases import asked
from nightdesk.channel.replies.plain import plain, without_pictures
from nightdesk.channel.replies.quoting import about, is_reaction, unquoted, without_passages
from nightdesk.channel.replies.shapes import order_of, shaped
from nightdesk.channel.replies.slips import is_one_slip
from nightdesk.channel.replies.talk import among_talk
from nightdesk.channel.replies.targets import AskRef, Context, OpenRef
from nightdesk.channel.replies.tokens import Number, Token, Word, tokens
from nightdesk.channel.replies.verbs import only_verb, rest_of
from nightdesk.channel.replies.vocabulary import (
    CARRIER,
    COURTESY,
    NEEDS_CODE,
    NO_TYPO_OF,
    PASSED_TO_WHOEVER,
    SURFACES,
    Verb,
)
from nightdesk.channel.replies.wording import LONGEST_WORDS, with_words
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH

__all__ = ["AskRef", "Command", "Context", "OpenRef", "read"]

LONGEST_COMMAND = 160
"""More characters than this are a story, not an order. Notes and relayed words may be longer."""

SHORTEST_TALK = 3
"""Words. Fewer are a command gone wrong, or nothing that needs an answer of its own."""
SHORTEST_BESIDE_QUOTES = 3
"""Characters: a thumb and "a" before a quote is Spanish for "a thumb to", and no ack."""

_APPROVAL = re.compile(rf"(GO|NO) ([{CODE_ALPHABET}]{{{CODE_LENGTH}}})")
_NEAR_APPROVAL = re.compile(r"(?:go|no|approved?|deny|denied|yes|ok)\b.*", re.IGNORECASE)
_SPOKEN_MARKS = re.compile(r" (?:period|full stop|punto|comma|exclamation (?:point|mark))$", re.IGNORECASE)
_COURTESY = re.compile(rf"\b(?:{'|'.join(COURTESY)})", re.IGNORECASE)
_WHOEVER = re.compile(rf"\b(?:{'|'.join(PASSED_TO_WHOEVER)})")
_READS_ONLY: frozenset[Verb] = frozenset({"status", "who", "more", "help"})


def read(text: str, context: Context) -> Command:
    """Read one reply. Never fails; whatever is not surely a command is `none`."""
    text = text[: 2 * LONGEST_WORDS]
    line = plain(text)
    if line.lower().rstrip("!") in CARRIER:
        return Command(verb="carrier", reason="the carrier acts on this word itself")
    if answer := _APPROVAL.fullmatch(line.upper()) if line.isascii() else None:
        return _answer(answer[1], answer[2], context)
    said = unquoted(text)
    if is_reaction(said.own):
        return unread(about(context, said.own), "a reaction to a text is not an order")
    if (worded := with_words(said.own, context)) is not None:
        return worded
    said = without_passages(said)
    context = about(context, said.quoted)
    if said.quoted and len(without_pictures(said.own)) < SHORTEST_BESIDE_QUOTES:
        return unread(context, "a reaction to or a quote of a text is not an order")
    if len(said.own) > LONGEST_COMMAND:
        return unread(context, "too long to be an order", is_talk=True)
    bare = _spoken_marks_off(without_pictures(said.own))
    whole = _ordered(bare, context)
    return whole if whole.verb != "none" else among_talk(bare, context, _ordered) or whole


def _answer(word: str, code: str, context: Context) -> Command:
    """The exact form; it answers only when it is also the exact code of a request that waits."""
    if code not in {ask.code for ask in context.asks}:
        return guessed(context, code)
    verb: Verb = "approve" if word == "GO" else "deny"
    return Command(verb=verb, target=code, reason=f"exactly {word.lower()} and a code")


def _ordered(line: str, context: Context) -> Command:
    if any(ask.code in line.upper() for ask in context.asks):
        return near_approval(context)
    if set(line) == {"?"}:
        return Command(verb="help", reason="a question mark asks what can be typed")
    line = " ".join(_COURTESY.sub(" ", line).split())
    found = tokens(line, context.codes)
    if (wanted := asked(line)) is not None:
        numbers = tuple(token for token in found if isinstance(token, Number))
        return shaped(order_of(wanted, "a question in words", numbers, context))
    verb, reason = only_verb(found)
    if verb is None:
        return _unread(line, found, context, reason)
    if line.endswith("?") and verb not in _READS_ONLY:
        return unread(context, "a question is not an order", verb, is_talk=True)
    if verb == "escalate":
        found = tokens(_WHOEVER.sub(" ", line.lower()), context.codes)
    beside = rest_of(verb, found)
    if reason.startswith("a claim"):
        beside = tuple(token for token in beside if isinstance(token, Number))
    return shaped(order_of(verb, reason, beside, context))


def _spoken_marks_off(line: str) -> str:
    """Dictation writes out the mark at the end when it misses that it is one."""
    return _SPOKEN_MARKS.sub("", line).strip(" ,;-")


def _unread(line: str, found: tuple[Token, ...], context: Context, reason: str) -> Command:
    """No verb, or two: say what would have been understood."""
    words = [token.text for token in found if isinstance(token, Word)]
    if reason:
        return unread(context, reason)
    if _NEAR_APPROVAL.fullmatch(line) and context.asks:
        return near_approval(context)
    if (alone := words[0] if len(words) == 1 else "") in NEEDS_CODE:
        return unread(context, f"{alone} needs an incident's number", SURFACES[alone])
    slips = [meant for word in words for meant in NO_TYPO_OF if is_one_slip(word, meant)]
    if slips:
        return unread(context, f"not sure that this means {slips[0]}", SURFACES.get(slips[0], "ack"))
    if len(found) == 1 and isinstance(found[0], Number):
        return Command(verb="none", reason="a number alone orders nothing", hint=f"ack {found[0].text}")
    is_talk = len(words) >= SHORTEST_TALK or line.endswith("?")
    return unread(context, "not a command" if line else "nothing readable in it", is_talk=is_talk)
