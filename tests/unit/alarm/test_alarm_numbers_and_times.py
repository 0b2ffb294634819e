"""Numbers and times in the spellings of the field: read for what they say, or not at all."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nightdesk.alarm.readers.registry import read as read_alarms
from nightdesk.alarm.reading.amounts import limit_in, number, value_in
from nightdesk.alarm.reading.times import is_naive, moment

THREE = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("95.3 %", 95.3), ("95.3%", 95.3), ("95,3 %", 95.3), ("1,234.5", 1234.5), ("1.234,5", 1234.5),
        ("1,234", 1234.0), ("12,345,678", 12345678.0), ("1 234,5", 1234.5), ("1'234.5", 1234.5), ("0,123", 0.123),
        ("1.2k", 1200.0), ("3M", 3e6), ("1.5Gi", 1.5 * 2**30), ("12ms", 12.0), ("30 s", 30.0), ("1.2 KB", 1.2),
        ("> 90", 90.0), (">=0.5", 0.5), ("$1,151.00", 1151.0), ("4.2 req/s", 4.2), ("-4", -4.0), ("\u22124", -4.0),
        ("+7", 7.0), (".5", 0.5), ("1.2345E7", 12345000.0), ("  41  ", 41.0), (41, 41.0), (0, 0.0),
    ],
)  # fmt: skip
def test_a_number_is_read_in_its_own_unit(told: Any, read: float) -> None:
    assert number(told) == pytest.approx(read)


@pytest.mark.parametrize(
    "told",
    ["", "NaN", "+Inf", "-Infinity", "1e999", "5xx", "0x1F", "3.1.2", "10.0.0.1", "12 34", "1,2,3", "twelve", "12m",
     "5u", "2026-11-22", "1-2", "--4", "\u0664\u0661", "9" * 100, None, True, [], {}, float("nan"), 10**400],
)  # fmt: skip
def test_what_is_no_number_or_could_be_two_is_none(told: Any) -> None:
    assert number(told) is None


@pytest.mark.parametrize(
    "told",
    [
        1795316400, 1795316400.0, "1795316400", 1795316400000, "1795316400000", 1795316400000000000,
        "2026-11-22T03:00:00Z", "2026-11-22T04:00:00+01:00", "2026-11-22T04:00:00.000+0100",
        "2026-11-22 04:00:00 +0100",
        "2026-11-22T03:00:00", "2026-11-22 03:00:00", "2026.11.22 03:00:00", "2026/11/22 03:00:00", "20261122030000",
        "20261122T030000Z", "2026-11-22, 03:00 UTC", "2026-11-22 03:00:00 +0000 UTC", "2026-11-22T03:00:00Z[UTC]",
        "2026-11-22T03:00:00.000000000Z", "Sun, 22 Nov 2026 03:00:00 GMT", "Sun Nov 22 03:00:00 UTC 2026",
        "Nov 22, 2026 3:00:00 AM", "Sunday 22 November, 2026 03:00:00 UTC", " 2026-11-22T03:00:00Z ",
    ],
)  # fmt: skip
def test_a_time_in_any_spelling_is_the_same_moment(told: Any) -> None:
    assert moment(told) == THREE


@pytest.mark.parametrize(
    "told",
    [
        "",
        "0001-01-01T00:00:00Z",
        "tomorrow",
        "03:00",
        "2026-13-45T99:00:00Z",
        -5,
        0,
        1e300,
        "NaN",
        None,
        True,
        [],
        "x" * 99,
    ],
)
def test_what_is_no_time_is_none(told: Any) -> None:
    assert moment(told) is None


@pytest.mark.parametrize(
    ("told", "naive"),
    [
        ("2026-11-22 03:00:00", True), ("2026.11.22 03:00:00", True), ("2026-11-22T03:00:00Z", False),
        ("2026-11-22T03:00:00+01:00", False), ("Sun, 22 Nov 2026 03:00:00 GMT", False), (1795316400, False),
        ("1795316400", False), ("tomorrow", False),
    ],
)  # fmt: skip
def test_a_time_without_a_zone_is_known_as_such(told: Any, naive: bool) -> None:
    assert is_naive(told) is naive


@pytest.mark.parametrize(
    ("sentence", "limit"),
    [
        ("avg(last_5m):avg:system.cpu{*} by {host} > 90", 90.0),
        ("Error percentage > 5% for at least 5 minutes on 'checkout'", 5.0),
        ("Apdex < 0.7 for at least 5 minutes", 0.7),
        ("last(/db-1/vm.memory.pavailable)<10", 10.0),
        ("High CPU utilization (over 90% for 5m)", 90.0),
        ("cpu was greater than or equal to 80 on average", 80.0),
        ("lag above 1.5k", 1500.0),
    ],
)
def test_a_sentence_tells_what_it_compares_with(sentence: str, limit: float) -> None:
    assert limit_in(sentence) == limit


@pytest.mark.parametrize("sentence", ["", "a > 5 and b > 6", "over the top", "5 minutes", None, 7])
def test_a_sentence_that_compares_with_nothing_or_twice_tells_nothing(sentence: Any) -> None:
    assert limit_in(sentence) is None


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("Node memory is filling up (< 10% left)\n  VALUE = 7.31\n  LABELS = map[]", 7.31),
        ("disk is nearly full, current value: 95.3%", 95.3),
        ("Metric value: **97.25**", 97.25),
        ("the value was 1,204 requests", 1204.0),
        ("no figure here", None),
        ("value: 3, value: 4", None),
        ("a valued customer is 7", None),
        (None, None),
    ],
)
def test_a_description_tells_the_value_it_spells_out(sentence: Any, value: float | None) -> None:
    assert value_in(sentence) == value


@pytest.mark.parametrize(("seconds", "noted"), [(300, "300"), (20, None), (-300, None)])
def test_a_clock_that_runs_ahead_is_noted_and_its_time_is_kept_as_told(seconds: int, noted: str | None) -> None:
    received_at = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    began = received_at + timedelta(seconds=seconds)

    told = {"name": "x", "state": "firing", "started_at": began.isoformat()}
    (alarm,) = read_alarms("generic", json.dumps(told), received_at)

    assert alarm.started_at == began
    assert alarm.labels.get("clock_ahead_s") == noted
    assert any("clock" in reason for reason in alarm.reasons) is (noted is not None)
