"""What waits in the lane comes out as it went in."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.lane import packed, unpacked
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

MOST = 3_000
words = st.text(st.characters(codec="utf-8"), max_size=200)
moments = st.none() | st.datetimes(timezones=st.just(UTC))
alarms = st.builds(
    Alarm,
    source=words,
    fingerprint=words,
    service=words,
    resource=words,
    name=words,
    state=st.sampled_from(["firing", "resolved"]),
    claimed_severity=st.none() | st.sampled_from(Severity),
    summary=words,
    value=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    threshold=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    started_at=moments,
    ended_at=moments,
    links=st.lists(words, max_size=3).map(tuple),
    labels=st.dictionaries(words, words, max_size=3),
    raw=words,
    reasons=st.lists(words, max_size=2).map(tuple),
)


def alarm(raw: str = "{}") -> Alarm:
    return Alarm(
        source="generic",
        fingerprint="f",
        service="checkout",
        resource="",
        name="errors",
        state="firing",
        started_at=datetime(2026, 11, 22, 3, tzinfo=UTC),
        raw=raw,
    )


@given(st.lists(st.tuples(alarms, words), max_size=12))
def test_every_alarm_comes_out_in_its_order_as_it_went_in(deliveries: list[tuple[Alarm, str]]) -> None:
    messages = list(packed(deliveries, most_bytes=MOST))

    assert [one for message in messages for one in unpacked(message)] == deliveries


def test_a_message_is_filled_and_not_overfilled() -> None:
    deliveries = [(alarm("x" * 500), str(n)) for n in range(20)]

    messages = list(packed(deliveries, most_bytes=MOST))

    assert all(len(message.encode()) <= MOST for message in messages)
    assert len(messages) <= 7


def test_one_that_is_too_large_goes_by_itself() -> None:
    deliveries = [(alarm(), "before"), (alarm("x" * 5_000), "large"), (alarm(), "after")]

    assert [[once for _, once in unpacked(one)] for one in packed(deliveries, most_bytes=MOST)] == [
        ["before"],
        ["large"],
        ["after"],
    ]


def test_nothing_makes_no_message() -> None:
    assert list(packed([], most_bytes=MOST)) == []


@pytest.mark.parametrize("message", ["", "{", "{}", "[[]]", '[["x", "y"]]', '[[{"source": "x"}, "y"]]', "null"])
def test_what_was_never_packed_is_refused(message: str) -> None:
    with pytest.raises(Malformed, match="no message of the lane"):
        unpacked(message)
