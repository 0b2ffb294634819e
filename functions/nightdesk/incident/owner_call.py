"""
The owner on the phone: who hung up on an emergency before a human had it is rung back, once.

To whoever takes no texts a vet's words are spoken, while they are on the line.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from nightdesk.incident.severity import Severity

MOST_WORDS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A vet's words that only a call can bring. by: whose, an id. heard_on: the call they were read out on, or ""."""

    at: datetime
    body: str
    by: str = ""
    heard_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerCall:
    """
    The newest call of a case's owner. call: the carrier's id.

    is_settled: a human took it, or they said goodbye. hung_up_at: since when somebody ought to ring back.
    rung_at: when the desk did, once in a case. is_followed: they answered that, were written to, or came back.
    moved_to: the id of whom the call was handed to. is_over: this call has ended. words: what a vet wrote to somebody
    who takes no texts.
    """

    call: str = ""
    is_settled: bool = False
    hung_up_at: datetime | None = None
    rung_at: datetime | None = None
    is_followed: bool = False
    moved_to: str = ""
    is_over: bool = False
    words: tuple[Words, ...] = ()

    @property
    def unheard(self) -> tuple[Words, ...]:
        """What was not read out on any call."""
        return tuple(one for one in self.words if not one.heard_on)


class _Case(Protocol):
    @property
    def severity(self) -> Severity: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def ack(self) -> object | None: ...


def wants_ringing(case: _Case) -> bool:
    """
    Whether an owner who hung up may be rung: a case that cannot wait, and that nobody has.

    Whoever wants no texts and calls is rung all the more: nothing else reaches them.
    """
    return case.is_open and case.severity <= Severity.SEV1 and case.ack is None


def heard(before: OwnerCall | None, *, call: str, is_goodbye: bool) -> OwnerCall | None:
    """The owner said something, on this call or ("") by text: nobody need ring them back for what was before."""
    if before is None and not call:
        return None
    was = before or OwnerCall()
    back = was.rung_at is not None or was.is_followed
    is_settled = is_goodbye or (was.is_settled and was.call == call)
    is_over = was.is_over and call in {"", was.call}
    return replace(
        was, call=call or was.call, is_settled=is_settled, hung_up_at=None, is_followed=back, is_over=is_over
    )


def taken(before: OwnerCall | None, *, call: str) -> OwnerCall:
    """A human took this call."""
    was = before or OwnerCall()
    is_over = was.is_over and was.call == call
    return replace(was, call=call, is_settled=True, hung_up_at=None, is_followed=True, is_over=is_over)


def back(before: OwnerCall | None, *, call: str) -> OwnerCall:
    """They are on the line again, on this call, and have not said anything yet."""
    was = before or OwnerCall()
    if was.call == call:
        return replace(was, hung_up_at=None)
    return replace(was, call=call, is_settled=False, hung_up_at=None, is_over=False)


def ended(before: OwnerCall | None, *, call: str) -> OwnerCall | None:
    """The carrier says that this call is over."""
    return replace(before, is_over=True) if before and before.call == call else before


def is_on_the_line(call: OwnerCall | None) -> bool:
    """Whether they listen to the desk itself, as far as was told: not to a human, and not after a goodbye."""
    return call is not None and bool(call.call) and not (call.is_over or call.is_settled or call.hung_up_at)


def to_be_read(before: OwnerCall | None, words: Words) -> OwnerCall:
    """A vet wrote: it waits for the next pause of the call."""
    was = before or OwnerCall()
    return replace(was, words=(*was.words, words)[-MOST_WORDS:])


def read_on(before: OwnerCall, *, call: str) -> OwnerCall:
    """All that waited was read out on this call."""
    return replace(before, words=tuple(replace(one, heard_on=one.heard_on or call) for one in before.words))


def hung_up(before: OwnerCall | None, *, call: str, at: datetime) -> OwnerCall | None:
    """This call is over. None when nothing follows from that: it was settled, or they were rung back before."""
    was = before or OwnerCall()
    if was.rung_at is not None or was.hung_up_at is not None or (was.is_settled and was.call == call):
        return None
    return replace(was, call=call, hung_up_at=at, is_followed=False)


def rung(before: OwnerCall, *, at: datetime) -> OwnerCall:
    """The desk rings back."""
    return replace(before, rung_at=at, hung_up_at=None)


def followed(before: OwnerCall) -> OwnerCall:
    """They picked up, or were written to: that was all."""
    return replace(before, is_followed=True, hung_up_at=None)
