"""A sender's clock that runs ahead is measured, so that somebody can see which and since when; it wakes nobody."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.integration.handlers import events
from tests.integration.handlers.conftest import ALARM_TOKEN, Stack


def measured(out: str) -> list[dict[str, Any]]:
    """The metric as CloudWatch reads it out of the log."""
    lines = [json.loads(line) for line in out.splitlines() if '"SenderClockAhead"' in line]
    for line in lines:
        (metric,) = line["_aws"]["CloudWatchMetrics"]
        assert (metric["Namespace"], metric["Dimensions"]) == ("Nightdesk", [["service"]])
        assert metric["Metrics"] == [{"Name": "SenderClockAhead", "Unit": "Seconds"}]
        assert abs(line["_aws"]["Timestamp"] / 1000 - datetime.now(UTC).timestamp()) < 60
        assert line["service"] == "nightdesk"
    return lines


def stamped(seconds: int) -> str:
    at = (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat()
    alert = {"status": "firing", "labels": {"alertname": "Errors", "service": "checkout"}, "startsAt": at}
    return json.dumps({"version": "4", "status": "firing", "alerts": [alert]})


def post(stack: Stack, body: str) -> None:
    headers = {"authorization": f"Bearer {ALARM_TOKEN}"}
    assert (
        stack.run("alarm_posted", events.http("/alarms/alertmanager", body=body, headers=headers))["statusCode"] == 202
    )


@pytest.mark.parametrize("seconds", [300, 3600])
def test_a_posted_alarm_tells_by_how_much(stack: Stack, capsys: pytest.CaptureFixture[str], seconds: int) -> None:
    post(stack, stamped(seconds))

    (told,) = measured(capsys.readouterr().out)
    assert seconds - 30 <= told["SenderClockAhead"] <= seconds
    assert told["source"] == "alertmanager"


@pytest.mark.parametrize("seconds", [0, -300, 5])
def test_a_clock_that_is_right_or_behind_is_not_measured(
    stack: Stack, capsys: pytest.CaptureFixture[str], seconds: int
) -> None:
    post(stack, stamped(seconds))

    assert measured(capsys.readouterr().out) == []


def test_an_alarm_of_the_queue_tells_it_too(stack: Stack, capsys: pytest.CaptureFixture[str]) -> None:
    alarm = json.loads(events.cloudwatch())
    ahead = datetime.now(UTC) + timedelta(minutes=10)
    alarm["StateChangeTime"] = ahead.strftime("%Y-%m-%dT%H:%M:%S.000+0000")

    stack.run("alarm_raised", events.queue(events.sns(json.dumps(alarm))))

    (told,) = measured(capsys.readouterr().out)
    assert 500 <= told["SenderClockAhead"] <= 600
    assert told["source"] == "cloudwatch"
