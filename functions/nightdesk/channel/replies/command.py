"""An order read from a reply, or why there is none and what to type instead."""

from dataclasses import dataclass

from nightdesk.channel.replies.targets import Context
from nightdesk.channel.replies.vocabulary import Verb
from nightdesk.incident.desk import IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """
    What a reply orders. target: an incident's id, or for approve, deny and an answering say the code that was typed.

    argument: SEV1 for sev, the other incident for merge, minutes for snooze, the words of note and say, a service for
    split, a name for escalate, how it was mended for resolve. reason: why it was read so. hint: what to type instead,
    empty when nothing is needed. guess: a code that was typed as an answer to a request and fits none that waits for
    this phone; it answers nothing, and is counted. is_talk: words to somebody, rather than a command gone wrong.
    is_named: the reply says itself which incident, by a number or a name. also: further incidents it acknowledges.
    asks_for: the order a question is about, as it would be typed.
    """

    verb: Verb
    target: str | None = None
    argument: str | None = None
    reason: str = ""
    hint: str = ""
    guess: str = ""
    is_talk: bool = False
    is_named: bool = False
    also: tuple[IncidentId, ...] = ()
    asks_for: str = ""


def unread(context: Context, reason: str, verb: str = "ack", *, tail: str = "", is_talk: bool = False) -> Command:
    """Not a command; the hint names the open incidents, and stays empty when there is nothing to order."""
    hint = context.choices(verb, tail=tail) if context.open else ""
    return Command(verb="none", reason=reason, hint=hint, is_talk=is_talk)


def which(verb: str, context: Context, *, tail: str = "") -> Command:
    """A good order for nobody: no incident, or several, could be meant."""
    if not context.open:
        return Command(verb="none", reason="nothing open that this could be about", hint=context.choices(verb))
    return unread(context, "more than one is open, which one?", verb, tail=tail)


def guessed(context: Context, code: str) -> Command:
    """An answer to a request that has the exact form and a code of no request that waits for this phone."""
    waiting = [f"go {ask.code} or no {ask.code}" for ask in context.asks[:2]]
    return Command(verb="none", reason="no request waits under this code", hint=", ".join(waiting), guess=code)


def near_approval(context: Context) -> Command:
    """Something like an answer to a request. Permission is never read into anything but its exact form."""
    code = context.asks[0].code
    return Command(
        verb="none", reason="an answer is go or no, its code, and nothing else", hint=f"go {code} or no {code}"
    )
