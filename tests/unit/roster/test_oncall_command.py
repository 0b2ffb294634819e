"""nightdesk oncall, as it is typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from nightdesk.cli.__main__ import main

ROSTER = """catch_all: gus
people:
  - {id: ana, name: Ana Duarte, phone: "+12025550121", time_zone: Europe/Lisbon}
  - {id: ben, name: Ben Sato, phone: "+12025550122", time_zone: America/New_York}
  - {id: gus, name: Gus Weber, phone: "+12025550127"}
desks: {ops: [ana, ben], pets: [gus]}
schedules:
  on-call:
    time_zone: America/New_York
    people: [ana, ben]
    starts_at: 2026-11-01T09:00
    every: daily
    only: [{days: [mon, tue, wed, thu, fri, sat]}, {days: [sun], from: "04:00", to: "02:00"}]
  vet: {time_zone: UTC, people: [gus], starts_at: 2026-11-01}
"""
POLICIES = """policies:
  - {name: ops, desk: ops, rungs: [{tier: 1, roles: [on-call], label: on call}]}
  - {name: pets, desk: pets, rungs: [{tier: 1, roles: [vet], label: vet}]}
"""


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    (tmp_path / "roster.yaml").write_text(ROSTER)
    (tmp_path / "policies.yaml").write_text(POLICIES)
    return ["--roster", str(tmp_path / "roster.yaml"), "--policies", str(tmp_path / "policies.yaml")]


def rows(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    main(["oncall", *arguments])
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_who_is_on_call_now_and_next(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    first = rows(capsys, "--at", "2026-11-03T12:00:00-05:00", *files)[0]

    assert first == {
        "policy": "ops",
        "tier": 1,
        "role": "on-call",
        "person": "ana",
        "name": "Ana Duarte",
        "by": "turn",
        "next": "ben",
        "next_name": "Ben Sato",
        "next_by": "turn",
        "next_at": "2026-11-04T09:00:00-05:00",
        "gap": None,
    }


def test_times_are_in_the_zone_of_whoever_reads(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    (mine,) = rows(capsys, "--at", "2026-11-03T12:00:00-05:00", "--for", "ana", *files)
    (bens,) = rows(capsys, "--at", "2026-11-03T12:00:00-05:00", "--for", "Ben Sato", *files)
    (asked, _) = rows(capsys, "--at", "2026-11-03T12:00:00-05:00", "--zone", "Asia/Tokyo", *files)

    assert mine["next_at"] == "2026-11-04T14:00:00+00:00"
    assert bens["next_at"] == "2026-11-04T09:00:00-05:00"
    assert asked["next_at"] == "2026-11-04T23:00:00+09:00"


def test_a_gap_is_said_in_words_and_somebody_is_woken(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    gap = rows(capsys, "--at", "2026-11-08T03:00:00-05:00", *files)[0]
    (hole,) = [row for row in rows(capsys, "--at", "2026-11-08T00:00:00-05:00", "--days", "1", *files) if row["gap"]]

    assert (gap["person"], gap["by"]) == ("gus", "catch-all")
    assert gap["gap"] == "nobody is on call as on-call until 04:00 Sunday 8 November (America/New_York)"
    assert hole["gap"] == "nobody is on call 00:00-04:00 Sunday 8 November as on-call"


def test_the_next_turn_of_somebody_is_told_to_its_own_end(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    roster = tmp_path / "roster.yaml"
    plain = roster.read_text().partition("    only:")
    roster.write_text(plain[0].replace("every: daily", "every: 2 weeks") + plain[2].partition("\n")[2])

    (told,) = rows(capsys, "--at", "2026-11-09T12:00:00Z", "--for", "ben", *files)

    assert (told["next_at"], told["next_until"]) == ("2026-11-15T09:00:00-05:00", "2026-11-29T09:00:00-05:00")


def test_a_gap_that_comes_next_is_told_as_one(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    first = rows(capsys, "--at", "2026-11-07T23:30:00-05:00", *files)[0]

    assert (first["next"], first["next_by"], first["next_at"]) == ("gus", "catch-all", "2026-11-08T00:00:00-05:00")


def test_a_roster_is_shown_by_the_ladders_beside_it_or_without_any(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    alone = ["--at", "2026-11-03T12:00:00-05:00", *files[:2]]

    assert [row["policy"] for row in rows(capsys, *alone)] == ["ops", "pets"]
    (tmp_path / "policies.yaml").unlink()
    assert [(row["policy"], row["tier"], row["role"], row["person"]) for row in rows(capsys, *alone)] == [
        (None, None, "on-call", "ana"),
        (None, None, "vet", "gus"),
    ]


def test_a_table_for_people_ends_with_what_is_wrong(files: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    main(["oncall", "--at", "2026-11-03T12:00:00-05:00", "--pretty", *files])

    assert "! only Gus Weber is ever on call as vet: nobody takes turns" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--at", "soon"], "--at: 'soon' is not a time"),
        (["--at", "2026-11-03T12:00:00"], "has no time zone"),
        (["--at", "9999-12-31T23:59:59+00:00"], "is in the year 9999; write one from 1970 to 2099"),
        (["--for", "zoe"], "nobody is called 'zoe'"),
        (["--zone", "Mars/Olympus"], "--zone: no time zone is called"),
        (["--ready", "--console", "nonsense"], "--console: 'nonsense' is no address; it begins with https://"),
        (["--ready"], "--ready: needs --export FILE or --console URL"),
        (["--ready", "--export", "/nowhere.json"], "cannot be read"),
    ],
)
def test_a_wrong_call_is_one_clear_line(
    files: list[str], capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert main(["oncall", *arguments, *files]) == 1

    assert told in capsys.readouterr().err


def test_who_can_be_reached_is_judged_from_an_export(
    files: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reach = {"person": "ana", "verified_at": "2026-11-01T00:00:00Z", "delivered_at": "2026-11-01T00:00:00Z"}
    (tmp_path / "export.json").write_text(json.dumps({"now": "whenever", "reach": [reach]}))

    told = rows(
        capsys, "--ready", "--export", str(tmp_path / "export.json"), "--at", "2026-11-03T12:00:00-05:00", *files
    )

    assert [(row["person"], row["ready"]) for row in told] == [("ana", True), ("ben", False), ("gus", False)]
    assert told[1]["reasons"] == ["has never answered a test page", "no text has arrived in 14 days"]
