"""Calendars that say something twice, never, or to somebody else: told apart where sure, refused where not."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nightdesk.incident.desk import Phone
from nightdesk.roster.defects import defects
from nightdesk.roster.ical import read_calendar
from nightdesk.roster.layer import Layer
from nightdesk.roster.person import Person
from tests.unit.roster.people import holders, local, roster

PEOPLE = (
    Person(id="ana", name="Ana Duarte", phone=Phone("+12025550121"), email="ana@acme.example"),
    Person(id="ben", name="Ben Sato", phone=Phone("+12025550122"), known_as=("b.sato@acme.example",)),
)


def event(
    *lines: str,
    uid: str = "one",
    who: str = "Ana Duarte",
    starts: str = ":20261102T090000Z",
    ends: str = "DTEND:20261102T170000Z",
) -> str:
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid}", f"SUMMARY:{who}", f"DTSTART{starts}", ends, *lines, "END:VEVENT", ""]
    )


def read(folder: Path, *events: str, head: str = "") -> tuple[list[str], list[str]]:
    """The shifts, and what was remarked; refused with "(file):line: ..." and so on."""
    path, remarks = folder / "on-call.ics", list[str]()
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{head}{''.join(events)}END:VCALENDAR\r\n"
    path.write_text(text, encoding="utf-8", newline="")
    try:
        shifts = read_calendar(
            path, zone=ZoneInfo("Europe/Lisbon"), people=PEOPLE, today=date(2026, 11, 1), remark=remarks.append
        )
    except ValueError as error:
        return [line.replace(f"{path}:", "") for line in str(error).splitlines()], ["refused"]
    return [f"{one.person} {one.starts_at:%m-%d %H:%M} {one.ends_at:%m-%d %H:%M}" for one in shifts], remarks


DAY = "ana 11-02 09:00 11-02 17:00"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"], "9: UID one: RRULE: never comes"),
        (["RRULE:FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=31"], "9: UID one: RRULE: never comes"),
        (["RRULE:FREQ=DAILY;BYMONTH=6;BYMONTHDAY=31;COUNT=5"], "9: UID one: RRULE: never comes"),
        (["RRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=6;UNTIL=20301231T000000Z"], "9: UID one: RRULE: never comes"),
        (["RRULE:FREQ=HOURLY;BYSETPOS=2"], "9: UID one: RRULE: BYSETPOS picks"),
        (["RRULE:FREQ=HOURLY;INTERVAL=24;BYHOUR=10"], "9: UID one: RRULE: cannot be laid out: "),
        (["RRULE:RSCALE=GREGORIAN;FREQ=DAILY;SKIP=FORWARD"], "9: UID one: RRULE: cannot be laid out: "),
        (["RRULE:FREQ=DAILY; COUNT=2"], "9: UID one: RRULE: has a blank in it"),
        (["RRULE:FREQ=DAILY;COUNT=4", "EXRULE:FREQ=DAILY;INTERVAL=2"], "10: UID one: EXRULE: is no part of"),
        (["DURATION:P500D"], "9: UID one: DURATION: is longer than a year"),
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:ana@acme.example"], "5: UID one: ana has declined, but the summary"),
    ],
)
def test_a_rule_that_never_comes_or_is_no_rule_is_refused_with_its_line(
    tmp_path: Path, lines: list[str], why: str
) -> None:
    (said,), _ = read(tmp_path, event(*lines))

    assert said.startswith(why)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29",
        "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=5FR",
        "FREQ=YEARLY;INTERVAL=400;BYMONTH=11",
        "FREQ=WEEKLY;INTERVAL=20;UNTIL=99991231T235959Z",
        "UNTIL=20271231T000000Z;FREQ=DAILY;BYDAY=SU;BYMONTH=5",
    ],
)
def test_a_rule_that_comes_seldom_is_no_mistake(tmp_path: Path, rule: str) -> None:
    shifts, remarks = read(tmp_path, event(f"RRULE:{rule}"))

    assert DAY in shifts
    assert remarks == []


@pytest.mark.parametrize(
    ("starts", "ends", "why"),
    [
        (":20261102T090000Z", "DTEND:99991231T235959Z", "8: UID one: DTEND: is in the year 9999"),
        (":20261102T090000Z", "DTEND:22061102T170000Z", "8: UID one: DTEND: is in the year 2206"),
        (":16010101T000000Z", "DTEND:20261102T170000Z", "7: UID one: DTSTART: is in the year 1601"),
        (";TZID=America/New_York:20261102T090000Z", "DTEND:20261102T170000Z", "7: UID one: DTSTART: names a zone and"),
    ],
)
def test_a_time_that_nobody_means_is_refused_with_its_line(tmp_path: Path, starts: str, ends: str, why: str) -> None:
    (said,), _ = read(tmp_path, event(starts=starts, ends=ends))

    assert said.startswith(why)


def test_a_series_that_ends_before_it_begins_is_told_of(tmp_path: Path) -> None:
    shifts, remarks = read(tmp_path, event("RRULE:FREQ=DAILY;UNTIL=20261001T000000Z"))

    assert shifts == []
    assert remarks == ["on-call.ics:5: UID one: UNTIL is before DTSTART: not one shift comes of it"]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_versions_the_newer_counts_wherever_it_stands(tmp_path: Path, turned: bool) -> None:
    versions = [event("SEQUENCE:1"), event("SEQUENCE:2", who="Ben Sato")]

    assert read(tmp_path, *versions[:: -1 if turned else 1]) == ([DAY.replace("ana", "ben")], [])


def test_events_that_share_a_uid_by_mistake_are_all_read_and_told_of(tmp_path: Path) -> None:
    later = event(starts=":20261105T090000Z", ends="DTEND:20261105T170000Z")

    shifts, remarks = read(tmp_path, event(), later)

    assert shifts == [DAY, "ana 11-05 09:00 11-05 17:00"]
    assert remarks == ["on-call.ics:5: UID one is that of 2 events, and each is read as one of its own"]
    assert read(tmp_path, event(), event()) == ([DAY], [])


@pytest.mark.parametrize(
    ("events", "why"),
    [
        (
            [
                event("RRULE:FREQ=DAILY;COUNT=2"),
                event(starts=":20261109T090000Z", ends="DURATION:PT8H"),
                event("RECURRENCE-ID:20261103T090000Z"),
            ],
            "5: UID one: is that of several events",
        ),
        (
            [event("RRULE:FREQ=DAILY;COUNT=2"), event("RECURRENCE-ID;VALUE=DATE:20261103", who="Ben Sato")],
            "5: UID one: RECURRENCE-ID: is a day and its DTSTART a time",
        ),
    ],
)
def test_an_exception_of_what_is_not_sure_is_refused(tmp_path: Path, events: list[str], why: str) -> None:
    (said,), _ = read(tmp_path, *events)

    assert said.startswith(why)


@pytest.mark.parametrize(
    ("who", "attends", "person"),
    [
        ("Primary", "ATTENDEE;CN=A. D.:mailto:ANA@acme.example", "ana"),
        ("ana@acme.example", "STATUS:CONFIRMED", "ana"),
        ("Primary", "ATTENDEE;CN=B;EMAIL=b.sato@acme.example:urn:uuid:4", "ben"),
        ("Ben Sato", "ATTENDEE;PARTSTAT=DECLINED;CN=Ana Duarte:mailto:x@y.example", "ben"),
    ],
)
def test_an_address_of_the_roster_says_whose_it_is(tmp_path: Path, who: str, attends: str, person: str) -> None:
    assert read(tmp_path, event(attends, who=who))[0] == [DAY.replace("ana", person)]


def test_whoever_is_only_told_of_a_shift_does_not_have_it(tmp_path: Path) -> None:
    lines = ("ATTENDEE:mailto:b.sato@acme.example", "ATTENDEE;ROLE=NON-PARTICIPANT:mailto:ana@acme.example")

    assert read(tmp_path, event(*lines, who="Primary"))[0] == [DAY.replace("ana", "ben")]


def test_a_file_in_a_zone_by_its_windows_name_is_read_by_that_clock(tmp_path: Path) -> None:
    floats = event(starts=":20261102T090000", ends="DTEND:20261102T170000")

    shifts, (remark,) = read(tmp_path, floats, head="X-WR-TIMEZONE:W. Europe Standard Time\r\n")

    assert shifts == ["ana 11-02 08:00 11-02 16:00"]
    assert remark.endswith("is read in the file's X-WR-TIMEZONE Europe/Berlin, not in Europe/Lisbon")


def test_whoever_stands_in_for_the_first_part_of_a_shift_covers_it(tmp_path: Path) -> None:
    week, night = event(ends="DTEND:20261109T090000Z"), event(uid="two", who="Ben Sato")
    for events in ([week, night], [night, week]):
        read(tmp_path, *events)
        shifts = read_calendar(tmp_path / "on-call.ics", zone=ZoneInfo("UTC"), people=PEOPLE, today=date(2026, 11, 1))
        on_call = roster(Layer(calendar="on-call.ics", shifts=shifts), zone="UTC")

        assert holders(on_call, local("2026-11-02T12:00", "UTC"), local("2026-11-02T18:00", "UTC")) == "ben ana"


def test_two_who_have_one_shift_are_told_of(tmp_path: Path) -> None:
    read(tmp_path, event("RRULE:FREQ=DAILY;COUNT=3"), event("RRULE:FREQ=DAILY;COUNT=2", uid="two", who="Ben Sato"))
    shifts = read_calendar(tmp_path / "on-call.ics", zone=ZoneInfo("UTC"), people=PEOPLE, today=date(2026, 11, 1))

    found = defects(roster(Layer(calendar="on-call.ics", shifts=shifts), zone="UTC"), datetime(2026, 11, 2, tzinfo=UTC))

    assert (
        "Ana and Ben both have the shift 09:00-17:00 Monday 2 November as on-call in on-call.ics; only Ben is woken, "
        "and 1 more like it" in found
    )
