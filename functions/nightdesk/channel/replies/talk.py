"""A command as a sentence of its own beside small talk: "sorry, was asleep. ack 42"."""

import re
from collections.abc import Callable

from nightdesk.channel.replies.command import Command
from nightdesk.channel.replies.plainer import without_courtesy
from nightdesk.channel.replies.targets import Context
from nightdesk.channel.replies.tokens import Word, tokens
from nightdesk.channel.replies.vocabulary import DOUBTS, LAUGHS, LIGHT, SURFACES, Verb

MOST_SENTENCES = 4
SHORTEST = 3
"""Characters: a lone letter among talk is a letter."""
_BETWEEN = re.compile(r"[.!,;]+(?:\s|$)|\s-+\s|\s(?=(?:sorry|sry|perdon|disculpen?)\b)")
_UNABLE = re.compile(
    r"(?:sorry )?(?:no|nope|nah|not me|no puedo|no estoy(?: disponible)?|lo siento"
    r"|(?:i'?m )?(?:not available|unavailable)"
    r"|(?:i )?(?:can'?t|cannot|can not|am unable|won'?t be able to|couldn'?t)\b[\w' ]{0,40}"
    r"|(?:yo )?(?:ahora(?: mismo)? |ahorita )?no (?:la |lo )?(?:puedo|alcanzo|llego)\b[\w ]{0,40}"
    r"|(?:i'?m|i am|we'?re|estoy|ando|on a|at (?:a|the|my)|in (?:a|the))\b[\w' ]{1,40})"
    r"(?: (?:sorry|right now|tonight|now|ahora))?"
)
"""Who cannot, or is elsewhere, passes it on: here a "no" is no doubt."""
_ASKS_ON = re.compile(
    r"(?:(?:and|but|also|hey|btw|y|pero) )?(?:(?:who|what|when|where|which|why|how)(?:'?s|'?d| is)?\b"
    r"|(?:is|was) (?:it|this|that|there|the|any\w*) \w+ \w+|(?:are|were) (?:there|we|they|the) \w+|(?:did|do|have"
    r"|has) (?:we|you|they"
    r"|any\w*|some\w*) \w+|(?:can|could|would|will) (?:you|someone|anyone|u) \w+|any(?:one|body)? \w+|does (?:this"
    r"|that|the|any\w*) \w+"
    r"|(?:que|quien|cuando|como|donde|por que|cual|hay|alguien|alguno|sabes|sabemos) \w+)[\w\s',%-]*\??"
)
_ABOUT_IT = re.compile(
    r"\b(?:ack\w*|take|taking|mine|my|me|i|pass|escalate|instead|else (?:take|have|do)|yo|mia|mio|(?:has|have|got|own"
    r"|on) (?:it|this))\b"
)
"""A question about who has it takes back that they do."""
_NO_DOUBTS = frozenset({"everything", "everyone", "everybody"})
_STATES = frozenset(
    {"cant", "can't", "cannot", "nobody", "wont", "won't", "doesnt", "doesn't", "isnt", "isn't", "aren't"}
)
"""What is told of the trouble beside a severity that is raised: "sev1, customers cant pay"."""
_READS: frozenset[Verb] = frozenset({"none", "help", "carrier", "status", "who", "more"})
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
    if not 1 < len(parts) <= MOST_SENTENCES:
        return None
    if asked_too := _before_a_question(parts, context, read):
        return asked_too
    line = without_courtesy(line)
    words = {token.text for token in tokens(line, context.codes) if isinstance(token, Word)}
    if not _TALK.fullmatch(line):
        return None
    commands = [(part, read(part, context)) for part in parts]
    orders = [(part, command) for part, command in commands if command.verb not in _READS] or [
        (part, command) for part, command in commands if command.verb != "none"
    ]
    if not orders or not _is_one(orders) or any(len(part) < SHORTEST for part, _ in orders):
        return None
    (_, order), *_ = orders
    doubts = DOUBTS - _NO_DOUBTS - (_STATES if order.verb == "sev" else frozenset())
    if doubts & words or (order.verb not in LIGHT and LAUGHS & words):
        return None
    may_order = any(_may_order(part, context) for part, command in commands if command.verb in _READS)
    return None if may_order else order


def _is_one(orders: list[tuple[str, Command]]) -> bool:
    """Is it one light order, or the same said twice? A severity that is raised wakes people, and is light too."""
    commands = [command for _, command in orders]
    first = commands[0]
    is_raise = first.verb == "sev" and first.argument in {"SEV0", "SEV1"}
    is_light = first.verb in LIGHT or is_raise
    same = {(one.verb, one.target, one.argument, one.also) for one in commands}
    return is_light and (len(same) == 1 and (len(commands) == 1 or first.verb in {"ack", "take"}))


def _before_a_question(parts: list[str], context: Context, read: Callable[[str, Context], Command]) -> Command | None:
    """An ack, and then a question about something else: "on it, what changed?"."""
    first, *rest = parts
    if "?" in first or len(first) < SHORTEST:
        return None
    asked = [part.lower() for part in rest]
    if not all(_ASKS_ON.fullmatch(part) and not _ABOUT_IT.search(part) for part in asked):
        return None
    order = read(first, context)
    return order if order.verb in {"ack", "take"} else None


def _may_order(part: str, context: Context) -> bool:
    """Does it hold a number or a word that could have been meant as an order?"""
    return any(
        not isinstance(token, Word) or (SURFACES.get(token.text, "none") not in _READS and len(token.text) > 1)
        for token in tokens(part, context.codes)
    )
