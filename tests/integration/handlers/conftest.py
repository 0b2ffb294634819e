"""The handlers as Lambda runs them: environment, wiring and boto3 are real, AWS is moto, Twilio answers on a socket."""

import io
import json
import logging
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs, urlsplit

import boto3
import pytest
from botocore.awsrequest import AWSResponse

from nightdesk import wiring
from nightdesk.errand.errand import OutboxState
from nightdesk.incident.incident import Incident
from tests.integration.handlers import events
from tests.integration.made_up import made_up_aws
from tests.integration.table import make_table

TOKEN, OLD_TOKEN = "token-of-today", "token-of-yesterday"
ALARM_TOKEN, CONSOLE_TOKEN = "posted-alarms-token", "console-token-of-this-night"
TABLE, BUCKET = "nightdesk", "nightdesk-reports"
NO_TEXTS = f"/2010-04-01/Accounts/AC{'0' * 32}/Messages.json"
"""Twilio's list of texts, of which there are none unless a test says so."""
FULL_NUMBER = re.compile(r"\+?1?202555\d{4}")
CODE = re.compile(r"\b(?:go|no)\s+[BCDFGHJKMNPQRSTVWXYZ2-9]{6}\b", re.IGNORECASE)


@dataclass
class Carrier:
    """What Twilio was asked to do, and with what it answers. only_for: the account that it does not refuse."""

    url: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    status: int = 201
    body: dict[str, object] | None = None
    only_for: str = ""
    served: dict[str, bytes] = field(default_factory=lambda: {NO_TEXTS: b'{"messages": []}'})

    def texts_to(self, phone: str) -> list[str]:
        return [form["Body"] for path, form in self.asked if path.endswith("Messages.json") and form["To"] == phone]

    def calls_to(self, phone: str) -> list[str]:
        return [form["Url"] for path, form in self.asked if path.endswith("Calls.json") and form["To"] == phone]


@dataclass
class Stack:
    """The deployed desk, as far as handlers can tell."""

    carrier: Carrier
    turns_url: str
    lane_url: str
    logged: io.StringIO
    is_down: bool = False

    def goes_down(self) -> None:
        """The table is gone, for every call."""
        self.is_down = True
        self.client("dynamodb").delete_table(TableName=TABLE)

    def throttles(self, operation: str, *, times: int) -> None:
        """The table refuses this operation so many times, each after botocore's own retries."""
        self._refuses(operation, {"Error": {"Code": "ThrottlingException", "Message": "slow down"}}, times=times)

    def others_are_first(self, *, times: int) -> None:
        """So many transactions find that what they have read was written by somebody else since."""
        reasons = [{"Code": "None"}, {"Code": "ConditionalCheckFailed"}]
        refused = {"Error": {"Code": "TransactionCanceledException", "Message": "no"}, "CancellationReasons": reasons}
        self._refuses("TransactWriteItems", refused, times=times)

    def _refuses(self, operation: str, refusal: dict[str, Any], *, times: int) -> None:
        left = [times]

        def refuse(**_: object) -> tuple[Any, dict[str, Any]] | None:
            left[0] -= 1
            if left[0] < 0:
                return None
            # Nobody reads the headers.
            return AWSResponse("", 400, {}, None), {**refusal, "ResponseMetadata": {}}  # type: ignore[arg-type]

        wiring.client("dynamodb").meta.events.register(f"before-call.dynamodb.{operation}", refuse)

    def run(self, handler: str, event: dict[str, Any]) -> Any:
        return import_module(f"handlers.{handler}").handler(event, None)

    def client(self, service: str) -> Any:
        return boto3.client(service)  # type: ignore[call-overload]  # its stubs want a literal

    def items(self) -> list[dict[str, Any]]:
        if self.is_down:
            return []
        pages = self.client("dynamodb").get_paginator("scan").paginate(TableName=TABLE)
        return [item for page in pages for item in page["Items"]]

    def kept(self, prefix: str) -> list[str]:
        """Documents of all rows whose partition starts so."""
        return [item["doc"]["S"] for item in self.items() if item["pk"]["S"].startswith(prefix)]

    def incidents(self) -> tuple[Incident, ...]:
        return wiring.kit().store.incidents()

    def delivers(self) -> None:
        """The stream brings every queued row to the deliver function."""
        rows = wiring.kit().store.unsettled(before=datetime.now(UTC) + timedelta(days=1))
        for row in [row for row in rows if row.state is OutboxState.QUEUED]:
            assert self.run("deliver", events.stream(row.id)) == {"batchItemFailures": []}

    def texted(self, sender: str, body: str, *, sid: str = "", **more: str) -> Any:
        return self.run("inbound_sms", events.twilio("/twilio/sms", events.text(sender, body, sid=sid, **more)))

    def change_secret(self, name: str, **value: str) -> None:
        self.client("secretsmanager").put_secret_value(SecretId=name, SecretString=json.dumps(value))

    def waiting_turns(self) -> list[dict[str, Any]]:
        found = self.client("sqs").receive_message(QueueUrl=self.turns_url, MaxNumberOfMessages=10, VisibilityTimeout=0)
        return [json.loads(message["Body"]) for message in found.get("Messages", [])]

    def lane_hands_out(self) -> dict[str, Any]:
        """The next batch of the alarms' lane as its consumer gets it; what it gets is gone. Without records: empty."""
        sqs = self.client("sqs")
        found = sqs.receive_message(QueueUrl=self.lane_url, MaxNumberOfMessages=10).get("Messages", [])
        for message in found:
            sqs.delete_message(QueueUrl=self.lane_url, ReceiptHandle=message["ReceiptHandle"])
        return events.queue(*(message["Body"] for message in found))


def time_passes(monkeypatch: pytest.MonkeyPatch, *, seconds: float) -> None:
    """For a worker that stays warm: what it read from Secrets Manager grows old."""
    later = time.monotonic() + seconds
    monkeypatch.setattr(time, "monotonic", lambda: later)


@pytest.fixture
def carrier() -> Iterator[Carrier]:
    """A socket that takes texts and calls as Twilio does and serves what SNS would."""
    state = Carrier()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            state.asked.append((self.path, {name: values[-1] for name, values in parse_qs(body).items()}))
            taken = {"sid": f"SM{len(state.asked):032d}"}
            is_taken = bool(state.only_for) and state.only_for in self.path
            status, answer = (201, taken) if is_taken else (state.status, state.body or taken)
            self._answer(status, json.dumps(answer).encode())

        def do_GET(self) -> None:
            found = state.served.get(urlsplit(self.path).path)
            state.asked.append((self.path, {}))
            self._answer(200 if found is not None else 404, found or b"{}")

        def _answer(self, status: int, raw: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    state.url = f"http://127.0.0.1:{server.server_port}"
    yield state
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def stack(carrier: Carrier, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stack]:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
        "NIGHTDESK_TABLE": TABLE,
        "NIGHTDESK_NUMBER": "+12025550100",
        "NIGHTDESK_PUBLIC_URL": events.PUBLIC_URL,
        "NIGHTDESK_TWILIO_URL": carrier.url,
        "NIGHTDESK_REPORTS_BUCKET": BUCKET,
        "NIGHTDESK_ALARM_TOPIC_ARNS": "arn:aws:sns:us-east-1:123456789012:nightdesk-alarms",
        "NIGHTDESK_SNS_ORIGINS": carrier.url,
        "NIGHTDESK_WATCH_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:nightdesk-watch",
        "NIGHTDESK_WORK_ARN": "arn:aws:states:us-east-1:123456789012:stateMachine:nightdesk-work",
    }.items():
        monkeypatch.setenv(name, value)
    with made_up_aws():
        wiring.forget()
        make_table(boto3.client("dynamodb"), TABLE)
        _make_chains()
        boto3.client("s3").create_bucket(Bucket=BUCKET)
        queue = boto3.client("sqs").create_queue(QueueName="turns.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
        monkeypatch.setenv("NIGHTDESK_TURNS_QUEUE_URL", queue)
        lane = boto3.client("sqs").create_queue(QueueName="lane.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
        monkeypatch.setenv("NIGHTDESK_ALARM_LANE_URL", lane)
        secrets = boto3.client("secretsmanager")
        for name, kept in (
            ("twilio", {"account_sid": "AC" + "0" * 32, "auth_token": TOKEN, "previous_auth_token": OLD_TOKEN}),
            ("alarm-tokens", dict.fromkeys(("alertmanager", "grafana", "generic", "pagerduty"), ALARM_TOKEN)),
            ("console", {"token": CONSOLE_TOKEN}),
            ("anthropic", {"api_key": ""}),
        ):
            secrets.create_secret(Name=f"nightdesk/{name}", SecretString=json.dumps(kept))
        with _listening() as logged:
            made = Stack(carrier=carrier, turns_url=queue, lane_url=lane, logged=logged)
            yield made
            _nothing_private(made)
        wiring.forget()


def _make_chains() -> None:
    role = boto3.client("iam").create_role(RoleName="chains", AssumeRolePolicyDocument="{}")["Role"]["Arn"]
    definition = json.dumps({"StartAt": "End", "States": {"End": {"Type": "Wait", "Seconds": 3600, "End": True}}})
    for name in ("watch", "work"):
        boto3.client("stepfunctions").create_state_machine(
            name=f"nightdesk-{name}", definition=definition, roleArn=role
        )


class _listening:  # noqa: N801 - reads as a verb
    """Everything that any logger writes while a test runs, formatted as it would reach CloudWatch."""

    def __enter__(self) -> io.StringIO:
        self._buffer = io.StringIO()
        self._handlers: list[tuple[logging.Logger, logging.Handler]] = []
        import_module("handlers.deliver")  # makes the service's logger
        service = logging.getLogger("service_undefined")
        for logger in (service, logging.getLogger()):
            heard = logging.StreamHandler(self._buffer)
            if logger.handlers:
                heard.setFormatter(logger.handlers[0].formatter)
            logger.addHandler(heard)
            self._handlers.append((logger, heard))
        return self._buffer

    def __exit__(self, *_: object) -> None:
        for logger, heard in self._handlers:
            logger.removeHandler(heard)


def _nothing_private(stack: Stack) -> None:
    """Held after every single test: no whole number, code, token or secret in any line that was logged."""
    logged = stack.logged.getvalue()
    codes = [item["sk"]["S"].removeprefix("PENDING#") for item in stack.items() if "PENDING#" in item["sk"]["S"]]
    assert not FULL_NUMBER.search(logged), FULL_NUMBER.findall(logged)
    assert not CODE.search(logged), CODE.findall(logged)
    for private in (TOKEN, OLD_TOKEN, ALARM_TOKEN, CONSOLE_TOKEN, *codes):
        assert private not in logged
