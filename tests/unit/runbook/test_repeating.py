"""Whether a rule ever comes, asked without a search to the end of the calendar."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.runbook.repeating import _some_day_fits, ever_comes

at = datetime.fromisoformat
BEGINS = st.datetimes(at("1970-01-01"), at("2099-12-31")).map(lambda told: told.replace(second=0, microsecond=0))


@pytest.mark.parametrize(
    ("rule", "comes"),
    [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", True),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", False),
        ("FREQ=YEARLY;BYYEARDAY=366;BYDAY=SU", True),
        ("FREQ=YEARLY;BYWEEKNO=54", False),
        ("FREQ=WEEKLY;BYDAY=MO;BYSETPOS=3", False),
        ("UNTIL=20200101T000000Z;FREQ=DAILY", True),
        ("FREQ=DAILY;COUNT=1;BYDAY=2MO;BYMONTH=1", True),
    ],
)
@pytest.mark.parametrize("first", [date(1999, 12, 31), date(2024, 2, 29), at("2026-11-02T09:00")])
def test_a_rule_comes_when_any_day_there_is_fits_it(rule: str, comes: bool, first: date) -> None:
    assert ever_comes(rule, first) is comes


@settings(max_examples=200, deadline=None)
@given(
    BEGINS,
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 6),
    st.integers(1, 12),
    st.integers(1, 31),
)
def test_it_is_as_a_search_of_the_days_themselves_says(
    first: datetime, often: str, interval: int, month: int, day: int
) -> None:
    rule = f"FREQ={often};INTERVAL={interval};BYMONTH={month};BYMONTHDAY={day}"
    within = rrulestr(rule, dtstart=first).between(first, first + timedelta(days=365 * 40), inc=True)

    assert ever_comes(rule, first) or not within
    assert not ever_comes(rule, first) or bool(within) or day > 28


@pytest.mark.parametrize("often", ["HOURLY", "DAILY"])
def test_a_day_there_is_not_is_looked_for_once_and_not_for_each_event(often: str) -> None:
    rule, before = f"FREQ={often};BYMONTHDAY=31;BYMONTH=9", _some_day_fits.cache_info().misses

    assert not any(ever_comes(rule, at("2026-01-01") + timedelta(days=day)) for day in range(300))
    assert _some_day_fits.cache_info().misses <= before + 1


@pytest.mark.parametrize("rule", ["FREQ=DAILY;X=1", "FREQ=NEVER", "", "daily"])
def test_what_is_no_rule_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        ever_comes(rule, date(2026, 1, 1))
