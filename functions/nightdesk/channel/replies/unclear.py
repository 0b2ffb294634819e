"""What a reply that is no order was near to, and what to type instead."""

import re
from dataclasses import replace

from nightdesk.channel.replies.asking import HEAVY
from nightdesk.channel.replies.command import Command, near_approval, unread
from nightdesk.channel.replies.slips import is_one_slip
from nightdesk.channel.replies.targets import Context
from nightdesk.channel.replies.tokens import Level, Number, Token, Word
from nightdesk.channel.replies.vocabulary import NEEDS_CODE, NO_TYPO_OF, SURFACES, Verb

NO_COMMAND = "these are no words I know"
SHORTEST_TALK = 3
"""Words. Fewer are a command gone wrong, or nothing that needs an answer of its own."""
_NEAR_APPROVAL = re.compile(r"(?:go|no|approved?|deny|denied|yes|ok)\b.*", re.IGNORECASE)
_SEEN = re.compile(
    r"(?:(?:i )?got it|gotcha|ok(?:ay)?|k|thx|thanks?(?: you)?|ty|roger|copy(?: that)?|noted|seen|will do|sounds good"
    r"|cool|sure|yes|yep|yeah|yup|si|vale|dale|listo|entendido|recibido|gracias|thumbs? up|saw it|received|understood"
    r"|[ ,.!])*",
    re.IGNORECASE,
)
"""They tell that a text has arrived, and no more; so does a thumb, of which nothing is left here."""
_NOT_ME = re.compile(
    r"(?:sorry )?(?:not (?:me|mine|my (?:turn|shift|problem|week))|wrong (?:person|number|guy)"
    r"|(?:i'?m|i am) (?:not on[- ]?call|off)|no soy yo|no me toca|no es m(?:io|i turno))\b",
    re.IGNORECASE,
)
_CANNOT = re.compile(
    r"(?:(?:sorry|hey|ok)[ ,]+)?(?:(?:i )?(?:can'?t|cannot|can not|won'?t be able to|am unable to) (?:take|do|get"
    r"|handle|deal|pick"
    r"|answer|look|ack)\b|(?:ahora(?: mismo)? |ahorita )?no (?:la |lo )?(?:puedo|alcanzo|llego)\b)",
    re.IGNORECASE,
)


def cannot(line: str) -> bool:
    """Whether somebody says that they are not able to, and leaves it there."""
    return _CANNOT.match(line) is not None


def has_or_not(context: Context, reason: str) -> Command:
    """Neither a yes nor a no: both, as they are typed."""
    asked = unread(context, reason)
    if len(context.open) != 1:
        return asked
    code = context.open[0].code
    return replace(asked, hint=f"ack {code} if you have it, pass {code} if not")


def only_asks(context: Context, reason: str, verb: Verb, found: tuple[Token, ...]) -> Command:
    """A question about an order, with the order itself as it is typed."""
    level = next((token.text for token in found if isinstance(token, Level)), "1")
    order = {"sev": f"sev{level}", "escalate": "pass"}.get(verb, verb)
    named = next((token for token in found if isinstance(token, Number)), None)
    target = context.named(named.text, is_name=named.is_name) if named else context.unnamed(is_heavy=verb in HEAVY)
    ref = next((ref for ref in context.open if ref.incident == target), None)
    tail = {"snooze": " 30m", "split": " + a service", "merge": " into the other's number"}.get(verb, "")
    talk = unread(context, reason, order, tail=tail, is_talk=True)
    return replace(talk, asks_for=f"{order} {ref.code}{tail}") if ref else talk


def not_read(line: str, found: tuple[Token, ...], context: Context, reason: str) -> Command:
    """No verb, or two: say what would have been understood."""
    words = [token.text for token in found if isinstance(token, Word)]
    if reason:
        return unread(context, reason)
    if _NEAR_APPROVAL.fullmatch(line) and context.asks:
        return near_approval(context)
    if (alone := words[0] if len(words) == 1 else "") in NEEDS_CODE:
        return unread(context, f"{alone} needs an incident's number", SURFACES[alone])
    if _SEEN.fullmatch(line):
        return has_or_not(context, "that only says that you saw it")
    if _NOT_ME.match(line):
        return has_or_not(context, "it does not say to pass it on")
    slips = [meant for word in words for meant in NO_TYPO_OF if is_one_slip(word, meant)]
    if slips:
        return unread(context, f"not sure that this means {slips[0]}", SURFACES.get(slips[0], "ack"))
    if len(found) == 1 and isinstance(found[0], Number):
        return Command(verb="none", reason="a number alone orders nothing", hint=f"ack {found[0].text}")
    is_talk = len(words) >= SHORTEST_TALK or line.endswith("?")
    return unread(context, NO_COMMAND if line else "nothing readable in it", is_talk=is_talk)
