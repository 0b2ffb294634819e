"""TwilioChannel against a real HTTP server that behaves like Twilio on a good and on a bad night."""

import base64
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import urllib3

from nightdesk.channel.twilio import TwilioChannel
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone

DESK, ANA = Phone("+12025550100"), Phone("+12025550121")
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


class Carrier:
    """What the server saw, and what it does next: `answers` maps a request to (status, body) or does something odd."""

    def __init__(self) -> None:
        self.seen: list[Any] = []
        self.answers: Callable[[Any], Any] = lambda handler: (201, {"sid": "SM0123"})
        self.let_go = threading.Event()
        self.address = ""


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    state = Carrier()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = self.rfile.read(length).decode()
            state.seen.append((self.command, self.path, parse_qs(body, keep_blank_values=True), self.headers))
            answer = state.answers(self)
            if answer is None:
                self.close_connection = True
                return
            status, content = answer
            raw = content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST = answer  # noqa: N815 - the names http.server calls

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    state.address = f"http://127.0.0.1:{server.server_address[1]}"
    yield state
    state.let_go.set()
    server.shutdown()
    server.server_close()


def channel(address: str, *, patience: float = 5.0) -> TwilioChannel:
    return TwilioChannel(
        account_sid="AC1",
        auth_token="secret-token",
        base_url=address,
        public_url="https://desk.example.com/",
        number=DESK,
        http=urllib3.PoolManager(),
        patience_seconds=patience,
    )


def text(carrier: Carrier, *, patience: float = 5.0, to: Phone = ANA) -> str:
    opened = channel(carrier.address, patience=patience)
    return opened.text(to=to, body="SEV1 checkout. Reply ack 42", receipt="/twilio/status/01A", valid_seconds=120)


@contextmanager
def unavailable() -> Iterator[Any]:
    with pytest.raises(ChannelUnavailable) as raised:
        yield raised
    assert "secret-token" not in str(raised.value)
    assert ANA not in str(raised.value)


def test_a_text_is_posted_with_its_validity_and_receipt(carrier: Carrier) -> None:
    sid = text(carrier)

    method, path, form, headers = carrier.seen[0]
    assert sid == "SM0123"
    assert (method, path) == ("POST", "/2010-04-01/Accounts/AC1/Messages.json")
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")) == b"AC1:secret-token"
    assert form == {
        "To": [ANA],
        "From": [DESK],
        "Body": ["SEV1 checkout. Reply ack 42"],
        "ValidityPeriod": ["120"],
        "StatusCallback": ["https://desk.example.com/twilio/status/01A#rc=2&rp=5xx,ct,rt"],
    }


def test_a_call_is_placed_with_its_script_and_every_event_wanted(carrier: Carrier) -> None:
    carrier.answers = lambda handler: (201, {"sid": "CA0123"})

    sid = channel(carrier.address).ring(
        to=ANA, script="page/INC-000042/ana", receipt="/twilio/status/01B", ring_seconds=30
    )

    _, path, form, _ = carrier.seen[0]
    assert sid == "CA0123"
    assert path == "/2010-04-01/Accounts/AC1/Calls.json"
    assert form["Url"] == ["https://desk.example.com/twilio/voice/page/INC-000042/ana#rc=2&rp=5xx,ct,rt"]
    assert form["StatusCallbackEvent"] == ["initiated", "ringing", "answered", "completed"]
    assert form["Timeout"] == ["30"]
    assert "MachineDetection" not in form


@pytest.mark.parametrize(("asked", "sent"), [(0, "1"), (999_999, "36000")])
def test_a_validity_outside_twilios_range_is_brought_into_it(carrier: Carrier, asked: int, sent: str) -> None:
    channel(carrier.address).text(to=ANA, body="x", receipt="/r", valid_seconds=asked)

    assert carrier.seen[0][2]["ValidityPeriod"] == [sent]


@pytest.mark.parametrize(
    ("status", "code", "is_final"),
    [(400, 21610, True), (400, 21211, True), (400, 21614, True), (400, 21408, True), (400, 21617, True),
     (429, 20429, False), (429, 21611, False), (401, 20003, False), (403, 30002, False), (403, 20005, False),
     (403, 90010, False), (400, 99999, True)],
)  # fmt: skip
def test_a_refusal_carries_the_carriers_number_and_was_not_sent(
    carrier: Carrier, status: int, code: int, is_final: bool
) -> None:
    carrier.answers = lambda handler: (status, {"code": code, "message": "no", "status": status})

    with unavailable() as raised:
        text(carrier)

    assert (raised.value.code, raised.value.is_final, raised.value.may_have_sent) == (code, is_final, False)


@pytest.mark.parametrize(
    ("status", "body", "code", "is_final"),
    [(429, b"slow down", 20429, False), (401, b"", 20003, False), (403, b"", 20403, False), (400, b"<html>", 0, True),
     (404, b"{}", 20404, False), (302, b"", 0, True)],
)  # fmt: skip
def test_a_refusal_without_a_number_is_judged_by_its_status(
    carrier: Carrier, status: int, body: Any, code: int, is_final: bool
) -> None:
    carrier.answers = lambda handler: (status, body)

    with unavailable() as raised:
        text(carrier)

    assert (raised.value.code, raised.value.is_final, raised.value.may_have_sent) == (code, is_final, False)


@pytest.mark.parametrize(
    ("status", "body"), [(500, {"code": 20500}), (503, {"code": 20503}), (502, b"<html>"), (504, b"")]
)
def test_after_a_server_error_the_text_may_have_been_taken(carrier: Carrier, status: int, body: Any) -> None:
    carrier.answers = lambda handler: (status, body)

    with unavailable() as raised:
        text(carrier)

    assert (raised.value.is_final, raised.value.may_have_sent) == (False, True)


def test_nothing_is_tried_twice_behind_the_outboxs_back(carrier: Carrier) -> None:
    carrier.answers = lambda handler: (503, {"code": 20503})

    with unavailable():
        text(carrier)

    assert len(carrier.seen) == 1


def test_a_redirect_never_carries_our_credentials_elsewhere(carrier: Carrier) -> None:
    def away(handler: Any) -> None:
        handler.send_response(307)
        handler.send_header("Location", f"{carrier.address}/elsewhere")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    carrier.answers = away

    with unavailable():
        text(carrier)

    assert len(carrier.seen) == 1


def test_an_answer_that_never_comes_may_have_sent_the_text(carrier: Carrier) -> None:
    carrier.answers = lambda handler: carrier.let_go.wait(30) and None

    with unavailable() as raised:
        text(carrier, patience=0.3)

    assert (raised.value.is_final, raised.value.may_have_sent) == (False, True)


@pytest.mark.parametrize("part", ["headers", "body"])
def test_an_answer_that_drips_is_not_waited_for(carrier: Carrier, part: str) -> None:
    def drip(handler: Any) -> None:
        start = (
            b"HTTP/1.1 201 Created\r\n"
            if part == "headers"
            else b"HTTP/1.1 201 Created\r\nContent-Length: 5000\r\n\r\n"
        )
        handler.wfile.write(start)
        while not carrier.let_go.is_set():
            try:
                handler.wfile.write(b"x")
                handler.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    carrier.answers = drip

    with unavailable() as raised:
        text(carrier, patience=0.5)

    assert raised.value.may_have_sent


def test_a_connection_cut_after_the_post_may_have_sent_the_text(carrier: Carrier) -> None:
    carrier.answers = lambda handler: handler.connection.shutdown(socket.SHUT_RDWR)

    with unavailable() as raised:
        text(carrier)

    assert (raised.value.is_final, raised.value.may_have_sent) == (False, True)


def test_a_carrier_that_cannot_be_reached_has_not_sent_anything() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}"

        with unavailable() as raised:
            channel(address).text(to=ANA, body="x", receipt="/r", valid_seconds=60)

    assert (raised.value.is_final, raised.value.may_have_sent) == (False, False)


@pytest.mark.parametrize("answer", [b"", b"not json", b"[]", {"sid": ""}, {}])
def test_an_acceptance_that_cannot_be_read_may_have_sent_the_text(carrier: Carrier, answer: Any) -> None:
    carrier.answers = lambda handler: (201, answer)

    with unavailable() as raised:
        text(carrier)

    assert raised.value.may_have_sent


def test_the_desk_never_writes_to_itself(carrier: Carrier) -> None:
    with unavailable() as raised:
        text(carrier, to=DESK)

    assert raised.value.is_final
    assert carrier.seen == []


def listed(sid: str, *, body: str = "page", to: str = ANA, at: datetime = NOW) -> dict[str, Any]:
    return {"sid": sid, "body": body, "to": to, "from": DESK, "date_created": format_datetime(at)}


def test_a_text_of_ours_is_found_by_its_number_body_and_time(carrier: Carrier) -> None:
    carrier.answers = lambda handler: (
        200,
        {"messages": [listed("SM1", body="other"), listed("SM2", to="+12025550199"), listed("SM3"), listed("SM4")]},
    )

    found = channel(carrier.address).find_text(to=ANA, body="page", since=NOW)

    method, path, _, _ = carrier.seen[0]
    assert found == "SM3"
    assert method == "GET"
    assert parse_qs(urlsplit(path).query) == {
        "To": [ANA],
        "From": [DESK],
        "DateSent>": ["2026-11-23"],
        "PageSize": ["100"],
    }


@pytest.mark.parametrize(
    "messages",
    [[], [listed("SM1", at=NOW - timedelta(minutes=1))], [listed("SM1") | {"date_created": None}]],
    ids=["none", "an older one", "one without a date"],
)
def test_an_older_text_with_the_same_words_is_not_mistaken_for_ours(
    carrier: Carrier, messages: list[dict[str, Any]]
) -> None:
    carrier.answers = lambda handler: (200, {"messages": messages})

    assert channel(carrier.address).find_text(to=ANA, body="page", since=NOW) is None


def test_a_failed_search_says_so_and_has_sent_nothing(carrier: Carrier) -> None:
    carrier.answers = lambda handler: (503, b"")

    with unavailable() as raised:
        channel(carrier.address).find_text(to=ANA, body="page", since=NOW)

    assert not raised.value.may_have_sent
