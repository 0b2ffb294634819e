"""What stands in for the carrier while it takes nothing from us. Nothing comes back by it: no receipt and no reply."""

from dataclasses import dataclass
from typing import Protocol

from nightdesk.incident.desk import Phone


class SecondCarrier(Protocol):
    """Another network for texts, that knows no receipt we could follow."""

    def text(self, *, to: Phone, body: str) -> str:
        """Send a text; returns the carrier's id. Raises ChannelUnavailable, as Channel.text does."""
        ...


class Mail(Protocol):
    """E-mail."""

    def send(self, *, to: str, subject: str, body: str) -> str:
        """Send plain text; returns the sender's id. Raises ChannelUnavailable, as Channel.text does."""
        ...


@dataclass(frozen=True, kw_only=True)
class SecondWay:
    """None: that is not set up."""

    carrier: SecondCarrier | None = None
    mail: Mail | None = None
