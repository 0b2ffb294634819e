"""Joins legs: <Dial> to numbers, with a whisper before the bridge, and <Dial> into a conference."""

import asyncio
from collections.abc import Callable
from typing import Protocol
from urllib.parse import urljoin

from stacks.local.conferences import Conferences
from stacks.local.ledger import Ledger
from stacks.local.line import Line, Order, Reporter
from stacks.local.phones import is_e164
from stacks.local.signing import Form
from stacks.local.twiml import Verb
from stacks.local.webhooks import Receipts


class Ringer(Protocol):
    """The part of the exchange that rings phones and hangs them up."""

    def ring(
        self, *, to: str, caller: str, parent: Line, whisper: Order | None, seconds: float, verb: Verb, url: str
    ) -> Line:
        """Ring a phone for a <Dial>; the line's `outcome` tells how it went."""
        ...

    def hang_up(self, line: Line, status: str = "completed") -> None:
        """End a leg, ringing or talking."""
        ...

    def duration(self, line: Line) -> int:
        """Whole seconds of the network since this leg was answered."""
        ...


class Switchboard:
    """Carries <Dial> out."""

    def __init__(
        self, ringer: Ringer, *, ledger: Ledger, reporter: Reporter, receipts: Receipts, answer: Callable[[Line], None]
    ) -> None:
        self.ringer = ringer
        self.ledger = ledger
        self.reporter = reporter
        self.answer = answer
        self.conferences = Conferences(reporter=reporter, receipts=receipts, hang_up=ringer.hang_up)
        self.together: dict[str, Line] = {}

    async def dial(self, line: Line, verb: Verb, url: str) -> Form:
        """Carry a <Dial> out until the other side is gone. Returns the form for its action."""
        if not verb.is_set("answerOnBridge"):
            self.answer(line)
        rooms = [child for child in verb.children if child.name == "Conference"]
        if rooms:
            self.answer(line)
            return await self.conferences.enter(line, verb, rooms[0], url)
        numbers = [child for child in verb.children if child.name == "Number"] or [verb]
        lines = [self._ring(line, verb, number, url) for number in numbers if is_e164(number.text)]
        if not lines:
            self.ledger.complain(13223, "<Dial> names no number that can be rung", about=line.leg.sid, url=url)
            return [("DialCallStatus", "failed")]
        self.reporter.wait_for(line, {"kind": "dial", "numbers": [ringing.leg.to for ringing in lines]})
        try:
            winner = await self._first_to_accept(lines)
            if winner is None:
                return [*self._outcome(lines[0], lines[0].outcome.result()), ("DialBridged", "false")]
            for other in lines:
                if other is not winner:
                    self.ringer.hang_up(other, "canceled")
            await self._bridge(line, winner)
            return [*self._outcome(winner, "completed"), ("DialBridged", "true")]
        finally:
            for ringing in lines:
                # A leg that was given another document meanwhile went its own way.
                if ringing.then is not None:
                    self.ringer.hang_up(ringing)

    def heard_by(self, line: Line) -> list[Line]:
        """The lines that hear what this one says."""
        conferring = self.conferences.heard_by(line)
        if conferring is not None:
            return conferring
        other = self.together.get(line.leg.sid)
        return [other] if other is not None else []

    def _ring(self, line: Line, verb: Verb, number: Verb, url: str) -> Line:
        whisper = None
        if number is not verb and number.says("url"):
            whisper = Order(url=urljoin(url, number.says("url")), method=number.says("method", "POST"))
        # Without callerId the phone shows who called in, which is what a masked bridge must not do.
        caller = verb.says("callerId") or (line.leg.sender if line.leg.direction == "inbound" else line.leg.to)
        seconds = verb.seconds("timeout", 30)
        return self.ringer.ring(
            to=number.text, caller=caller, parent=line, whisper=whisper, seconds=seconds, verb=number, url=url
        )

    async def _first_to_accept(self, lines: list[Line]) -> Line | None:
        waiting = set(lines)
        while waiting:
            await asyncio.wait([line.outcome for line in waiting], return_when=asyncio.FIRST_COMPLETED)
            for line in [line for line in lines if line in waiting and line.outcome.done()]:
                if line.outcome.result() == "accepted":
                    return line
                waiting.discard(line)
        return None

    async def _bridge(self, one: Line, other: Line) -> None:
        self.answer(one)
        for line, peer in ((one, other), (other, one)):
            line.leg.bridged_with = peer.leg.sid
            line.leg.note("bridged", peer.leg.sid)
            self.together[line.leg.sid] = peer
            self.reporter.wait_for(line, {"kind": "bridge", "with": peer.leg.sid})
        try:
            await other.released.wait()
        finally:
            for line in (one, other):
                line.leg.bridged_with = None
                line.leg.note("unbridged")
                self.together.pop(line.leg.sid, None)
            self.reporter.wait_for(one, None)

    def _outcome(self, line: Line, status: str) -> Form:
        return [
            ("DialCallStatus", status),
            ("DialCallSid", line.leg.sid),
            ("DialCallDuration", str(self.ringer.duration(line))),
        ]
