"""A transparent proxy in front of the embedded AWS, where calls can be refused or slowed down."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from aiohttp import ClientError, ClientSession, ClientTimeout, DummyCookieJar, TCPConnector, web
from multidict import CIMultiDict
from yarl import URL

from stacks.local.aws_actions import action_of
from stacks.local.aws_denial import deny

HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade", "expect"}
)
ANY_SIZE = 2**40


@dataclass(frozen=True, slots=True)
class _Faults:
    deny: frozenset[str] = frozenset()
    latency_s: float = 0.0


class AwsProxy:
    """
    Passes everything on to `target_url` as it came, the Host header included, so that signatures and API Gateway's
    host names mean the same behind it. Runs in a thread of its own; loopback only. port 0 takes a free one.
    """

    def __init__(self, target_url: str, port: int = 0) -> None:
        self._target = target_url.rstrip("/")
        self._port = port
        self._faults = _Faults()
        self.texted: Callable[[str, str], None] | None = None
        """Told of every text that SNS took: the number and the words, in the proxy's own thread."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="aws proxy", daemon=True)
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None

    @property
    def url(self) -> str:
        """Where it listens, once started."""
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> str:
        """Listen; returns the address. Raises OSError when the port is taken."""
        self._thread.start()
        try:
            asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(timeout=30)
        except BaseException:
            self.stop()
            raise
        return self.url

    def stop(self) -> None:
        """Close every connection and end the thread. Safe to repeat."""
        if not self._thread.is_alive():
            return
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(timeout=30)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    def faults(self, wanted: Mapping[str, Any]) -> None:
        """
        Replace what is broken: {deny: ["lambda:UpdateAlias", "s3:*", ...], latency_s: added to every call}.

        `{}` mends everything; TypeError for any other key.
        """
        self._faults = _faults(**wanted)

    async def _open(self) -> None:
        self._session = ClientSession(
            connector=TCPConnector(limit=0, keepalive_timeout=4),
            timeout=ClientTimeout(total=None, sock_connect=5),
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
        )
        app = web.Application(client_max_size=ANY_SIZE)
        app.router.add_route("*", "/{anything:.*}", self._pass_on)
        self._runner = web.AppRunner(app, access_log=None, auto_decompress=False, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        if self._session is not None:
            await self._session.close()

    async def _pass_on(self, request: web.Request) -> web.StreamResponse:
        assert self._session is not None
        body = await request.read()
        faults = self._faults
        if faults.latency_s:
            await asyncio.sleep(faults.latency_s)
        if faults.deny:
            action = action_of(request.method, request.raw_path, request.headers, body)
            if action and action.names & faults.deny:
                denial = deny(action)
                return web.Response(status=denial.status, headers=denial.headers, body=denial.body)
        try:
            async with self._session.request(
                request.method,
                URL(self._target + request.raw_path, encoded=True),
                headers=_passed_on(request.headers),
                data=body or None,
                allow_redirects=False,
                skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding", "Content-Type"),
            ) as answer:
                if answer.status == 200 and self.texted and (text := _text_in(body)):
                    self.texted(*text)
                return web.Response(
                    status=answer.status,
                    reason=answer.reason,
                    headers=_passed_on(answer.headers),
                    body=await answer.read(),
                )
        except ClientError as error:
            return web.Response(status=502, text=f"{self._target} did not answer: {type(error).__name__}")


def _faults(*, deny: Iterable[str] = (), latency_s: float = 0.0) -> _Faults:
    return _Faults(frozenset(deny), latency_s)


def _text_in(body: bytes) -> tuple[str, str] | None:
    """The number and words of a text that is published by SNS; None for every other request."""
    if b"Action=Publish" not in body or b"PhoneNumber=" not in body:
        return None
    form = parse_qs(body.decode(errors="replace"))
    return form["PhoneNumber"][0], form.get("Message", [""])[0]


def _passed_on(headers: Any) -> CIMultiDict[str]:
    return CIMultiDict((name, value) for name, value in headers.items() if name.lower() not in HOP_BY_HOP)
