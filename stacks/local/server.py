"""The one local web server: the page, the simulator, Twilio's and Anthropic's APIs, and the way to the stack."""

import asyncio
import socket
import threading
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from stacks.local.calls import Exchange
from stacks.local.claude_server import ClaudeServer
from stacks.local.faults import Breakage
from stacks.local.ledger import Ledger
from stacks.local.media import Media
from stacks.local.media_server import MediaServer
from stacks.local.outside import Outside
from stacks.local.own_page import OwnPageOnly
from stacks.local.pace import Pace
from stacks.local.passing import Passing
from stacks.local.sim import Sim
from stacks.local.status_site import StatusSite
from stacks.local.texts import Texts
from stacks.local.twilio_server import TwilioServer
from stacks.local.webhooks import Receipts, Webhooks
from stacks.local.wiring import LocalWiring

PAGE = Path(__file__).with_name("page")


def create_app(local: LocalWiring, *, pace: Pace | None = None) -> Starlette:
    """The app. pace: how fast the phone network goes; by default at the wiring's speed."""
    pace = pace or Pace(speed=local.speed)
    ledger = Ledger(local.state_dir / "phones.json")
    breakage = Breakage()
    # trust_env off: a proxy named in the environment must not see, or refuse, loopback requests.
    client = httpx.AsyncClient(trust_env=False, timeout=httpx.Timeout(30.0, connect=5.0), limits=httpx.Limits())
    webhooks = Webhooks(local, ledger, client)
    receipts = Receipts(webhooks, breakage)
    media = Media(local)
    texts = Texts(local, ledger=ledger, webhooks=webhooks, receipts=receipts, pace=pace, media=media)
    exchange = Exchange(local, ledger=ledger, webhooks=webhooks, receipts=receipts, pace=pace)
    claude = ClaudeServer(breakage)
    photos = MediaServer(media, ledger, account_sid=local.account_sid)
    twilio = TwilioServer(local, ledger=ledger, texts=texts, exchange=exchange, breakage=breakage, media=photos)
    sim = Sim(
        local,
        ledger=ledger,
        texts=texts,
        exchange=exchange,
        receipts=receipts,
        breakage=breakage,
        claude=claude,
    )
    passing = Passing(local, client)
    outside = Outside(local, breakage, client)

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        texts.resume()
        if local.proxy is not None:
            loop = asyncio.get_running_loop()
            local.proxy.texted = lambda to, body: loop.call_soon_threadsafe(texts.arrive, to, body)
        yield
        if local.proxy is not None:
            local.proxy.texted = None
        exchange.stop()
        texts.stop()
        receipts.stop()
        ledger.save()
        await client.aclose()

    routes = [
        *twilio.routes(),
        *sim.routes(),
        *passing.routes(),
        *outside.routes(),
        *StatusSite(local).routes(),
        Mount("/claude", routes=claude.routes()),
        Route("/", _front_page),
        Mount("/", StaticFiles(directory=PAGE, html=True, check_dir=False)),
    ]
    return Starlette(
        routes=routes, lifespan=life, middleware=[Middleware(OwnPageOnly)], exception_handlers={404: _not_found}
    )


@dataclass(frozen=True)
class Serving:
    """A server in its own thread. url: where it listens."""

    url: str
    _server: uvicorn.Server
    _thread: threading.Thread

    def stop(self) -> None:
        """Stop listening, save, and wait until it is done."""
        self._server.should_exit = True
        self._thread.join(timeout=15)


def serve(app: Starlette, port: int = 0) -> Serving:
    """
    Serve on 127.0.0.1 and return once it listens. port 0 takes a free one.

    Raises OSError when the port is taken.
    """
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        listening.close()
        raise
    config = uvicorn.Config(app, log_level="warning", lifespan="on", timeout_graceful_shutdown=1, access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True, name="local-server")
    thread.start()
    while not server.started:
        if not thread.is_alive():
            listening.close()
            raise RuntimeError("the local server could not start")
        time.sleep(0.01)
    return Serving(f"http://127.0.0.1:{listening.getsockname()[1]}", server, thread)


async def _front_page(_: Any) -> Response:
    page = PAGE / "index.html"
    if page.exists():
        return FileResponse(page)
    return JSONResponse({"error": "the page is not built; the simulator answers under /sim"}, 404)


async def _not_found(request: Any, _: Exception) -> Response:
    return JSONResponse({"error": f"there is nothing at {request.url.path}"}, 404)
