"""A tiny desk on real HTTP: remembers what the network posts, checks every signature with Twilio's own validator."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

import httpx
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # twilio ships no types

from stacks.local.server import Serving, serve

ACCOUNT, TOKEN, DESK = "AC" + "0" * 32, "local-token", "+12025550100"
PUBLIC = "https://desk.example"


@dataclass(frozen=True)
class Posted:
    """One request as the desk got it. is_signed: by Twilio's validator, over the public URL."""

    path: str
    form: dict[str, str]
    headers: dict[str, str]
    is_signed: bool


@dataclass
class Desk:
    """Answers TwiML by path; whatever is not scripted is answered with an empty document."""

    posted: list[Posted] = field(default_factory=list)
    answers: dict[str, "str | Callable[[dict[str, str]], str]"] = field(default_factory=dict)
    status: int = 200
    content_type: str = "text/xml"
    serving: Serving | None = None

    def start(self) -> "Desk":
        """Listen on a free port."""
        self.serving = serve(Starlette(routes=[Route("/{path:path}", self.take, methods=["GET", "POST", "PUT"])]))
        return self

    def forget(self) -> None:
        """Be as new."""
        self.posted.clear()
        self.answers.clear()
        self.status, self.content_type = 200, "text/xml"

    @property
    def url(self) -> str:
        """Where it listens."""
        assert self.serving is not None
        return self.serving.url

    async def take(self, request: Request) -> Response:
        """Remember one request and answer it."""
        raw = (await request.body()).decode()
        form = dict(parse_qsl(raw, keep_blank_values=True))
        public = PUBLIC + request.url.path + (f"?{request.url.query}" if request.url.query else "")
        signature = request.headers.get("x-twilio-signature", "")
        is_signed = bool(RequestValidator(TOKEN).validate(public, form, signature))
        self.posted.append(Posted(request.url.path, form, dict(request.headers), is_signed))
        answer = self.answers.get(request.url.path, "<Response/>")
        document = answer if isinstance(answer, str) else answer(form)
        return Response(document, self.status, media_type=self.content_type)

    def receipts(self, path: str = "/twilio/status") -> list[dict[str, str]]:
        """What was posted to this path."""
        return [posted.form for posted in self.posted if posted.path == path]


@dataclass
class Network:
    """The local server under test and a client for it."""

    serving: Serving
    client: httpx.Client

    def sim(self, method: str, path: str, **body: object) -> httpx.Response:
        """Call the simulator."""
        return self.client.request(method, f"/sim{path}", json=body or None)

    def create(self, kind: str, **form: str | list[str]) -> httpx.Response:
        """Create a Message or a Call through the REST API; the parameters are Twilio's."""
        pairs = {"From": DESK, **form}
        return self.client.post(f"/2010-04-01/Accounts/{ACCOUNT}/{kind}.json", data=pairs, auth=(ACCOUNT, TOKEN))

    def text(self, number: str, sid: str) -> dict[str, object]:
        """One text as the phone shows it."""
        texts = self.sim("GET", f"/phones/{number}").json()["texts"]
        return next(text for text in texts if text["sid"] == sid)

    def call(self, sid: str) -> dict[str, Any]:
        """One call."""
        shown: dict[str, Any] = self.sim("GET", f"/calls/{sid}").json()
        return shown


def eventually(claim: Callable[[], object], *, seconds: float = 10.0) -> object:
    """Wait until the claim is true and return what it returned; fails with its last value."""
    until = time.monotonic() + seconds
    while not (value := claim()):
        assert time.monotonic() < until, f"never came true; last: {value!r}"
        threading.Event().wait(0.02)
    return value
