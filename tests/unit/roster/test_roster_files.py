"""The roster and the ladders: a file with a hole in it does not load, and says where the hole is."""

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from nightdesk.errors import Misconfigured
from nightdesk.incident.severity import Severity
from nightdesk.roster.files import read_roster
from nightdesk.roster.ladders import read_policies
from nightdesk.roster.roster import Roster

ROSTER: dict[str, Any] = {
    "catch_all": "gus",
    "people": [
        {"id": "ana", "name": "Ana", "phone": "+1 202 555 0121"},
        {"id": "gus", "name": "Gus", "phone": "+12025550127", "channels": ["call"]},
    ],
    "desks": {"ops": ["ana"]},
    "schedules": {
        "on-call": {"people": ["ana", "gus"], "starts_at": "2026-11-02T09:00:00+00:00", "hours": 24},
        "spare": {"people": ["gus"], "starts_at": "2026-11-02", "time_zone": "UTC"},
    },
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
        },
        {"name": "pets", "desk": "pets", "rungs": [{"tier": 1, "roles": ["spare"], "label": "spare"}]},
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
    (("people", 0, "id"), "Ana!", "people[0].id"),
    (("people", 0, "id"), "gus", "people[1].id: is used twice"),
    (("people", 0, "name"), "", "people[0].name"),
    (("people", 0, "phone"), "2025550121", "people[0].phone"),
    (("people", 0, "phone"), "+1202", "people[0].phone"),
    (("people", 0, "phone"), "+12025550127", "people[1].phone: is used twice: it is ana's number too"),
    (("people", 0, "phone"), 12025550121, "people[0].phone"),
    (("people", 0, "channels"), [], "people[0].channels"),
    (("people", 0, "channels"), ["fax"], "people[0].channels[0]"),
    (("people", 0, "time_zone"), "Mars/Olympus", "people[0].time_zone"),
    (("people", 0, "mobile"), "+12025550121", "people[0].mobile"),
    (("desks", "ops"), ["ann"], "desks.ops[0]: nobody called 'ann'"),
    (("desks", "cats"), ["ana"], "desks.cats"),
    (("schedules", "on-call", "people"), [], "schedules.on-call.people"),
    (("schedules", "on-call", "people"), ["ana", "bob"], "schedules.on-call.people[1]: nobody called 'bob'"),
    (("schedules", "on-call", "hours"), 0, "schedules.on-call.hours"),
    (("schedules", "on-call", "starts_at"), "2026-11-02T09:00:00", "schedules.on-call.starts_at"),
    (("overrides", 0, "role"), "on-cal", "overrides[0].role: no schedule named 'on-cal'"),
    (("overrides", 0, "person"), "bob", "overrides[0].person: nobody called 'bob'"),
    (("overrides", 0, "ends_at"), "2026-11-02T00:00:00+00:00", "overrides[0].ends_at: is not after starts_at"),
    (("overrides", 0, "starts_at"), "soon", "overrides[0].starts_at"),
    (("overrides", 0, "starts_at"), "2026-11-03T00:00:00", "overrides[0].starts_at: has no time zone"),
    (("overrides", 0, "role"), None, "overrides[0]: needs a role, or instead_of"),
    (("people", 0, "phone"), None, "people[0]: ana has no number"),
    (
        ("people", 0),
        {"id": "ana", "name": "Ana", "phone": "+12025550121", "landline": True, "channels": ["sms"]},
        "people[0].channels: ana cannot be texted",
    ),
    (("people", 0, "channels"), ["sms", "sms"], "people[0].channels: names one twice"),
    (("people", 0, "quiet"), {"from": "22:00", "to": "22:00"}, "people[0].quiet"),
    (("people", 0, "quiet"), {"from": "22:00", "to": "7 am"}, "people[0].quiet.to"),
    (("schedules", "spare", "time_zone"), "Mars/Olympus", "schedules.spare.time_zone"),
    (("schedules", "spare", "every"), "0 weeks", "schedules.spare.every"),
    (("schedules", "spare", "every"), "a while", "schedules.spare.every"),
    (("schedules", "spare", "starts_at"), None, "schedules.spare: starts_at is missing"),
    (("schedules", "spare", "people"), None, "schedules.spare: nobody is on it"),
    (("schedules", "spare", "ends_at"), "2026-11-01", "schedules.spare.ends_at: is not after starts_at"),
    (("schedules", "spare", "only"), [{"days": ["someday"]}], "schedules.spare.only[0].days[0]"),
    (("schedules", "spare", "only"), [{"from": "25:00"}], "schedules.spare.only[0].from"),
    (("schedules", "spare", "only"), [{"from": "fri 17:00", "to": "09:00"}], "schedules.spare.only[0]: needs a day"),
    (("schedules", "spare", "layers"), [], "schedules.spare.layers"),
    (("schedules", "spare", "layers"), [{"people": ["gus"]}], "schedules.spare.people: belongs into one of the layers"),
    (("schedules", "spare", "calendar"), "none.ics", "schedules.spare.calendar: people take turns here already"),
    (("swaps",), [{"people": ["ana", "ana"], "starts_at": "2026-11-02", "ends_at": "2026-11-03"}], "swaps[0].people"),
    (("swaps",), [{"people": ["ana"], "starts_at": "2026-11-02", "ends_at": "2026-11-03"}], "swaps[0].people"),
    (("away",), [{"person": "bob", "starts_at": "2026-11-02", "ends_at": "2026-11-03"}], "away[0].person"),
    (("away",), [{"person": "ana", "starts_at": "2026-11-04", "ends_at": "2026-11-03"}], "away[0].ends_at"),
    (("digest",), {"day": "mon", "at": "09:00", "leads": ["boss"]}, "digest.leads[0]: no schedule named 'boss'"),
]


@pytest.mark.parametrize(("place", "value", "named"), ROSTER_DEFECTS)
def test_a_defect_of_the_roster_is_named_with_file_and_field(
    tmp_path: Path, place: tuple[str | int, ...], value: object, named: str
) -> None:
    path = written(tmp_path, changed(ROSTER, *place, to=value))

    with pytest.raises(Misconfigured) as error:
        read_roster(path)

    assert any(
        re.match(rf"{re.escape(str(path))}:\d+: {re.escape(named)}", line) for line in str(error.value).splitlines()
    )


POLICY_DEFECTS: list[tuple[tuple[str | int, ...], object, str]] = [
    (("policies",), [], "policies"),
    (("policies", 0, "name"), None, "policies[0].name"),
    (("policies", 0, "desk"), "dogs", "policies[0].desk"),
    (("policies", 0, "rungs"), [], "policies[0].rungs"),
    (("policies", 0, "rungs", 0, "tier"), 2, "policies[0].rungs: tiers must count up"),
    (("policies", 0, "rungs", 0, "roles"), ["on-cal"], "policies[0].rungs[0].roles: no schedule 'on-cal'"),
    (("policies", 0, "rungs", 0, "roles"), [], "policies[0].rungs[0].roles"),
    (("policies", 0, "pages_from"), "SEV5", "policies[0].pages_from"),
    (("policies", 0, "ack_minutes"), {"SEV9": 5}, "policies[0].ack_minutes.SEV9"),
    (("policies", 0, "ack_minutes"), {"SEV0": 0}, "policies[0].ack_minutes.SEV0"),
    (("policies", 0, "ack_minutes"), {"SEV0": 20}, "policies[0].ack_minutes.SEV0: lets a SEV0 wait for 20 minutes"),
    (("policies", 0, "ack_minutes"), {"SEV1": 3}, "policies[0].ack_minutes.SEV1: lets a SEV0 wait for 5 minutes"),
    (("policies", 0, "update_minutes"), {"SEV0": 0.1}, "policies[0].update_minutes.SEV0: is less than 1 minute"),
    (("policies", 0, "nudge_minutes"), {"SEV0": -1}, "policies[0].nudge_minutes.SEV0"),
    (("policies", 0, "check_in_minutes"), {"SEV0": 0}, "policies[0].check_in_minutes.SEV0"),
    (("policies", 0, "update_minutes"), {"high": 5}, "policies[0].update_minutes.high"),
    (("policies", 0, "second_call_minutes"), 4, "policies[0].second_call_minutes"),
    (("policies", 0, "approval_minutes"), 0, "policies[0].approval_minutes"),
    (("policies", 0, "quiet_minutes"), 0, "policies[0].quiet_minutes"),
    (("policies", 0, "patience"), 3, "policies[0].patience"),
]


@pytest.mark.parametrize(("place", "value", "named"), POLICY_DEFECTS)
def test_a_defect_of_a_ladder_is_named_with_file_and_field(
    tmp_path: Path, roster: Roster, place: tuple[str | int, ...], value: object, named: str
) -> None:
    path = written(tmp_path, changed(POLICIES, *place, to=value))

    with pytest.raises(Misconfigured) as error:
        read_policies(path, roster=roster)

    assert any(
        re.match(rf"{re.escape(str(path))}:\d+: {re.escape(named)}", line) for line in str(error.value).splitlines()
    )


def test_every_defect_is_shown_at_once_each_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "roster.yaml"
    path.write_text(
        """catch_all: gus
people:
  - {id: gus, name: Gus, phone: "+12025550127"}
  - id: ana
    name: Ana
    phone: "+1 (202) 555-0127"
    time_zone: America/Gotham
desks: {}
schedules:
  on-call:
    people: [ana, bob]
    starts_at: 2026-11-02T09:00:00Z
""",
        encoding="utf-8",
    )

    with pytest.raises(Misconfigured) as error:
        read_roster(path)

    assert str(error.value).splitlines() == [
        f"{path}:6: people[1].phone: is used twice: it is gus's number too",
        f"{path}:7: people[1].time_zone: no time zone is called 'America/Gotham'",
        f"{path}:11: schedules.on-call.people[1]: nobody called 'bob'",
    ]


def test_a_schedule_that_stands_twice_is_not_quietly_the_last_one(tmp_path: Path) -> None:
    path = written(tmp_path, "catch_all: gus\nschedules:\n  on-call: 1\n  on-call: 2\n")

    with pytest.raises(Misconfigured, match=r":4: schedules\.on-call: is there twice"):
        read_roster(path)


def test_numbers_may_be_several_and_a_landline_is_only_called(tmp_path: Path) -> None:
    numbers = [{"number": "+12025550199", "landline": True}, {"number": "+12025550121"}]
    person = {"id": "ana", "name": "Ana", "numbers": numbers}

    ana = read_roster(written(tmp_path, changed(ROSTER, "people", 0, to=person))).person("ana")

    assert ana.phone == "+12025550121"
    assert [ana.ring_phone(attempt, each=2) for attempt in range(1, 6)] == [
        *["+12025550199"] * 2,
        *["+12025550121"] * 2,
        "+12025550199",
    ]


def test_somebody_with_only_a_landline_is_called(tmp_path: Path) -> None:
    person = {"id": "ana", "name": "Ana", "phone": "+12025550121", "landline": True}

    ana = read_roster(written(tmp_path, changed(ROSTER, "people", 0, to=person))).person("ana")

    assert ana.channels == ("call",)


def test_a_policy_without_rungs_has_the_four_tiers_of_its_desk(tmp_path: Path) -> None:
    roles = ["on-call vet", "second vet", "desk lead", "head vet", "owner of the practice"]
    schedules = {role: {"people": ["gus"], "starts_at": "2026-11-02", "time_zone": "UTC"} for role in roles}
    roster = read_roster(written(tmp_path, changed(ROSTER, "schedules", to=ROSTER["schedules"] | schedules)))
    ladders = {"policies": [POLICIES["policies"][0], {"name": "pets", "desk": "pets"}]}

    policy = read_policies(written(tmp_path, ladders), roster=roster)["pets"]

    assert [rung.roles for rung in policy.rungs] == [
        ("on-call vet",),
        ("second vet", "desk lead"),
        ("head vet",),
        ("owner of the practice",),
    ]
    assert [policy.ack_sla_minutes(severity) for severity in Severity] == [5, 10, 30, 120, 240]


def test_a_desk_without_a_ladder_does_not_load(tmp_path: Path, roster: Roster) -> None:
    path = written(tmp_path, {"policies": POLICIES["policies"][:1]})

    with pytest.raises(Misconfigured, match="policies: none is called pets"):
        read_policies(path, roster=roster)


def test_a_tier_held_by_somebody_who_may_not_act_on_the_desk_does_not_load(tmp_path: Path) -> None:
    roster = read_roster(written(tmp_path, changed(ROSTER, "desks", "ops", to=[])))
    path = written(tmp_path, POLICIES)

    with pytest.raises(Misconfigured, match=r"policies\[0\].rungs\[0\].roles: on-call is held by ana"):
        read_policies(path, roster=roster)


def test_turns_that_begin_in_an_hour_that_spring_skips_keep_the_time_that_was_written(tmp_path: Path) -> None:
    lisbon = {"people": ["ana", "gus"], "starts_at": "2026-03-29T01:30", "every": "1 day", "time_zone": "Europe/Lisbon"}

    read = read_roster(written(tmp_path, changed(ROSTER, "schedules", "spare", to=lisbon)))

    (layer,), zone = read.schedules["spare"].layers, ZoneInfo("Europe/Lisbon")
    assert [f"{layer.hand_over(turn, zone).astimezone(zone):%d %H:%M}" for turn in range(3)] == [
        "29 02:30",
        "30 01:30",
        "31 01:30",
    ]


def test_two_ladders_cannot_share_a_name(tmp_path: Path, roster: Roster) -> None:
    path = written(tmp_path, {"policies": POLICIES["policies"] * 2})

    with pytest.raises(Misconfigured, match=r"policies\[2\]\.name: is used twice"):
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


def test_letters_that_are_no_utf_8_are_named_with_their_line(tmp_path: Path) -> None:
    path = written(tmp_path, ROSTER)
    path.write_bytes(b"# on call\n# M\xfcller\n" + path.read_bytes())

    with pytest.raises(Misconfigured, match=r"file\.yaml:2: is not text in UTF-8"):
        read_roster(path)


def test_an_address_is_kept_for_when_the_carrier_takes_nothing(tmp_path: Path) -> None:
    read = read_roster(written(tmp_path, changed(ROSTER, "people", 0, "email", to="ana@example.com")))

    assert (read.person("ana").email, read.person("gus").email) == ("ana@example.com", "")


@pytest.mark.parametrize("told", ["ana", "ana@", "@example.com", "ana@localhost", "a b@example.com", "a@b.c,d@e.f"])
def test_an_address_that_is_none_is_refused(tmp_path: Path, told: str) -> None:
    with pytest.raises(Misconfigured, match="email"):
        read_roster(written(tmp_path, changed(ROSTER, "people", 0, "email", to=told)))
