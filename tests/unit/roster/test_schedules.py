"""Turns, layers, hours and what departs from them: who holds a role at one moment, by the clock on the wall."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from nightdesk.roster.changes import Away, Changes, Override, Swap
from nightdesk.roster.hours import Hours
from nightdesk.roster.layer import Layer, Unit
from nightdesk.roster.person import Quiet
from nightdesk.roster.spans import gaps, handed_over, stretches, turns_of
from tests.unit.roster.people import PEOPLE, holders, local, roster, wall

DAILY = Layer(people=("ana", "ben"), first_at=wall("2026-03-01T09:00"), unit="day")
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [("2026-03-07", 14), ("2026-03-08", 13), ("2026-07-01", 13), ("2026-10-31", 13), ("2026-11-01", 14)],
)
def test_a_hand_over_at_nine_stays_at_nine_through_both_changes_of_the_clock(day: str, utc_hour: int) -> None:
    at = datetime.fromisoformat(f"{day}T{utc_hour:02}:00+00:00")

    before, after = holders(roster(DAILY), at - timedelta(microseconds=1), at).split()

    assert {before, after} == {"ana", "ben"}
    assert at == local(f"{day}T09:00")


@pytest.mark.parametrize(
    ("every", "unit", "times", "expected"),
    [
        (12, "hour", ["2026-03-07T21:00", "2026-03-08T08:59", "2026-03-08T09:00"], "ben ben ana"),
        (1, "week", ["2026-03-08T08:59", "2026-03-08T09:00", "2026-03-15T09:00"], "ana ben ana"),
        (2, "week", ["2026-03-15T08:59", "2026-03-15T09:00", "2026-03-29T09:00"], "ana ben ana"),
        (1, "month", ["2026-04-01T08:59", "2026-04-01T09:00", "2026-05-01T09:00"], "ana ben ana"),
    ],
)  # fmt: skip
def test_turns_last_as_long_as_they_say(every: int, unit: Unit, times: list[str], expected: str) -> None:
    layer = Layer(people=("ana", "ben"), first_at=wall("2026-03-01T09:00"), every=every, unit=unit)

    assert holders(roster(layer), *map(local, times)) == expected


def test_a_monthly_hand_over_on_the_31st_is_on_the_last_day_of_a_shorter_month() -> None:
    layer = Layer(people=("ana", "ben", "cleo"), first_at=wall("2027-01-31T09:00"), unit="month")

    times = ["2027-02-28T08:59", "2027-02-28T09:00", "2027-03-31T08:59", "2027-03-31T09:00", "2026-12-31T09:00"]
    assert holders(roster(layer), *map(local, times)) == "ana ben ben cleo cleo"


def test_a_hand_over_that_the_spring_change_skips_comes_when_the_old_offset_says() -> None:
    layer = Layer(people=("ana", "ben"), first_at=wall("2026-03-07T02:30"), unit="day")

    # 02:30 on 8 March is not on any clock in New York; read with the offset before it, it is 03:30.
    at = local("2026-03-08T03:30")
    assert holders(roster(layer), at - timedelta(seconds=1), at) == "ana ben"


def test_a_hand_over_that_comes_twice_in_autumn_is_made_the_first_time() -> None:
    layer = Layer(people=("ana", "ben"), first_at=wall("2026-10-31T01:30"), unit="day")

    first, second = local("2026-11-01T01:30"), local("2026-11-01T01:30", fold=1)
    assert holders(roster(layer), first - timedelta(seconds=1), first, second, second + HOUR) == "ana ben ben ben"


def test_hours_in_the_night_of_a_change_have_neither_a_hole_nor_two_ends() -> None:
    until_two = Hours(weekday=6, starts=time(0), nights=0, ends=time(2, 30))
    from_two = Hours(weekday=6, starts=time(2, 30), nights=1, ends=time(0))
    nights = roster(Layer(people=("ana",), hours=(until_two,)), Layer(people=("ben",), hours=(from_two,)))

    for day in ("2026-03-08", "2026-11-01"):
        start, end = local(f"{day}T00:00"), local(f"{day}T23:59")
        assert list(gaps(nights, "on-call", start, end)) == []
        assert [one.holding.person.id for one in stretches(nights, "on-call", start, end)] == ["ana", "ben"]


def test_a_later_layer_covers_an_earlier_one_and_only_in_its_hours() -> None:
    office = tuple(Hours(weekday=day, starts=time(9), nights=0, ends=time(17)) for day in range(5))
    both = roster(Layer(people=("ana",)), Layer(people=("ben",), hours=office))

    times = ["2026-11-20T08:59", "2026-11-20T09:00", "2026-11-20T17:00", "2026-11-21T12:00"]
    assert holders(both, *map(local, times)) == "ana ben ana ana"


def test_hours_past_midnight_and_over_a_weekend() -> None:
    night = Hours(weekday=2, starts=time(22), nights=1, ends=time(6))
    weekend = Hours(weekday=4, starts=time(17), nights=3, ends=time(9))
    kept = roster(Layer(people=("ana",), hours=(night, weekend)))

    times = ["2026-11-18T21:59", "2026-11-18T22:00", "2026-11-19T05:59", "2026-11-19T06:00"]
    assert holders(kept, *map(local, times)) == "- ana ana -"
    times = ["2026-11-20T16:59", "2026-11-20T17:00", "2026-11-22T23:00", "2026-11-23T08:59", "2026-11-23T09:00"]
    assert holders(kept, *map(local, times)) == "- ana ana ana -"


def test_a_layer_holds_nobody_before_it_begins_nor_after_it_ends() -> None:
    begins, ends = local("2026-11-02T09:00"), local("2026-11-16T09:00")
    short = roster(Layer(people=("ana",), first_at=wall("2026-11-02T09:00"), begins_at=begins, ends_at=ends))

    assert holders(short, begins - HOUR, begins, ends - HOUR, ends) == "- ana ana -"
    assert short.holder("on-call", ends).id == "gus"


def test_of_two_overrides_the_one_made_last_counts_while_it_lasts() -> None:
    noon = local("2026-11-20T12:00")
    planned = Changes(
        overrides=(
            Override(role="on-call", person="ben", starts_at=noon, ends_at=noon + 4 * HOUR),
            Override(role="on-call", person="cleo", starts_at=noon + HOUR, ends_at=noon + 2 * HOUR),
            Override(role="another", person="gus", starts_at=noon, ends_at=noon + 4 * HOUR),
        )
    )
    covered = roster(Layer(people=("ana",)), planned=planned)

    times = [noon + hours * HOUR for hours in (-1, 0, 1, 2, 4)]
    assert holders(covered, *times) == "ana ben cleo ben ana"


def test_an_override_instead_of_one_person_leaves_the_turns_of_others_alone() -> None:
    cover = Override(
        role="on-call",
        person="cleo",
        instead_of="ana",
        starts_at=local("2026-03-01T09:00"),
        ends_at=local("2026-03-05T12:00"),
    )

    days = ["2026-03-01T10:00", "2026-03-02T10:00", "2026-03-03T10:00", "2026-03-05T11:59", "2026-03-05T12:00"]
    assert holders(roster(DAILY, planned=Changes(overrides=(cover,))), *map(local, days)) == "cleo ben cleo cleo ana"


def test_whoever_covers_can_be_covered_in_turn() -> None:
    start, end = local("2026-11-20T00:00"), local("2026-11-21T00:00")
    planned = Changes(
        overrides=(
            Override(role="on-call", person="ben", instead_of="ana", starts_at=start, ends_at=end),
            Override(role="on-call", person="cleo", instead_of="ben", starts_at=start + HOUR, ends_at=end),
        )
    )

    assert holders(roster(Layer(people=("ana",)), planned=planned), start, start + HOUR, end) == "ben cleo ana"


def test_an_override_fills_a_gap() -> None:
    start = local("2026-11-20T00:00")
    planned = Changes(overrides=(Override(role="on-call", person="ben", starts_at=start, ends_at=start + HOUR),))
    empty = roster(Layer(people=("ana",), ends_at=start - HOUR), planned=planned)

    assert holders(empty, start - HOUR, start, start + HOUR) == "- ben -"


def test_a_swap_gives_each_the_others_turns() -> None:
    swap = Swap(one="ana", other="ben", starts_at=local("2026-03-02T09:00"), ends_at=local("2026-03-04T09:00"))

    days = ["2026-03-01T10:00", "2026-03-02T10:00", "2026-03-03T10:00", "2026-03-04T10:00"]
    assert holders(roster(DAILY, planned=Changes(swaps=(swap,))), *map(local, days)) == "ana ana ben ben"


def test_somebody_away_who_is_covered_is_so_by_whom_they_chose() -> None:
    at = local("2026-03-10T12:00")
    ana = next(iter(holders(roster(DAILY), at).split()))
    away = Changes(away=(Away(person=ana, starts_at=at - HOUR, ends_at=at + HOUR),))
    cover = Override(role="on-call", person="cleo", instead_of=ana, starts_at=at - HOUR, ends_at=at + HOUR)
    covered = replace(away, overrides=(cover,))

    assert holders(roster(DAILY, planned=away), at) != "cleo"
    assert holders(roster(DAILY, planned=covered), at) == "cleo"
    assert roster(DAILY, planned=covered).holding("on-call", at).by == "override"
    assert holders(roster(DAILY, planned=replace(covered, overrides=(replace(cover, role="spare"),))), at) != "cleo"


def test_the_turns_of_somebody_away_go_to_the_next_and_then_to_the_layer_below() -> None:
    def away(person: str) -> Away:
        return Away(person=person, starts_at=local("2026-03-01T00:00"), ends_at=local("2026-03-02T00:00"))

    at = local("2026-03-01T12:00")
    below = Layer(people=("cleo",))

    assert holders(roster(DAILY, planned=Changes(away=(away("ana"),))), at) == "ben"
    assert holders(roster(DAILY, planned=Changes(away=(away("ana"), away("ben")))), at) == "-"
    assert holders(roster(below, DAILY, planned=Changes(away=(away("ana"), away("ben")))), at) == "cleo"


def test_what_made_somebody_hold_a_role_is_said() -> None:
    noon = local("2026-03-01T12:00")
    day = timedelta(days=1)
    away = Changes(away=(Away(person="ana", starts_at=noon, ends_at=noon + HOUR),))
    swap = Changes(swaps=(Swap(one="ana", other="cleo", starts_at=noon, ends_at=noon + HOUR),))

    assert roster(DAILY).holding("on-call", noon).by == "turn"
    assert roster(DAILY, planned=away).holding("on-call", noon).by == "stand-in"
    assert roster(DAILY, planned=swap).holding("on-call", noon).by == "swap"
    assert roster(DAILY).holding("another", noon).by == "catch-all"
    assert roster(DAILY, planned=away).holding("on-call", noon + day).by == "turn"


def test_who_is_next_and_when() -> None:
    following = handed_over(roster(DAILY), "on-call", local("2026-03-07T12:00"))

    assert following is not None
    assert (following[0].person.id, following[1]) == ("ben", local("2026-03-08T09:00"))


def test_a_hand_over_half_a_year_away_is_found_and_one_that_never_comes_is_not() -> None:
    half_a_year = Layer(people=("ana", "ben"), first_at=wall("2026-03-01T09:00"), every=6, unit="month")

    following = handed_over(roster(half_a_year), "on-call", local("2026-03-02T00:00"))
    assert following is not None
    assert following[1] == local("2026-09-01T09:00")
    assert handed_over(roster(Layer(people=("ana",))), "on-call", local("2026-03-02T00:00")) is None


def test_somebodys_own_turns_leave_out_what_they_catch() -> None:
    start = local("2026-03-01T09:00")
    gap = roster(Layer(people=("ana",), ends_at=start))

    assert turns_of(gap, "gus", start, start + timedelta(days=2)) == ()
    mine = turns_of(roster(DAILY), "ben", start, start + timedelta(days=4))
    assert [one.starts_at for one in mine] == [local("2026-03-02T09:00"), local("2026-03-04T09:00")]


def test_quiet_hours_are_by_the_clock_of_whoever_sleeps_and_end_when_they_say() -> None:
    ana = replace(PEOPLE[0], time_zone="Europe/Lisbon", quiet=Quiet(starts=time(22), ends=time(7)))

    assert ana.quiet_until(local("2026-07-01T21:59", "Europe/Lisbon")) is None
    assert ana.quiet_until(local("2026-07-01T23:00", "Europe/Lisbon")) == datetime(2026, 7, 2, 6, 0, tzinfo=UTC)
    assert ana.quiet_until(local("2026-07-02T06:59", "Europe/Lisbon")) == datetime(2026, 7, 2, 6, 0, tzinfo=UTC)
    assert ana.quiet_until(local("2026-07-02T07:00", "Europe/Lisbon")) is None
