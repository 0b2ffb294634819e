"""Calendars as other systems export them, each read right or refused with file, line and field."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightdesk.errors import Misconfigured
from nightdesk.incident.desk import Phone
from nightdesk.roster.files import read_roster
from nightdesk.roster.ical import MOST_BYTES, MOST_SHIFTS, read_calendar
from nightdesk.roster.layer import Shift
from nightdesk.roster.person import Person

FOLDER = Path(__file__).parent / "calendars"
PEOPLE = (
    Person(id="ana", name="Ana Duarte", phone=Phone("+12025550121"), known_as=("ana@example.com",)),
    Person(id="ben", name="Ben Sato", phone=Phone("+12025550122"), known_as=("ben.sato@example.com", "Benny")),
    Person(id="zoe", name="Zoë Ångström", phone=Phone("+12025550123")),
)
TODAY, LISBON = date(2026, 11, 20), ZoneInfo("Europe/Lisbon")
OCTOBER_IN_BERLIN = ["ana 10-19 07:00 10-26 08:00", "ana 10-26 08:00 11-02 08:00"]
"""Two weeks from nine to nine; summer time ends between them."""

READ: dict[str, list[str]] = {
    "apple_calendar": ["ana 11-02 19:00 11-03 07:00", "ana 11-09 19:00 11-10 07:00"],
    "evolution_vendor_zone": ["ana 11-02 08:00 11-02 16:00"],
    "folded_inside_a_letter": ["zoe 11-02 09:00 11-02 17:00"],
    "goalert_full_schedule": ["ana 11-02 08:00 11-09 08:00"],
    "google_all_day_weeks": [
        "ana 11-02 00:00 11-09 00:00",
        "ben 11-09 00:00 11-16 00:00",
        "ana 11-16 00:00 11-23 00:00",
    ],
    "google_one_moved_one_gone": [
        "ana 11-02 19:00 11-03 07:00",
        "ben 11-03 21:00 11-04 05:00",
        "ana 11-06 19:00 11-07 07:00",
    ],
    "google_recurrence_id_in_utc": ["ana 11-02 08:00 11-02 16:00", "ben 11-03 08:00 11-03 16:00"],
    "google_this_and_following": [
        "ana 11-02 08:00 11-02 16:00",
        "ana 11-03 08:00 11-03 16:00",
        "ben 11-04 09:00 11-04 17:00",
        "ben 11-05 09:00 11-05 17:00",
    ],
    "google_weekly_rotation": [
        "ana 10-19 07:00 10-26 08:00",
        "ben 10-26 08:00 11-02 08:00",
        "ana 11-02 08:00 11-09 08:00",
    ],
    "grafana_oncall_export": ["ana 11-02 08:00 11-02 20:00"],
    "lower_case_and_tabs": ["ana 11-02 09:00 11-02 17:00"],
    "month_ends": [
        "ana 01-31 00:00 02-01 00:00",
        "ben 01-31 00:00 02-01 00:00",
        "ana 02-28 00:00 03-01 00:00",
        "ana 03-30 23:00 03-31 23:00",
        "ben 03-30 23:00 03-31 23:00",
        "ana 04-29 23:00 04-30 23:00",
        "ben 05-30 23:00 05-31 23:00",
    ],
    "opsgenie_schedule": ["ana 11-02 08:00 11-02 20:00", "ben 11-02 20:00 11-03 08:00"],
    "opsgenie_without_uids": ["ana 11-02 08:00 11-02 20:00", "ben 11-02 20:00 11-03 08:00"],
    "outlook_365_attendees": ["ben 11-02 08:00 11-03 08:00"],
    "outlook_all_day": ["ben 11-02 00:00 11-03 00:00"],
    "outlook_byte_order_mark": OCTOBER_IN_BERLIN,
    "outlook_customized_zone": OCTOBER_IN_BERLIN,
    "outlook_display_name_zone": OCTOBER_IN_BERLIN,
    "outlook_weekdays_with_holidays": [
        "ana 11-02 08:00 11-02 16:00",
        "ana 11-05 08:00 11-05 16:00",
        "ana 11-09 08:00 11-09 16:00",
        "ana 11-10 08:00 11-10 16:00",
    ],
    "outlook_windows_zone": OCTOBER_IN_BERLIN,
    "outlook_windows_zone_undefined": OCTOBER_IN_BERLIN,
    "pagerduty_override_overlaps": ["ana 11-02 09:00 11-09 09:00", "ben 11-04 18:00 11-05 06:00"],
    "pagerduty_schedule": ["ana 11-02 09:00 11-09 09:00", "ben 11-09 09:00 11-16 09:00"],
    "raw_lines_in_a_description": ["ana 11-02 09:00 11-02 17:00"],
    "rdate_dates_and_periods": [
        "ana 11-02 09:00 11-02 17:00",
        "ana 11-05 09:00 11-05 17:00",
        "ana 11-09 10:00 11-09 18:00",
        "ana 11-12 09:00 11-12 21:00",
        "ana 11-13 09:00 11-13 11:00",
    ],
    "splunk_on_call": ["ana 11-02 08:00 11-02 20:00"],
    "this_and_future_override": [
        "ana 11-02 09:00 11-02 17:00",
        "ana 11-03 09:00 11-03 17:00",
        "ben 11-04 11:00 11-04 19:00",
        "ben 11-05 11:00 11-05 19:00",
    ],
    "thunderbird_floating": [
        "ben 10-24 21:00 10-25 06:00",
        "ben 10-26 22:00 10-27 06:00",
        "ben 10-27 22:00 10-28 06:00",
    ],
    "two_calendars_in_one_file": ["ana 11-02 09:00 11-03 21:00", "ben 11-04 09:00 11-11 09:00"],
}
REFUSED: dict[str, str] = {
    "goalert_own_shifts": ":7: UID 4c7d37bf28d64eccc1e74a3889cfc97f6839a00fa781c91721058df915de27ce: nobody on the"
    " roster is meant by 'On-Call (GoAlert: Primary)'",
    "outlook_customized_zone_undefined": ":12: UID 040000008200E00074C5B7101A82E00800000000: DTSTART: is in a zone that"
    " nobody knows: Customized Time Zone",
}


def read(path: Path, *, person: str = "") -> tuple[Shift, ...]:
    return read_calendar(path, zone=LISBON, people=PEOPLE, person=person, today=TODAY)


def told(shifts: tuple[Shift, ...]) -> list[str]:
    return [f"{one.person} {one.starts_at:%m-%d %H:%M} {one.ends_at:%m-%d %H:%M}" for one in shifts]


def test_every_calendar_of_the_folder_is_held_to_something() -> None:
    assert {path.stem for path in FOLDER.glob("*.ics")} == {*READ, *REFUSED}


@pytest.mark.parametrize("name", READ)
def test_a_calendar_as_it_is_exported_is_read_right(name: str) -> None:
    assert told(read(FOLDER / f"{name}.ics")) == READ[name]


@pytest.mark.parametrize("name", REFUSED)
def test_a_calendar_that_is_not_sure_is_refused_with_file_line_and_field(name: str) -> None:
    path = FOLDER / f"{name}.ics"

    with pytest.raises(ValueError, match=r"\.ics") as error:
        read(path)

    assert str(error.value) == f"{path}{REFUSED[name]}"


def test_a_calendar_of_one_person_needs_no_name_in_it() -> None:
    assert told(read(FOLDER / "goalert_own_shifts.ics", person="ben")) == ["ben 11-02 08:00 11-09 08:00"]


@pytest.mark.parametrize("name", READ)
def test_line_ends_and_folds_change_nothing(tmp_path: Path, name: str) -> None:
    raw = (FOLDER / f"{name}.ics").read_bytes().replace(b"\r\n", b"\n").replace(b"\n ", b"").replace(b"\n\t", b"")
    for i, text in enumerate((raw, raw.replace(b"\n", b"\r\n"), _folded(raw, 40), _folded(raw, 75))):
        path = tmp_path / f"{i}.ics"
        path.write_bytes(text)

        assert told(read(path)) == READ[name]


def _folded(raw: bytes, width: int) -> bytes:
    """Every line cut to so many bytes, also in the middle of a letter."""
    lines = (b"\r\n ".join(line[i : i + width] for i in range(0, len(line), width)) for line in raw.split(b"\n"))
    return b"\r\n".join(lines)


def test_a_zone_that_one_file_defines_means_nothing_in_the_next(tmp_path: Path) -> None:
    berlin = (FOLDER / "outlook_customized_zone.ics").read_bytes()
    tokyo = berlin.replace(b"+0200", b"+0900").replace(b"+0100", b"+0900")
    (tmp_path / "tokyo.ics").write_bytes(tokyo)
    (tmp_path / "both.ics").write_bytes(berlin + tokyo)

    assert told(read(FOLDER / "outlook_customized_zone.ics")) == OCTOBER_IN_BERLIN
    assert told(read(tmp_path / "tokyo.ics"))[0] == "ana 10-19 00:00 10-26 00:00"
    with pytest.raises(ValueError, match="TZID: the zone Customized Time Zone is defined twice and differently"):
        read(tmp_path / "both.ics")


EVENT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//EN
BEGIN:VEVENT
UID:odd
SUMMARY:Ana Duarte
DTSTART:20261102T090000Z
DTEND:20261102T170000Z
END:VEVENT
END:VCALENDAR
"""


def but(**fields: str) -> str:
    """The event with some fields otherwise, or besides."""
    text = EVENT
    for name, line in fields.items():
        before = next((one for one in text.splitlines() if one.startswith(name.replace("_", "-"))), "END:VEVENT")
        text = text.replace(before, line if before != "END:VEVENT" else f"{line}\nEND:VEVENT", 1)
    return text


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (but(DTSTART="DTSTART:2026-11-02T09:00:00Z"), ":7: UID odd: DTSTART: cannot be read: "),
        (but(DTSTART="DTSTART:20261302T090000Z"), ":7: UID odd: DTSTART: cannot be read: "),
        (but(DTSTART="DTSTART"), ":7: UID odd: DTSTART: cannot be read: "),
        (but(DTSTART="DTSTART:20261102T090000Z\nDTSTART:20261103T090000Z"), ":7: UID odd: DTSTART: stands there twice"),
        (but(DTEND="DTEND:soon"), ":8: UID odd: DTEND: cannot be read: "),
        (but(RRULE="RRULE:FREQ=WEEKLYY"), ":9: UID odd: RRULE: cannot be read: "),
        (but(RRULE="RRULE:FREQ=WEEKLY;COUNT=x"), ":9: UID odd: RRULE: cannot be read: "),
        (but(RRULE="RRULE:FREQ=WEEKLY;BYDAY=XX"), ":9: UID odd: RRULE: cannot be read: "),
        (but(RRULE="RRULE FREQ=WEEKLY"), "odd: RRULE: cannot be read: "),
        (but(RRULE="RRULE:FREQ=SECONDLY"), ":9: UID odd: RRULE: repeats more often than hourly"),
        (but(RRULE="RRULE:FREQ=DAILY;INTERVAL=0"), ":9: UID odd: RRULE: INTERVAL is not above 0"),
        (but(RRULE="RRULE:FREQ=DAILY;COUNT=0"), ":9: UID odd: RRULE: COUNT is not above 0"),
        (but(RRULE="RRULE:FREQ=DAILY;BYMINUTE=0,20,40"), ":9: UID odd: RRULE: repeats more often than hourly"),
        (but(RRULE="RRULE:FREQ=DAILY;UNTIL=20261110"), ":9: UID odd: RRULE: UNTIL is a day and DTSTART is a time"),
        (but(EXDATE="EXDATE:tomorrow"), ":9: UID odd: EXDATE: cannot be read: "),
        (but(EXDATE="EXDATE;TZID=Mars/Olympus:20261102T090000"), ":9: UID odd: EXDATE: is in a zone that nobody knows"),
        (but(RECURRENCE_ID="RECURRENCE-ID:x"), ":9: UID odd: RECURRENCE-ID: cannot be read: "),
        (EVENT.replace("VERSION:2.0", "METHOD:CANCEL"), ": METHOD: is CANCEL"),
        (EVENT.replace("END:VCALENDAR\n", ""), ": is not iCalendar"),
        (EVENT[: EVENT.index("DTEND")], ": is not iCalendar"),
        ("<!DOCTYPE html><html><title>Sign in</title></html>", ":1: is not iCalendar: begins with '<!DOCTYPE html>"),
        ("%PDF-1.7\n", ":1: is not iCalendar: begins with '%PDF-1.7'"),
        (EVENT.replace("\n", "\n" * 2).replace("VEVENT", "VTODO"), ": there is no event in it"),
    ],
)
def test_what_cannot_be_read_is_refused_with_file_line_and_field(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "odd.ics"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=r"\.ics") as error:
        read(path)

    assert str(error.value).startswith(str(path))
    assert why in str(error.value)


@pytest.mark.parametrize("raw", [EVENT.encode("utf-16"), b"\x1f\x8b\x08\x00garbage\xff", b"\xff" * 100, b"\x00" * 100])
def test_what_is_no_text_is_refused_with_its_file(tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "odd.ics"
    path.write_bytes(raw)

    with pytest.raises(ValueError, match=r"odd\.ics:"):
        read(path)


def test_letters_of_another_alphabet_are_named_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.ics"
    path.write_bytes(but(UID="UID:one\nLOCATION:M\u00fcnchen").encode("latin-1"))

    with pytest.raises(ValueError, match=r"latin\.ics:\d+: cannot be read as text in UTF-8") as error:
        read(path)

    line = int(str(error.value).split(":")[1])
    assert b"LOCATION" in path.read_bytes().splitlines()[line - 1]


def test_line_ends_of_an_old_mac_are_line_ends(tmp_path: Path) -> None:
    old, new = tmp_path / "old.ics", tmp_path / "new.ics"
    old.write_bytes(but().replace("\r\n", "\n").replace("\n", "\r").encode())
    new.write_bytes(but().encode())

    assert read(old) == read(new) != ()


def test_every_event_that_is_wrong_is_named_at_once(tmp_path: Path) -> None:
    path = tmp_path / "odd.ics"
    path.write_text(but(DTSTART="DTSTART:x") + but(UID="UID:other", RRULE="RRULE:FREQ=SECONDLY"), encoding="utf-8")

    with pytest.raises(ValueError, match=r"\.ics") as error:
        read(path)

    assert [line.removeprefix(str(path)).split(": ")[:3] for line in str(error.value).splitlines()] == [
        [":7", "UID odd", "DTSTART"],
        [":19", "UID other", "RRULE"],
    ]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([*READ, *REFUSED]), st.data())
def test_a_spoilt_calendar_is_read_or_refused_with_its_file_and_nothing_else(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    lines = (FOLDER / f"{name}.ics").read_bytes().splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        place = data.draw(st.integers(0, len(lines[at])))
        spoilt = data.draw(st.binary(max_size=4) | st.sampled_from([b":", b";", b"=", b"T", b"Z", b"99999999", b"-"]))
        lines[at : at + 1] = data.draw(
            st.sampled_from(
                [[], [lines[at]] * 2, [lines[at][:place] + spoilt + lines[at][place + 1 :]], [lines[at][:place]]]
            )
        )
        lines = lines or [b""]
    path = tmp_path / "spoilt.ics"
    path.write_bytes(b"\r\n".join(lines))

    try:
        assert all(one.starts_at < one.ends_at for one in read(path))
    except ValueError as error:
        assert all(line.startswith(str(path)) for line in str(error).splitlines())


def test_a_calendar_that_is_too_much_is_refused(tmp_path: Path) -> None:
    large, many = tmp_path / "large.ics", tmp_path / "many.ics"
    large.write_bytes(b"BEGIN:VCALENDAR\n" + b"X-NOTE:x\n" * (MOST_BYTES // 9))
    many.write_text(but(DTEND="DTEND:20261102T100000Z", RRULE="RRULE:FREQ=HOURLY"), encoding="utf-8")

    with pytest.raises(ValueError, match="is larger than 5 MB"):
        read(large)
    with pytest.raises(ValueError, match=rf"comes to \d+ shifts in three years; {MOST_SHIFTS} are the most"):
        read(many)


ROSTER = """catch_all: ben
people:
  - {id: ana, name: Ana Duarte, phone: "+12025550121"}
  - {id: ben, name: Ben Sato, phone: "+12025550122"}
desks: {}
schedules:
  on-call: {time_zone: Europe/Lisbon, calendar: own.ics, person: %s}
"""


def test_a_roster_says_whose_calendar_it_is(tmp_path: Path) -> None:
    (tmp_path / "own.ics").write_bytes((FOLDER / "goalert_own_shifts.ics").read_bytes())
    (tmp_path / "roster.yaml").write_text(ROSTER % "ana", encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(ROSTER % "zoe", encoding="utf-8")
    (tmp_path / "none.yaml").write_text(
        ROSTER.replace("calendar: own.ics", "people: [ben], starts_at: 2026-01-01") % "ana", encoding="utf-8"
    )

    shifts = read_roster(tmp_path / "roster.yaml").schedules["on-call"].layers[0].shifts
    assert [one.person for one in shifts] == ["ana"]
    with pytest.raises(Misconfigured, match=r"wrong\.yaml:7: schedules\.on-call\.person: nobody called 'zoe'"):
        read_roster(tmp_path / "wrong.yaml")
    with pytest.raises(Misconfigured, match=r"none\.yaml:7: schedules\.on-call\.person: is whose calendar it is"):
        read_roster(tmp_path / "none.yaml")
