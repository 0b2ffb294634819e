"""Twilio's REST API in small: messages and calls of one account, in Twilio's shapes and with its error numbers."""

import asyncio
import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable
from typing import cast
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from stacks.local.broken import broken_off
from stacks.local.calls import Exchange
from stacks.local.conferences import Room
from stacks.local.faults import Breakage, TwilioFault
from stacks.local.ledger import Ledger
from stacks.local.line import Order
from stacks.local.listing import matches, page, was_sent_when_asked
from stacks.local.media_server import MediaServer
from stacks.local.phones import is_e164
from stacks.local.resources import CODE_OF_STATUS, Rejected, call_resource, text_resource
from stacks.local.texts import OPTED_OUT, Texts
from stacks.local.twiml import BadDocument, read_document
from stacks.local.wiring import LocalWiring

LONGEST_TEXT = 1600
LONGEST_TWIML = 4000
CALL_EVENTS = {"initiated", "ringing", "answered", "completed"}
ROOT = "/2010-04-01/Accounts/{account}"


class Form:
    """A posted form. A parameter sent twice keeps every value."""

    def __init__(self, body: bytes) -> None:
        self.pairs = parse_qsl(body.decode(errors="replace"), keep_blank_values=True)

    def one(self, name: str) -> str:
        """The last value, or an empty text."""
        return next((value for key, value in reversed(self.pairs) if key == name), "")

    def every(self, name: str) -> list[str]:
        """All values, in order."""
        return [value for key, value in self.pairs if key == name]

    def number(self, name: str, *, least: int, most: int, default: int) -> int:
        """A whole number between the two. Rejects anything else with 20001."""
        raw = self.one(name)
        if not raw:
            return default
        if not raw.isdecimal() or not least <= int(raw) <= most:
            raise Rejected(400, 20001, f"{name} must be a whole number between {least} and {most}, not '{raw}'")
        return int(raw)


class TwilioServer:
    """The routes below /2010-04-01. Every answer is Twilio-shaped, the broken ones too."""

    def __init__(
        self,
        local: LocalWiring,
        *,
        ledger: Ledger,
        texts: Texts,
        exchange: Exchange,
        breakage: Breakage,
        media: MediaServer,
    ) -> None:
        self.local = local
        self.ledger = ledger
        self.texts = texts
        self.exchange = exchange
        self.breakage = breakage
        self.media = media

    def routes(self) -> list[Route]:
        """Everything served."""
        return [
            self._route("/Messages.json", self.create_text, "POST"),
            self._route("/Messages.json", self.list_texts, "GET"),
            self._route("/Messages/{sid}.json", self.fetch_text, "GET"),
            self._route("/Messages/{sid}/Media.json", self.media.list, "GET"),
            self._route("/Messages/{sid}/Media/{media}.json", self.media.describe, "GET"),
            self._route("/Messages/{sid}/Media/{media}.json", self.media.delete, "DELETE"),
            self._route("/Messages/{sid}/Media/{media}", self.media.fetch, "GET"),
            *self.media.store(),
            self._route("/Calls.json", self.create_call, "POST"),
            self._route("/Calls.json", self.list_calls, "GET"),
            self._route("/Calls/{sid}.json", self.fetch_call, "GET"),
            self._route("/Calls/{sid}.json", self.update_call, "POST"),
            self._route("/Conferences.json", self.list_conferences, "GET"),
            self._route("/Conferences/{sid}.json", self.fetch_conference, "GET"),
            self._route("/Conferences/{sid}.json", self.update_conference, "POST"),
            self._route("/Conferences/{sid}/Participants.json", self.list_participants, "GET"),
            self._route("/Conferences/{sid}/Participants/{call}.json", self.fetch_participant, "GET"),
        ]

    async def create_text(self, request: Request) -> Response:
        """POST Messages.json."""
        form = Form(await request.body())
        to = self._recipient(form)
        body, media, service = form.one("Body"), form.every("MediaUrl"), form.one("MessagingServiceSid")
        if not body and not media:
            raise Rejected(400, 21602, "Message body is required.")
        if len(body) > LONGEST_TEXT:
            raise Rejected(400, 21617, "The concatenated message body exceeds the 1600 character limit.")
        if not service:
            self._sender(form, 21603, 21606)
        if self.ledger.phone(to).opted_out:
            raise Rejected(400, OPTED_OUT, "Attempt to send to unsubscribed recipient")
        text = self.texts.send(
            to=to,
            body=body,
            media=media,
            status_callback=form.one("StatusCallback"),
            valid_seconds=form.number("ValidityPeriod", least=1, most=36000, default=36000),
            messaging_service=service or None,
        )
        return JSONResponse(text_resource(text, self.local.account_sid), 201)

    async def list_texts(self, request: Request) -> Response:
        """GET Messages.json, newest first, by To, From and DateSent (`DateSent>`, `DateSent<`)."""
        asked = request.query_params
        found = [text for text in reversed(self.ledger.texts.values()) if matches(text, asked)]
        found = [text for text in found if was_sent_when_asked(text, asked)]
        return page("messages", [text_resource(text, self.local.account_sid) for text in found], request)

    async def fetch_text(self, request: Request) -> Response:
        """GET Messages/{sid}.json."""
        text = self.ledger.texts.get(request.path_params["sid"])
        if text is None:
            raise self._unknown(request)
        return JSONResponse(text_resource(text, self.local.account_sid))

    async def create_call(self, request: Request) -> Response:
        """POST Calls.json."""
        form = Form(await request.body())
        to = self._recipient(form)
        self._sender(form, 21213, 21210)
        leg = self.exchange.place(
            to=to,
            order=self._order(form),
            ring_seconds=form.number("Timeout", least=1, most=600, default=60),
            detects=form.one("MachineDetection") in {"Enable", "DetectMessageEnd"},
            status_callback=form.one("StatusCallback"),
            status_events=self._events(form),
        )
        return JSONResponse(call_resource(leg, self.local.account_sid), 201)

    async def list_calls(self, request: Request) -> Response:
        """GET Calls.json, newest first, by To, From, Status and ParentCallSid."""
        asked = request.query_params
        found = [leg for leg in reversed(self.ledger.legs.values()) if matches(leg, asked)]
        if asked.get("Status"):
            found = [leg for leg in found if leg.status == asked["Status"]]
        if asked.get("ParentCallSid"):
            found = [leg for leg in found if leg.parent == asked["ParentCallSid"]]
        return page("calls", [call_resource(leg, self.local.account_sid) for leg in found], request)

    async def fetch_call(self, request: Request) -> Response:
        """GET Calls/{sid}.json."""
        leg = self.ledger.legs.get(request.path_params["sid"])
        if leg is None:
            raise self._unknown(request)
        return JSONResponse(call_resource(leg, self.local.account_sid))

    async def update_call(self, request: Request) -> Response:
        """POST Calls/{sid}.json: hang up (Status) or run another document (Url, Twiml)."""
        leg = self.ledger.legs.get(request.path_params["sid"])
        if leg is None:
            raise self._unknown(request)
        form = Form(await request.body())
        line = self.exchange.lines.get(leg.sid)
        if line is None:
            raise Rejected(400, 21220, "Call is not in-progress. Cannot redirect.")
        if form.one("Status") in {"completed", "canceled"}:
            self.exchange.hang_up(line)
            if line.task is not None:
                await asyncio.wait([line.task])
        elif form.one("Status"):
            raise Rejected(400, 21218, "Status must be 'completed' or 'canceled'")
        else:
            order = self._order(form)
            try:
                self.exchange.update(leg.sid, order)
            except KeyError:
                raise Rejected(400, 21220, "Call is not in-progress. Cannot redirect.") from None
        return JSONResponse(call_resource(leg, self.local.account_sid))

    async def list_conferences(self, request: Request) -> Response:
        """GET Conferences.json, newest first, by FriendlyName and Status."""
        asked, rooms = request.query_params, self.exchange.board.conferences
        found = rooms.find(name=asked.get("FriendlyName", ""), status=asked.get("Status", ""))
        return page("conferences", [rooms.resource(room) for room in found], request)

    async def fetch_conference(self, request: Request) -> Response:
        """GET Conferences/{sid}.json."""
        return JSONResponse(self.exchange.board.conferences.resource(self._room(request)))

    async def update_conference(self, request: Request) -> Response:
        """POST Conferences/{sid}.json: end it (Status=completed)."""
        rooms, room = self.exchange.board.conferences, self._room(request)
        if Form(await request.body()).one("Status") != "completed":
            raise Rejected(400, 20001, "Status must be 'completed'")
        ending = [one.line.task for one in room.inside if one.line.task is not None]
        rooms.end(room)
        if ending:
            await asyncio.wait(ending)
        return JSONResponse(rooms.resource(room))

    async def list_participants(self, request: Request) -> Response:
        """GET Conferences/{sid}/Participants.json: who is in it now, by Muted, Hold and Coaching."""
        rooms = self.exchange.board.conferences
        room = self._room(request)
        found = [rooms.participant(room, one) for one in room.inside]
        for name in ("Muted", "Hold", "Coaching"):
            if wanted := request.query_params.get(name, "").lower():
                found = [one for one in found if one[name.lower()] is (wanted == "true")]
        return page("participants", found, request)

    async def fetch_participant(self, request: Request) -> Response:
        """GET Conferences/{sid}/Participants/{call sid or label}.json."""
        room, wanted = self._room(request), request.path_params["call"]
        for one in room.inside:
            if wanted in {one.line.leg.sid, one.label}:
                return JSONResponse(self.exchange.board.conferences.participant(room, one))
        raise self._unknown(request)

    def _room(self, request: Request) -> Room:
        room = self.exchange.board.conferences.rooms.get(request.path_params["sid"])
        if room is None:
            raise self._unknown(request)
        return room

    def _route(self, path: str, serve: Callable[[Request], Awaitable[Response]], method: str) -> Route:
        async def answer(request: Request) -> Response:
            try:
                self._check_key(request)
                fault = self.breakage.twilio(creates=method == "POST")
                if fault is None:
                    return await serve(request)
                return await self._fail(fault, request, serve)
            except Rejected as no:
                return no.response()

        return Route(ROOT + path, answer, methods=[method])

    async def _fail(
        self, fault: TwilioFault, request: Request, serve: Callable[[Request], Awaitable[Response]]
    ) -> Response:
        taken = await serve(request) if fault.after_accept or fault.status is None else None
        await asyncio.sleep(fault.latency_s)
        if taken is not None and (fault.status is None or taken.status_code >= 400):
            return taken
        status = cast(int, fault.status)
        if status == 0:
            return broken_off()
        raise Rejected(status, fault.code or CODE_OF_STATUS.get(status, 20500 if status >= 500 else 20001))

    def _check_key(self, request: Request) -> None:
        scheme, _, coded = request.headers.get("authorization", "").partition(" ")
        expected = f"{self.local.account_sid}:{self.local.auth_token}".encode()
        try:
            given = base64.b64decode(coded, validate=True)
        except (binascii.Error, ValueError):
            given = b""
        is_ours = scheme.lower() == "basic" and hmac.compare_digest(given, expected)
        if not is_ours or request.path_params["account"] != self.local.account_sid:
            raise Rejected(401, 20003)

    def _recipient(self, form: Form) -> str:
        to = form.one("To")
        if not to:
            raise Rejected(400, 21604, "A 'To' phone number is required.")
        if not is_e164(to):
            raise Rejected(400, 21211, f"Invalid 'To' Phone Number: {to[:-4]}XXXX")
        if to == self.local.desk_number:
            raise Rejected(400, 21266, "'To' and 'From' number cannot be the same")
        return to

    def _sender(self, form: Form, missing: int, foreign: int) -> None:
        if not form.one("From"):
            raise Rejected(400, missing, "A 'From' phone number is required.")
        if form.one("From") != self.local.desk_number:
            raise Rejected(400, foreign, "The 'From' phone number is not a number of this account.")

    def _order(self, form: Form) -> Order:
        url, twiml = form.one("Url"), form.one("Twiml")
        if twiml:
            if len(twiml) > LONGEST_TWIML:
                raise Rejected(400, 21240, "Twiml is longer than 4000 characters")
            try:
                read_document(twiml)
            except BadDocument as wrong:
                raise Rejected(400, wrong.code, str(wrong)) from wrong
            return Order(url=self.local.public_url, twiml=twiml)
        if not url.startswith(("http://", "https://")):
            raise Rejected(400, 21205, f"Url is not a valid URL: {url or '(none)'}")
        return Order(url=url, method=form.one("Method") or "POST")

    def _events(self, form: Form) -> list[str]:
        events = [event for value in form.every("StatusCallbackEvent") for event in value.replace(",", " ").split()]
        wrong = [event for event in events if event not in CALL_EVENTS]
        if wrong:
            raise Rejected(400, 21626, f"StatusCallbackEvent does not know '{wrong[0]}'")
        return events

    def _unknown(self, request: Request) -> Rejected:
        return Rejected(404, 20404, f"The requested resource {request.url.path} was not found")
