"""The phone network, as the desk needs it."""

from datetime import datetime
from typing import Protocol

from nightdesk.contact.contact import Message
from nightdesk.incident.desk import Phone


class Channel(Protocol):
    """
    Hands texts and calls to the carrier. Every method raises ChannelUnavailable; `is_final` says whether
    trying again can help and `may_have_sent` whether the carrier might have it all the same (a timeout after the post).
    """

    def text(self, *, to: Phone, body: str, receipt: str, valid_seconds: int) -> str:
        """Send a text; returns the carrier's sid. receipt: path below the public URL for its receipts."""
        ...

    def ring(self, *, to: Phone, script: str, receipt: str, ring_seconds: int) -> str:
        """Place a call; `script` is the path below /twilio/voice that answers with TwiML. Returns the sid."""
        ...

    def redirect(self, *, call: str, script: str) -> None:
        """
        Let a call that is going on run another script, below /twilio/voice.

        Raises ChannelUnavailable, final when the call is over.
        """
        ...

    def find_text(self, *, to: Phone, body: str, since: datetime) -> str | None:
        """The sid of a text we sent since then with this very body, when a lost answer must be reconciled."""
        ...


class Turns(Protocol):
    """The queue on which messages wait for the persona, first-in-first-out by phone."""

    def put(self, *, phone: Phone, message_id: str) -> None:
        """Queue one message. Repeating it is harmless: the message id is the deduplication id."""
        ...

    def put_text(self, message: Message) -> None:
        """Queue a whole text that could not be saved, to be received once it can. Raises ChannelUnavailable."""
        ...
