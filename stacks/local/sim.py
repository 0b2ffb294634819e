"""The simulator's own API: what the phones do, what is broken, what there is to see. JSON over HTTP under /sim."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stacks.local.alarms import publish_alarm
from stacks.local.answering import Wrong, as_json, read_body
from stacks.local.asked import AlarmAsked, BehaviourAsked, CallAsked, DigitsAsked, FaultAsked, SpeechAsked, TextAsked
from stacks.local.calls import Exchange
from stacks.local.claude_server import ClaudeServer
from stacks.local.faults import AwsFault, Breakage, Faults
from stacks.local.ledger import Ledger
from stacks.local.line import Heard, Line
from stacks.local.media import NoPicture
from stacks.local.phones import is_e164
from stacks.local.scene import Scene, shown, whole
from stacks.local.texts import Texts
from stacks.local.webhooks import Receipts
from stacks.local.wiring import LocalWiring

LONGEST_POLL_S = 20.0


class Sim:
    """The routes under /sim."""

    def __init__(
        self,
        local: LocalWiring,
        *,
        ledger: Ledger,
        texts: Texts,
        exchange: Exchange,
        receipts: Receipts,
        breakage: Breakage,
        claude: ClaudeServer,
    ) -> None:
        self.local = local
        self.ledger = ledger
        self.texts = texts
        self.exchange = exchange
        self.receipts = receipts
        self.breakage = breakage
        self.claude = claude
        self.scene = Scene(local, ledger=ledger, breakage=breakage)

    def routes(self) -> list[Route]:
        """Everything served."""
        table: list[tuple[str, str, Callable[[Request], Awaitable[Any]]]] = [
            ("POST", "/sim/texts", self.text),
            ("GET", "/sim/phones", self.phones),
            ("GET", "/sim/phones/{number}", self.phone),
            ("PUT", "/sim/phones/{number}/behaviour", self.behave),
            ("POST", "/sim/calls", self.call),
            ("GET", "/sim/calls/{sid}", self.show_call),
            ("POST", "/sim/calls/{sid}/digits", self.press),
            ("POST", "/sim/calls/{sid}/speech", self.speak),
            ("POST", "/sim/calls/{sid}/hangup", self.hang_up),
            ("GET", "/sim/faults", self.show_faults),
            ("PUT", "/sim/faults", self.put_faults),
            ("GET", "/sim/shop", self.shop),
            ("POST", "/sim/shop/faults", self.break_shop),
            ("DELETE", "/sim/shop/faults/{fault}", self.mend_shop),
            ("POST", "/sim/alarms", self.alarm),
            ("GET", "/sim/claude", self.show_claude),
            ("GET", "/sim/state", self.state),
            ("GET", "/sim/changes", self.changes),
        ]
        picture = Route("/sim/media/{sid}", self.picture, methods=["GET"])
        return [picture, *(Route(path, as_json(serve), methods=[method]) for method, path, serve in table)]

    async def text(self, request: Request) -> dict[str, Any]:
        """A phone texts the desk."""
        asked = await read_body(request, TextAsked)
        self._check_ends(asked.sender, asked.to)
        try:
            text, answer = await self.texts.receive(sender=asked.sender, body=asked.body, media=asked.media)
        except NoPicture as wrong:
            raise Wrong(f"'media' is wrong: {wrong}") from wrong
        return {"sid": text.sid, "status": answer.status, "twiml": answer.document, "error": answer.complaint or None}

    async def picture(self, request: Request) -> Response:
        """A texted picture, as the phone that sent it shows it."""
        kept = self.texts.media.find(request.path_params["sid"])
        return Response(kept.data, media_type=kept.kind) if kept else Response(status_code=404)

    async def phones(self, _: Request) -> list[dict[str, Any]]:
        """Every phone there is, in the order of first use, without what lies on it."""
        return [shown(phone, self.ledger) for phone in self.ledger.phones.values()]

    async def phone(self, request: Request) -> dict[str, Any]:
        """One phone with its texts and calls, oldest first."""
        return whole(self.ledger.phone(self._number(request)), self.ledger)

    async def behave(self, request: Request) -> dict[str, Any]:
        """How a phone takes outbound traffic; what is left out stays as it is."""
        asked = await read_body(request, BehaviourAsked)
        phone = self.ledger.phone(self._number(request))
        phone.calls = asked.calls or phone.calls
        phone.texts = asked.texts or phone.texts
        self.ledger.changed()
        return shown(phone, self.ledger)

    async def call(self, request: Request) -> dict[str, Any]:
        """A phone calls the desk; answers once the call waits for something, or is over."""
        asked = await read_body(request, CallAsked)
        self._check_ends(asked.sender, asked.to)
        line = self.exchange.dial_in(asked.sender, is_hidden=asked.hidden)
        await self.exchange.settle(line)
        return line.leg.seen()

    async def show_call(self, request: Request) -> dict[str, Any]:
        """One call."""
        leg = self.ledger.legs.get(request.path_params["sid"])
        if leg is None:
            raise Wrong(f"there is no call {request.path_params['sid']}", 404)
        return leg.seen()

    async def press(self, request: Request) -> dict[str, Any]:
        """The person presses keys; answers once the call waits for something again, or is over."""
        asked = await read_body(request, DigitsAsked)
        return await self._say(request, Heard(kind="digits", text=asked.digits))

    async def speak(self, request: Request) -> dict[str, Any]:
        """The person says something."""
        asked = await read_body(request, SpeechAsked)
        return await self._say(request, Heard(kind="speech", text=asked.text, confidence=asked.confidence))

    async def hang_up(self, request: Request) -> dict[str, Any]:
        """The person hangs up; a call that rings is declined."""
        line = self._line(request)
        self.exchange.hang_up(line, "completed" if line.leg.answered_at else "busy")
        if line.task is not None:
            await asyncio.wait([line.task])
        return line.leg.seen()

    async def show_faults(self, _: Request) -> dict[str, Any]:
        """What is broken at the wire."""
        return self.breakage.seen()

    async def put_faults(self, request: Request) -> dict[str, Any]:
        """Replace what is broken at the wire; `{}` mends everything."""
        faults = await read_body(request, Faults)
        if self.local.proxy is not None:
            aws = (faults.aws or AwsFault()).model_dump()
            await asyncio.to_thread(self.local.proxy.faults, aws if faults.aws else {})
        elif faults.aws is not None:
            raise Wrong("this run has no proxy in front of AWS, so 'aws' cannot be broken", 409)
        self.breakage.put(faults)
        self.ledger.changed()
        return self.breakage.seen()

    async def shop(self, _: Request) -> Any:
        """The demo shop as it is."""
        return await asyncio.to_thread(self._shop().state)

    async def break_shop(self, request: Request) -> Any:
        """Break the demo shop."""
        asked = await read_body(request, FaultAsked)
        await self._of_shop(lambda shop: shop.break_(asked.fault, sticky=asked.sticky))
        return await asyncio.to_thread(self._shop().state)

    async def mend_shop(self, request: Request) -> Any:
        """Mend one fault of the demo shop by hand."""
        fault = request.path_params["fault"]
        await self._of_shop(lambda shop: shop.mend(fault))
        return await asyncio.to_thread(self._shop().state)

    async def alarm(self, request: Request) -> dict[str, Any]:
        """CloudWatch raises (or ends) an alarm on the desk's alarm topic."""
        asked = await read_body(request, AlarmAsked)
        if not self.local.alarm_topic_arn:
            raise Wrong("this run has no alarm topic", 409)
        return {"message_id": await asyncio.to_thread(publish_alarm, self.local, asked)}

    async def show_claude(self, _: Request) -> dict[str, Any]:
        """The last requests that reached the Claude-shaped server, oldest first."""
        return {"requests": list(self.claude.requests)}

    async def state(self, _: Request) -> dict[str, Any]:
        """Everything the page shows."""
        return await self.scene.now()

    async def changes(self, request: Request) -> dict[str, Any]:
        """
        The state as soon as its revision is not `after`, or after 20 seconds what it was: `changed` says which.

        `recent`: only so many of the latest texts and calls of each phone.
        """
        raw, recent = request.query_params.get("after", "0"), request.query_params.get("recent", "")
        if not raw.isdecimal():
            raise Wrong(f"'after' must be a revision number, not '{raw}'")
        if recent and not recent.isdecimal():
            raise Wrong(f"'recent' must be a whole number, not '{recent}'")
        most = int(recent) if recent else None
        return await self.scene.after(int(raw), seconds=LONGEST_POLL_S, recent=most)

    async def _of_shop(self, do: Callable[[Any], Any]) -> None:
        try:
            await asyncio.to_thread(do, self._shop())
        except (LookupError, ValueError) as wrong:
            raise Wrong(str(wrong), 404) from wrong

    def _shop(self) -> Any:
        if self.local.shop is None:
            raise Wrong("this run has no demo shop", 404)
        return self.local.shop

    async def _say(self, request: Request, heard: Heard) -> dict[str, Any]:
        line = self._line(request)
        kind = (line.leg.awaiting or {}).get("kind")
        if kind not in {"gather", "bridge", "conference"}:
            waits = f"waits for: {kind}" if kind else "is not listening just now"
            raise Wrong(f"call {line.leg.sid} is {line.leg.status} and {waits}", 409)
        self.exchange.hear(line, heard)
        if kind == "gather":
            await self.exchange.settle(line)
        return line.leg.seen()

    def _line(self, request: Request) -> Line:
        sid = request.path_params["sid"]
        leg, line = self.ledger.legs.get(sid), self.exchange.lines.get(sid)
        if leg is None:
            raise Wrong(f"there is no call {sid}", 404)
        if line is None:
            raise Wrong(f"call {sid} is over: {leg.status}", 409)
        return line

    def _number(self, request: Request) -> str:
        number = str(request.path_params["number"])
        if not is_e164(number):
            raise Wrong(f"'{number}' is not a telephone number like +12025550121")
        return number

    def _check_ends(self, sender: str, to: str) -> None:
        if to != self.local.desk_number:
            raise Wrong(f"'to' must be the desk's number {self.local.desk_number}, not '{to}'")
        if sender == self.local.desk_number:
            raise Wrong("'from' must be a phone, not the desk's own number")
