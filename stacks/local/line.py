"""What is in motion about a call: the part of it that no restart keeps."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import Any, Literal

from stacks.local.ledger import Ledger
from stacks.local.phones import Leg, now
from stacks.local.signing import Form
from stacks.local.webhooks import Receipts


@dataclass(frozen=True, kw_only=True)
class Order:
    """Where a call's next document comes from: a URL to fetch, or TwiML at hand (then `url` resolves what it names)."""

    url: str = ""
    method: str = "POST"
    twiml: str | None = None
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What the person on the phone did: pressed keys, or spoke."""

    kind: Literal["digits", "speech"]
    text: str
    confidence: float = 0.92


class HungUp(Exception):
    """The document, or the other side, ended this leg."""


@dataclass(kw_only=True, eq=False)
class Line:
    """
    A leg in progress.

    ears: what the person did and nobody took yet. next: a document that replaces the running one (a call updated
    through the REST API). outcome: for a dialled leg, "accepted" once its whisper has ended, or its final status.
    released: it left its bridge. ending: the final status when somebody hangs it up.
    """

    leg: Leg
    ears: "asyncio.Queue[Heard]" = field(default_factory=asyncio.Queue)
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    outcome: "asyncio.Future[str]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    released: asyncio.Event = field(default_factory=asyncio.Event)
    first: Order = field(default_factory=Order)
    ring_seconds: float = 60.0
    detects: bool = False
    task: "asyncio.Task[None] | None" = None
    script: "asyncio.Task[None] | None" = None
    next: Order | None = None
    ending: str | None = None
    then: "Callable[[Line], Awaitable[None]] | None" = None

    def decide(self, outcome: str) -> None:
        """Say how the ringing ended, once."""
        if not self.outcome.done():
            self.outcome.set_result(outcome)


class Reporter:
    """Moves a leg from status to status and posts the receipts its owner asked for."""

    def __init__(self, account_sid: str, *, ledger: Ledger, receipts: Receipts) -> None:
        self.account_sid = account_sid
        self.ledger = ledger
        self.receipts = receipts

    def form(self, leg: Leg) -> Form:
        """What every request about a call carries."""
        pairs: dict[str, str] = {
            "CallSid": leg.sid,
            "AccountSid": self.account_sid,
            "From": leg.sender,
            "To": leg.to,
            "Caller": leg.sender,
            "Called": leg.to,
            "CallStatus": leg.status,
            "Direction": leg.direction,
            "ApiVersion": "2010-04-01",
        }
        for end in ("From", "To", "Caller", "Called"):
            pairs |= {f"{end}City": "", f"{end}State": "", f"{end}Zip": "", f"{end}Country": "US"}
        if leg.parent:
            pairs["ParentCallSid"] = leg.parent
        return list(pairs.items())

    def move(self, line: Line, status: str, *, event: str, detail: str = "") -> None:
        """Give the leg a status and report it when `event` (initiated, ringing, answered, completed) was asked for."""
        leg = line.leg
        leg.status = status
        leg.note(status, detail)
        if event == "answered":
            leg.answered_at = now()
        self.ledger.changed()
        if leg.status_callback and event in leg.status_events:
            self.receipts.put(leg.sid, leg.status_callback, self._receipt(leg), is_last=event == "completed")
            leg.sequence += 1

    def wait_for(self, line: Line, awaiting: dict[str, Any] | None) -> None:
        """Show what the leg waits for; whoever sent it something learns that it has settled."""
        line.leg.awaiting = awaiting
        if awaiting is not None:
            line.settled.set()
        self.ledger.changed()

    def _receipt(self, leg: Leg) -> Form:
        pairs = [
            *self.form(leg),
            ("Timestamp", formatdate(usegmt=False)),
            ("SequenceNumber", str(leg.sequence)),
            ("CallbackSource", "call-progress-events"),
        ]
        if leg.duration is not None:
            pairs += [("CallDuration", str(leg.duration)), ("Duration", str(-(-leg.duration // 60)))]
        if leg.has_ended:
            sip = {"busy": "486", "no-answer": "487", "canceled": "487", "failed": "404"}.get(leg.status, "200")
            pairs.append(("SipResponseCode", sip))
        if leg.answered_by:
            pairs.append(("AnsweredBy", leg.answered_by))
        return pairs
