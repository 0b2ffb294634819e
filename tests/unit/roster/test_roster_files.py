"""The roster and the ladders: a file with a hole in it does not load, and says where the hole is."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import yaml

from nightdesk.errors import Misconfigured
from nightdesk.roster.files import read_policies, read_roster
from nightdesk.roster.roster import Roster

ROSTER: dict[str, Any] = {
    "catch_all": "gus",
    "people": [
        {"id": "ana", "name": "Ana", "phone": "+1 202 555 0121"},
        {"id": "gus", "name": "Gus", "phone": "+12025550127", "channels": ["call"]},
    ],
    "desks": {"ops": ["ana"]},
    "schedules": {"on-call": {"people": ["ana", "gus"], "starts_at": "2026-11-02T09:00:00+00:00", "hours": 24}},
    "overrides": [
        {
            "role": "on-call",
            "person": "gus",
            "starts_at": "2026-11-03T00:00:00+00:00",
            "ends_at": "2026-11-04T00:00:00+00:00",
        }
    ],
}
POLICIES: dict[str, Any] = {
    "policies": [
        {
            "name": "ops",
            "desk": "ops",
            "rungs": [{"tier": 1, "roles": ["on-call"], "label": "on-call"}],
            "ack_minutes": {"SEV0": 5},
        }
    ]
}


def written(folder: Path, content: object) -> Path:
    path = folder / "file.yaml"
    path.write_text(content if isinstance(content, str) else yaml.safe_dump(content), encoding="utf-8")
    return path


def changed(original: dict[str, Any], *path: str | int, to: object) -> dict[str, Any]:
    """A copy in which one place holds something else; None removes it."""
    copy = deepcopy(original)
    place: Any = copy
    for part in path[:-1]:
        place = place[part]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return copy


@pytest.fixture
def roster(tmp_path: Path) -> Roster:
    return read_roster(written(tmp_path, ROSTER))


def test_numbers_are_kept_as_the_carrier_spells_them(roster: Roster) -> None:
    assert [person.phone for person in roster.people] == ["+12025550121", "+12025550127"]


def test_somebody_without_channels_is_texted_and_called(roster: Roster) -> None:
    assert roster.person("ana").channels == ("sms", "call")
    assert roster.person("gus").channels == ("call",)


ROSTER_DEFECTS: list[tuple[tuple[str | int, ...], object, str]] = [
    (("catch_all",), None, "catch_all"),
    (("catch_all",), "nobody", "catch_all: nobody called 'nobody'"),
    (("people",), [], "people"),
    (("people", 0, "id"), "Ana!", "people.0.id"),
    (("people", 0, "id"), "gus", "people[1].id: used twice"),
    (("people", 0, "name"), "", "people.0.name"),
    (("people", 0, "phone"), "2025550121", "people[0].phone"),
    (("people", 0, "phone"), "+1202", "people[0].phone"),
    (("people", 0, "phone"), "+12025550127", "people[1].phone: used twice"),
    (("people", 0, "phone"), 12025550121, "people.0.phone"),
    (("people", 0, "channels"), [], "people.0.channels"),
    (("people", 0, "channels"), ["fax"], "people.0.channels.0"),
    (("people", 0, "time_zone"), "Mars/Olympus", "people[0].time_zone"),
    (("people", 0, "mobile"), "+12025550121", "people.0.mobile"),
    (("desks", "ops"), ["ann"], "desks.ops[0]: nobody called 'ann'"),
    (("desks", "cats"), ["ana"], "desks.cats"),
    (("schedules", "on-call", "people"), [], "schedules.on-call.people"),
    (("schedules", "on-call", "people"), ["ana", "bob"], "schedules.on-call.people[1]: nobody called 'bob'"),
    (("schedules", "on-call", "hours"), 0, "schedules.on-call.hours"),
    (("schedules", "on-call", "starts_at"), "2026-11-02T09:00:00", "schedules.on-call.starts_at"),
    (("overrides", 0, "role"), "on-cal", "overrides[0].role: no schedule named 'on-cal'"),
    (("overrides", 0, "person"), "bob", "overrides[0].person: nobody called 'bob'"),
    (("overrides", 0, "ends_at"), "2026-11-02T00:00:00+00:00", "overrides[0].ends_at"),
]


@pytest.mark.parametrize(("place", "value", "named"), ROSTER_DEFECTS)
def test_a_defect_of_the_roster_is_named_with_file_and_field(
    tmp_path: Path, place: tuple[str | int, ...], value: object, named: str
) -> None:
    path = written(tmp_path, changed(ROSTER, *place, to=value))

    with pytest.raises(Misconfigured) as error:
        read_roster(path)

    assert str(error.value).startswith(f"{path}: {named}")


POLICY_DEFECTS: list[tuple[tuple[str | int, ...], object, str]] = [
    (("policies",), [], "policies"),
    (("policies", 0, "name"), None, "policies.0.name"),
    (("policies", 0, "desk"), "dogs", "policies.0.desk"),
    (("policies", 0, "rungs"), [], "policies.0.rungs"),
    (("policies", 0, "rungs", 0, "tier"), 2, "policies[0].rungs: tiers must count up"),
    (("policies", 0, "rungs", 0, "roles"), ["on-cal"], "policies[0].rungs[0].roles: no schedule 'on-cal'"),
    (("policies", 0, "rungs", 0, "roles"), [], "policies.0.rungs.0.roles"),
    (("policies", 0, "pages_from"), "SEV5", "policies.0.pages_from"),
    (("policies", 0, "ack_minutes"), {"SEV9": 5}, "policies[0].ack_minutes.SEV9"),
    (("policies", 0, "ack_minutes"), {"SEV0": 0}, "policies[0].ack_minutes.SEV0"),
    (("policies", 0, "nudge_minutes"), {"SEV0": -1}, "policies[0].nudge_minutes.SEV0"),
    (("policies", 0, "check_in_minutes"), {"SEV0": 0}, "policies[0].check_in_minutes.SEV0"),
    (("policies", 0, "update_minutes"), {"high": 5}, "policies[0].update_minutes.high"),
    (("policies", 0, "second_call_minutes"), 4, "policies.0.second_call_minutes"),
    (("policies", 0, "approval_minutes"), 0, "policies.0.approval_minutes"),
    (("policies", 0, "quiet_minutes"), 0, "policies.0.quiet_minutes"),
    (("policies", 0, "patience"), 3, "policies.0.patience"),
]


@pytest.mark.parametrize(("place", "value", "named"), POLICY_DEFECTS)
def test_a_defect_of_a_ladder_is_named_with_file_and_field(
    tmp_path: Path, roster: Roster, place: tuple[str | int, ...], value: object, named: str
) -> None:
    path = written(tmp_path, changed(POLICIES, *place, to=value))

    with pytest.raises(Misconfigured) as error:
        read_policies(path, roster=roster)

    assert str(error.value).startswith(f"{path}: {named}")


def test_two_ladders_cannot_share_a_name(tmp_path: Path, roster: Roster) -> None:
    path = written(tmp_path, {"policies": POLICIES["policies"] * 2})

    with pytest.raises(Misconfigured, match=r"policies\[1\]\.name: used twice"):
        read_policies(path, roster=roster)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_text("people: [", encoding="utf-8"),
        lambda path: path.write_text("", encoding="utf-8"),
        lambda path: path.write_text("- a list", encoding="utf-8"),
        lambda path: path.write_bytes(b"\xff\xfe\x00"),
        lambda path: path.unlink(),
    ],
    ids=["not YAML", "empty", "a list", "not text", "missing"],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path = written(tmp_path, ROSTER)
    spoil(path)

    with pytest.raises(Misconfigured) as error:
        read_roster(path)

    assert str(path) in str(error.value)
