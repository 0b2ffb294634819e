"""Calendars as Google, PagerDuty, Opsgenie and Outlook export them; and those that must not be read as anything."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.incident.desk import Phone
from nightdesk.roster.files import read_roster
from nightdesk.roster.ical import read_calendar
from nightdesk.roster.layer import Shift
from nightdesk.roster.person import Person

PEOPLE = (
    Person(id="ana", name="Ana Duarte", phone=Phone("+12025550121"), known_as=("ana@example.com",)),
    Person(id="ben", name="Ben Sato", phone=Phone("+12025550122"), known_as=("ben.sato@example.com", "Benny")),
)
TODAY = date(2026, 11, 20)
LISBON = ZoneInfo("Europe/Lisbon")


def event(*lines: str, uid: str = "1@example.com") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"])


def calendar(*events: str, head: str = "") -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//EN", *filter(None, [head]), *events, "END:VCALENDAR", ""])  # fmt: skip # noqa: E501


def read(tmp_path: Path, *events: str, head: str = "") -> tuple[Shift, ...]:
    path = tmp_path / "on-call.ics"
    path.write_text(calendar(*events, head=head), encoding="utf-8", newline="")
    return read_calendar(path, zone=LISBON, people=PEOPLE, today=TODAY)


def told(shifts: tuple[Shift, ...]) -> list[str]:
    return [f"{one.person} {one.starts_at:%m-%d %H:%M} {one.ends_at:%m-%d %H:%M}" for one in shifts]


def test_a_time_without_a_zone_is_the_schedules(tmp_path: Path) -> None:
    shifts = read(tmp_path, event("SUMMARY:Ana Duarte", "DTSTART:20260701T090000", "DTEND:20260701T170000"))

    assert told(shifts) == ["ana 07-01 08:00 07-01 16:00"]


def test_a_time_with_a_zone_keeps_it_and_utc_is_utc(tmp_path: Path) -> None:
    shifts = read(
        tmp_path,
        event(
            "SUMMARY:On Call - Ana Duarte - Primary", "DTSTART;TZID=America/New_York:20261101T090000", "DURATION:PT8H"
        ),
        event("SUMMARY:Ben Sato", "DTSTART:20261102T140000Z", "DTEND:20261102T150000Z", uid="2"),
    )

    assert told(shifts) == ["ana 11-01 14:00 11-01 22:00", "ben 11-02 14:00 11-02 15:00"]


def test_whole_days_are_from_midnight_to_midnight_of_the_schedule(tmp_path: Path) -> None:
    shifts = read(
        tmp_path,
        event("SUMMARY:Ana Duarte", "DTSTART;VALUE=DATE:20260701", "DTEND;VALUE=DATE:20260703"),
        event("SUMMARY:Benny on call", "DTSTART;VALUE=DATE:20260703", uid="2"),
    )

    assert told(shifts) == ["ana 06-30 23:00 07-02 23:00", "ben 07-02 23:00 07-03 23:00"]


def test_what_repeats_is_laid_out_with_its_exceptions(tmp_path: Path) -> None:
    shifts = read(
        tmp_path,
        event(
            "SUMMARY:Ana Duarte",
            "DTSTART;TZID=Europe/Lisbon:20261019T090000",
            "DTEND;TZID=Europe/Lisbon:20261019T170000",
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "EXDATE;TZID=Europe/Lisbon:20261026T090000",
        ),
        event(
            "SUMMARY:Ben Sato",
            "RECURRENCE-ID;TZID=Europe/Lisbon:20261102T090000",
            "DTSTART;TZID=Europe/Lisbon:20261102T100000",
            "DTEND;TZID=Europe/Lisbon:20261102T170000",
        ),
    )

    # Summer time ends in Lisbon on 25 October: nine o'clock stays nine o'clock.
    assert told(shifts) == ["ana 10-19 08:00 10-19 16:00", "ben 11-02 10:00 11-02 17:00", "ana 11-09 09:00 11-09 17:00"]


def test_what_repeats_for_ever_is_laid_out_to_the_end_of_next_year(tmp_path: Path) -> None:
    shifts = read(
        tmp_path,
        event("SUMMARY:ana", "DTSTART:20200106T090000", "DTEND:20200113T090000", "RRULE:FREQ=WEEKLY"),
    )

    assert shifts[0].starts_at == datetime(2024, 12, 30, 9, tzinfo=UTC)
    assert shifts[-1].starts_at == datetime(2027, 12, 27, 9, tzinfo=UTC)


def test_what_was_called_off_is_no_shift(tmp_path: Path) -> None:
    shifts = read(
        tmp_path,
        event("SUMMARY:Ana Duarte", "DTSTART:20260701T090000", "DTEND:20260701T170000", "STATUS:CANCELLED"),
        event("SUMMARY:Ben Sato", "DTSTART:20260702T090000", "DTEND:20260702T170000", uid="2"),
    )

    assert told(shifts) == ["ben 07-02 08:00 07-02 16:00"]


@pytest.mark.parametrize(
    ("lines", "person"),
    [
        (["ATTENDEE;CN=Ana D;PARTSTAT=ACCEPTED:mailto:ANA@example.com", "SUMMARY:On call"], "ana"),
        (["ATTENDEE;CN=\"Ben Sato\":mailto:someone@elsewhere.example", "SUMMARY:Primary"], "ben"),
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:ana@example.com", "ATTENDEE:mailto:ben.sato@example.com"], "ben"),
        (["ATTENDEE;CUTYPE=RESOURCE:mailto:room@example.com", "ATTENDEE:mailto:ana@example.com"], "ana"),
        (["ATTENDEE:mailto:ana@example.com", "ATTENDEE:mailto:ben.sato@example.com", "SUMMARY:Ana Duarte"], "ana"),
        (["SUMMARY:ben.sato@example.com"], "ben"),
        (["SUMMARY:On-call: ana"], "ana"),
        (["SUMMARY:Benny (backup)"], "ben"),
    ],
)  # fmt: skip
def test_whose_shift_it_is(tmp_path: Path, lines: list[str], person: str) -> None:
    shifts = read(tmp_path, event(*lines, "DTSTART:20260701T090000Z", "DTEND:20260701T170000Z"))

    assert [one.person for one in shifts] == [person]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["SUMMARY:Carla Dias"], "nobody on the roster is meant by 'Carla Dias'"),
        (["SUMMARY:Analyst"], "nobody on the roster is meant by 'Analyst'"),
        (["ATTENDEE:mailto:carla@example.com"], "nobody on the roster is meant by carla@example.com"),
        ([], "nobody on the roster is meant by an event without summary or attendee"),
        (["SUMMARY:Ana Duarte and Ben Sato"], "could be the shift of ana or ben"),
        (["ATTENDEE:mailto:ana@example.com", "SUMMARY:Ben Sato"], "ana attends, but the summary 'Ben Sato' names"),
    ],
)  # fmt: skip
def test_a_shift_of_nobody_or_of_two_is_refused_with_line_and_uid(tmp_path: Path, lines: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=r"UID odd@example\.com") as error:
        read(
            tmp_path,
            event("SUMMARY:Ana Duarte", "DTSTART:20260701T090000Z", "DTEND:20260701T170000Z"),
            event(*lines, "DTSTART:20260702T090000Z", "DTEND:20260702T170000Z", uid="odd@example.com"),
        )

    assert str(error.value).startswith(f"{tmp_path / 'on-call.ics'}:12: UID odd@example.com: {why}")


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (["DTSTART;TZID=Mars/Olympus:20260701T090000", "DTEND;TZID=Mars/Olympus:20260701T170000"], "Mars/Olympus"),
        (["DTSTART:20260701T090000Z"], "has no end"),
        (["DTSTART:20260701T090000Z", "DTEND:20260701T080000Z"], "ends before it begins"),
        (["DTSTART:20260701T090000Z", "DURATION:-PT1H"], "ends before it begins"),
        (["DTSTART:20260701T090000Z", "DTEND:20260701T170000"], "has a zone at one end only"),
        (["DTSTART;VALUE=DATE:20260701", "DTEND:20260701T080000Z"], "begins with a day and ends with a time"),
        ([], "has no DTSTART"),
    ],
)
def test_an_event_whose_time_is_not_sure_is_refused(tmp_path: Path, lines: list[str], why: str) -> None:
    with pytest.raises(ValueError, match=r"UID 1@example\.com") as error:
        read(tmp_path, event("SUMMARY:Ana Duarte", *lines))

    assert why in str(error.value)


@pytest.mark.parametrize("text", ["", "hello", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VEVENT\r\nSUMMARY:x"])
def test_a_file_that_is_no_calendar_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "on-call.ics"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(ValueError, match=r"on-call\.ics:(1:)? "):
        read_calendar(path, zone=LISBON, people=PEOPLE, today=TODAY)


ROSTER = """catch_all: ben
people:
  - {id: ana, name: Ana Duarte, phone: "+12025550121"}
  - {id: ben, name: Ben Sato, phone: "+12025550122"}
desks: {}
schedules:
  on-call:
    time_zone: Europe/Lisbon
    layers:
      - {people: [ben], starts_at: 2020-01-06T09:00, every: weekly}
      - calendar: on-call.ics
"""


def test_a_calendar_is_a_layer_like_any_other(tmp_path: Path) -> None:
    shift = event("SUMMARY:Ana Duarte", "DTSTART:20260701T090000", "DTEND:20260701T170000")
    (tmp_path / "on-call.ics").write_text(calendar(shift), encoding="utf-8", newline="")
    (tmp_path / "roster.yaml").write_text(ROSTER, encoding="utf-8")

    roster = read_roster(tmp_path / "roster.yaml")

    times = [datetime(2026, 7, 1, hour, tzinfo=UTC) for hour in (7, 8, 15, 16)]
    assert [roster.holder("on-call", at).id for at in times] == ["ben", "ana", "ana", "ben"]


def test_a_defect_of_a_calendar_is_one_of_the_roster(tmp_path: Path) -> None:
    shift = event("SUMMARY:Nobody", "DTSTART:20260701T090000", "DTEND:20260701T170000")
    (tmp_path / "on-call.ics").write_text(calendar(shift), encoding="utf-8", newline="")
    (tmp_path / "roster.yaml").write_text(ROSTER, encoding="utf-8")

    with pytest.raises(Misconfigured) as error:
        read_roster(tmp_path / "roster.yaml")

    assert f"{tmp_path / 'roster.yaml'}:11: schedules.on-call.layers[1].calendar: " in str(error.value)
    assert f"{tmp_path / 'on-call.ics'}:5: UID 1@example.com" in str(error.value)


@pytest.mark.parametrize(
    ("start", "until", "shifts", "said"),
    [
        (";TZID=America/New_York:20261123T200000", "20261125T200000", 3, "has no Z, and is read by the clock"),
        (";TZID=Asia/Tokyo:20261123T200000", "20261125T200000", 3, "has no Z"),
        (";TZID=Asia/Tokyo:20261123T200000", "20261125T110000Z", 3, ""),
        (":20261123T200000", "20261125T200000", 3, ""),
        (":20261123T200000", "20261125T200000Z", 3, "is in UTC beside a DTSTART without a zone"),
        (":20261123T200000Z", "20261125T200000", 3, "has no Z"),
    ],
)  # fmt: skip
def test_an_until_that_is_written_wrong_keeps_the_last_shift_and_is_told_of(
    tmp_path: Path, start: str, until: str, shifts: int, said: str
) -> None:
    path, remarks = tmp_path / "on-call.ics", list[str]()
    nights = event("SUMMARY:ana", f"DTSTART{start}", "DURATION:PT8H", f"RRULE:FREQ=DAILY;UNTIL={until}")
    path.write_text(calendar(nights), encoding="utf-8", newline="")

    read = read_calendar(path, zone=LISBON, people=PEOPLE, today=TODAY, remark=remarks.append)

    assert len(read) == shifts
    assert [said in one and one.startswith("on-call.ics:5: UID 1@example.com: ") for one in remarks] == [True] * bool(said)  # fmt: skip # noqa: E501


def test_a_floating_until_in_utc_is_read_by_the_clock_of_the_schedule(tmp_path: Path) -> None:
    path = tmp_path / "on-call.ics"
    rule = "RRULE:FREQ=DAILY;UNTIL=20261125T110000Z"
    nights = event("SUMMARY:ana", "DTSTART:20261123T200000", "DURATION:PT8H", rule)
    path.write_text(calendar(nights), encoding="utf-8", newline="")

    read = read_calendar(path, zone=ZoneInfo("Asia/Tokyo"), people=PEOPLE, today=TODAY)

    assert told(read)[-1] == "ana 11-25 11:00 11-25 19:00"


def test_floating_times_are_in_the_files_own_zone_when_it_tells_one(tmp_path: Path) -> None:
    path, remarks = tmp_path / "on-call.ics", list[str]()
    night = event("SUMMARY:ana", "DTSTART:20261123T200000", "DTEND:20261124T080000")
    path.write_text(calendar(night, head="X-WR-TIMEZONE:Asia/Tokyo"), encoding="utf-8", newline="")

    read = read_calendar(path, zone=LISBON, people=PEOPLE, today=TODAY, remark=remarks.append)

    assert told(read) == ["ana 11-23 11:00 11-23 23:00"]
    assert "is read in the file's X-WR-TIMEZONE Asia/Tokyo, not in Europe/Lisbon" in remarks[0]


def test_a_calendar_in_a_zone_nobody_knows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="X-WR-TIMEZONE: no time zone is called 'Mars/Olympus'"):
        read(tmp_path, event("SUMMARY:ana", "DTSTART:20261123T200000", "DURATION:PT8H"), head="X-WR-TIMEZONE:Mars/Olympus")  # fmt: skip # noqa: E501
