"""Numbers nobody answers, turns nobody could take, times nobody means: each refused with its field and the reason."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nightdesk.cli.__main__ import main
from nightdesk.errors import Misconfigured
from nightdesk.roster.changes import Away, Changes, Override
from nightdesk.roster.defects import defects
from nightdesk.roster.files import read_roster
from nightdesk.roster.ladders import read_policies
from nightdesk.roster.layer import Layer
from tests.unit.roster.people import local, roster, wall
from tests.unit.roster.test_roster_files import POLICIES, ROSTER, changed, written

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
VET = {"id": "maya", "name": "Maya", "phone": "+12025550111", "vet": True}
DANA = {"id": "dana", "name": "Dana", "phone": "+12025550115"}
TWO_DESKS: dict[str, Any] = ROSTER | {
    "people": [*ROSTER["people"], VET, DANA],
    "desks": {"ops": ["ana"], "pets": ["maya", "dana"]},
    "schedules": ROSTER["schedules"] | {"vet": {"people": ["maya"], "starts_at": "2026-11-02", "time_zone": "UTC"}},
    "overrides": [],
}
DECEMBER = {"starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-12-02T00:00:00Z"}


def refused(tmp_path: Path, content: dict[str, Any], **more: Any) -> str:
    with pytest.raises(Misconfigured) as error:
        read_roster(written(tmp_path, content), **more)
    return str(error.value)


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("+11115550121", "people[0].phone: no such telephone number exists in its country's plan"),
        ("+447700900123", "no such telephone number exists"),
        ("+442079460000", "people[0].phone: is a landline, which takes no texts; mark it landline: true"),
        ("+351211234567", "is a landline"),
        ("+18005551234", "is a toll-free number"),
        ("+19005551234", "is a premium-rate number: nobody is woken there"),
        ("+12025550121;ext=5", "has an extension"),
        ("+1911", "people[0].phone"),
    ],
)
def test_a_number_that_wakes_nobody_or_takes_no_text_is_refused(tmp_path: Path, number: str, why: str) -> None:
    assert why in refused(tmp_path, changed(ROSTER, "people", 0, "phone", to=number))


def test_a_landline_that_is_marked_is_only_called(tmp_path: Path) -> None:
    person = {"id": "ana", "name": "Ana", "phone": "+442079460000", "landline": True}

    assert read_roster(written(tmp_path, changed(ROSTER, "people", 0, to=person))).person("ana").channels == ("call",)


@pytest.mark.parametrize("number", ["+447400123456", "+351912345678", "+919876543210", "+12025550199"])
def test_mobiles_and_numbers_kept_for_stories_are_usable(tmp_path: Path, number: str) -> None:
    read = read_roster(written(tmp_path, changed(ROSTER, "people", 0, "phone", to=number)))

    assert (read.person("ana").phone, read.person("ana").channels) == (number, ("sms", "call"))


def test_the_desks_own_number_is_nobodys(tmp_path: Path) -> None:
    own = "people[0].phone: is the desk's own number: ana is never reached by it"

    assert own in refused(tmp_path, ROSTER | {"desk_numbers": ["+1 202-555-0121"]})
    assert own in refused(tmp_path, ROSTER, desk_numbers=("+12025550121",))


def test_the_number_a_deployment_tells_is_the_desks_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NIGHTDESK_NUMBER", "+12025550127")
    written(tmp_path, ROSTER).rename(tmp_path / "roster.yaml")

    assert main(["runbooks", "check", str(tmp_path)]) == 1
    assert "roster.yaml:" in (said := capsys.readouterr().out)
    assert "people[1].phone: is the desk's own number" in said


@pytest.mark.parametrize(
    ("departures", "why"),
    [
        ({"overrides": [{"role": "on-call", "person": "maya", **DECEMBER}]}, "overrides[0].person: maya is not of the"),
        ({"overrides": [{"person": "ana", "instead_of": "maya", **DECEMBER}]}, "overrides[0].person: ana is not of"),
        ({"overrides": [{"role": "vet", "person": "dana", **DECEMBER}]}, "overrides[0].person: dana is no vet"),
        ({"overrides": [{"person": "ana", "instead_of": "ana", **DECEMBER}]}, "nobody stands in for themselves"),
        ({"swaps": [{"people": ["ana", "maya"], **DECEMBER}]}, "swaps[0].people[1]: maya is not of the desk ops"),
        ({"swaps": [{"people": ["maya", "dana"], "role": "vet", **DECEMBER}]}, "swaps[0].people[1]: dana is no vet"),
    ],
)
def test_nobody_is_put_on_a_desk_where_they_could_not_answer(
    tmp_path: Path, departures: dict[str, Any], why: str
) -> None:
    assert why in refused(tmp_path, TWO_DESKS | departures)


def test_the_catch_all_may_stand_in_anywhere_on_a_desk_without_vets(tmp_path: Path) -> None:
    content = TWO_DESKS | {"overrides": [{"role": "on-call", "person": "gus", **DECEMBER}]}

    assert read_roster(written(tmp_path, content)).holder("on-call", local("2026-12-01T12:00")).id == "gus"


@pytest.mark.parametrize(
    ("place", "value", "why"),
    [
        ("starts_at", "9999-12-31T23:00Z", "starts_at: is in the year 9999; write one from 1970 to 2099"),
        ("starts_at", "0001-01-01T00:00+14:00", "starts_at: is in the year 1;"),
        ("ends_at", "9999-12-31", "leave out an end that never comes"),
        ("every", "9999 months", "every: '9999 months' is longer than a year"),
        ("every", "5 minutes", "every: '5 minutes' is shorter than 15 minutes"),
        ("every", "-1 weeks", "is no length of a turn"),
        ("hours", 0.0001, "hours: Input should be greater than or equal to 0.25"),
        ("only", [], "only: is empty"),
        ("only", [{"days": []}], "only[0].days: is empty"),
        ("time_zone", "EST", "'EST' has no summer time; write a place, such as America/New_York"),
        ("time_zone", "UTC+2", "'UTC+2' is an offset"),
        ("time_zone", "Etc/GMT+2", "'Etc/GMT+2' is an offset"),
        ("time_zone", "europe/lisbon", "no time zone is called 'europe/lisbon'; write Europe/Lisbon"),
        ("time_zone", "localtime", "no time zone is called 'localtime'"),
    ],
)
def test_a_schedule_that_nobody_means_is_refused_with_the_reason(
    tmp_path: Path, place: str, value: object, why: str
) -> None:
    said = refused(tmp_path, changed(ROSTER, "schedules", "spare", place, to=value))

    assert f": schedules.spare.{place}" in said
    assert why in said


@pytest.mark.parametrize("zone", ["UTC", "Japan", "Asia/Calcutta", "CET", "America/Argentina/Buenos_Aires"])
def test_other_names_of_a_zone_are_known(tmp_path: Path, zone: str) -> None:
    assert read_roster(written(tmp_path, changed(ROSTER, "people", 0, "time_zone", to=zone))).person("ana").time_zone == zone  # fmt: skip # noqa: E501


@pytest.mark.parametrize("days", [["Tues", "THURS"], ["tuesday", "thur"], ["tue", "Thu", "tues"]])
def test_days_are_known_in_other_forms(tmp_path: Path, days: list[str]) -> None:
    read = read_roster(written(tmp_path, changed(ROSTER, "schedules", "spare", "only", to=[{"days": days}])))

    assert {hours.weekday for hours in read.schedules["spare"].layers[0].hours} == {1, 3}


@pytest.mark.parametrize("twin", ["On-Call", "ON-CALL", "on\u2011call", "\uff2f\uff2e-call"])
def test_two_schedules_people_could_not_tell_apart_are_refused(tmp_path: Path, twin: str) -> None:
    content = ROSTER | {"schedules": ROSTER["schedules"] | {twin: ROSTER["schedules"]["spare"]}}

    assert "but for capitals, spaces or dashes" in refused(tmp_path, content)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("ack_minutes", {"SEV0": 9999}, "ack_minutes.SEV0: is more than 30, in which a SEV0 is to be resolved"),
        ("ack_minutes", {"SEV4": 1e9}, "ack_minutes.SEV4: needs SEV0-SEV4 and a number above 0, at most 10080"),
        ("receipt_minutes", 1e9, "receipt_minutes: Input should be less than or equal to 5"),
        ("quiet_minutes", 1e9, "quiet_minutes"),
        ("approval_minutes", float("nan"), "approval_minutes"),
        ("name", "OPS ", "policies[0].name"),
    ],
)
def test_a_ladder_slower_than_any_promise_is_refused(tmp_path: Path, field: str, value: object, why: str) -> None:
    known = read_roster(written(tmp_path, ROSTER))
    path = written(tmp_path, changed(POLICIES, "policies", 0, field, to=value))

    with pytest.raises(Misconfigured) as error:
        read_policies(path, roster=known)

    assert why in str(error.value)


def test_a_catch_all_who_is_away_is_told_of() -> None:
    away = Away(person="gus", starts_at=local("2026-11-16T00:00"), ends_at=local("2026-12-01T00:00"))
    two = Layer(people=("ana", "ben"), first_at=wall("2026-03-01T09:00"), unit="day")

    found = defects(roster(two, planned=Changes(away=(away,))), NOW)

    assert found == (
        "Gus, the catch-all, is away from Mon 16 Nov 2026 to Tue 1 Dec 2026, and is woken all the same where nobody "
        "else is: name another catch_all",
    )


def test_two_who_stand_in_at_one_time_are_told_of() -> None:
    def cover(person: str, starts: str, ends: str) -> Override:
        return Override(role="on-call", person=person, starts_at=local(starts), ends_at=local(ends))

    planned = Changes(overrides=(
        cover("ben", "2026-11-20T08:00", "2026-11-20T16:00"), cover("cleo", "2026-11-20T14:00", "2026-11-20T20:00")
    ))  # fmt: skip
    two = Layer(people=("ana", "ben"), first_at=wall("2026-03-01T09:00"), unit="day")

    assert defects(roster(two, planned=planned), NOW) == (
        "Ben and Cleo both stand in as on-call 14:00-16:00 Friday 20 November; Cleo, written last, is woken",
    )


def test_a_defect_of_the_roster_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(tmp_path, changed(ROSTER, "people", 0, "phone", to="+1911")).rename(tmp_path / "roster.yaml")
    (tmp_path / "services.yaml").write_text("services: []", encoding="utf-8")

    assert main(["runbooks", "check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    assert said.count("people[0].phone") == 1
    assert "policies.yaml: cannot be checked before the above is mended" in said
