"""A Lambda pays only for what it reads, and a declared mapping makes a reader of any JSON."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from nightdesk.alarm.readers import generic
from nightdesk.alarm.readers.registry import READERS, read, reader
from nightdesk.alarm.reading import claimed
from nightdesk.errors import Misconfigured
from nightdesk.incident.severity import Severity

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize("source", sorted(READERS))
def test_every_listed_source_has_its_reader(source: str) -> None:
    assert callable(reader(source))


def test_reading_one_source_imports_no_other() -> None:
    script = (
        "import sys; from nightdesk.alarm.readers.registry import reader; reader('alertmanager');"
        "print([m for m in sys.modules if m.endswith(('grafana', 'cloudwatch', 'generic')) or m == 'pydantic'])"
    )

    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env={"PYTHONPATH": "functions"}
    )

    assert printed.stdout.strip() == "[]"


def test_a_declared_mapping_reads_a_system_of_ones_own() -> None:
    mapping = generic.mapping_from(
        {"name": "chk.title", "state": ["chk.colour"], "firing": ["RED"], "resolved": "green", "service": "owner.0"},
        where="x.yaml",
    )
    body = {"chk": {"title": "till offline", "colour": "Red"}, "owner": ["tills"]}

    (alarm,) = read("tills", json.dumps(body), NOW, mappings={"tills": mapping})

    assert (alarm.source, alarm.name, alarm.service, alarm.state) == ("tills", "till offline", "tills", "firing")


def test_a_wrong_mapping_is_ours_to_mend() -> None:
    with pytest.raises(Misconfigured, match=r"x\.yaml: nmae: not one of"):
        generic.mapping_from({"nmae": "title"}, where="x.yaml")


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("critical", 0), ("P1", 0), ("SEV-1", 1), ("sev 3", 3), ("Disaster", 0), ("HIGH", 1), ("page", 1), ("major", 1),
        ("Warning", 2), ("warn", 2), ("medium", 2), ("P3", 2), ("low", 3), ("minor", 3),
        ("info", 4), ("none", 4), ("P5", 4),
        ("P2 - High", 1), ("critical (page)", 0),
    ],
)  # fmt: skip
def test_a_claim_in_any_spelling_is_one_of_five(word: str, severity: int) -> None:
    assert claimed.severity_of(word) == Severity(severity)


@pytest.mark.parametrize("word", ["", "spicy", "17", "sev9", "p9"])
def test_an_unknown_claim_is_no_claim(word: str) -> None:
    assert claimed.severity_of(word) is None


@pytest.mark.parametrize(
    ("name", "description", "severity"),
    [
        ("[P2] orders slow", "", 1),
        ("OrdersCritical", "", 0),
        ("orders", "severity: high", 1),
        ("orders", "may page", None),
        ("epic-p1xel", "", None),
    ],
)
def test_a_claim_written_into_a_name_counts_when_it_stands_as_a_word(
    name: str, description: str, severity: int | None
) -> None:
    assert claimed.claimed_in_words(name, description) == (None if severity is None else Severity(severity))
