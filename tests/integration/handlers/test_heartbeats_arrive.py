"""POST /alarms/heartbeat/{name}, and the minute's audit that listens for it."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from nightdesk import wiring
from nightdesk.settings import library
from nightdesk.shelf import shelf
from tests.integration.handlers import events
from tests.integration.handlers.conftest import Stack

SHARED, OWN = "token-of-all-heartbeats", "token-of-the-backup"
ANA = "+12025550121"


@pytest.fixture(autouse=True)
def declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The library with two heartbeats in it."""
    for name in ("runbooks", "prompts"):
        (tmp_path / name).mkdir()
        for found in (library() / name).iterdir():
            (tmp_path / name / found.name).symlink_to(found)
    told = tmp_path / "runbooks" / "heartbeats.yaml"
    told.unlink()
    told.write_text(
        "heartbeats:\n"
        "  - {name: backup, every_minutes: 60, grace_minutes: 5, service: ledger-db}\n"
        "  - {name: queue, every_minutes: 5, grace_minutes: 1}\n"
    )
    monkeypatch.setenv("NIGHTDESK_LIBRARY", str(tmp_path))
    library.cache_clear()
    shelf.cache_clear()
    yield
    library.cache_clear()
    shelf.cache_clear()


def post(stack: Stack, name: str, *, token: str = SHARED, body: str = "") -> Any:
    stack.change_secret("nightdesk/alarm-tokens", **{"heartbeat": SHARED, "heartbeat-backup": OWN})
    headers = {"authorization": f"Bearer {token}"} if token else {}
    answer = stack.run("alarm_posted", events.http(f"/alarms/heartbeat/{name}", body=body, headers=headers))
    return answer["statusCode"], json.loads(answer["body"])


def beats(stack: Stack) -> list[str]:
    return stack.kept("BEAT#")


def grows_old(name: str, *, minutes: int) -> None:
    """The last beat is this long ago: the handlers run on the real clock."""
    from dataclasses import replace

    store = wiring.kit().store
    pulse = store.pulses([name])[name]
    store.save_pulse(replace(pulse, beat_at=datetime.now(UTC) - timedelta(minutes=minutes)))


def test_a_beat_is_kept_and_told_by_when_the_next_is_wanted(stack: Stack) -> None:
    status, said = post(stack, "backup", body="whatever it likes to say")

    assert status == 202
    wanted = datetime.fromisoformat(said["next_by"]) - datetime.now(UTC)
    assert timedelta(minutes=64) < wanted <= timedelta(minutes=65)
    assert len(beats(stack)) == 1


@pytest.mark.parametrize(
    ("name", "token", "expected"),
    [
        ("backup", OWN, 202),
        ("backup", SHARED, 202),
        ("queue", SHARED, 202),
        ("queue", OWN, 401),
        ("backup", "", 401),
        ("backup", "wrong", 401),
        ("unknown", SHARED, 404),
        ("../backup", SHARED, 404),
    ],
)
def test_only_a_declared_heartbeat_with_its_token_counts(stack: Stack, name: str, token: str, expected: int) -> None:
    status, said = post(stack, name, token=token)

    assert status == expected
    assert bool(beats(stack)) == (expected == 202)
    assert expected == 202 or said["error"]


def test_silence_is_found_by_the_minutes_audit_pages_and_the_next_beat_ends_it(stack: Stack) -> None:
    post(stack, "queue")
    grows_old("queue", minutes=7)

    stack.run("audit_chains", {})
    stack.delivers()

    (incident,) = stack.incidents()
    assert "heartbeat missed: queue" in incident.alarms[0].name
    assert stack.carrier.texts_to(ANA)

    post(stack, "queue")
    assert not stack.incidents()[0].alarms[0].is_firing
