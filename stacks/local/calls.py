"""Calls on the simulated network: the desk rings phones, phones ring the desk."""

import asyncio
from datetime import datetime
from urllib.parse import urljoin

from stacks.local.bridges import Switchboard
from stacks.local.ledger import Ledger
from stacks.local.line import Heard, HungUp, Line, Order, Reporter
from stacks.local.pace import Pace
from stacks.local.phones import Leg, new_sid, now
from stacks.local.script import Script
from stacks.local.twiml import Verb
from stacks.local.webhooks import Receipts, Webhooks
from stacks.local.wiring import LocalWiring

GREETING = "[voicemail] You have reached my mailbox. Leave a message after the tone."
ANONYMOUS = "+266696687"
"""What Twilio shows of a caller who hides the number: the word on a keypad."""
VOICEMAIL_SECONDS = 120.0
SETTLES_WITHIN = 20.0


class Exchange:
    """The voice half of the network. Everything runs on one event loop."""

    def __init__(
        self, local: LocalWiring, *, ledger: Ledger, webhooks: Webhooks, receipts: Receipts, pace: Pace
    ) -> None:
        self.local = local
        self.ledger = ledger
        self.webhooks = webhooks
        self.pace = pace
        self.reporter = Reporter(local.account_sid, ledger=ledger, receipts=receipts)
        self.board = Switchboard(self, ledger=ledger, reporter=self.reporter, receipts=receipts, answer=self.answer)
        self.lines: dict[str, Line] = {}
        self._is_stopping = False

    def stop(self) -> None:
        """Drop every call without a word to the desk."""
        self._is_stopping = True
        for line in list(self.lines.values()):
            if line.task is not None:
                line.task.cancel()

    def place(
        self,
        *,
        to: str,
        order: Order,
        ring_seconds: float = 60.0,
        detects: bool = False,
        status_callback: str = "",
        status_events: list[str] | None = None,
    ) -> Leg:
        """The desk rings a phone and, once it is answered, runs a document on it."""
        self.ledger.phone(to)
        leg = Leg(
            sid=new_sid("CA"),
            sender=self.local.desk_number,
            to=to,
            phone=to,
            direction="outbound-api",
            shown=self.local.desk_number,
            status_callback=status_callback,
            status_events=status_events or ["completed"],
        )
        self._open(Line(leg=leg, first=order, ring_seconds=ring_seconds, detects=detects))
        return leg

    def dial_in(self, sender: str, *, is_hidden: bool = False) -> Line:
        """A phone rings the desk: its number asks /twilio/voice, then tells /twilio/status/inbound that it is over."""
        self.ledger.phone(sender)
        leg = Leg(
            sid=new_sid("CA"),
            sender=ANONYMOUS if is_hidden else sender,
            to=self.local.desk_number,
            phone=sender,
            direction="inbound",
            shown=self.local.desk_number,
            status="ringing",
            status_callback=self.webhooks.public("/twilio/status/inbound"),
        )
        return self._open(Line(leg=leg, first=Order(url=self.webhooks.public("/twilio/voice"))))

    def ring(
        self, *, to: str, caller: str, parent: Line, whisper: Order | None, seconds: float, verb: Verb, url: str
    ) -> Line:
        """Ring a phone for a <Dial>; the line's `outcome` tells how it went."""
        self.ledger.phone(to)
        callback = verb.says("statusCallback")
        leg = Leg(
            sid=new_sid("CA"),
            sender=caller,
            to=to,
            phone=to,
            direction="outbound-dial",
            shown=caller,
            parent=parent.leg.sid,
            status_callback=urljoin(url, callback) if callback else "",
            status_events=verb.says("statusCallbackEvent", "completed").replace(",", " ").split(),
        )
        order = whisper or Order(twiml="<Response/>", url=url)
        return self._open(Line(leg=leg, first=order, ring_seconds=seconds, then=self._accept))

    def update(self, sid: str, order: Order) -> None:
        """Replace the document a call in progress runs. KeyError when no such call is in progress."""
        line = self.lines[sid]
        if line.script is None or line.leg.answered_at is None:
            raise KeyError(sid)
        line.next = order
        line.script.cancel()

    def hang_up(self, line: Line, status: str = "completed") -> None:
        """End a leg, ringing or talking. A call that was never answered cannot have completed: it is canceled."""
        if line.leg.has_ended or line.ending is not None or line.task is None:
            return
        line.ending = status if line.leg.answered_at or status != "completed" else "canceled"
        line.task.cancel()

    def hear(self, line: Line, heard: Heard) -> None:
        """The person on the phone presses keys or speaks; bridged, the other side hears it."""
        line.leg.hear("me", heard.text if heard.kind == "speech" else f"[presses {heard.text}]")
        for other in self.board.heard_by(line):
            if heard.kind == "speech":
                other.leg.hear("them", heard.text)
        line.settled.clear()
        line.ears.put_nowait(heard)
        self.ledger.changed()

    async def settle(self, line: Line) -> None:
        """Wait until the call waits for something again, or is over."""
        try:
            await asyncio.wait_for(line.settled.wait(), SETTLES_WITHIN)
        except TimeoutError:
            line.leg.note("slow", "the desk has not said what comes next")

    def answer(self, line: Line) -> None:
        """Take the receiver off, if it is not yet."""
        if line.leg.answered_at is None:
            self.reporter.move(line, "in-progress", event="answered")

    def duration(self, line: Line) -> int:
        """Whole seconds of the network since this leg was answered, at least 1; 0 when it never was."""
        if line.leg.answered_at is None:
            return 0
        end = datetime.fromisoformat(line.leg.ended_at or now())
        real = (end - datetime.fromisoformat(line.leg.answered_at)).total_seconds()
        return max(1, round(self.pace.passed(real)))

    def _open(self, line: Line) -> Line:
        self.ledger.legs[line.leg.sid] = line.leg
        self.lines[line.leg.sid] = line
        self.ledger.changed()
        line.task = asyncio.create_task(self._live(line))
        return line

    async def _live(self, line: Line) -> None:
        try:
            status = await self._course(line)
        except HungUp:
            status = line.ending or "completed"
        except asyncio.CancelledError:
            if self._is_stopping:
                return
            status = line.ending or "completed"
        except Exception as broken:
            # A mistake of this network must not leave a call hanging for ever; it shows on the call.
            line.leg.note("broken", repr(broken))
            status = "failed"
        self._close(line, status)

    async def _course(self, line: Line) -> str:
        """The life of a leg, from ringing to its last document. Returns its final status."""
        if line.leg.direction == "inbound":
            line.leg.note("ringing")
            await self._talk(line)
            return "completed" if line.leg.answered_at else "no-answer"
        self.reporter.move(line, "initiated", event="initiated")
        self.reporter.move(line, "ringing", event="ringing")
        behaviour = self.ledger.phone(line.leg.to).calls
        if behaviour == "busy":
            return "busy"
        rings = 20.0 if behaviour == "voicemail" else 4.0
        if behaviour == "no-answer":
            await asyncio.sleep(self.pace.seconds(line.ring_seconds, at_least=self.pace.pick_up))
            return "no-answer"
        await asyncio.sleep(self.pace.seconds(min(rings, line.ring_seconds), at_least=self.pace.pick_up))
        if behaviour == "zero-duration":
            return "completed"
        self.answer(line)
        if behaviour == "voicemail":
            await self._reach_voicemail(line)
        else:
            await self._talk(line)
        return "completed"

    async def _reach_voicemail(self, line: Line) -> None:
        line.leg.voicemail = ""
        line.leg.lines.append({"at": now(), "by": "voicemail", "text": GREETING})
        try:
            most = self.pace.seconds(VOICEMAIL_SECONDS, at_least=30.0)
            await asyncio.wait_for(self._talk(line), most)
        except TimeoutError:
            line.leg.note("full", "the mailbox hung up")

    async def _talk(self, line: Line) -> None:
        """Run documents until they end, starting over with another when the call is updated."""
        order: Order | None = line.first
        if line.detects:
            line.leg.answered_by = "human" if line.leg.voicemail is None else "machine_start"
            order = Order(
                url=line.first.url,
                method=line.first.method,
                twiml=line.first.twiml,
                extra=(("AnsweredBy", line.leg.answered_by),),
            )
        while order is not None:
            line.script = asyncio.create_task(self._run(line, order))
            order = None
            try:
                await line.script
            except asyncio.CancelledError:
                if line.next is None or line.ending is not None:
                    raise
                order, line.next = line.next, None
                line.then = None
                line.released.set()

    async def _run(self, line: Line, order: Order) -> None:
        script = Script(
            line,
            webhooks=self.webhooks,
            reporter=self.reporter,
            ledger=self.ledger,
            pace=self.pace,
            bridges=self.board,
            answer=self.answer,
        )
        await script.run(order)
        if line.then is not None:
            await line.then(line)

    async def _accept(self, line: Line) -> None:
        """A dialled leg whose whisper has ended without hanging up: it waits in the bridge until somebody leaves."""
        line.decide("accepted")
        await asyncio.Event().wait()

    def _close(self, line: Line, status: str) -> None:
        leg = line.leg
        leg.ended_at, leg.awaiting = now(), None
        leg.duration = self.duration(line)
        self.reporter.move(line, status, event="completed")
        # Whoever dialled this leg saw it answered but never accepted: a voicemail, or a person who declined.
        line.decide("no-answer" if status == "completed" else status)
        line.released.set()
        line.settled.set()
        del self.lines[leg.sid]
