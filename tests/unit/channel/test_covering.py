"""Texts about who is on call, as tired people type them, and what must not be taken for one."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from nightdesk.channel.replies.covering import RotaWords, read_rota_words
from nightdesk.channel.replies.moments import moment_of, windows_of

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
    ("text", "expected"),
    [
        ("swap mon 20:00 with ben", ("mon 20:00", "ben", "", "")),
        ("Swap my Monday 8pm shift with Ben Sato.", ("monday 8pm", "ben sato", "", "")),
        ("swap with ben", ("", "ben", "", "")),
        ("can we swap my shift with dr. lind?", ("", "dr. lind", "", "")),
        ("i'd like to trade tomorrow with ana", ("tomorrow", "ana", "", "")),
        ("swap 24 dec 20:00 for ben's 31 dec", ("24 dec 20:00", "ben", "31 dec", "")),
        ("swap Dec 24 with Ben\u2019s Dec 31st shift", ("dec 24", "ben", "dec 31st", "")),
        ("swap tonight with ana's fri 6pm", ("tonight", "ana", "fri 6pm", "")),
        ("swap on fri with ana for thu as team lead", ("on fri", "ana", "thu", "team lead")),
        ("swap 2026-12-24 8pm with sunita", ("2026-12-24 8pm", "sunita", "", "")),
        ("swap thurs with friedrich mars \U0001f64f", ("thurs", "friedrich mars", "", "")),
    ],
)
def test_a_swap_is_read_with_both_turns(text: str, expected: tuple[str, str, str, str]) -> None:
    when, whom, theirs, role = expected

    assert read_rota_words(text) == RotaWords(verb="swap", when=when, whom=whom, theirs=theirs, role=role)


@pytest.mark.parametrize(
    ("text", "verb", "code"),
    [
        ("swap K7QX", "agree", "K7QX"),
        ("Swap k7qx.", "agree", "K7QX"),
        ("yes, swap K7QX", "agree", "K7QX"),
        ("'swap K7QX' ok", "agree", ""),
        ("swap K7QX yes \U0001f44d", "agree", "K7QX"),
        ("no swap K7QX", "refuse", "K7QX"),
        ("no, swap k7qx", "refuse", "K7QX"),
        ("swap no K7QX", "refuse", "K7QX"),
        ("swap k7qx nope", "refuse", "K7QX"),
        ("unswap", "withdraw", ""),
        ("cancel my swap", "withdraw", ""),
        ("take back the offer", "withdraw", ""),
        ("unswap K7QX", "withdraw", "K7QX"),
    ],
)
def test_an_answer_to_a_swap_needs_its_code(text: str, verb: str, code: str) -> None:
    read = read_rota_words(text)

    if verb == "agree" and not code:
        assert read is None
    else:
        assert read is not None
        assert (read.verb, read.code) == (verb, code)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "swap",
        "yes",
        "ok swap",
        "swap it",
        "swap K7QXM2",
        "go K7QX",
        "swap usage is at 99% on db-1",
        "swap the primary with the replica",
        "don't swap K7QX",
        "should i swap mon with ben or cleo?",
        "swap 42 with 43",
        "no",
        "cancel",
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


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mon 20:00", ["2026-11-23T20:00"]),
        ("on tues 8pm", ["2026-11-24T20:00"]),
        ("sun 20:00", ["2026-11-22T20:00", "2026-11-29T20:00"]),
        ("sun 2am", ["2026-11-29T02:00"]),
        ("20:00", ["2026-11-22T20:00", "2026-11-23T20:00"]),
        ("tonight at 8pm", ["2026-11-22T20:00"]),
        ("tomorrow noon", ["2026-11-23T12:00"]),
        ("24 dec 20:00", ["2026-12-24T20:00"]),
        ("dec 24th at 8pm", ["2026-12-24T20:00"]),
        ("1 jan 06:00", ["2027-01-01T06:00"]),
        ("29 feb 06:00", ["2028-02-29T06:00"]),
        ("2026-12-24 20:00", ["2026-12-24T20:00"]),
    ],
)
def test_a_time_of_a_turn_is_every_one_that_may_be_meant(words: str, expected: list[str]) -> None:
    times = [datetime.fromisoformat(one).replace(tzinfo=NEW_YORK).astimezone(UTC) for one in expected]

    assert windows_of(words, NOW, NEW_YORK) == tuple((at, at) for at in times)


def test_a_day_is_from_its_midnight_to_the_next_also_when_it_has_25_hours() -> None:
    autumn = datetime(2026, 10, 30, 12, tzinfo=UTC)

    assert windows_of("sun", autumn, NEW_YORK) == (
        (datetime(2026, 11, 1, 4, tzinfo=UTC), datetime(2026, 11, 2, 5, tzinfo=UTC)),
    )


@pytest.mark.parametrize(
    "words", ["", "8", "mon 8", "31 feb", "32 dec", "2026-13-01", "2026-11-01", "24/12", "someday", "mon mon", "dec"]
)
def test_a_day_that_is_not_sure_or_over_is_none(words: str) -> None:
    assert windows_of(words, NOW, NEW_YORK) == ()
