"""What stands in for the carrier, at its ports: takes everything, unless told what to refuse."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone


@dataclass
class FakeSecondCarrier:
    """sent: (number, words). `after` runs after each acceptance."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    refusals: list[ChannelUnavailable] = field(default_factory=list)
    after: Callable[[], None] = lambda: None

    def text(self, *, to: Phone, body: str) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        self.sent.append((to, body))
        self.after()
        return f"second-{len(self.sent)}"

    def texts_to(self, phone: str) -> list[str]:
        return [body for to, body in self.sent if to == phone]


@dataclass
class FakeMail:
    """sent: (address, subject, words)."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    refusals: list[ChannelUnavailable] = field(default_factory=list)

    def send(self, *, to: str, subject: str, body: str) -> str:
        if self.refusals:
            raise self.refusals.pop(0)
        self.sent.append((to, subject, body))
        return f"mail-{len(self.sent)}"
