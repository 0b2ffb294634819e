"""The dead-man switch at the wire: it hears from us each minute when all is well, and never when something is not."""

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nightdesk import wiring
from nightdesk.channel import dead_man
from nightdesk.errand.errand import Outbox, OutboxState, Text
from nightdesk.incident.desk import Phone
from nightdesk.store.store import Change
from tests.integration.handlers import events
from tests.integration.handlers.conftest import Stack
from tests.integration.handlers.test_alarms_arrive import queued

DEFINITION = '{"StartAt": "Sleep", "States": {"Sleep": {"Type": "Wait", "Seconds": 3600, "End": true}}}'


@dataclass
class Switch:
    """A heartbeat server that counts, and answers as it is told."""

    url: str = ""
    status: int = 200
    beats: list[str] = field(default_factory=list)


@pytest.fixture
def switch(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Switch]:
    state = Switch()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            state.beats.append(self.path)
            self.send_response(state.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}/ping/desk"
    monkeypatch.setenv("NIGHTDESK_HEARTBEAT_URL", state.url)
    wiring.settings.cache_clear()
    texts = f"/2010-04-01/Accounts/AC{'0' * 32}/Messages.json"
    stack.carrier.served[texts] = b'{"messages": []}'
    yield state
    server.shutdown()
    server.server_close()
    wiring.settings.cache_clear()


def stuck_errand(stack: Stack) -> None:
    at = wiring.kit().now() - timedelta(minutes=1)
    row = Outbox(id="01STUCK", at=at, errand=Text(to=Phone("+12025550121"), body="hi", purpose="update"))
    wiring.kit().store.commit(Change(errands=(row,)))


def test_it_beats_once_a_round_when_all_is_well(stack: Stack, switch: Switch) -> None:
    stack.run("audit_chains", events.SCHEDULE)
    stack.run("audit_chains", events.SCHEDULE)

    assert switch.beats == ["/ping/desk", "/ping/desk"]


def test_an_errand_that_is_stuck_keeps_it_silent_until_it_is_not(stack: Stack, switch: Switch) -> None:
    stuck_errand(stack)

    stack.run("audit_chains", events.SCHEDULE)
    silent = list(switch.beats)
    stack.run("audit_chains", events.SCHEDULE)

    assert silent == []
    assert switch.beats == ["/ping/desk"]


def test_a_table_that_does_not_answer_keeps_it_silent(stack: Stack, switch: Switch) -> None:
    stack.goes_down()

    with pytest.raises(Exception, match="the table"):
        stack.run("audit_chains", events.SCHEDULE)

    assert switch.beats == []


def test_an_incident_nobody_watches_keeps_it_silent(
    stack: Stack, switch: Switch, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = stack.client("stepfunctions").create_state_machine(
        name="nightdesk-watch", definition=DEFINITION, roleArn="arn:aws:iam::123456789012:role/chains"
    )["stateMachineArn"]
    monkeypatch.setenv("NIGHTDESK_WATCH_ARN", machine)
    wiring.forget()
    queued(stack, events.sns(events.cloudwatch()))
    for row in wiring.kit().store.unsettled(before=wiring.kit().now() + timedelta(days=1)):
        wiring.kit().store.settle(row.id, state=OutboxState.DROPPED, now=wiring.kit().now())
    (opened,) = stack.incidents()
    long_ago = wiring.kit().now() - timedelta(seconds=50)
    wiring.kit().store.commit(Change(incident=replace(opened, opened_at=long_ago)))

    first = stack.run("audit_chains", events.SCHEDULE)
    silent = list(switch.beats)
    stack.delivers()
    second = stack.run("audit_chains", events.SCHEDULE)

    assert (first["unwatched"], silent) == ((opened.id,), [])
    assert (second["unwatched"], switch.beats) == ((), ["/ping/desk"])


@pytest.mark.parametrize("status", [301, 404, 500, 503])
def test_a_switch_that_is_ill_itself_harms_nothing(stack: Stack, switch: Switch, status: int) -> None:
    switch.status = status

    found = stack.run("audit_chains", events.SCHEDULE)

    assert found["failed"] == ()
    assert len(switch.beats) == 1


def test_a_switch_that_is_not_there_or_never_answers_harms_nothing() -> None:
    silent = socket.create_server(("127.0.0.1", 0))
    port = silent.getsockname()[1]

    slow = dead_man.beat(f"http://127.0.0.1:{port}/", patience_seconds=0.3)
    silent.close()
    gone = dead_man.beat(f"http://127.0.0.1:{port}/", patience_seconds=0.3)
    odd = dead_man.beat("not a url", patience_seconds=0.3)

    assert slow
    assert gone
    assert odd
