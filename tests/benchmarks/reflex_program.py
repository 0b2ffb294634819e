"""
Runs in an interpreter of its own, on what a function carries: the real webhook, once for each text on standard input.

Botocore runs whole, signing and parsing included; only the socket is replaced: AWS's answers come from memory through
botocore's own hook for that. Reads a JSON list of texts, prints {name: [milliseconds of processor time, ...]}.
"""

import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import boto3
from botocore.awsrequest import AWSResponse, HTTPHeaders

TOKEN = "0123456789abcdef0123456789abcdef"
PATH = "/twilio/sms"
ANSWERS: dict[str, dict[str, Any]] = {
    "GetSecretValue": {"SecretString": json.dumps({"account_sid": "AC1", "auth_token": TOKEN})},
    "Query": {"Items": [], "Count": 0, "ScannedCount": 0},
    "UpdateItem": {"Attributes": {"last": {"N": "42"}}},
    "TransactWriteItems": {},
    "GetItem": {},
    "BatchGetItem": {"Responses": {}},
}
WARMING = 25


class _Raw(io.BytesIO):
    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def answer(request: Any, **_: Any) -> AWSResponse:
    """AWS says at once what the table of a quiet night would."""
    target = request.headers["X-Amz-Target"]
    operation = (target.decode() if isinstance(target, bytes) else target).rpartition(".")[2]
    body = json.dumps(ANSWERS[operation]).encode()
    headers = HTTPHeaders.from_dict({"content-type": "application/x-amz-json-1.0"})
    return AWSResponse(request.url, 200, headers, _Raw(body))


def event(number: int, text: str) -> dict[str, Any]:
    """The text as API Gateway hands it over, from a phone that nobody knows."""
    from nightdesk.channel.signature import sign

    form = [
        ("AccountSid", "AC1"),
        ("ApiVersion", "2010-04-01"),
        ("Body", text),
        ("From", f"+1202555{number % 10000:04d}"),
        ("FromCity", "SPRINGFIELD"),
        ("FromCountry", "US"),
        ("FromState", "IL"),
        ("FromZip", "62704"),
        ("MessageSid", f"SM{number:032x}"),
        ("NumMedia", "0"),
        ("NumSegments", "1"),
        ("SmsSid", f"SM{number:032x}"),
        ("SmsStatus", "received"),
        ("To", "+12025550100"),
    ]
    return {
        "version": "2.0",
        "rawPath": PATH,
        "rawQueryString": "",
        "headers": {
            "content-type": "application/x-www-form-urlencoded",
            "x-twilio-signature": sign(os.environ["NIGHTDESK_PUBLIC_URL"] + PATH, form, TOKEN),
        },
        "requestContext": {"stage": "$default"},
        "body": urlencode(form),
        "isBase64Encoded": False,
    }


def clocked(do: Callable[[Any], object], things: list[Any]) -> list[float]:
    """Milliseconds of processor time for each thing, after warming up on the first few."""
    for thing in things[:WARMING]:
        do(thing)
    spent = []
    for thing in things:
        started = time.process_time_ns()
        do(thing)
        spent.append((time.process_time_ns() - started) / 1e6)
    return spent


def main() -> None:
    texts: list[str] = json.load(sys.stdin)
    told, sys.stdout = sys.stdout, io.StringIO()  # the log is written and thrown away
    boto3.setup_default_session()
    assert boto3.DEFAULT_SESSION is not None
    events_of_botocore: Any = boto3.DEFAULT_SESSION.events  # its stubs know no hook that answers
    events_of_botocore.register("before-send", answer)

    from handlers.inbound_sms import handler
    from nightdesk import wiring
    from nightdesk.channel.webhook import signed_form
    from nightdesk.triage.pets.judging.judge import judge

    events = [event(number, text) for number, text in enumerate(texts)]
    public_url = wiring.settings().public_url
    dynamo = wiring.client("dynamodb")

    def yardstick(one: dict[str, Any]) -> None:
        signed_form(json.loads(json.dumps(one)), public_url=public_url, tokens=(TOKEN,))

    def bare(one: dict[str, Any]) -> None:
        form = signed_form(json.loads(json.dumps(one)), public_url=public_url, tokens=(TOKEN,))
        row = {"pk": {"S": form["From"]}, "sk": {"S": form["MessageSid"]}, "body": {"S": form["Body"]}}
        dynamo.query(
            TableName="nightdesk",
            KeyConditionExpression="pk = :pk",
            ExpressionAttributeValues={":pk": {"S": form["From"]}},
        )
        dynamo.transact_write_items(TransactItems=[{"Put": {"TableName": "nightdesk", "Item": row}}])

    def webhook(one: dict[str, Any]) -> None:
        assert handler(one, None)["statusCode"] == 200

    spent = {
        "webhook": clocked(webhook, events),
        "judge": clocked(lambda text: judge([text]), texts),
        "bare": clocked(bare, events),
        "yardstick": clocked(yardstick, events),
    }
    json.dump(spent, told)


if __name__ == "__main__":
    main()
