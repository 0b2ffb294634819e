"""What the carrier's own books say, for when its webhooks did not reach us."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from nightdesk.contact.contact import Message


class Became(NamedTuple):
    """A text's or call's status in the carrier's words, and its error number, 0 when there is none."""

    status: str
    error: int = 0


class Ledger(Protocol):
    """Reads only. Every method raises ChannelUnavailable."""

    def became(self, sid: str) -> Became | None:
        """What became of a text or call of ours; None when the carrier does not know it."""
        ...

    def received(self, *, since: datetime, until: datetime) -> Sequence[Message]:
        """Texts to the desk that the carrier took in that time, oldest first."""
        ...
