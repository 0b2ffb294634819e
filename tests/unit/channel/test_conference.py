"""The carrier's callbacks about a conference: read, or left alone."""

from datetime import UTC, datetime

import pytest

from nightdesk.channel.conference import conference_event

NOW = datetime(2026, 11, 22, 3, 5, tzinfo=UTC)
JOIN = {
    "AccountSid": "AC1",
    "ConferenceSid": "CF1",
    "FriendlyName": "INC-000042",
    "CallSid": "CA1",
    "SequenceNumber": "3",
    "StatusCallbackEvent": "participant-join",
    "Timestamp": "Sun, 22 Nov 2026 03:04:05 +0000",
    "ParticipantLabel": "ana.CA1",
    "Muted": "false",
}


def test_a_join_says_whose_call_when_and_which_in_line() -> None:
    event = conference_event(JOIN, now=NOW)

    assert event is not None
    assert (event.what, event.call, event.person, event.order) == ("joined", "CA1", "ana", 3)
    assert event.at == datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def test_an_end_is_about_nobody_in_particular() -> None:
    event = conference_event(JOIN | {"StatusCallbackEvent": "conference-end"}, now=NOW)

    assert event is not None
    assert (event.what, event.call) == ("ended", "")


@pytest.mark.parametrize(
    "event",
    ["conference-start", "participant-mute", "participant-hold", "participant-speech-start", "announcement-end", ""],
)
def test_what_says_nothing_of_who_is_in_it_is_left_alone(event: str) -> None:
    assert conference_event(JOIN | {"StatusCallbackEvent": event}, now=NOW) is None


@pytest.mark.parametrize("missing", ["ConferenceSid", "CallSid"])
def test_a_join_that_names_no_call_or_room_is_left_alone(missing: str) -> None:
    assert conference_event(JOIN | {missing: ""}, now=NOW) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("SequenceNumber", ""), ("SequenceNumber", "-1"), ("SequenceNumber", "٣"), ("SequenceNumber", "9" * 400)],
)
def test_a_number_that_is_none_counts_as_not_given(field: str, value: str) -> None:
    event = conference_event(JOIN | {field: value}, now=NOW)

    assert event is not None
    assert event.order == 0


@pytest.mark.parametrize("told", ["", "yesterday", "Sun, 99 Nov 2026 03:04:05 +0000"])
def test_a_time_that_cannot_be_read_is_when_it_came(told: str) -> None:
    event = conference_event(JOIN | {"Timestamp": told}, now=NOW)

    assert event is not None
    assert event.at == NOW
