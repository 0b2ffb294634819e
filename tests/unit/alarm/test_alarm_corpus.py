"""Every payload of tests/events/alarms reads as it says it does. A file: {about, payload, reads: [partial alarms]}."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.registry import read
from nightdesk.incident.severity import Severity

CORPUS = Path(__file__).parents[2] / "events" / "alarms"
RECEIVED_AT = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
FILES = sorted(CORPUS.glob("*/*.json"))


def told(alarm: Alarm, field: str) -> Any:
    value = getattr(alarm, field)
    if isinstance(value, Severity):
        return value.name
    return value.isoformat() if isinstance(value, datetime) else value


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}-{file.stem}" for file in FILES])
def test_a_real_payload_reads_as_expected(file: Path) -> None:
    example = json.loads(file.read_text())

    alarms = read(file.parent.name, json.dumps(example["payload"]), RECEIVED_AT)

    assert len(alarms) == len(example["reads"])
    for alarm, expected in zip(alarms, example["reads"], strict=True):
        assert {field: told(alarm, field) for field in expected} == expected


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}-{file.stem}" for file in FILES])
def test_every_alarm_says_how_its_service_was_found_and_keeps_its_raw(file: Path) -> None:
    alarms = read(file.parent.name, json.dumps(json.loads(file.read_text())["payload"]), RECEIVED_AT)

    for alarm in alarms:
        assert alarm.service or any("service unknown" in reason for reason in alarm.reasons)
        assert json.loads(alarm.raw)
        assert alarm.source and alarm.fingerprint and alarm.name
