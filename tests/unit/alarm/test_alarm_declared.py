"""Sources declared in a file read like those with a reader, and a wrong declaration says where."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.declared import load
from nightdesk.alarm.readers.registry import read
from nightdesk.errors import Misconfigured, UnknownSource
from nightdesk.incident.severity import Severity
from nightdesk.settings import library

NOW = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)
THREE = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
GENERIC = Path(__file__).parents[2] / "events" / "alarms" / "generic"
OURS = load(library() / "runbooks" / "sources.yaml")


def through(source: str, body: Any) -> Alarm:
    (alarm,) = read(source, body if isinstance(body, str) else json.dumps(body), NOW, mappings=OURS)
    return alarm


def example(name: str) -> Any:
    return json.loads((GENERIC / f"{name}.json").read_text())["payload"]


@pytest.mark.parametrize(
    ("source", "file", "name", "state"),
    [
        ("better-stack", "better_stack", "storefront homepage", "firing"),
        ("better-stack", "better_stack_resolved", "storefront homepage", "resolved"),
        ("healthchecks", "healthchecks", "nightly-backup", "firing"),
        ("pingdom", "pingdom", "storefront", "firing"),
        ("uptimerobot", "uptimerobot", "storefront", "firing"),
        ("azure-monitor", "azure", "vm-cpu", "firing"),
        ("google-cloud", "gcp", "Latency policy", "firing"),
        ("google-cloud", "gcp_closed", "Latency policy", "resolved"),
    ],
)
def test_a_declared_source_reads_its_systems_payload(source: str, file: str, name: str, state: str) -> None:
    alarm = through(source, example(file))

    assert (alarm.source, alarm.name, alarm.state) == (source, name, state)


def test_azures_numbers_lie_deep() -> None:
    alarm = through("azure-monitor", example("azure"))

    assert (alarm.value, alarm.threshold, alarm.resource) == (97.1, 90.0, "web-1")
    assert (alarm.claimed_severity, alarm.started_at) == (Severity.SEV1, THREE)


def test_statuscake_posts_a_form() -> None:
    alarm = through(
        "statuscake", "URL=https%3A%2F%2Fshop.example.com&Name=storefront&StatusCode=503&Status=Down&Tags=web"
    )

    assert (alarm.name, alarm.state, alarm.resource) == ("storefront", "firing", "https://shop.example.com")


@pytest.mark.parametrize(("down", "up"), [("better_stack", "better_stack_resolved"), ("gcp", "gcp_closed")])
def test_a_declared_sources_end_meets_its_start(down: str, up: str) -> None:
    source = {"better_stack": "better-stack", "gcp": "google-cloud"}[down]

    assert through(source, example(down)).fingerprint == through(source, example(up)).fingerprint


def test_a_source_nobody_declared_is_told_all_there_are() -> None:
    with pytest.raises(UnknownSource, match=r"carrier-pigeon.*alertmanager.*pingdom"):
        read("carrier-pigeon", "{}", NOW, mappings=OURS)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("sources: {tills: {nmae: x}}", "sources.tills: nmae"),
        ("sources: {tills: {name: 7}}", "sources.tills: name"),
        ("sources: {tills: [name]}", "sources.tills"),
        ("sources: {Tills: {name: x}}", "sources.Tills"),
        ("sources: {../etc: {name: x}}", "sources.../etc"),
        ("sources: {grafana: {name: x}}", "sources.grafana"),
        ("sources: [tills]", "sources:"),
        ("other: {}", "sources:"),
        ("sources: {", "cannot be read"),
    ],
)
def test_a_wrong_declaration_names_the_file_and_the_field(tmp_path: Path, text: str, where: str) -> None:
    (tmp_path / "sources.yaml").write_text(text)

    with pytest.raises(Misconfigured) as refused:
        load(tmp_path / "sources.yaml")

    assert str(refused.value).startswith("sources.yaml: ") and where in str(refused.value)


def test_no_file_declares_nothing(tmp_path: Path) -> None:
    assert load(tmp_path / "sources.yaml") == {}
