"""The nearest clinic: open now, known for sure, or honestly none."""

from datetime import UTC, datetime

from nightdesk.triage.pets.clinics import nearest

NIGHT = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)  # Tuesday 03:00 in Chicago
NOON = datetime(2026, 3, 3, 18, 0, tzinfo=UTC)  # Tuesday 12:00 in Chicago


def test_a_zip_in_a_sentence_is_found() -> None:
    clinic = nearest("I'm near 62704, Springfield", now=NIGHT)

    assert clinic is not None
    assert clinic.name == "Springfield Animal Emergency"
    assert clinic.phone.startswith("+1")
    assert clinic.map_url.startswith("https://")


def test_a_night_clinic_is_open_past_midnight_and_shut_at_noon() -> None:
    at_night, at_noon = nearest("shelbyville", now=NIGHT), nearest("shelbyville", now=NOON)

    assert at_night is not None
    assert at_night.name == "Lakeside Night Vet"
    assert at_noon is None


def test_an_unknown_place_is_answered_with_none() -> None:
    assert nearest("Anchorage 99501", now=NIGHT) is None


def test_no_place_at_all_means_the_clinic_of_the_region() -> None:
    clinic = nearest("", now=NIGHT)

    assert clinic is not None
    assert clinic.is_default


def test_a_neighbouring_zip_is_sent_to_the_closest_known_one() -> None:
    clinic = nearest("62708", now=NIGHT)

    assert clinic is not None
    assert clinic.name == "Springfield Animal Emergency"
