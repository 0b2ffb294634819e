"""Joins legs: <Dial> to numbers, with a whisper before the bridge, and <Dial> into a conference."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urljoin

from stacks.local.ledger import Ledger
from stacks.local.line import Line, Order, Reporter
from stacks.local.phones import is_e164, new_sid
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


@dataclass(kw_only=True, eq=False)
class Room:
    """One conference while somebody is in it. It starts when a participant who may start it enters."""

    name: str
    sid: str = field(default_factory=lambda: new_sid("CF"))
    inside: list[Line] = field(default_factory=list)
    has_started: bool = False
    over: asyncio.Event = field(default_factory=asyncio.Event)
    sequence: int = 0


class Switchboard:
    """Carries <Dial> out."""

    def __init__(
        self, ringer: Ringer, *, ledger: Ledger, reporter: Reporter, receipts: Receipts, answer: Callable[[Line], None]
    ) -> None:
        self.ringer = ringer
        self.ledger = ledger
        self.reporter = reporter
        self.receipts = receipts
        self.answer = answer
        self.rooms: dict[str, Room] = {}
        self.together: dict[str, Line] = {}

    async def dial(self, line: Line, verb: Verb, url: str) -> Form:
        """Carry a <Dial> out until the other side is gone. Returns the form for its action."""
        if not verb.is_set("answerOnBridge"):
            self.answer(line)
        rooms = [child for child in verb.children if child.name == "Conference"]
        if rooms:
            return await self._confer(line, rooms[0], url)
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
        for room in self.rooms.values():
            if line in room.inside:
                return [other for other in room.inside if other is not line and room.has_started]
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

    async def _confer(self, line: Line, verb: Verb, url: str) -> Form:
        self.answer(line)
        room = self.rooms.setdefault(verb.text, Room(name=verb.text))
        room.inside.append(line)
        room.has_started = room.has_started or verb.is_set("startConferenceOnEnter", default=True)
        line.leg.conference = room.name
        line.leg.note("joined", room.name)
        self._tell(room, verb, url, line, "participant-join")
        self.reporter.wait_for(line, {"kind": "conference", "name": room.name})
        try:
            await room.over.wait()
        finally:
            room.inside.remove(line)
            line.leg.conference = None
            line.leg.note("left", room.name)
            self._tell(room, verb, url, line, "participant-leave")
            if verb.is_set("endConferenceOnExit") or not room.inside:
                room.over.set()
                if self.rooms.pop(room.name, None) is not None:
                    self._tell(room, verb, url, line, "conference-end")
        return [("DialCallStatus", "answered")]

    def _tell(self, room: Room, verb: Verb, url: str, line: Line, event: str) -> None:
        wanted = verb.says("statusCallbackEvent").split()
        asked = {"participant-join": "join", "participant-leave": "leave", "conference-end": "end"}[event]
        if not verb.says("statusCallback") or asked not in wanted:
            return
        form = [
            ("AccountSid", self.reporter.account_sid),
            ("CallSid", line.leg.sid),
            ("ConferenceSid", room.sid),
            ("FriendlyName", room.name),
            ("SequenceNumber", str(room.sequence)),
            ("StatusCallbackEvent", event),
        ]
        room.sequence += 1
        self.receipts.put(room.sid, urljoin(url, verb.says("statusCallback")), form, is_last=event == "conference-end")

    def _outcome(self, line: Line, status: str) -> Form:
        return [
            ("DialCallStatus", status),
            ("DialCallSid", line.leg.sid),
            ("DialCallDuration", str(self.ringer.duration(line))),
        ]
