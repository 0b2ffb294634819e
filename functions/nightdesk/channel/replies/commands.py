"""
The reply grammar: what an answer by text orders.

Commands are parsed, never guessed: a text is a command only when every word of it is accounted for, or when the whole
sentence has a form that can mean nothing else. Anything else is `none` with a hint of what to type, and the persona
talks. No model reads or writes anything here.
"""

import re
from dataclasses import replace

from nightdesk.channel.replies.asking import HEAVY, asks, hedges, is_polite_order, is_request, without_politeness
from nightdesk.channel.replies.command import Command, guessed, near_approval, unread, which
from nightdesk.channel.replies.correcting import corrected
from nightdesk.channel.replies.keeping import still_on_it
from nightdesk.channel.replies.naming import with_numbers_for_names
from nightdesk.channel.replies.numerals import in_digits
from nightdesk.channel.replies.order import order_of
from nightdesk.channel.replies.phrases import asked
from nightdesk.channel.replies.plain import is_in_disguise, plain, with_pictures_read, without_pictures
from nightdesk.channel.replies.plainer import in_plain_words, spoken_marks_off
from nightdesk.channel.replies.quoting import about, is_reaction, unquoted, without_passages
from nightdesk.channel.replies.shapes import shaped
from nightdesk.channel.replies.talk import among_talk
from nightdesk.channel.replies.targets import AskRef, Context, OpenRef
from nightdesk.channel.replies.tokens import Number, tokens
from nightdesk.channel.replies.unclear import NO_COMMAND, cannot, has_or_not, not_read, only_asks
from nightdesk.channel.replies.verbs import only_verb, rest_of
from nightdesk.channel.replies.vocabulary import CARRIER, PASSED_TO_WHOEVER, Verb
from nightdesk.channel.replies.wishing import as_command
from nightdesk.channel.replies.wording import LONGEST_WORDS, with_words
from nightdesk.incident.ask import CODE_ALPHABET, CODE_LENGTH

__all__ = ["AskRef", "Command", "Context", "OpenRef", "read"]

LONGEST_COMMAND = 160
"""More characters than this are a story, not an order. Notes and relayed words may be longer."""

SHORTEST_BESIDE_QUOTES = 3
"""Characters: a thumb and "a" before a quote is Spanish for "a thumb to", and no ack."""

_CODE = re.compile(rf"[{CODE_ALPHABET}]{{{CODE_LENGTH}}}")
_WHOEVER = re.compile(rf"\b(?:{'|'.join(PASSED_TO_WHOEVER)})")
_WHO_ARE_YOU = re.compile(
    r"(?:(?:sorry|hi|hey|hola|um|ok)[ ,]+)*(?:who(?:'?s| is| tf is)? (?:this|dis|dat)|who (?:are|r) (?:you|u)"
    r"|new phone,? who dis"
    r"|quien (?:eres|sos|habla|es)(?: usted)?)[ ?!]*"
)
"""It asks who writes to them, and not who has a case."""
_THIS_ONE = re.compile(r"\b(this|that) one\b", re.IGNORECASE)
"""Where there is but one, it is that."""
_LATER = re.compile(r"\b(?:in|en|after|at) \d", re.IGNORECASE)
_MAY_BE_CALLED: frozenset[Verb] = frozenset({"ack", "take", "escalate", "join", "status", "who", "more"})
"""An incident that is called by a word of its title is sure enough for what wakes, tells or takes it."""
_READS_ONLY: frozenset[Verb] = frozenset({"status", "who", "more", "help"})
_CALLS_SOMEBODY: frozenset[Verb] = frozenset({"escalate", "join"})
"""At worst they wake one more: "could you escalate this" is an order in the form of a question."""


def read(text: str, context: Context) -> Command:
    """Read one reply. Never fails; whatever is not surely a command is `none`."""
    text = text[: 2 * LONGEST_WORDS]
    line = plain(text)
    if context.nudged and (heard := still_on_it(line)) and not (context.asks and heard == "leaves"):
        return _still(heard, context)
    if line.lower().rstrip("!") in CARRIER:
        return Command(verb="carrier", reason="the carrier acts on this word itself")
    if not is_in_disguise(text) and (answer := _answered(line, context)):
        return answer
    said = unquoted(text)
    if is_reaction(said.own):
        return unread(about(context, said.own), "a reaction only says that you saw the text")
    if (worded := with_words(said.own, context)) is not None:
        return worded
    said = without_passages(said)
    context = about(context, said.quoted)
    if said.quoted and len(without_pictures(said.own)) < SHORTEST_BESIDE_QUOTES:
        return unread(context, "a reaction or a quote only says that you saw the text")
    if len(said.own) > LONGEST_COMMAND:
        return unread(context, "too long to be an order", is_talk=True)
    bare = spoken_marks_off(without_pictures(with_pictures_read(said.own)))
    whole = _sentence(bare, context)
    if whole.verb != "none":
        return whole
    if said.quoted and whole.reason == NO_COMMAND:
        return replace(whole, reason="a reaction or a quote only says that you saw the text")
    if among := among_talk(bare, context, _sentence):
        return among
    return has_or_not(context, "it does not say to pass it on") if cannot(bare) else whole


def _still(heard: str, context: Context) -> Command:
    """An answer to "Still on it?"; where that was asked about several, all are kept, and it asks which one to pass."""
    first, *also = context.nudged
    if heard == "keeps":
        return Command(verb="ack", target=first, also=tuple(also), reason="still on it, as was asked")
    if also:
        return which("pass", context)
    return Command(verb="escalate", target=first, reason="no longer on it, as was asked")


def _answered(line: str, context: Context) -> Command | None:
    """Go or no, one blank, and the exact code of a request that waits. A code of no such request is a guess at one."""
    word, _, code = line.upper().partition(" ")
    if not line.isascii() or word not in {"GO", "NO"}:
        return None
    if code in {ask.code for ask in context.asks}:
        return Command(
            verb="approve" if word == "GO" else "deny", target=code, reason=f"exactly {word.lower()} and a code"
        )
    return guessed(context, code) if _CODE.fullmatch(code) else None


def _sentence(line: str, context: Context) -> Command:
    """What one sentence orders; where that is nothing, an incident may be called by its title instead of a number."""
    whole = _ordered(line, context)
    if whole.is_named or whole.verb not in {"none", *_MAY_BE_CALLED}:
        return whole
    named = with_numbers_for_names(line, context)
    if named == line:
        return whole
    by_name = _ordered(named, context)
    is_same = by_name.verb == whole.verb or whole.verb == "none"
    return by_name if is_same and by_name.is_named and by_name.verb in _MAY_BE_CALLED else whole


def _ordered(line: str, context: Context) -> Command:
    if any(ask.code in line.upper() for ask in context.asks):
        return near_approval(context)
    if _WHO_ARE_YOU.fullmatch(line.lower()):
        return unread(context, "it asks who writes", is_talk=True)
    if set(line) == {"?"}:
        return Command(verb="help", reason="a question mark asks what can be typed")
    if len(context.waiting) == 1:
        line = _THIS_ONE.sub(r"\1", line)
    if is_request(line):
        line = without_politeness(line).rstrip("? ")
    line = as_command(corrected(in_plain_words(in_digits(line, context.codes))), context.codes)
    found = tokens(line, context.codes)
    if question := asked(found):
        return shaped(order_of(question[0], "a question in words", question[1], context))
    if is_polite_order(line) and only_verb(tokens(without_politeness(line), context.codes))[0] in _CALLS_SOMEBODY:
        line = without_politeness(line)
        found = tokens(line, context.codes)
    verb, reason = only_verb(found)
    if verb is None:
        return not_read(line, found, context, reason)
    if verb not in _READS_ONLY and asks(line):
        return only_asks(context, "a question is not an order", verb, found)
    if verb == "join" and _LATER.search(line):
        return unread(context, "it cannot be done later by itself", verb)
    if verb in HEAVY and hedges(line):
        return only_asks(context, f"it does not say to {verb} it now", verb, found)
    if verb == "escalate":
        found = tokens(_WHOEVER.sub(" ", line.lower()), context.codes)
    beside = rest_of(verb, found)
    if reason.startswith("a claim"):
        beside = tuple(token for token in beside if isinstance(token, Number))
    command = shaped(order_of(verb, reason, beside, context))
    if verb == "escalate" and (command.argument or "") not in line.lower():
        return unread(context, "a name and more than it can mean", verb)
    return command
