"""The phones of a night: how each takes what it is sent, and what was heard on all of them, with when."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from nightdesk.errand.errand import Outbox
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import IncidentId, Phone
from tests.fakes.network import FakeChannel

OfTexts = Literal["delivered", "no receipt", "undelivered", "opted out"]
OfCalls = Literal["rings out", "mailbox", "busy", "no receipt"]
Steps = tuple[tuple[int, str, int], ...]
"""Seconds after the carrier took it, what it tells then, and its error number."""

TEXTS: dict[OfTexts, Steps] = {
    "delivered": ((1, "sent", 0), (4, "delivered", 0)),
    "no receipt": ((1, "sent", 0),),
    "undelivered": ((1, "sent", 0), (6, "undelivered", 30003)),
    "opted out": (),
}
CALLS: dict[OfCalls, Steps] = {
    "rings out": ((1, "initiated", 0), (2, "ringing", 0), (32, "no-answer", 0)),
    "mailbox": ((2, "ringing", 0), (12, "in-progress", 0), (40, "completed", 0)),
    "busy": ((3, "busy", 0),),
    "no receipt": (),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """
    One text or call at the carrier. row: the errand as it was then; person: whose phone it was, "" for an owner's;
    incidents: those it tells of. is_refused: the carrier would not have it, for a reason that is this phone's.
    """

    at: datetime
    to: Phone
    kind: str
    what: str
    row: Outbox
    person: str
    incidents: tuple[IncidentId, ...]
    is_refused: bool = False

    @property
    def is_page(self) -> bool:
        """It wakes somebody; a question to whoever has it does not."""
        return self.purpose == "page" and bool(self.row.unless)

    @property
    def purpose(self) -> str:
        return str(getattr(self.row.errand, "purpose", ""))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the carrier will tell of one errand, and when."""

    at: datetime
    outbox: str
    status: str
    error: int


@dataclass
class Phones(FakeChannel):
    """The carrier and every phone behind it. heard: in order; receipts: what it has not told yet."""

    now: Callable[[], datetime] = lambda: datetime.min.replace(tzinfo=UTC)
    row_of: Callable[[str], Outbox | None] = lambda _row: None
    person_of: Callable[[Phone], str] = lambda _phone: ""
    texts: dict[Phone, OfTexts] = field(default_factory=dict)
    calls: dict[Phone, OfCalls] = field(default_factory=dict)
    heard: list[Heard] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    away_until: datetime | None = None
    tells_backwards: bool = False

    def due(self) -> list[Receipt]:
        """What the carrier tells now, and tells no more."""
        now = self.now()
        due = sorted((one for one in self.receipts if one.at <= now), key=lambda one: one.at)
        self.receipts = [one for one in self.receipts if one.at > now]
        return due[::-1] if self.tells_backwards else due

    def find_text(self, *, to: Phone, body: str, since: datetime) -> str | None:
        texts = (one for one in self.heard if one.kind == "text" and one.to == to and one.at >= since)
        is_there = any(one.what == body and not one.is_refused for one in texts)
        return super().find_text(to=to, body=body, since=since) if is_there else None

    def _take(self, kind: str, to: Phone, what: str, receipt: str) -> str:
        if self.away_until and self.now() < self.away_until:
            raise ChannelUnavailable("the carrier is busy", code=20429)
        outbox = receipt.rpartition("/")[2]
        if kind == "text" and self.texts.get(to) == "opted out":
            self._hear(kind, to, what, outbox, is_refused=True)
            raise ChannelUnavailable("opted out", code=21610, is_final=True)
        sid = super()._take(kind, to, what, receipt)
        if kind != "moved":
            self._hear(kind, to, what, outbox)
            for seconds, status, error in self._steps(kind, to):
                at = self.now() + timedelta(seconds=seconds)
                self.receipts.append(Receipt(at=at, outbox=outbox, status=status, error=error))
        return sid

    def _steps(self, kind: str, to: Phone) -> Steps:
        return TEXTS[self.texts.get(to, "delivered")] if kind == "text" else CALLS[self.calls.get(to, "rings out")]

    def _hear(self, kind: str, to: Phone, what: str, outbox: str, *, is_refused: bool = False) -> None:
        row = self.row_of(outbox)
        assert row is not None, f"said and not saved: {what}"
        bundled = [found for other in row.bundle if (found := self.row_of(other))]
        incidents = tuple(dict.fromkeys(one.incident for one in (row, *bundled) if one.incident))
        self.heard.append(
            Heard(
                at=self.now(),
                to=to,
                kind=kind,
                what=what,
                row=row,
                person=self.person_of(to),
                incidents=incidents,
                is_refused=is_refused,
            )
        )
