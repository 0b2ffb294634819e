"""A server that speaks Anthropic's wire well enough to be asked, and badly in every way that happens."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[["Request"], None]


@dataclass
class Wire:
    """What the server was asked, and how it answers the next question."""

    url: str = ""
    reply: Reply = lambda request: request.say({})
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


class Request(BaseHTTPRequestHandler):
    """One question. The server's `wire` decides the answer."""

    protocol_version = "HTTP/1.1"
    wire: Wire

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        self.wire.requests.append({"path": self.path, **json.loads(body)})
        self.wire.headers.append({key.lower(): value for key, value in self.headers.items()})
        self.wire.reply(self)

    def say(self, answer: object, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.raw(json.dumps(answer).encode(), status=status, headers=headers)

    def raw(self, body: bytes, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.start(len(body), status=status, headers=headers)
        self.wfile.write(body)

    def start(self, length: int, *, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(length))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: a test reads `wire.requests`."""


def message(*blocks: dict[str, Any], stop: str = "end_turn") -> dict[str, Any]:
    """An answer of the Messages API."""
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-haiku-5-5",
        "content": list(blocks),
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": {"input_tokens": 700, "output_tokens": 42},
    }


def text(words: str) -> dict[str, Any]:
    return {"type": "text", "text": words}


@contextmanager
def serving() -> Iterator[Wire]:
    """The server on a free loopback port, until the block ends."""
    wire = Wire()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Request,), {"wire": wire}))
    server.daemon_threads = True
    wire.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield wire
    finally:
        wire.stop.set()
        server.shutdown()
        server.server_close()
