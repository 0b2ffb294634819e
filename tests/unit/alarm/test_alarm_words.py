"""How words put together are read by the generic reader, and how checks of Nagios' kin are."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from nightdesk.alarm.readers.generic_state import ends
from nightdesk.alarm.readers.registry import read

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "word", ["ALERT_RECOVERY", "policy close critical", "check.was-resolved", "monitor.cleared.ok"]
)
def test_a_word_put_together_may_say_that_it_is_over(word: str) -> None:
    assert ends(word)


@pytest.mark.parametrize(
    "word",
    [
        "ALERT_FAILURE",
        "not resolved",
        "failed to close",
        "recovery failed",
        "UNRESOLVED_ALERT",
        "closed then reopened",
        "x" * 60 + " resolved",
    ],
)
def test_a_word_that_also_says_otherwise_does_not(word: str) -> None:
    assert not ends(word)


def test_an_alarm_spread_over_several_parts_is_put_together() -> None:
    body = {
        "rule": {"id": "r-1", "name": "Log errors"},
        "alert": {"id": "host-a", "actionGroupName": "Fired"},
        "context": {"value": "142", "threshold": 75, "reason": "142 over 75"},
    }

    (alarm,) = read("generic", json.dumps(body), NOW)

    assert (alarm.name, alarm.value, alarm.threshold) == ("Log errors", 142.0, 75.0)


def check(source: str = "nagios", **macros: Any) -> Any:
    told = {"HOSTNAME": "db-1", "SERVICEDESC": "CPU load", "SERVICESTATE": "CRITICAL", **macros}
    return read(source, json.dumps(told), NOW)


@pytest.mark.parametrize("source", ["nagios", "icinga", "checkmk", "generic"])
def test_a_check_is_read_by_its_macros_whoever_posts_it(source: str) -> None:
    (alarm,) = check(source, SERVICEOUTPUT="load 42", LASTSERVICESTATECHANGE="1795140305")

    assert (alarm.name, alarm.resource, alarm.state, alarm.summary) == ("CPU load on db-1", "db-1", "firing", "load 42")
    assert alarm.started_at == datetime.fromtimestamp(1795140305, UTC)


def test_a_check_that_is_well_again_ends_what_it_began() -> None:
    (began,), (ended,) = check(), check(SERVICESTATE="OK", NOTIFICATIONTYPE="RECOVERY")

    assert (ended.state, ended.fingerprint) == ("resolved", began.fingerprint)


@pytest.mark.parametrize("kind", ["ACKNOWLEDGEMENT", "DOWNTIMESTART", "CUSTOM"])
def test_an_acknowledged_check_raises_nothing_new(kind: str) -> None:
    assert check(NOTIFICATIONTYPE=kind) == ()


def test_a_host_that_is_down_is_named() -> None:
    (alarm,) = read("nagios", json.dumps({"HOSTNAME": "core-sw", "HOSTSTATE": "DOWN"}), NOW)

    assert (alarm.resource, alarm.state) == ("core-sw", "firing")
    assert "core-sw" in alarm.name
