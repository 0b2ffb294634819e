"""AWS's own texts and e-mail against a server that answers as AWS does on a good and on a bad night."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

import boto3
import pytest
from botocore.config import Config

from nightdesk.channel.aws_email import AwsEmail
from nightdesk.channel.aws_sms import AwsSmsCarrier
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone

ANA, ADDRESS = Phone("+12025550121"), "ana@example.com"
PUBLISHED = b"""<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult>
<MessageId>94f20ce6-13c5</MessageId></PublishResult></PublishResponse>"""


class Aws:
    """What the server saw, and what it answers: (status, body), or None to hang up without a word."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, str]] = []
        self.answers: Callable[[], tuple[int, bytes] | None] = lambda: (200, PUBLISHED)
        self.url = ""
        self.let_go = threading.Event()

    def client(self, service: str) -> Any:
        config = Config(connect_timeout=0.5, read_timeout=0.5, retries={"total_max_attempts": 1}, proxies={})
        session = boto3.Session(aws_access_key_id="test", aws_secret_access_key="test", region_name="us-east-1")
        make: Any = session.client
        return make(service, endpoint_url=self.url, config=config)


@pytest.fixture
def aws() -> Iterator[Aws]:
    state = Aws()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            state.seen.append((self.path, body))
            answer = state.answers()
            if answer is None:
                self.close_connection = True
                return
            self.send_response(answer[0])
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        do_GET = do_POST = answer  # noqa: N815 - the names http.server calls

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    yield state
    state.let_go.set()
    server.shutdown()
    server.server_close()


def texts(aws: Aws) -> str:
    return AwsSmsCarrier(aws.client("sns")).text(to=ANA, body="SEV1 INC-42: checkout")


def writes(aws: Aws) -> str:
    mail = AwsEmail(aws.client("sesv2"), sender="desk@example.com")
    return mail.send(to=ADDRESS, subject="SEV1\r\nBcc: all@example.com", body="SEV1 INC-42: checkout")


@contextmanager
def unavailable() -> Iterator[Any]:
    with pytest.raises(ChannelUnavailable) as raised:
        yield raised
    assert ANA not in str(raised.value)
    assert ADDRESS not in str(raised.value)


def sns_says(status: int, code: str) -> tuple[int, bytes]:
    error = f"<Error><Type>Sender</Type><Code>{code}</Code><Message>no, {ANA}</Message></Error>"
    return status, f"<ErrorResponse>{error}</ErrorResponse>".encode()


def test_a_text_is_published_to_the_phone_as_a_transactional_one(aws: Aws) -> None:
    assert texts(aws) == "94f20ce6-13c5"

    form = {name: values[0] for name, values in parse_qs(aws.seen[0][1]).items()}
    assert (form["Action"], form["PhoneNumber"], form["Message"]) == ("Publish", ANA, "SEV1 INC-42: checkout")
    assert form["MessageAttributes.entry.1.Name"] == "AWS.SNS.SMS.SMSType"
    assert form["MessageAttributes.entry.1.Value.StringValue"] == "Transactional"
    assert "TopicArn" not in form


@pytest.mark.parametrize(
    ("status", "code"), [(403, "AuthorizationError"), (400, "InvalidParameter"), (429, "Throttled"), (400, "OptedOut")]
)
def test_a_refusal_was_not_sent_and_can_be_mended(aws: Aws, status: int, code: str) -> None:
    aws.answers = lambda: sns_says(status, code)

    with unavailable() as raised:
        texts(aws)

    assert code in str(raised.value)
    assert (raised.value.is_final, raised.value.may_have_sent) == (False, False)
    assert len(aws.seen) == 1


def test_after_a_servers_error_it_may_have_been_sent_and_is_not_tried_twice_behind_our_back(aws: Aws) -> None:
    aws.answers = lambda: sns_says(500, "InternalError")

    with unavailable() as raised:
        texts(aws)

    assert raised.value.may_have_sent
    assert len(aws.seen) == 1


@pytest.mark.parametrize("how", ["hangs", "hangs up"])
def test_after_silence_it_may_have_been_sent(aws: Aws, how: str) -> None:
    def says_nothing() -> None:
        aws.let_go.wait(30 if how == "hangs" else 0)

    aws.answers = says_nothing

    with unavailable() as raised:
        texts(aws)

    assert raised.value.may_have_sent
    assert len(aws.seen) == 1


def test_when_aws_cannot_be_reached_nothing_was_sent(aws: Aws) -> None:
    aws.url = "http://127.0.0.1:9"

    with unavailable() as raised:
        texts(aws)

    assert not raised.value.may_have_sent


@pytest.mark.parametrize(
    ("is_in", "said"), [("true", "only numbers verified"), ("false", "out of the sandbox, 50 dollars a month")]
)
def test_the_doctor_hears_how_far_the_account_is(aws: Aws, is_in: str, said: str) -> None:
    def answer() -> tuple[int, bytes]:
        if "GetSMSSandboxAccountStatus" in aws.seen[-1][1]:
            name, inside = "GetSMSSandboxAccountStatus", f"<IsInSandbox>{is_in}</IsInSandbox>"
        else:
            name = "GetSMSAttributes"
            inside = "<attributes><entry><key>MonthlySpendLimit</key><value>50</value></entry></attributes>"
        return 200, f"<{name}Response><{name}Result>{inside}</{name}Result></{name}Response>".encode()

    aws.answers = answer

    assert said in AwsSmsCarrier(aws.client("sns")).standing()


def test_an_e_mail_is_plain_text_from_the_one_address_and_its_subject_is_one_line(aws: Aws) -> None:
    aws.answers = lambda: (200, b'{"MessageId": "0100018"}')

    assert writes(aws) == "0100018"

    path, raw = aws.seen[0]
    asked = json.loads(raw)
    assert path == "/v2/email/outbound-emails"
    assert asked["FromEmailAddress"] == "desk@example.com"
    assert asked["Destination"] == {"ToAddresses": [ADDRESS]}
    assert asked["Content"]["Simple"]["Subject"]["Data"] == "SEV1 Bcc: all@example.com"
    assert asked["Content"]["Simple"]["Body"] == {"Text": {"Data": "SEV1 INC-42: checkout", "Charset": "UTF-8"}}


def test_an_e_mail_that_is_refused_was_not_sent(aws: Aws) -> None:
    said = {"message": f"Email address is not verified: {ADDRESS}", "__type": "MessageRejected"}
    aws.answers = lambda: (400, json.dumps(said).encode())

    with unavailable() as raised:
        writes(aws)

    assert "400" in str(raised.value)
    assert not raised.value.may_have_sent


@pytest.mark.parametrize(
    ("account", "said"),
    [
        ({"SendingEnabled": False}, "switched off"),
        ({"SendingEnabled": True, "ProductionAccessEnabled": False}, "only verified addresses"),
        ({"SendingEnabled": True, "ProductionAccessEnabled": True}, "out of the sandbox, from desk@example.com"),
    ],
)
def test_the_doctor_hears_whether_mail_may_leave(aws: Aws, account: dict[str, bool], said: str) -> None:
    aws.answers = lambda: (200, json.dumps(account).encode())

    assert said in AwsEmail(aws.client("sesv2"), sender="desk@example.com").standing()
