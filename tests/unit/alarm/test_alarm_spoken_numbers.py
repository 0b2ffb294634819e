"""Figures that only a sentence tells: one that is meant is read, several, spans, times and addresses are not."""

import json
from datetime import UTC, datetime

import pytest

from nightdesk.alarm.readers.registry import read
from nightdesk.alarm.reading.spoken_numbers import limit_said, value_said

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("sentence", "value", "limit"),
    [
        ("stock error rate is 17.5% (threshold 3%)", 17.5, 3),
        ("/data has only 2.25% space left", 2.25, None),
        ("the volume has less than 10% space left", None, 10),
        ("replication lag on stock-db is 412s (limit 30s)", 412, 30),
        ("was 0.97 at 03:10", 0.97, None),
        ("the 5xx ratio is 12.5% for more than 10 minutes", 12.5, None),
        ("p99 latency is 1,250 ms, above 800 ms", 1250, 800),
        ("the disk is 91% full (limit: 90%)", 91, 90),
        ("throughput dropped to 3 req/s", 3, None),
        ("latency exceeded 2s for 5 minutes", None, 2),
        ("the pod has been unready for longer than 15 minutes", None, None),
        ("host 10.0.0.4 is down", None, None),
        ("2 of 3 replicas are unavailable", None, None),
        ("the certificate is valid until 2026-12-01", None, None),
        ("connected at 03:10", None, None),
        ("the version is 1.2.3", None, None),
        ("web-1 is 93% busy, web-2 is 88% busy", None, None),
        (None, None, None),
    ],
)
def test_a_sentence_tells_what_it_means(sentence: str | None, value: float | None, limit: float | None) -> None:
    assert (value_said(sentence), limit_said(sentence)) == (value, limit)


def test_not_a_number_is_missing_and_said_so() -> None:
    (alarm,) = read(
        "generic", '{"name": "lag", "service": "stock", "status": "firing", "value": NaN, "threshold": -Infinity}', NOW
    )

    assert (alarm.value, alarm.threshold) == (None, None)
    assert [reason for reason in alarm.reasons if "is no number" in reason] == [
        "NaN is no number and is read as missing",
        "-Infinity is no number and is read as missing",
    ]


def test_not_a_number_in_quotes_is_said_too() -> None:
    told = {"version": "1", "alerts": [{"status": "firing", "labels": {"alertname": "a"}, "values": {"B": "NaN"}}]}

    (alarm,) = read("grafana", json.dumps(told), NOW)

    assert alarm.value is None
    assert "NaN is no number and is read as missing" in alarm.reasons


def test_a_bare_tag_names_nothing() -> None:
    told = {
        "alert_id": "7",
        "alert_title": "lag",
        "alert_transition": "Triggered",
        "tags": ["db", "host", "service:stock"],
    }

    (alarm,) = read("datadog", json.dumps(told), NOW)

    assert (alarm.service, alarm.resource) == ("stock", "")
    assert alarm.labels["db"] == "true"
