"""Every schedule means the same to a second reader that shares no code with ours, above all when clocks change."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightdesk.cli.__main__ import main
from nightdesk.roster.files import read_roster
from nightdesk.roster.roster import Roster
from nightdesk.roster.spans import gaps, stretches
from tests.unit.roster.oracle import NAMES, Away, Book, Cover, Hours, Layer, Span

CHANGES: dict[str, tuple[str, ...]] = {
    "America/New_York": ("2026-03-08", "2026-11-01", "2006-10-29", "2007-03-11"),  # other Sundays since 2007
    "Europe/Berlin": ("2026-03-29", "2026-10-25", "1995-09-24"),  # a month later since 1996
    "Australia/Lord_Howe": ("2026-04-05", "2026-10-04"),  # by half an hour
    "Antarctica/Troll": ("2026-03-29", "2026-10-25"),  # by two hours
    "Asia/Kathmandu": ("2026-03-29", "1986-01-01"),  # a quarter of an hour, once
    "America/Sao_Paulo": ("2018-11-04", "2019-02-17", "2026-02-15"),  # at midnight; no longer since 2019
    "Africa/Casablanca": ("2026-02-15", "2026-03-22"),  # around Ramadan
    "Asia/Beirut": ("2026-03-29", "2026-10-25"),  # at midnight: a day without its midnight, one with two
    "Europe/Istanbul": ("2015-11-08", "2016-09-07"),  # late for an election, then summer for ever
    "Asia/Pyongyang": ("2015-08-15", "2018-05-05"),
    "America/Caracas": ("2007-12-09", "2016-05-01"),
    "Pacific/Apia": ("2011-12-30", "2021-04-04"),  # a day that there was not
    "Asia/Amman": ("2022-02-25", "2022-10-28"),
}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
LONG_DAYS = st.sampled_from(["2023-12-31", "2024-02-28", "2024-12-31", "2026-01-31", "2027-02-28", "2028-02-29"])
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0, minute=at.minute // 5 * 5))
late = st.sampled_from([timedelta(minutes=minutes) for minutes in range(0, 24 * 60, 15)])


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    days = st.integers(0, 6)
    if draw(st.booleans()):
        return Hours(draw(clocks), draw(clocks), (draw(days),), draw(days))
    return Hours(draw(clocks), draw(clocks), tuple(draw(st.lists(days, max_size=4, unique=True))))


@st.composite
def layers(draw: st.DrawFn, day: datetime, units: tuple[str, ...] = ("hour", "hour", "day", "week", "month")) -> Layer:
    unit = draw(st.sampled_from(units))
    back = {"minute": 1, "hour": 4, "day": 40, "week": 200, "month": 1200}[unit]
    begin = day - draw(st.integers(-1, back)) * DAY + draw(late)
    return Layer(
        people=tuple(draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4))),
        starts_at=begin,
        every=draw(st.sampled_from((15, 20, 45) if unit == "minute" else (1, 1, 2, 3, 12))),
        unit=unit,
        only=tuple(draw(st.lists(hours(), max_size=2))),
        ends_at=draw(st.none() | st.just(max(begin, day) + 2 * DAY + 90 * timedelta(minutes=1))),
    )


@st.composite
def books(draw: st.DrawFn) -> tuple[Book, Span]:
    """A schedule, and the five days around a change of its clocks or the end of a month."""
    zone = draw(st.sampled_from(sorted(CHANGES)))
    day = datetime.fromisoformat(draw(st.sampled_from(CHANGES[zone]) | LONG_DAYS))
    start = day.replace(tzinfo=ZoneInfo("UTC")) - 2 * DAY
    names = st.sampled_from(NAMES)

    def some() -> Iterator[tuple[str, str, datetime, datetime]]:
        for one, other, begins, lasts in draw(st.lists(st.tuples(names, names, late, late), max_size=2)):
            begin = start + DAY + begins
            yield one, "" if one == other else other, begin, begin + lasts + timedelta(minutes=5)

    short = draw(st.integers(0, 4)) == 0
    some_layers = draw(st.lists(layers(day, ("minute",)) if short else layers(day), min_size=1, max_size=3))
    book = Book(
        zone=zone,
        layers=tuple(some_layers),
        away=tuple(Away(one, begin, end) for one, _, begin, end in some()),
        covers=tuple(Cover(one, other, begin, end) for one, other, begin, end in some()),
    )
    return book, (start, start + 5 * DAY)


def loaded(folder: Path, book: Book) -> Roster:
    path = folder / "roster.yaml"
    path.write_text(book.as_yaml(), encoding="utf-8")
    return read_roster(path)


def holder(roster: Roster, at: datetime) -> str:
    holding = roster.holding("on-call", at)
    return "" if holding.is_gap else holding.person.id


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books())
def test_at_every_quarter_of_an_hour_both_say_the_same(tmp_path: Path, drawn: tuple[Book, Span]) -> None:
    book, (start, end) = drawn
    roster = loaded(tmp_path, book)

    times = [start + i * timedelta(minutes=15) for i in range(5 * 24 * 4)]
    edges = [one.starts_at for one in stretches(roster, "on-call", start, end)]
    times += [edge + by for edge in edges for by in (timedelta(microseconds=-1), timedelta())]

    wrong = {
        at.isoformat(): (holder(roster, at), book.holder(at, (start, end)))
        for at in times
        if start <= at < end and holder(roster, at) != book.holder(at, (start, end))
    }
    assert wrong == {}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books())
def test_what_is_printed_for_days_has_neither_overlap_nor_hidden_gap_and_is_what_both_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], drawn: tuple[Book, Span]
) -> None:
    book, (start, end) = drawn
    roster = loaded(tmp_path, book)
    policy = "- {name: %s, desk: %s, rungs: [{tier: 1, roles: [%s], label: on call}]}"
    ladders = "\n".join(["policies:", policy % ("ops", "ops", "on-call"), policy % ("pets", "pets", "nobodys")])
    nobodys = "\n  nobodys: {people: [gus], starts_at: 1980-01-01, time_zone: UTC}\n"
    text = book.as_yaml().replace("schedules:\n", f"schedules:{nobodys}")
    (tmp_path / "roster.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "policies.yaml").write_text(ladders, encoding="utf-8")
    files = ["--roster", str(tmp_path / "roster.yaml"), "--policies", str(tmp_path / "policies.yaml")]

    capsys.readouterr()
    assert main(["oncall", "--at", start.isoformat(), "--days", "5", *files]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    rows = [row for row in rows if row["role"] == "on-call"]

    times = [(datetime.fromisoformat(row["starts_at"]), datetime.fromisoformat(row["ends_at"])) for row in rows]
    assert (times[0][0], times[-1][1]) == (start, end)
    assert all(one[1] == other[0] for one, other in pairwise(times))
    for row, (begins, ends) in zip(rows, times, strict=True):
        for at in (begins, begins + (ends - begins) / 2, ends - timedelta(microseconds=1)):
            said = "" if row["gap"] else row["person"]
            assert said == book.holder(at.astimezone(UTC), (start, end)), (row, at)
    told = [(row[0], row[1]) for row, one in zip(times, rows, strict=True) if one["gap"]]
    assert told == [(a, b) for a, b in gaps(roster, "on-call", start, end)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(books(), st.integers(0, 5 * 24 * 60 - 1))
def test_oncall_at_a_time_is_what_both_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], drawn: tuple[Book, Span], minute: int
) -> None:
    book, (start, end) = drawn
    at = start + timedelta(minutes=minute)
    text = book.as_yaml().replace(
        "schedules:\n", "schedules:\n  vet: {people: [gus], starts_at: 1980-01-01, time_zone: UTC}\n"
    )
    (tmp_path / "roster.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "policies.yaml").write_text(
        "policies:\n  - {name: ops, desk: ops, rungs: [{tier: 1, roles: [on-call], label: x}]}\n"
        "  - {name: pets, desk: pets, rungs: [{tier: 1, roles: [vet], label: x}]}\n",
        encoding="utf-8",
    )

    capsys.readouterr()
    main(["oncall", "--at", at.isoformat(), "--roster", str(tmp_path / "roster.yaml"), "--policies", str(tmp_path / "policies.yaml")])  # fmt: skip # noqa: E501
    row = next(row for row in map(json.loads, capsys.readouterr().out.splitlines()) if row["role"] == "on-call")

    assert (row["person"] if row["by"] != "catch-all" else "") == book.holder(at, (start, end))
    if row["next_at"] and datetime.fromisoformat(row["next_at"]) < end:
        after = datetime.fromisoformat(row["next_at"]).astimezone(UTC)
        before = book.holder(after - timedelta(microseconds=1), (start, end))
        assert book.holder(after, (start, end)) != before
        assert row["next"] == (book.holder(after, (start, end)) or "gus")


@pytest.mark.parametrize("zone", sorted(CHANGES))
@pytest.mark.parametrize("unit", ["hour", "day", "week", "month"])
def test_every_minute_of_a_night_in_which_clocks_change_has_one_holder(tmp_path: Path, zone: str, unit: str) -> None:
    for changes in CHANGES[zone]:
        day = datetime.fromisoformat(changes)
        start = day.replace(tzinfo=UTC) - 14 * HOUR
        for hand_over in (timedelta(hours=hours, minutes=minutes) for hours in range(4) for minutes in (0, 30)):
            book = Book(zone, (Layer(("ana", "ben", "cleo"), day - 3 * DAY + hand_over, 1, unit),))
            if unit == "month":
                book = Book(zone, (Layer(("ana", "ben"), _month_before(day) + hand_over, 1, unit),))
            roster, around = loaded(tmp_path, book), (start, start + 30 * HOUR)

            for at in (start + timedelta(minutes=minute) for minute in range(0, 30 * 60, 29)):
                assert holder(roster, at) == book.holder(at, around) != "", (book, at)


@pytest.mark.parametrize("zone", sorted(CHANGES))
@pytest.mark.parametrize("every", [15, 20, 45])
def test_turns_shorter_than_the_change_of_the_clock_go_on_in_their_order(tmp_path: Path, zone: str, every: int) -> None:
    for changes in CHANGES[zone]:
        day = datetime.fromisoformat(changes)
        start = day.replace(tzinfo=UTC) - 14 * HOUR
        book = Book(zone, (Layer(("ana", "ben", "cleo", "ben"), day - DAY, every, "minute"),))
        roster, around = loaded(tmp_path, book), (start, start + 30 * HOUR)

        for at in (start + timedelta(minutes=minute) for minute in range(0, 30 * 60, 10)):
            said = book.holder(at, around)
            assert holder(roster, at) == said != ""
            # However short the stretch that is asked for, its end hides no hand-over.
            last = list(stretches(roster, "on-call", at - HOUR, at + timedelta(minutes=1)))[-1]
            assert last.holding.person.id == said, (book, at)


def _month_before(day: datetime) -> datetime:
    """The same day two months before, or the last that there is."""
    return (
        day - 62 * DAY if day.day > 28 else day.replace(year=day.year - (day.month < 3), month=(day.month - 3) % 12 + 1)
    )
