"""Events as Lambda hands them over: HTTP API (payload 2.0), SQS, DynamoDB stream and schedule."""

import base64
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from tests.integration.handlers.signing import signature

PUBLIC_URL = "https://desk.example"
Event = dict[str, Any]
Pairs = Sequence[tuple[str, str]]


def http(
    path: str,
    *,
    method: str = "POST",
    body: str | bytes = "",
    headers: Mapping[str, str] | None = None,
    query: str = "",
    stage: str = "$default",
    is_base64: bool = False,
) -> Event:
    """One request as API Gateway describes it. Bytes are always handed over in base64, as it does with binary."""
    raw = body if isinstance(body, bytes) else body.encode()
    encoded = is_base64 or isinstance(body, bytes)
    raw_path = path if stage == "$default" else f"/{stage}{path}"
    return {
        "version": "2.0",
        "routeKey": f"{method} {path}",
        "rawPath": raw_path,
        "rawQueryString": query,
        "headers": {"host": "abc123.execute-api.us-east-1.amazonaws.com", **(headers or {})},
        "requestContext": {
            "accountId": "123456789012",
            "apiId": "abc123",
            "http": {"method": method, "path": raw_path, "protocol": "HTTP/1.1", "sourceIp": "192.0.2.1"},
            "requestId": "JKJaXmPLvHcESHA=",
            "stage": stage,
            "timeEpoch": 1795489200000,
        },
        "body": base64.b64encode(raw).decode() if encoded else raw.decode(),
        "isBase64Encoded": encoded,
    }


def twilio(
    path: str,
    form: Mapping[str, str] | Pairs,
    *,
    token: str = "token-of-today",
    forged: str | None = None,
    query: str = "",
    stage: str = "$default",
    is_base64: bool = False,
) -> Event:
    """A webhook signed with this token over the public URL, or carrying `forged` instead ("" for none)."""
    pairs = list(form.items()) if isinstance(form, Mapping) else list(form)
    url = f"{PUBLIC_URL}{path}" + (f"?{query}" if query else "")
    headers = {"content-type": "application/x-www-form-urlencoded; charset=UTF-8", "user-agent": "TwilioProxy/1.1"}
    signed = signature(url, pairs, token) if forged is None else forged
    if signed:
        headers["x-twilio-signature"] = signed
    return http(path, body=urlencode(pairs), headers=headers, query=query, stage=stage, is_base64=is_base64)


def text(sender: str, body: str, *, sid: str = "", **more: str) -> dict[str, str]:
    """The form of an inbound text, blanks included, as Twilio posts it."""
    return {
        "ToCountry": "US",
        "ToState": "DC",
        "SmsMessageSid": sid or "SM" + "1" * 32,
        "NumMedia": "0",
        "ToCity": "",
        "FromZip": "",
        "SmsSid": sid or "SM" + "1" * 32,
        "FromState": "DC",
        "SmsStatus": "received",
        "FromCity": "",
        "Body": body,
        "FromCountry": "US",
        "To": "+12025550100",
        "NumSegments": "1",
        "MessageSid": sid or "SM" + "1" * 32,
        "AccountSid": "AC" + "0" * 32,
        "From": sender,
        "ApiVersion": "2010-04-01",
        **more,
    }


def call(sender: str, *, sid: str = "", **more: str) -> dict[str, str]:
    return {
        "CallSid": sid or "CA" + "1" * 32,
        "AccountSid": "AC" + "0" * 32,
        "From": sender,
        "To": "+12025550100",
        "Caller": sender,
        "Called": "+12025550100",
        "CallStatus": "in-progress",
        "Direction": "inbound",
        "ApiVersion": "2010-04-01",
        "FromCity": "",
        **more,
    }


def queue(*bodies: str, first: int = 0) -> Event:
    """A batch of SQS messages with ids `message-0`, ..."""
    return {
        "Records": [
            {
                "messageId": f"message-{i}",
                "receiptHandle": "AQEB",
                "body": body,
                "attributes": {"ApproximateReceiveCount": "1", "SentTimestamp": "1795489200000"},
                "messageAttributes": {},
                "md5OfBody": "",
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:us-east-1:123456789012:alarms",
                "awsRegion": "us-east-1",
            }
            for i, body in enumerate(bodies, first)
        ]
    }


def stream(*outboxes: str) -> Event:
    """Stream records of outbox rows that became queued."""
    return {
        "Records": [
            {
                "eventID": f"e{i}",
                "eventName": "INSERT",
                "eventSource": "aws:dynamodb",
                "dynamodb": {
                    "Keys": {"pk": {"S": f"OUT#{outbox}"}, "sk": {"S": "OUT"}},
                    "SequenceNumber": f"{i:021d}",
                    "StreamViewType": "NEW_AND_OLD_IMAGES",
                },
            }
            for i, outbox in enumerate(outboxes)
        ]
    }


SCHEDULE: Event = {"version": "0", "detail-type": "Scheduled Event", "source": "aws.events", "detail": {}}


def cloudwatch(name: str = "checkout-errors", *, state: str = "ALARM", service: str = "checkout") -> str:
    """What CloudWatch publishes when an alarm changes its state."""
    old = "OK" if state == "ALARM" else "ALARM"
    return json.dumps(
        {
            "AlarmName": name,
            "AlarmDescription": None,
            "AWSAccountId": "123456789012",
            "AlarmConfigurationUpdatedTimestamp": "2026-11-20T10:00:00.000+0000",
            "NewStateValue": state,
            "NewStateReason": "Threshold Crossed: 1 datapoint [41.0 (22/11/26 02:59:00)] was greater than 5.0.",
            "StateChangeTime": "2026-11-22T03:00:05.000+0000",
            "Region": "US East (N. Virginia)",
            "AlarmArn": f"arn:aws:cloudwatch:us-east-1:123456789012:alarm:{name}",
            "OldStateValue": old,
            "OKActions": [],
            "AlarmActions": [],
            "InsufficientDataActions": [],
            "Trigger": {
                "MetricName": "Errors",
                "Namespace": "AWS/Lambda",
                "StatisticType": "Statistic",
                "Statistic": "SUM",
                "Unit": None,
                "Dimensions": [{"value": f"shop-{service}", "name": "FunctionName"}],
                "Period": 60,
                "EvaluationPeriods": 1,
                "ComparisonOperator": "GreaterThanThreshold",
                "Threshold": 5.0,
                "TreatMissingData": "missing",
            },
        }
    )


def sns(message: str, *, topic: str = "arn:aws:sns:us-east-1:123456789012:nightdesk-alarms") -> str:
    """The envelope SNS puts around a message on its way into a queue."""
    return json.dumps(
        {
            "Type": "Notification",
            "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
            "TopicArn": topic,
            "Subject": "ALARM",
            "Message": message,
            "Timestamp": "2026-11-22T03:00:06.000Z",
            "SignatureVersion": "1",
            "Signature": "none",
            "SigningCertURL": "https://sns.us-east-1.amazonaws.com/x.pem",
        }
    )
