"""
What is to be done in the outside world, saved before it is done.

Each kind of errand is a tagged msgspec Struct, because the store keeps a union of them as one JSON document.
"""

from datetime import datetime
from enum import StrEnum
from typing import Literal

import msgspec

from nightdesk.incident.audience import Place
from nightdesk.incident.desk import IncidentId, Phone

Purpose = Literal["reflex", "reply", "page", "ask", "update", "check-in", "inform", "report", "bridge", "news"]


Way = Literal["", "second", "neither"]
"""The carrier; what stands in for it (desk/rounds/second_way.py); neither: both said that they did not take it."""


class Text(msgspec.Struct, frozen=True, kw_only=True, tag="text"):
    """A text message. valid_seconds: a page that arrives hours late is worse than a failure."""

    to: Phone
    body: str
    purpose: Purpose
    valid_seconds: int = 600


class Ring(msgspec.Struct, frozen=True, kw_only=True, tag="ring"):
    """A call. script: the path below /twilio/voice that says what to say when somebody picks up."""

    to: Phone
    script: str
    purpose: Purpose
    ring_seconds: int = 30


class Think(msgspec.Struct, frozen=True, kw_only=True, tag="think"):
    """Let the persona think about one message. Queued first-in-first-out by phone."""

    phone: Phone
    message_id: str


class StartWatch(msgspec.Struct, frozen=True, kw_only=True, tag="watch"):
    """Start this generation of the incident's watch."""

    generation: int


class StartWork(msgspec.Struct, frozen=True, kw_only=True, tag="work"):
    """Start investigation and remediation; `attempt` counts up when they are started again."""

    attempt: int = 1


class AnswerTask(msgspec.Struct, frozen=True, kw_only=True, tag="answer"):
    """Wake a chain that waits for a human. The table has already decided; this only rings the bell."""

    token: str
    state: str


class Erase(msgspec.Struct, frozen=True, kw_only=True, tag="erase"):
    """
    Erase a person: their words, number and pets, in the conversation and in the incidents it belongs to.

    before: what was said later belongs to a new acquaintance. incidents: those the conversation does not name itself.
    """

    phone: Phone
    before: datetime
    incidents: tuple[IncidentId, ...] = ()


class Notify(msgspec.Struct, frozen=True, kw_only=True, tag="notify"):
    """
    Let a place outside know how the incident stands.

    What is told is read when it is told, not here: a repeat, a late one and two out of order all say how it is now.
    """

    to: Place


class MoveCall(msgspec.Struct, frozen=True, kw_only=True, tag="move-call"):
    """
    Let a call that is going on run another script, so that its caller comes to somebody else.

    call: the carrier's id. person: who is to take it. to, otherwise: whom to ring with which script when it is over.
    """

    call: str
    script: str
    person: str
    to: Phone
    otherwise: str


class EndRoom(msgspec.Struct, frozen=True, kw_only=True, tag="end-room"):
    """End the call on an incident for everybody in it. room: the name it was entered under."""

    room: str


class MoveRoom(msgspec.Struct, frozen=True, kw_only=True, tag="move-room"):
    """Let everybody on the call of one incident go on talking on that of another. room, into: the incidents' ids."""

    room: IncidentId
    into: IncidentId


Errand = Text | Ring | Think | StartWatch | StartWork | AnswerTask | Erase | Notify | EndRoom | MoveCall | MoveRoom


class OutboxState(StrEnum):
    """
    queued -> claimed -> accepted -> delivered | failed; uncertain when the carrier may or may not have it.

    waiting: a page that is put off for a moment, to go out with others; bundled: it did. diverted: the carrier would
    not have it and another way took it, from which no receipt ever comes.
    """

    QUEUED = "queued"
    CLAIMED = "claimed"
    UNCERTAIN = "uncertain"
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"
    DROPPED = "dropped"
    BUNDLED = "bundled"
    DIVERTED = "sent by the second carrier"


RANK = {
    OutboxState.QUEUED: 0,
    OutboxState.CLAIMED: 1,
    OutboxState.UNCERTAIN: 2,
    OutboxState.WAITING: 2,
    OutboxState.ACCEPTED: 3,
    OutboxState.DELIVERED: 9,
    OutboxState.FAILED: 9,
    OutboxState.DROPPED: 9,
    OutboxState.BUNDLED: 9,
    OutboxState.DIVERTED: 9,
}
"""Receipts arrive in any order: a lower rank never overwrites a higher one, and the first terminal state wins."""


class Outbox(msgspec.Struct, frozen=True, kw_only=True):
    """
    One errand and what became of it.

    id: a ULID, also the path of the carrier's receipt callback. until: not worth doing after this time.
    unless: do not do it any more once the incident is "acknowledged" or "resolved"; checked when it is sent.
    is_put_off: it waited for others, and may not go before waits_until; bundle: other pages that this text or call
    tells of as well. way: by whom it goes; saved before the second is asked, so that whatever dies, never both are.
    """

    id: str
    at: datetime
    errand: Errand
    incident: IncidentId | None = None
    until: datetime | None = None
    unless: Literal["", "acknowledged", "resolved"] = ""
    is_put_off: bool = False
    waits_until: datetime | None = None
    bundle: tuple[str, ...] = ()
    state: OutboxState = OutboxState.QUEUED
    attempts: int = 0
    claimed_at: datetime | None = None
    settled_at: datetime | None = None
    sid: str = ""
    error: int = 0
    way: Way = ""


def about(errand: Errand) -> str:
    """The phone an errand concerns; empty for those that concern a chain."""
    match errand:
        case Text() | Ring():
            return errand.to
        case Think() | Erase():
            return errand.phone
    return ""


def without_words(row: Outbox) -> Outbox:
    """What became of an errand, without whom it was for and what was said."""
    errand: Errand = row.errand
    match errand:
        case Text():
            errand = msgspec.structs.replace(errand, to=Phone(""), body="")
        case Ring():
            errand = msgspec.structs.replace(errand, to=Phone(""))
        case Think():
            errand = msgspec.structs.replace(errand, phone=Phone(""))
    return msgspec.structs.replace(row, errand=errand)
