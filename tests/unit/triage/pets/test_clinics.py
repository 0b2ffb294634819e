"""The nearest clinic: open now and when they arrive, sees the animal, within reach, or honestly none."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.settings import library
from nightdesk.triage.pets.knowledge.at_hand import load
from nightdesk.triage.pets.knowledge.atlas import REACH_MILES, miles
from nightdesk.triage.pets.knowledge.nouns import Clinic
from nightdesk.triage.pets.nearby.clinics import find, is_open

NIGHT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # Tuesday 03:00 in Chicago
NOON = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)  # Tuesday 12:00 in Chicago
CHICAGO = ZoneInfo("America/Chicago")


def clinic(name: str, **more: object) -> Clinic:
    given: dict[str, object] = {
        "phone": "+12025550199",
        "address": "1 Main Street, Springfield, IL 62701",
        "zips": ("62701",),
        "places": (),
        "time_zone": "America/Chicago",
        "map_url": "https://maps.example/x",
        "at": (39.8, -89.65),
    }
    return Clinic(name=name, **(given | more))  # type: ignore[arg-type] # the fields are typed where they are written


def test_a_zip_in_a_sentence_is_found() -> None:
    found = find("I'm near 62704, Springfield", now=NIGHT)

    assert found is not None
    assert found.clinic.name == "Springfield Animal Emergency"
    assert found.clinic.phone.startswith("+1")
    assert found.clinic.map_url.startswith("https://")


def test_a_night_clinic_is_open_past_midnight_and_by_day_the_next_one_is_named() -> None:
    at_night, at_noon = find("shelbyville", now=NIGHT), find("shelbyville", now=NOON)

    assert at_night is not None
    assert at_night.clinic.name == "Lakeside Night Vet"
    assert at_noon is not None
    assert at_noon.clinic.name == "Springfield Animal Emergency"
    assert at_noon.miles == pytest.approx(51, abs=2)


@pytest.mark.parametrize("place", ["Anchorage 99501", "99501", "boston", "springfield ma", "chicago, il"])
def test_a_place_without_a_clinic_is_answered_with_none(place: str) -> None:
    assert find(place, now=NIGHT) is None


def test_no_place_at_all_means_the_clinic_of_the_region() -> None:
    found = find("", now=NIGHT)

    assert found is not None
    assert found.clinic.is_default


def test_a_town_nobody_listed_is_sent_to_the_nearest_clinic_with_its_distance() -> None:
    found = find("decatur il", now=NIGHT)

    assert found is not None
    assert found.clinic.name == "Lakeside Night Vet"
    assert found.miles == pytest.approx(27, abs=2)


def test_a_rabbit_goes_where_rabbits_are_seen_even_when_that_is_farther() -> None:
    found = find("62704", now=NOON, species="rabbit")

    assert found is not None
    assert found.clinic.name == "Ogdenville Exotics and Emergency"
    assert found.treats


def test_a_rabbit_at_night_gets_the_general_clinic_and_is_told_to_ask() -> None:
    found = find("62563", now=NIGHT, species="rabbit")

    assert found is not None
    assert found.clinic.name == "Springfield Animal Emergency"
    assert not found.treats


def test_no_dog_is_sent_to_a_clinic_for_birds() -> None:
    found = find("ogdenville", now=NOON, species="dog")

    assert found is not None
    assert found.clinic.name == "Springfield Animal Emergency"


def test_a_clinic_that_closes_on_the_way_is_not_named() -> None:
    closing = clinic("Closing", hours=((1, 8 * 60, 12 * 60 + 20),))
    far = clinic("Far", at=(40.2, -89.65), zips=())

    found = find("62701", now=NOON, clinics=[closing, far])

    assert found is not None
    assert found.clinic.name == "Far"


def test_summer_time_moves_the_clock_on_the_clinics_wall_and_not_its_hours() -> None:
    night = clinic("Night", hours=((5, 20 * 60, 24 * 60 + 8 * 60),))  # Saturday 20:00 to Sunday 08:00
    spring = datetime(2026, 3, 8, tzinfo=CHICAGO)  # at 02:00 it is 03:00
    autumn = datetime(2026, 11, 1, tzinfo=CHICAGO)  # at 02:00 it is 01:00 again

    for day in (spring, autumn):
        closes = day.replace(hour=8).astimezone(UTC)
        assert is_open(night, day.astimezone(UTC))
        assert is_open(night, closes - timedelta(minutes=1))
        assert not is_open(night, closes)


def test_two_spans_a_day_leave_the_lunch_hour_shut() -> None:
    split = clinic("Split", hours=((1, 8 * 60, 11 * 60), (1, 13 * 60, 20 * 60)))

    assert not is_open(split, NOON)
    assert is_open(split, NOON + timedelta(hours=2))


def test_distance_is_measured_on_the_globe() -> None:
    chicago, new_york = (41.8781, -87.6298), (40.7128, -74.0060)

    assert miles(chicago, new_york) == pytest.approx(711, abs=5)
    assert miles(chicago, chicago) == 0
    assert REACH_MILES < 100


WRONG = {
    'hours: {mon: "25:00-08:00"}': "hours.mon: '25:00-08:00' holds a time that no clock shows",
    'hours: {mon: "18:60-08:00"}': "hours.mon: '18:60-08:00' holds a time that no clock shows",
    'hours: {mon: "24:00-08:00"}': "hours.mon: '24:00-08:00' holds a time that no clock shows",
    'hours: {mon: "08:00-08:00"}': "hours.mon: '08:00-08:00' is no time at all",
    'hours: {mon: "8-20"}': "hours.mon: '8-20' is not like 18:00-08:00",
    'hours: {monday: "08:00-20:00"}': "hours.monday: 'monday' is no day",
    'hours: {mon: "08:00-14:00, 13:00-20:00"}': "hours.mon: '13:00-20:00' begins before the span before it ends",
    "hours: {mon: 8}": "hours.mon: Input should be a valid string",
    "time_zone: America/Springfield": "time_zone: America/Springfield is no time zone",
    "species: [unicorn]": "species[0]: unicorn is no species",
    'zips: ["6270"]': "zips[0]: String should match",
    'zips: ["00000"]': "zips[0]: 00000 is no ZIP code in use",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_clinic_is_refused_with_file_line_field_and_why(tmp_path: Path, line: str) -> None:
    folder = tmp_path / "pets"
    shutil.copytree(library() / "runbooks" / "pets", folder)
    entry = [
        "name: Wrong",
        'phone: "+12025550199"',
        "address: 1 Main Street",
        'zips: ["62701"]',
        "time_zone: America/Chicago",
        "map_url: https://maps.example/x",
    ]
    field = line.partition(":")[0]
    lines = [one for one in entry if not one.startswith(f"{field}:")] + [line]
    (folder / "clinics.yaml").write_text("clinics:\n  - " + "\n    ".join(lines) + "\n")

    with pytest.raises(Misconfigured) as refused:
        load(folder)

    told = str(refused.value)
    assert told.startswith(f"runbooks/pets/clinics.yaml:{len(lines) + 1}: clinics[0].")
    assert WRONG[line] in told
