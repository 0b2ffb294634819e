"""Texts about who is on call, as tired people type them, and what must not be taken for one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from nightdesk.channel.replies.covering import RotaWords, moment_of, read_rota_words

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)  # Sunday, three in the morning in New York


@pytest.mark.parametrize(
    ("text", "whom", "when"),
    [
        ("cover ana until 6am", "ana", "6am"),
        ("Cover Ana till 06:00.", "ana", "06:00"),
        ("i'll cover ana for 2h", "ana", "for 2h"),
        ("I\u2019m covering Dr. Lind until tomorrow 9am", "dr. lind", "tomorrow 9am"),
        ("cover for ana", "ana", ""),
        ("cover ana's shift until noon 👍", "ana", "noon"),
        ("cover me until 6am", "me", "6am"),
        ("can someone cover me until 6:30am?", "me", "6:30am"),
        ("could anybody please cover me for 90 min", "me", "for 90 min"),
    ],
)
def test_a_cover_is_read_with_whom_and_until_when(text: str, whom: str, when: str) -> None:
    assert read_rota_words(text) == RotaWords(verb="cover", whom=whom, when=when)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("who is on call?", ""),
        ("Who's on-call now", ""),
        ("whos oncall tomorrow", "tomorrow"),
        ("who is on call on monday 9am?", "monday 9am"),
        ("who is next on call", ""),
        ("quien esta de guardia", ""),
        ("rota", ""),
    ],
)
def test_who_is_on_call_is_read_with_when(text: str, when: str) -> None:
    assert read_rota_words(text) == RotaWords(verb="who", when=when)


@pytest.mark.parametrize("text", ["am i on call?", "When am I on call", "when am i next on call?", "my shifts"])
def test_ones_own_turns_are_read(text: str) -> None:
    assert read_rota_words(text) == RotaWords(verb="mine")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cover",
        "who has 42",
        "who is on it",
        "don't cover ana until 6am",
        "ana will cover me until 6am",
        "cover ana until 6am and ack 42",
        "should i cover ana until 6am or call ben",
        "the wound has no cover",
        "on call people are slow",
        "cover " + "a" * 200,
    ],
)
def test_anything_else_is_not_about_the_rota(text: str) -> None:
    assert read_rota_words(text) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("6am", "2026-11-22T06:00"),
        ("2am", "2026-11-23T02:00"),
        ("3am", "2026-11-23T03:00"),
        ("6:30 pm", "2026-11-22T18:30"),
        ("6 p.m.", "2026-11-22T18:00"),
        ("06:00", "2026-11-22T06:00"),
        ("18h", "2026-11-22T18:00"),
        ("12am", "2026-11-23T00:00"),
        ("noon", "2026-11-22T12:00"),
        ("midnight", "2026-11-23T00:00"),
        ("tomorrow 9am", "2026-11-23T09:00"),
        ("tomorrow", "2026-11-23T03:00"),
        ("monday 9am", "2026-11-23T09:00"),
        ("sun 9am", "2026-11-29T09:00"),
        ("for 2h", "2026-11-22T05:00"),
        ("for an hour", "2026-11-22T04:00"),
        ("for half an hour", "2026-11-22T03:30"),
        ("for 90 min", "2026-11-22T04:30"),
    ],
)
def test_a_time_is_the_next_one_by_the_clock_of_whoever_types(words: str, expected: str) -> None:
    assert moment_of(words, NOW, NEW_YORK) == datetime.fromisoformat(expected).replace(tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    "words", ["6", "12", "13pm", "0am", "25:00", "6:75", "later", "", "six", "2h", "for -1h", "for 6am", "6am 7am"]
)
def test_a_time_that_is_not_sure_is_none(words: str) -> None:
    assert moment_of(words, NOW, NEW_YORK) is None


def test_a_time_of_the_night_in_which_the_clock_changes_is_by_the_clock_and_a_length_is_a_length() -> None:
    before = datetime(2026, 3, 8, 5, 0, tzinfo=UTC)  # midnight; two hours later it is three

    assert moment_of("6am", before, NEW_YORK) == datetime(2026, 3, 8, 10, 0, tzinfo=UTC)
    assert moment_of("for 6h", before, NEW_YORK) == datetime(2026, 3, 8, 11, 0, tzinfo=UTC)
