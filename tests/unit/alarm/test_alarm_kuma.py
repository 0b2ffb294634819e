"""Uptime Kuma's sentences: a certificate's reminder, a monitor that is down without a heartbeat, a job that is late."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.registry import read

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


def said(message: str, **more: Any) -> tuple[Alarm, ...]:
    return read("uptime-kuma", json.dumps({"heartbeat": None, "monitor": None, "msg": message} | more), NOW)


@pytest.mark.parametrize("verb", ["will be expired in", "will expire in"])
def test_each_days_reminder_of_a_certificate_is_one_alarm_with_the_days_left_as_its_value(verb: str) -> None:
    about = "[Shop][https://shop.example.com/] server certificate shop.example.com"

    (three_weeks,), (one_week,) = said(f"{about} {verb} 21 days"), said(f"{about} {verb} 7 days")

    assert three_weeks.fingerprint == one_week.fingerprint
    assert (three_weeks.value, one_week.value) == (21, 7)
    assert "down" not in f"{one_week.name} {one_week.summary}"
    assert (one_week.service, one_week.resource) == ("Shop", "https://shop.example.com/")


def test_the_certificates_of_two_monitors_are_two_alarms() -> None:
    (one,) = said("[Shop][https://a.example] server certificate a.example will expire in 7 days")
    (other,) = said("[Blog][https://b.example] server certificate b.example will expire in 7 days")

    assert one.fingerprint != other.fingerprint


@pytest.mark.parametrize("name", ["Testing portal", "Load Testing", "shop"])
def test_a_monitor_that_is_down_fires_also_without_a_heartbeat_and_whatever_it_is_called(name: str) -> None:
    (down,), (up,) = said(f"[{name}] [\U0001f534 Down] connect ECONNREFUSED"), said(f"[{name}] [\u2705 Up] 200 - OK")

    assert (down.state, up.state) == ("firing", "resolved")
    assert down.fingerprint == up.fingerprint
    assert down.service == name


@pytest.mark.parametrize("message", ["My alerts Testing", "Testing"])
def test_the_settings_pages_test_raises_nothing(message: str) -> None:
    assert said(message) == ()


def test_a_job_that_did_not_report_is_not_said_to_be_down() -> None:
    monitor = {"id": 4, "name": "stock nightly export", "type": "push", "url": "https://"}
    beat = {"monitorID": 4, "status": 0, "time": "2026-11-23 03:00:00", "msg": "No heartbeat in the time window"}

    (late,) = said("[stock nightly export] [Down] No heartbeat", heartbeat=beat, monitor=monitor)

    assert late.state == "firing"
    assert "down" not in late.summary
    assert "did not report" in late.summary


def test_a_status_told_as_a_word_is_understood() -> None:
    (alarm,) = said(
        "x", heartbeat={"status": "down", "msg": "timeout"}, monitor={"id": 1, "name": "shop", "type": "http"}
    )

    assert (alarm.state, alarm.summary) == ("firing", "down: timeout")
