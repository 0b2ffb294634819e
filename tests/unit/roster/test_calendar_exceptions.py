"""What is said of single times of a series, and how long a shift lasts when the clock changes meanwhile."""

from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from nightdesk.roster.ical import read_calendar
from tests.unit.roster.people import PEOPLE

NEW_YORK, SINGAPORE = ZoneInfo("America/New_York"), ZoneInfo("Asia/Singapore")
TODAY = date(2026, 11, 21)


def event(who: str, start: str, end: str, *more: str) -> str:
    return "\r\n".join(["BEGIN:VEVENT", "UID:one", f"SUMMARY:{who}", f"DTSTART{start}", end, *more, "END:VEVENT"])


def read(tmp_path: Path, zone: ZoneInfo, *events: str) -> tuple[list[str], list[str]]:
    """Shifts by the zone's clock, and what was remarked."""
    path, remarks = tmp_path / "on-call.ics", list[str]()
    path.write_text("\r\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR", ""]), encoding="utf-8", newline="")
    shifts = read_calendar(path, zone=zone, people=PEOPLE, today=TODAY, remark=remarks.append)
    return [
        f"{s.person} {s.starts_at.astimezone(zone):%d %H:%M}-{s.ends_at.astimezone(zone):%d %H:%M}" for s in shifts
    ], remarks


@pytest.mark.parametrize(
    ("start", "lasts", "shift"),
    [
        # In New York the clock goes back on the first of November, and forward on the fourteenth of March.
        ("20261031T210000", "PT12H", "ana 31 21:00-01 08:00"),
        ("20270313T210000", "PT12H", "ana 13 21:00-14 10:00"),
        ("20261031T090000", "PT24H", "ana 31 09:00-01 08:00"),
        ("20261031T090000", "P1D", "ana 31 09:00-01 09:00"),
        ("20261025T090000", "P1W", "ana 25 09:00-01 09:00"),
        ("20261031T090000", "P1DT12H", "ana 31 09:00-01 21:00"),
        ("20261030T210000", "P1DT6H30M", "ana 30 21:00-01 02:30"),
        ("20261101T210000", "PT12H", "ana 01 21:00-02 09:00"),
    ],
)
def test_hours_pass_and_days_go_by_the_wall(tmp_path: Path, start: str, lasts: str, shift: str) -> None:
    zoned, floating = (
        read(tmp_path, NEW_YORK, event("ana", f"{zone}:{start}", f"DURATION:{lasts}"))
        for zone in (";TZID=America/New_York", "")
    )

    assert zoned == floating == ([shift], [])


def test_each_repetition_lasts_as_long_as_it_says_and_one_with_an_end_ends_by_the_wall(tmp_path: Path) -> None:
    rule, start = "RRULE:FREQ=DAILY;COUNT=2", ";TZID=America/New_York:20261031T210000"

    lasting, _ = read(tmp_path, NEW_YORK, event("ana", start, "DURATION:PT12H", rule))
    ending, _ = read(tmp_path, NEW_YORK, event("ana", start, "DTEND;TZID=America/New_York:20261101T090000", rule))

    assert lasting == ["ana 31 21:00-01 08:00", "ana 01 21:00-02 09:00"]
    assert ending == ["ana 31 21:00-01 09:00", "ana 01 21:00-02 09:00"]


THRICE = (
    "ana",
    ";TZID=Asia/Singapore:20261102T000000",
    "DTEND;TZID=Asia/Singapore:20261102T080000",
    "RRULE:FREQ=DAILY;BYHOUR=0,8,16;COUNT=6",
)


@pytest.mark.parametrize("off", [";TZID=Asia/Singapore:20261103T080000", ":20261103T000000Z"])
def test_only_the_shift_that_is_meant_is_called_off(tmp_path: Path, off: str) -> None:
    """Its clock in UTC is that of another shift on the wall."""
    shifts, remarks = read(tmp_path, SINGAPORE, event(*THRICE, f"EXDATE{off}"))

    assert [one[4:9] for one in shifts] == ["02 00", "02 08", "02 16", "03 00", "03 16"]
    assert remarks == []


def test_only_the_shift_that_is_meant_is_replaced(tmp_path: Path) -> None:
    instead = event(
        "Ben Sato",
        ";TZID=Asia/Singapore:20261103T090000",
        "DTEND;TZID=Asia/Singapore:20261103T160000",
        "RECURRENCE-ID;TZID=Asia/Singapore:20261103T080000",
    )

    shifts, remarks = read(tmp_path, SINGAPORE, event(*THRICE), instead)

    assert [one[:12] for one in shifts] == [
        "ana 02 00:00",
        "ana 02 08:00",
        "ana 02 16:00",
        "ana 03 00:00",
        "ben 03 09:00",
        "ana 03 16:00",
    ]
    assert remarks == []


@pytest.mark.parametrize("off", [":20261103T000000Z", ";TZID=Europe/Berlin:20261103T000000", ";VALUE=DATE:20261103"])
def test_a_whole_day_is_called_off_by_its_midnight_too(tmp_path: Path, off: str) -> None:
    days = event("ana", ";VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261103", "RRULE:FREQ=DAILY;COUNT=3", f"EXDATE{off}")

    shifts, remarks = read(tmp_path, NEW_YORK, days)

    assert [one[:6] for one in shifts] == ["ana 02", "ana 04"]
    assert remarks == []


DAILY = ("ana", ":20261102T090000Z", "DTEND:20261102T170000Z", "RRULE:FREQ=DAILY;COUNT=3")


def instead(*more: str) -> str:
    return event("Ben Sato", ":20261103T180000Z", "DTEND:20261103T220000Z", *more)


@pytest.mark.parametrize(
    ("events", "shifts", "said"),
    [
        (
            (event(*DAILY), instead("RECURRENCE-ID:20261103T080000Z")),
            ["ana 02", "ana 03", "ben 03", "ana 04"],
            "RECURRENCE-ID 2026-11-03 08:00 UTC meets no shift of its series, and stands beside them as one more",
        ),
        (
            (event(*DAILY, "EXDATE:20261103T090000Z"), instead("RECURRENCE-ID:20261103T090000Z")),
            ["ana 02", "ana 04"],
            "RECURRENCE-ID 2026-11-03 09:00 UTC is called off by an EXDATE too, so that no shift comes of it",
        ),
        (
            (event(*DAILY, "EXDATE:20261103T080000Z"),),
            ["ana 02", "ana 03", "ana 04"],
            "EXDATE 2026-11-03 08:00 UTC calls off no shift: on that day one begins at 2026-11-03 09:00 UTC",
        ),
    ],
)
def test_an_exception_of_nothing_is_told_of(
    tmp_path: Path, events: tuple[str, ...], shifts: list[str], said: str
) -> None:
    found, remarks = read(tmp_path, ZoneInfo("UTC"), *events)

    assert [one[:6] for one in found] == shifts
    assert remarks == [f"on-call.ics:3: UID one: {said}"]


@pytest.mark.parametrize(
    "events",
    [
        (instead("RECURRENCE-ID:20261103T080000Z"),),
        (event(*DAILY, "EXDATE:20261109T090000Z"),),
        (event(*DAILY, "EXDATE:20261103T090000Z"), instead("RECURRENCE-ID:20261103T090000Z", "STATUS:CANCELLED")),
        (event(*DAILY), instead("RECURRENCE-ID:20261103T090000Z")),
        (event(*DAILY), instead("RECURRENCE-ID:20191103T080000Z")),
    ],
    ids=["an invitation to one time", "cut short since", "deleted twice", "met", "long ago"],
)
def test_what_exporters_write_every_day_is_not_told_of(tmp_path: Path, events: tuple[str, ...]) -> None:
    _, remarks = read(tmp_path, ZoneInfo("UTC"), *events)

    assert remarks == []


def test_of_one_series_no_more_is_told_than_people_read(tmp_path: Path) -> None:
    off = [f"EXDATE:202611{day:02}T080000Z" for day in range(2, 20)]
    daily = event(*DAILY[:3], "RRULE:FREQ=DAILY;COUNT=30", *off)

    shifts, remarks = read(tmp_path, ZoneInfo("UTC"), daily)

    assert len(shifts) == 30
    assert len(remarks) == 3
