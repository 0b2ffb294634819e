"""
The reply grammar: what an answer by text orders.

Commands are parsed, never guessed: a text is a command only when every word of it is accounted for. Anything else is
`none` with a hint of what to type, and the persona talks. No model reads or writes anything here.
"""

import re

from nightdesk.channel.replies.command import Command, near_approval, unread
from nightdesk.channel.replies.plain import plain, without_pictures
from nightdesk.channel.replies.shapes import order_of, shaped
from nightdesk.channel.replies.slips import is_one_slip
from nightdesk.channel.replies.targets import AskRef, Context, OpenRef
from nightdesk.channel.replies.tokens import Number, Token, Word, tokens
from nightdesk.channel.replies.verbs import only_verb, rest_of
from nightdesk.channel.replies.vocabulary import CARRIER, NEEDS_CODE, NO_TYPO_OF, SURFACES, Verb
from nightdesk.channel.replies.wording import LONGEST_WORDS, with_words
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH

__all__ = ["AskRef", "Command", "Context", "OpenRef", "read"]

LONGEST_COMMAND = 160
"""More characters than this are a story, not an order. Notes and relayed words may be longer."""

_APPROVAL = re.compile(rf"(GO|NO) ([{CODE_ALPHABET}]{{{CODE_LENGTH}}})")
_NEAR_APPROVAL = re.compile(r"(?:go|no|approved?|deny|denied|yes|ok)\b.*", re.IGNORECASE)
_TAPBACK = re.compile(
    r"(?:(?:liked|loved|disliked|emphasized|emphasised|questioned|laughed at|reacted|removed an? [\w ]+ from"
    r"|le gust[oó]|le encant[oó])\b.*[\"'].*|\W+\s+to\s+[\"'].*|>.*|on .{3,60} wrote:.*)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNATURE = re.compile(r"[\s\"'-]*\b(?:sent from my|enviado desde mi) \w+(?: \w+)?$", re.IGNORECASE)
_READS_ONLY: frozenset[Verb] = frozenset({"status", "who", "more", "help"})


def read(text: str, context: Context) -> Command:
    """Read one reply. Never fails; whatever is not surely a command is `none`."""
    line = plain(text[: 2 * LONGEST_WORDS])
    if line.lower().rstrip("!") in CARRIER:
        return Command(verb="carrier", reason="the carrier acts on this word itself")
    if approval := _APPROVAL.fullmatch(line.upper()) if line.isascii() else None:
        verb: Verb = "approve" if approval[1] == "GO" else "deny"
        return Command(verb=verb, target=approval[2], reason=f"exactly {approval[1].lower()} and a code")
    if _TAPBACK.fullmatch(line):
        return unread(context, "a reaction to or a quote of a text is not an order")
    line = _SIGNATURE.sub("", line)
    bare = without_pictures(line)
    if (worded := with_words(line, context)) is not None:
        return worded
    if len(line) > LONGEST_COMMAND:
        return unread(context, "too long to be an order")
    return _ordered(bare, context)


def _ordered(line: str, context: Context) -> Command:
    if any(ask.code in line.upper() for ask in context.asks):
        return near_approval(context)
    if set(line) == {"?"}:
        return Command(verb="help", reason="a question mark asks what can be typed")
    found = tokens(line, context.codes)
    verb, reason = only_verb(found)
    if verb is None:
        return _unread(line, found, context, reason)
    if line.endswith("?") and verb not in _READS_ONLY:
        return unread(context, "a question is not an order", verb)
    return shaped(order_of(verb, reason, rest_of(verb, found), context))


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
    return unread(context, "not a command" if line else "nothing readable in it")
