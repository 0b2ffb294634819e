"""A verb with what stood beside it, sorted by kind, and which incident it is about."""

from dataclasses import dataclass

from nightdesk.channel.replies.asking import HEAVY
from nightdesk.channel.replies.command import Command, unread, which
from nightdesk.channel.replies.targets import Context
from nightdesk.channel.replies.tokens import Level, Number, Span, Token, Word
from nightdesk.channel.replies.vocabulary import Verb
from nightdesk.incident.desk import IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """A verb, how it was recognised, and what stood beside it, sorted by kind."""

    verb: Verb
    reason: str
    context: Context
    numbers: tuple[Number, ...]
    levels: tuple[str, ...]
    minutes: tuple[int, ...]
    words: tuple[str, ...]

    def command(self, numbers: tuple[Number, ...], argument: str | None = None) -> Command:
        """The command for at most one number, or the question which incident is meant."""
        if len(numbers) > 1:
            return unread(self.context, "one incident at a time", self.verb)
        target = self.context.named(numbers[0].text, is_name=numbers[0].is_name) if numbers else self._bare(argument)
        if target is None and self.verb not in {"status", "who"}:
            return which(f"sev{argument[-1]}" if self.verb == "sev" and argument else self.verb, self.context)
        why, is_named = self._why(numbers, target), bool(numbers)
        return Command(verb=self.verb, target=target, argument=argument, reason=why, is_named=is_named)

    def _bare(self, argument: str | None) -> IncidentId | None:
        """
        What is meant without a number. Whoever acknowledges answers the last page, whatever they named before; a raised
        severity may be the last page's, because it wakes people; what is heavier must be sure.
        """
        if self.verb in {"ack", "take"}:
            return self.context.last_page()
        is_raise = self.verb == "sev" and argument in {"SEV0", "SEV1"}
        return self.context.unnamed(is_heavy=self.verb in HEAVY and not is_raise)

    def _why(self, numbers: tuple[Number, ...], target: str | None) -> str:
        if numbers:
            is_open = target in {ref.incident for ref in self.context.open if not ref.is_over}
            known = "" if is_open else ", which is not among the open incidents"
            return f"{self.reason} and the number {numbers[0].text}{known}"
        if target is None:
            return f"{self.reason}, about everything"
        is_last = target == self.context.last_paged
        return f"{self.reason}, about the {'last page' if is_last else 'only one open'}"


def order_of(verb: Verb, reason: str, beside: tuple[Token, ...], context: Context) -> Order:
    """Sort what stood beside the verb."""
    return Order(
        verb=verb,
        reason=reason,
        context=context,
        numbers=tuple(token for token in beside if isinstance(token, Number)),
        levels=tuple(token.text for token in beside if isinstance(token, Level)),
        minutes=tuple(token.minutes for token in beside if isinstance(token, Span)),
        words=tuple(token.text for token in beside if isinstance(token, Word)),
    )
