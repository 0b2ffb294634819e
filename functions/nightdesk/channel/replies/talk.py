"""A command as a sentence of its own beside small talk: "sorry, was asleep. ack 42"."""

import re
from collections.abc import Callable

from nightdesk.channel.replies.command import Command
from nightdesk.channel.replies.targets import Context
from nightdesk.channel.replies.tokens import Word, tokens
from nightdesk.channel.replies.vocabulary import DOUBTS, LIGHT, SURFACES

MOST_SENTENCES = 4
SHORTEST = 3
"""Characters: a lone letter among talk is a letter."""
_BETWEEN = re.compile(r"[.!,]+(?:\s|$)|\s-+\s")
_UNABLE = re.compile(
    r"(?:sorry )?(?:no|nope|nah|not me|no puedo|no estoy(?: disponible)?|lo siento"
    r"|(?:i'?m )?(?:not available|unavailable)|(?:i )?(?:can'?t|cannot|can not|am unable)"
    r"(?: (?:take|do|get to|handle) (?:it|this))?)(?: (?:sorry|right now|tonight|now|ahora))?"
)
"""Who cannot passes it on: here a "no" is no doubt."""
_TALK = re.compile(r"[\w\s.,!#:'-]*")
"""What programs, markup and quotes are made of is no small talk."""


def among_talk(line: str, context: Context, read: Callable[[str, Context], Command]) -> Command | None:
    """
    One light command beside sentences that order, deny and ask nothing; read: reads one sentence.

    None when there is none, or any doubt. What changes more than who has it must be all there is to a text.
    """
    parts = [part.strip() for part in _BETWEEN.split(line) if part.strip()]
    able = [part for part in parts if not _UNABLE.fullmatch(part.lower())]
    if len(able) == 1 < len(parts) and (passed := read(able[0], context)).verb == "escalate":
        return passed
    words = {token.text for token in tokens(line, context.codes) if isinstance(token, Word)}
    if not 1 < len(parts) <= MOST_SENTENCES or not _TALK.fullmatch(line) or DOUBTS & words:
        return None
    commands = [(part, read(part, context)) for part in parts]
    orders = [(part, command) for part, command in commands if command.verb != "none"]
    if len(orders) != 1 or orders[0][1].verb not in LIGHT or len(orders[0][0]) < SHORTEST:
        return None
    may_order = any(_may_order(part, context) for part, command in commands if command.verb == "none")
    return None if may_order else orders[0][1]


def _may_order(part: str, context: Context) -> bool:
    """Does it hold a number or a word that could have been meant as an order?"""
    return any(
        not isinstance(token, Word) or (token.text in SURFACES and len(token.text) > 1)
        for token in tokens(part, context.codes)
    )
