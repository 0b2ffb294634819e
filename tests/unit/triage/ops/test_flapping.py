"""When an alarm flaps, how long quiet must last, and what a late recovery may end."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.incident import AlarmSeen
from nightdesk.triage.ops.grouping.flapping import (
    MANY,
    MOST_QUIET_TIMES,
    WITHIN,
    ends_lately,
    flaps,
    is_told,
    quiet_times,
)
from nightdesk.triage.ops.grouping.resolution import is_of_before

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def ended(*minutes_ago: float, since: datetime | None = NOW, is_firing: bool = True) -> AlarmSeen:
    return AlarmSeen(
        fingerprint="f",
        source="cloudwatch",
        service="checkout",
        name="errors",
        is_firing=is_firing,
        first_at=NOW,
        last_at=NOW,
        since=since,
        ends=tuple(NOW - timedelta(minutes=minutes) for minutes in minutes_ago),
    )


def recovery(*, ended_at: datetime | None, started_at: datetime | None = None) -> Alarm:
    return Alarm(
        source="cloudwatch",
        fingerprint="f",
        service="checkout",
        resource="",
        name="errors",
        state="resolved",
        started_at=started_at,
        ended_at=ended_at,
    )


@pytest.mark.parametrize(
    ("minutes_ago", "expected"),
    [((), False), ((1, 2), False), ((1, 2, 3), True), ((1, 2, 31), False), ((0, 29, 30), True)],
)
def test_three_ends_within_half_an_hour_are_flapping(minutes_ago: tuple[float, ...], expected: bool) -> None:
    assert flaps(ended(*minutes_ago), now=NOW) is expected


def test_the_quiet_grows_with_every_flap_and_never_beyond_an_hour() -> None:
    grown = [quiet_times([ended(*range(1, n + 1))], now=NOW) for n in range(9)]

    assert grown == [1, 1, 1, 2, 4, 8, 12, 12, 12]


def test_the_quiet_is_that_of_the_worst_alarm_and_never_shrinks() -> None:
    assert quiet_times([ended(), ended(1, 2, 3, 4)], now=NOW) == 4
    assert quiet_times([ended()], now=NOW, slowest=8) == 8


@given(st.lists(st.floats(0, 120), max_size=64), st.integers(1, MOST_QUIET_TIMES))
def test_however_it_flaps_the_quiet_stays_between_what_it_was_and_an_hour(ago: list[float], slowest: int) -> None:
    alarm = ended(*ago)

    times = quiet_times([alarm], now=NOW, slowest=slowest)

    assert slowest <= times <= MOST_QUIET_TIMES
    assert flaps(alarm, now=NOW) == (ends_lately(alarm, now=NOW) >= MANY)
    assert ends_lately(alarm, now=NOW + WITHIN + timedelta(minutes=121)) == 0


def test_the_timeline_gets_a_summary_now_and_then_and_not_a_line_for_each() -> None:
    assert [ends for ends in range(65) if is_told(ends)] == [3, 4, 8, 16, 32, 64]


def test_the_late_end_of_an_earlier_firing_ends_nothing_now() -> None:
    assert is_of_before(recovery(ended_at=NOW - timedelta(minutes=5)), ended(since=NOW))


@pytest.mark.parametrize(
    ("alarm", "known"),
    [
        (recovery(ended_at=NOW + timedelta(minutes=1)), ended(since=NOW)),
        (recovery(ended_at=None), ended(since=NOW)),
        (recovery(ended_at=NOW - timedelta(minutes=5)), ended(since=None)),
        (recovery(ended_at=NOW - timedelta(minutes=5), started_at=NOW), ended(since=NOW)),
        (recovery(ended_at=NOW - timedelta(minutes=5)), ended(since=NOW, is_firing=False)),
    ],
    ids=["later", "untimed", "start unknown", "a clock that contradicts itself, but the same firing", "over already"],
)
def test_an_end_that_may_be_of_this_firing_is_believed(alarm: Alarm, known: AlarmSeen) -> None:
    assert not is_of_before(alarm, known)
