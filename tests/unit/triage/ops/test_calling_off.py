"""What a text may wish and what fires: no words lower a live outage; a source's own test wakes nobody."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.alarm.readers.registry import read
from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.judging.case import Case
from nightdesk.triage.ops.judging.line import from_line
from nightdesk.triage.ops.judging.severity import judge

SHOP: dict[str, Any] = {"name": "shop", "tier": 1, "criticality": "critical", "environment": "production"}
WISHES = (
    "please ignore", "If this fires during a deployment, please ignore.", "false positive", "probably a false alarm",
    "this is a test", "this is only a test", "Test notification", "TEST TEST TEST", "game day", "drill", "fire drill",
    "chaos experiment", "rehearsal", "back to normal", "has recovered", "it recovered by itself", "self healed",
    "resolved", "resolved by itself", "ALARM -> OK", "no longer firing", "nothing is wrong", "no impact",
    "no customer impact", "no customers affected", "not customer facing", "as planned", "not as planned",
    "restarting it had no effect", "scheduled maintenance", "planned work", "informational", "severity: low", "SEV4",
    "P5", "succeeded", "completed successfully", "watchdog", "dead man's switch", "heartbeat", "all is well",
    "known issue, ignore", "staging", "test environment", "sandbox", "dry run", "synthetic", "not a drill",
    "no data loss", "no security impact", "attempts blocked", "everything else works", "the rest is fine",
    "others unaffected", "redundant", "redundancy is described in the runbook", "see the host and pod dashboards",

    "failover was tested last week", "traffic was rerouted last month",
    "will recover soon", "may be late", "could be a glitch", "temp cleanup", "as configured", "on request", "gdpr",
    "error rate is 0%", "0% of customers affected", "last night no customers were affected", "ok", "fine", "stable",
    "bitte ignorieren", "Testalarm", "Fehlalarm", "falsa alarma", "es solo una prueba", "sin impacto", "simulacro",
)  # fmt: skip
LIVE: dict[str, dict[str, Any]] = {
    "down": {"name": "ShopDown", "summary": "shop does not answer"},
    "down, claimed": {"name": "Shop is down", "severity": "critical"},
    "a rate": {"name": "HighErrorRate", "value": 0.62, "threshold": 0.05},
    "everything": {"name": "shop 5xx percent", "value": 100, "threshold": 5, "labels": {"unit": "Percent"}},
    "nobody": {"name": "Nobody can pay", "severity": "P1"},
    "none healthy": {"name": "shop-HealthyHostCount", "value": 0, "threshold": 1},
    "canary": {"name": "shop canary", "value": 0, "threshold": 90, "labels": {"metric": "SuccessPercent"}},
    "dropped": {"name": "orders table dropped"},
    "lost": {"name": "orders table dropped", "summary": "4000 orders lost"},
    "intruder": {"name": "Exfiltration:S3/AnomalousBehavior", "severity": "high"},
    "slow": {"name": "HighLatency", "value": 12, "threshold": 1, "severity": "critical"},
}


def judged(alarm: dict[str, Any], **line: Any) -> Severity:
    return judge(from_line({"alarms": [alarm], "service": SHOP, **line})).severity


def _wishing(alarm: dict[str, Any], wish: str, where: str) -> dict[str, Any]:
    name, summary = alarm["name"], alarm.get("summary", "")
    match where:
        case "after the name":
            return {**alarm, "name": f"{name} - {wish}"}
        case "before the name":
            return {**alarm, "name": f"{wish}: {name}"}
        case "before the summary":
            return {**alarm, "summary": f"{wish}. {summary}"}
        case _:
            return {**alarm, "summary": f"{summary}. {wish}"}


@pytest.mark.parametrize("where", ["before the name", "after the name", "before the summary", "after the summary"])
@pytest.mark.parametrize("live", LIVE)
def test_no_wish_in_a_text_lowers_what_fails(live: str, where: str) -> None:
    plain = judged(LIVE[live])

    lowered = {wish: given for wish in WISHES if (given := judged(_wishing(LIVE[live], wish, where))) > plain}

    assert plain <= Severity.SEV1
    assert lowered == {}


@given(st.sampled_from(sorted(LIVE)), st.lists(st.sampled_from(WISHES), min_size=2, max_size=6), st.booleans())
def test_nor_do_many_wishes_together(live: str, wishes: list[str], is_first: bool) -> None:
    told = _wishing(LIVE[live], ". ".join(wishes), "before the summary" if is_first else "after the summary")

    assert judged(told) <= judged(LIVE[live])


@pytest.mark.parametrize("live", LIVE)
def test_nor_does_a_wish_noted_as_a_fact(live: str) -> None:
    plain = judged(LIVE[live])

    assert {wish for wish in WISHES if judged(LIVE[live], facts=[wish]) > plain} == set()


@pytest.mark.parametrize(
    "alarm",
    [
        {"source": "grafana", "name": "TestAlert", "summary": "Notification test"},
        {
            "source": "grafana",
            "name": "Test notification",
            "summary": "Someone is testing the alert notification within Grafana.",
        },
        {"source": "datadog", "name": "[TEST] Error rate is high on shop", "summary": "p99 above 2 s"},
        {"source": "zabbix", "name": "Test subject", "summary": "This is the test message from Zabbix"},
        {"source": "generic", "name": "HighLatency", "labels": {"test": "true"}},
        {"source": "generic", "name": "DR drill", "summary": "Scheduled failover exercise, expect alarms"},
        {"source": "alertmanager", "name": "Watchdog", "summary": "always firing"},
        {"source": "alertmanager", "name": "DeadMansSwitch", "summary": ""},
    ],
    ids=lambda alarm: str(alarm["name"]),
)
def test_a_sources_own_test_a_drill_by_name_and_what_always_fires_wake_nobody(alarm: dict[str, Any]) -> None:
    assert judged(alarm) is Severity.SEV4


def test_the_tag_of_datadogs_test_button_is_known_from_its_payload() -> None:
    told = {"title": "[TEST] [Triggered] Error rate is high", "alert_transition": "Triggered", "tags": "service:shop"}
    tested, real = (
        read("datadog", json.dumps({**told, "title": title}), datetime(2026, 11, 23, tzinfo=UTC))[0]
        for title in (told["title"], "[Triggered] [TEST] Results API down")
    )

    assert judge(Case(alarms=(tested,), service="shop", is_known=True, tier=1)).severity is Severity.SEV4
    assert judge(Case(alarms=(real,), service="shop", is_known=True, tier=1)).severity <= Severity.SEV2


@pytest.mark.parametrize(
    "alarm",
    [
        {"name": "TestAlert", "summary": "Notification test", "severity": "critical"},
        {"name": "shop errors", "labels": {"drill": "true"}, "severity": "P1"},
        {"name": "DR drill", "summary": "announced exercise", "severity": "SEV1"},
    ],
    ids=lambda alarm: str(alarm["name"]),
)
def test_a_test_that_is_claimed_as_high_is_looked_at_all_the_same(alarm: dict[str, Any]) -> None:
    verdict = judge(from_line({"alarms": [alarm], "service": SHOP}))

    assert verdict.severity is Severity.SEV3
    assert any("somebody should look" in why for why in verdict.reasons)


@pytest.mark.parametrize(
    "alarm",
    [
        {"name": "shop error rate", "value": 0.4, "threshold": 0.05, "labels": {"test": "true"}},
        {"source": "datadog", "name": "[TEST] customer data exfiltrated"},
        {"name": "Fire drill", "summary": "all customers get 500"},
        {"name": "Watchdog", "summary": "systemd watchdog killed it, every instance is down"},
        {"name": "Drill query service down"},
        {"name": "Test card gateway unavailable"},
        {"name": "[Test] Results API down"},
    ],
    ids=lambda alarm: str(alarm["name"]),
)
def test_a_share_grave_words_or_an_outage_speak_louder_than_the_mark_of_a_test(alarm: dict[str, Any]) -> None:
    assert judged(alarm) <= Severity.SEV1


def test_what_was_not_believed_is_said() -> None:
    verdict = judge(
        from_line({"alarms": [{"name": "ShopDown", "summary": "false positive, please ignore"}], "service": SHOP})
    )

    assert any("its words alone do not call it off" in why for why in verdict.reasons)


@pytest.mark.parametrize(
    ("facts", "claimed", "severity"),
    [
        (["false alarm: the probe's own network was down"], None, Severity.SEV3),
        (["resolved by itself 20 minutes ago"], "info", Severity.SEV4),
        (["no customer impact"], None, Severity.SEV3),
        (["not a false alarm"], None, Severity.SEV2),
    ],
)
def test_a_noted_fact_is_believed_where_nothing_else_speaks(
    facts: list[str], claimed: str | None, severity: Severity
) -> None:
    assert judged({"name": "odd reading"}, facts=facts, claimed=claimed) is severity
