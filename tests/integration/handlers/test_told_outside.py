"""The whole way of a notice through the handlers: saved, streamed, queued, told; and what the doctor says of it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nightdesk import wiring, wiring_notices
from nightdesk.cli.__main__ import main
from stacks.local.faults import Breakage
from stacks.local.pagerduty_server import PagerDutyServer
from stacks.local.slack_server import SlackServer
from tests.integration.handlers import events
from tests.integration.handlers.conftest import Stack
from tests.integration.notice.wire import serving

ROUTING, BOT, STATUS = "r" * 32, "xoxb-of-this-night", "status-of-this-night"


class Everybody:
    """The stack with those outside behind real sockets."""

    def __init__(self, stack: Stack, queue: str) -> None:
        self.stack, self.queue = stack, queue
        self.breakage = Breakage()
        self.pagerduty = PagerDutyServer(
            routing_key=ROUTING, api_key="api", webhook_secret="w", fault=self.breakage.pagerduty
        )
        self.slack = SlackServer(token=BOT, fault=self.breakage.slack)

    def tells(self) -> list[dict[str, Any]]:
        """The queue brings each notice to its function, one at a time."""
        sqs, taken = self.stack.client("sqs"), []
        while messages := sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=1).get("Messages"):
            self.stack.run("tell", {"Records": [{"body": messages[0]["Body"], "messageId": "m"}]})
            sqs.delete_message(QueueUrl=self.queue, ReceiptHandle=messages[0]["ReceiptHandle"])
            taken.append(json.loads(messages[0]["Body"]))
        return taken

    def file(self, name: str) -> str:
        return str(self.stack.client("s3").get_object(Bucket=STATUS, Key=name)["Body"].read().decode())


@pytest.fixture
def outside(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Everybody]:
    queue = stack.client("sqs").create_queue(QueueName="notices.fifo", Attributes={"FifoQueue": "true"})["QueueUrl"]
    stack.client("s3").create_bucket(Bucket=STATUS)
    secrets = stack.client("secretsmanager")
    keys = {"routing_key": ROUTING, "api_key": "api", "webhook_secret": "w"}
    secrets.create_secret(Name="nightdesk/pagerduty", SecretString=json.dumps(keys))
    secrets.create_secret(Name="nightdesk/slack", SecretString=json.dumps({"bot_token": BOT}))
    made = Everybody(stack, queue)
    with serving(made.pagerduty.routes()) as pagerduty, serving(made.slack.routes()) as slack:
        for name, value in {
            "NIGHTDESK_NOTICES": "status-page, pagerduty, slack",
            "NIGHTDESK_NOTICES_QUEUE_URL": queue,
            "NIGHTDESK_STATUS_BUCKET": STATUS,
            "NIGHTDESK_STATUS_NAME": "Acme",
            "NIGHTDESK_PAGERDUTY_EVENTS_URL": pagerduty,
            "NIGHTDESK_PAGERDUTY_URL": pagerduty,
            "NIGHTDESK_SLACK_URL": f"{slack}/",
            "NIGHTDESK_SLACK_CHANNEL": made.slack.channel,
        }.items():
            monkeypatch.setenv(name, value)
        wiring.forget()
        wiring_notices.forget()
        yield made
        for private in (ROUTING, BOT):
            assert private not in stack.logged.getvalue()
        wiring_notices.forget()


def alarms(stack: Stack) -> str:
    stack.run("alarm_raised", {"Records": [{"messageId": "m1", "body": events.sns(events.cloudwatch())}]})
    stack.delivers()
    return stack.incidents()[0].id


def test_an_alarm_reaches_everybody_outside(outside: Everybody) -> None:
    key = alarms(outside.stack)

    assert len(outside.tells()) == 3

    assert [(one.key, one.status) for one in outside.pagerduty.incidents] == [(key, "triggered")]
    assert key in outside.slack.messages[0].text
    assert json.loads(outside.file("status.json"))["now"][0]["parts"]
    assert key not in outside.file("index.html")
    assert not list(wiring.kit().store.unsettled(before=datetime.now(UTC) + timedelta(minutes=1)))


def test_a_revoked_token_keeps_nobody_else_from_hearing(outside: Everybody) -> None:
    outside.slack.token = ""

    key = alarms(outside.stack)
    outside.tells()

    assert outside.stack.carrier.texts_to("+12025550121")
    assert outside.pagerduty.incidents
    notes = [entry.text for entry in wiring.kit().store.entries(wiring.kit().store.incidents()[0].id)]
    assert "Slack could not be told: Slack refused: token_revoked" in notes
    assert key


def test_the_minutes_audit_asks_for_a_fresh_page(outside: Everybody) -> None:
    outside.stack.run("audit_chains", {})

    assert outside.tells() == [{"renew": "page"}]
    page = json.loads(outside.file("status.json"))
    assert datetime.now(UTC) - datetime.fromisoformat(page["checked_at"]) < timedelta(minutes=1)
    assert page["headline"] == "All systems working"


def test_reading_schedules_asks_nobody_where_no_role_follows_one(outside: Everybody) -> None:
    assert outside.stack.run("read_schedules", {}) == {"shifts": 0, "changed": False, "problems": []}
    assert outside.pagerduty.asked == []


def test_the_doctor_knows_those_outside(outside: Everybody, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    well = capsys.readouterr().out
    outside.slack.token = ""
    outside.stack.change_secret("nightdesk/pagerduty", webhook_secret="only")
    wiring.forget()
    main(["doctor"])
    ill = capsys.readouterr().out

    assert f"ok    status page: {STATUS} answers" in well
    assert "ok    PagerDuty events: a routing key is there" in well
    assert "ok    PagerDuty webhooks: 1 secret(s) may sign" in well
    assert "ok    PagerDuty schedules: no role follows one" in well
    assert "ok    Slack: nightdesk in Acme" in well
    assert "WRONG PagerDuty events: secret nightdesk/pagerduty has no routing_key" in ill
    assert "WRONG Slack: Slack refused: token_revoked" in ill


def test_a_place_nobody_knows_and_a_channel_nobody_named_are_refused_at_the_start() -> None:
    from nightdesk.errors import Misconfigured
    from nightdesk.settings import from_environment

    base = {"NIGHTDESK_TABLE": "t", "NIGHTDESK_NUMBER": "+12025550100", "NIGHTDESK_PUBLIC_URL": "https://d.example"}

    with pytest.raises(Misconfigured, match=r"NIGHTDESK_NOTICES may name .*, not teams"):
        from_environment(base | {"NIGHTDESK_NOTICES": "teams"})
    with pytest.raises(Misconfigured, match="NIGHTDESK_SLACK_CHANNEL is not set"):
        from_environment(base | {"NIGHTDESK_NOTICES": "slack"})
    assert from_environment(base).notices == ()
