"""POST /pagerduty: signed by PagerDuty's own rules, computed by a server that shares no code with the verifier."""

import json
from typing import Any

import pytest

from nightdesk.incident.desk import IncidentId
from stacks.local.pagerduty_server import PagerDutyIncident, sign, webhook
from tests.integration.handlers import events
from tests.integration.handlers.conftest import Stack, time_passes

SECRET, NEXT = "whs-of-today", "whs-of-tomorrow"
ANA = {"id": "PUSER01", "type": "user_reference", "summary": "Ana Duarte"}


@pytest.fixture
def stack(stack: Stack) -> Stack:
    stack.client("secretsmanager").create_secret(
        Name="nightdesk/pagerduty", SecretString=json.dumps({"webhook_secret": SECRET})
    )
    return stack


def alarms(stack: Stack) -> IncidentId:
    record = {"messageId": "m1", "body": events.sns(events.cloudwatch())}
    stack.run("alarm_raised", {"Records": [record]})
    return stack.incidents()[0].id


def delivery(key: str, status: str = "acknowledged", **more: Any) -> bytes:
    return webhook(PagerDutyIncident(id="Q1", key=key, status=status), ANA, **more)  # type: ignore[arg-type]


def post(stack: Stack, body: bytes, signature: str) -> Any:
    headers = {"X-PagerDuty-Signature": signature, "content-type": "application/json"}
    return stack.run("pagerduty_said", events.http("/pagerduty", body=body.decode(), headers=headers))


def test_a_signed_ack_is_an_ack(stack: Stack) -> None:
    key = alarms(stack)
    body = delivery(key)

    answer = post(stack, body, sign(body, SECRET))

    assert (answer["statusCode"], json.loads(answer["body"])) == (202, {"outcome": "done"})
    ack = stack.incidents()[0].ack
    assert ack is not None
    assert ack.person == "ana"
    assert json.loads(post(stack, body, sign(body, SECRET))["body"]) == {"outcome": "repeated"}


@pytest.mark.parametrize(
    ("who", "outcome"), [("Dr. Maya Lind", "another desk"), ("Zoe Nobody", "nobody on the roster")]
)
def test_a_signed_ack_of_somebody_who_may_not_is_told_so_and_takes_nothing(
    stack: Stack, who: str, outcome: str
) -> None:
    posted = json.loads(delivery(alarms(stack)))
    posted["event"]["agent"] = {"id": "PUSER99", "type": "user_reference", "summary": who}
    body = json.dumps(posted).encode()

    answer = post(stack, body, sign(body, SECRET))

    assert (answer["statusCode"], json.loads(answer["body"])) == (202, {"outcome": outcome})
    assert stack.incidents()[0].ack is None


@pytest.mark.parametrize(
    "signature",
    [
        "",
        "v1=",
        "v1=" + "0" * 64,
        "v2=" + sign(b"{}", SECRET).removeprefix("v1="),
        "nonsense",
        "v1=\u00e9",
        sign(b"another body", SECRET),
    ],
)
def test_nothing_unsigned_is_even_read(stack: Stack, signature: str) -> None:
    key = alarms(stack)
    before = stack.items()

    answer = post(stack, delivery(key), signature)

    assert (answer["statusCode"], answer["body"]) == (403, "")
    assert stack.items() == before


def test_while_the_secret_is_changed_both_hold_and_then_only_the_new_one(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = alarms(stack)
    first, second = delivery(key, event_id="E1"), delivery(key, event_id="E2")
    assert post(stack, first, sign(first, SECRET))["statusCode"] == 202

    stack.change_secret("nightdesk/pagerduty", webhook_secret=NEXT)
    time_passes(monkeypatch, seconds=15)

    assert post(stack, second, sign(second, "forged", NEXT))["statusCode"] == 202
    assert post(stack, second, sign(second, SECRET))["statusCode"] == 403


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"", "JSON"),
        (b"[]", "event"),
        (b'{"event": {}}', "event.id"),
        (b'{"event": {"id": 1, "event_type": "incident.acknowledged"}}', "event.id"),
        (b'{"event": {"id": "E", "event_type": "incident.resolved", "occurred_at": "yesterday"}}', "occurred_at"),
        (b"[" * 20000, "JSON"),
    ],
)
def test_what_cannot_be_read_is_told_why_and_kept(stack: Stack, body: bytes, why: str) -> None:
    answer = post(stack, body, sign(body, SECRET))

    assert answer["statusCode"] == 422
    assert why in json.loads(answer["body"])["error"]
    assert len(stack.kept("RAW#pagerduty-")) == 1


def test_a_ping_and_other_peoples_incidents_are_taken_and_change_nothing(stack: Stack) -> None:
    alarms(stack)
    before = stack.incidents()
    for body in (
        json.dumps({"event": {"id": "E", "event_type": "pagey.ping", "occurred_at": "2026-11-22T03:00:00Z"}}).encode(),
        delivery("d3640fbd41094207a1c11e58e46b1662"),
        webhook(PagerDutyIncident(id="Q1", key=before[0].id, status="resolved"), {"id": "P", "type": "bot_reference"}),
    ):
        answer = post(stack, body, sign(body, SECRET))
        assert (answer["statusCode"], json.loads(answer["body"])) == (202, {"outcome": "not ours"})

    assert stack.incidents() == before


def test_without_a_secret_the_door_is_shut(stack: Stack) -> None:
    key = alarms(stack)
    stack.change_secret("nightdesk/pagerduty", routing_key="only this")
    body = delivery(key)

    assert post(stack, body, sign(body, ""))["statusCode"] == 403
