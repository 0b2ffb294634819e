"""The same alarm keeps its fingerprint through everything that may change about it, and no other alarm has it."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.registry import read

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
CORPUS = Path(__file__).parents[2] / "events" / "alarms"


def example(source: str, name: str) -> tuple[Alarm, ...]:
    return read(source, json.dumps(json.loads((CORPUS / source / f"{name}.json").read_text())["payload"]), NOW)


@pytest.mark.parametrize(
    ("source", "fires", "recovers"),
    [
        ("cloudwatch", "metric_in_alarm", "metric_recovered"),
        ("datadog", "triggered", "recovered"),
        ("pagerduty", "triggered", "resolved"),
        ("zabbix", "problem", "recovered"),
        ("uptime-kuma", "down", "up"),
        ("uptime-kuma", "down_http", "up_http"),
        ("eventbridge", "health_open", "health_closed"),
        ("eventbridge", "guardduty_high", "guardduty_archived"),
        ("eventbridge", "codedeploy_stop", "codedeploy_success"),
        ("eventbridge", "codepipeline_stopped", "codepipeline_succeeded"),
        ("eventbridge", "states_timed_out", "states_succeeded"),
        ("eventbridge", "rds_failover_started", "rds_failover_done"),
        ("eventbridge", "asg_unsuccessful", "asg_successful"),
        ("eventbridge", "ec2_stopped", "ec2_running"),
        ("eventbridge", "glue_timeout", "glue_ok"),
        ("eventbridge", "config_noncompliant", "config_compliant"),
        ("datadog", "default_template", "default_recovered"),
        ("datadog", "retriggered", "recovered_warn"),
        ("datadog", "retriggered", "renotify"),
        ("pagerduty", "triggered_full", "resolved_full"),
        ("pagerduty", "triggered_full", "acknowledged"),
        ("pagerduty", "v2_trigger", "v2_resolve"),
        ("pagerduty", "events_v2", "events_v2_resolve"),
        ("sentry", "metric_critical", "metric_resolved"),
        ("sentry", "metric_critical", "metric_warning"),
        ("sentry", "issue_created", "issue_resolved"),
        ("newrelic", "activated", "closed"),
        ("newrelic", "legacy_open", "legacy_closed"),
        ("opsgenie", "create_full", "close"),
        ("opsgenie", "create_full", "update_priority"),
        ("zabbix", "macros_template", "recovery_template"),
        ("zabbix", "status_words", "status_ok"),
        ("generic", "better_stack", "better_stack_resolved"),
        ("generic", "gcp", "gcp_closed"),
    ],
)
def test_a_recovery_has_the_fingerprint_of_what_it_ends(source: str, fires: str, recovers: str) -> None:
    assert example(source, fires)[0].fingerprint == example(source, recovers)[0].fingerprint


def alert(**labels: str) -> Alarm:
    told = {"alertname": "HighErrorRate", "service": "checkout", "severity": "warning", **labels}
    return read("alertmanager", json.dumps({"version": "4", "alerts": [{"status": "firing", "labels": told}]}), NOW)[0]


def test_getting_worse_is_still_the_same_alarm() -> None:
    assert alert(severity="critical").fingerprint == alert(severity="warning").fingerprint
    assert alert(value="0.41").fingerprint == alert(value="0.43").fingerprint
    assert alert(prometheus_replica="a").fingerprint == alert(prometheus_replica="b").fingerprint


@pytest.mark.parametrize(
    "other", [{"service": "cart"}, {"instance": "b"}, {"alertname": "HighLatency"}, {"shard": "2"}]
)
def test_another_resource_or_label_is_another_alarm(other: dict[str, str]) -> None:
    assert alert(**other).fingerprint != alert().fingerprint


def test_the_same_name_in_another_region_is_another_alarm() -> None:
    def alarm(region: str) -> Alarm:
        body: dict[str, Any] = {
            "AlarmName": "x",
            "NewStateValue": "ALARM",
            "AlarmArn": f"arn:aws:cloudwatch:{region}:1:alarm:x",
        }
        return read("cloudwatch", json.dumps(body), NOW)[0]

    assert alarm("us-east-1").fingerprint != alarm("eu-west-1").fingerprint
    assert alarm("us-east-1").fingerprint == alarm("us-east-1").fingerprint


def test_the_order_of_labels_does_not_matter() -> None:
    assert alert(a="1", b="2").fingerprint == alert(b="2", a="1").fingerprint
