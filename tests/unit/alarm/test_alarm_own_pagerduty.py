"""What we opened in PagerDuty comes back as a webhook; it is no alarm, or each incident would open the next."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from nightdesk.alarm.readers.registry import read, why_quiet

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
OURS: dict[str, Any] = {
    "id": "Q1", "type": "incident", "status": "triggered", "incident_key": "INC-000042", "title": "SEV1 stock errors",
    "created_at": "2026-11-23T03:00:00Z", "service": {"summary": "Nightdesk"}, "urgency": "high",
}  # fmt: skip
THEIRS = OURS | {"incident_key": "a81c7d", "title": "stock errors"}


def v3(data: dict[str, Any], kind: str = "incident.triggered") -> str:
    return json.dumps({"event": {"id": "1", "event_type": kind, "occurred_at": "2026-11-23T03:00:01Z", "data": data}})


@pytest.mark.parametrize(
    "body",
    [
        v3(OURS),
        v3(OURS, "incident.acknowledged"),
        v3(OURS | {"status": "resolved"}, "incident.resolved"),
        v3(OURS | {"title": "renamed by somebody", "body": {"details": {"incident": "INC-000042"}}}),
        json.dumps({"messages": [{"event": "incident.trigger", "incident": OURS}]}),
        json.dumps({"messages": [{"type": "incident.trigger", "data": {"incident": OURS}}]}),
        json.dumps({
            "event_action": "trigger", "dedup_key": "INC-000042",
            "payload": {"summary": "SEV1 stock errors", "source": "nightdesk stock", "severity": "error"},
        }),
    ],
)  # fmt: skip
def test_an_incident_of_ours_raises_nothing_and_says_why(body: str) -> None:
    assert read("pagerduty", body, NOW) == ()
    assert why_quiet("pagerduty", body) == "INC-000042: opened there by this desk, so it is no alarm here"


@pytest.mark.parametrize(
    "data",
    [
        THEIRS,
        THEIRS | {"incident_key": "INC-000042"},
        THEIRS | {"incident_key": "INC-42", "title": "SEV1 stock errors"},
        THEIRS | {"title": "SEV1 stock errors"},
        {key: told for key, told in THEIRS.items() if key != "incident_key"},
    ],
)
def test_an_incident_of_others_fires_however_they_count_or_name_theirs(data: dict[str, Any]) -> None:
    (alarm,) = read("pagerduty", v3(data), NOW)

    assert alarm.state == "firing"
    assert why_quiet("pagerduty", v3(data)) == ""


def test_beside_one_of_ours_one_of_theirs_still_fires() -> None:
    told = [{"event": "incident.trigger", "incident": one} for one in (OURS, THEIRS | {"id": "Q2"})]

    (alarm,) = read("pagerduty", json.dumps({"messages": told}), NOW)

    assert alarm.name == "stock errors"
