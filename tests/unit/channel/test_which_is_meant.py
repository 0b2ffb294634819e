"""Which incident a word means, when more than one is open, and what answers "Still on it?"."""

import pytest

from nightdesk.channel.replies.commands import Context, OpenRef, read
from nightdesk.channel.replies.keeping import still_on_it
from nightdesk.channel.replies.lengths import minutes_of
from nightdesk.incident.desk import IncidentId

API, QUEUE = IncidentId("INC-000101"), IncidentId("INC-000102")
OPEN = (OpenRef(code="1", incident=API, title="api 5xx"), OpenRef(code="2", incident=QUEUE, title="queue age"))
TWO = Context(open=OPEN, last_paged=QUEUE)
CHOSEN = Context(open=OPEN, last_paged=QUEUE, chosen=API)
ASKED = Context(open=OPEN[:1], last_paged=API, nudged=(API,))
HEAVY = ["resolve", "close it", "sev 3", "sev2", "snooze 30m", "snooze", "split payments"]


@pytest.mark.parametrize("text", HEAVY)
def test_a_heavy_word_asks_which_of_two_and_spells_both_out(text: str) -> None:
    command = read(text, TWO)

    assert command.verb == "none"
    assert " 1" in command.hint
    assert " 2" in command.hint


@pytest.mark.parametrize("text", HEAVY)
def test_a_heavy_word_means_what_they_named_a_moment_ago(text: str) -> None:
    assert read(text, CHOSEN).target == API


@pytest.mark.parametrize("text", ["ack", "take", "on it"])
def test_who_acknowledges_answers_the_last_page_whatever_they_named_before(text: str) -> None:
    assert read(text, CHOSEN).target == QUEUE


@pytest.mark.parametrize(("text", "verb"), [("ack", "ack"), ("pass", "escalate"), ("join", "join"), ("sev 0", "sev")])
def test_what_wakes_or_tells_is_about_the_last_page(text: str, verb: str) -> None:
    command = read(text, TWO)

    assert (command.verb, command.target) == (verb, QUEUE)


@pytest.mark.parametrize(
    "text",
    ["yes", "Yes!", "yep, still here", "still on it, give me 5 min", "si", "S\u00ed", "sigo en ello", "keep it",
     "yeah i am", "still digging", "thumbs up", "yes still on it", "Still working on it."],
)  # fmt: skip
def test_an_answer_to_still_on_it_keeps_it_and_only_while_that_is_asked(text: str) -> None:
    kept = read(text, ASKED)

    assert (kept.verb, kept.target) == ("ack", API)
    assert still_on_it(text) == "keeps"


@pytest.mark.parametrize(
    "text",
    ["\U0001f44d", "\u2764\ufe0f", "Liked \u201cStill on INC-101?\u201d", "yes?", "still broken",
     "yes but not for long", "still asleep", "Got it", "ok"],
)  # fmt: skip
def test_a_thumb_and_what_only_says_that_it_was_read_keep_nothing(text: str) -> None:
    command = read(text, ASKED)

    assert command.verb in {"none", "status"}
    assert command.verb == "status" or "ack 1" in command.hint


@pytest.mark.parametrize("text", ["no", "nope", "not anymore", "ya no"])
def test_a_no_to_still_on_it_passes_it_on(text: str) -> None:
    assert read(text, ASKED).verb == "escalate"
    assert read(text, TWO).verb == "none"


def test_still_on_several_keeps_them_all_and_leaves_none_by_a_guess() -> None:
    both = Context(open=OPEN, last_paged=QUEUE, nudged=(API, QUEUE))

    assert (read("yes", both).target, read("yes", both).also) == (API, (QUEUE,))
    assert read("no", both).verb == "none"


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1.5h", 90), ("2,5 horas", 150), (".5h", 30), ("half an hour", 30), ("hora y media", 90), ("dos horas", 120),
     ("an hour and a half", 90), ("two and a half hours", 150), ("2 hours and a half", 150), ("1h30", 90),
     ("1 hour 20 min", 80), ("1 hour and 20 minutes", 80), ("three quarters of an hour", 45), ("1 day", 1440),
     ("forty five minutes", 45), ("cuarenta y cinco minutos", 45), ("20-30 min", None), ("30s", None), ("0.33h", None)],
)  # fmt: skip
def test_lengths_of_time_are_read_whole_or_not_at_all(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes
    one = Context(open=OPEN[:1], last_paged=API)
    assert read(f"snooze {text}", one).argument == (str(minutes) if minutes else None)


@pytest.mark.parametrize("text", ["snooze 1", "snooze 2", "snooze 1 2"])
def test_a_number_that_may_be_minutes_or_a_case_is_asked_about(text: str) -> None:
    command = read(text, TWO)

    assert command.verb == "none"
    assert "minutes?" in command.reason


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        ("say 1: towel under him", API, "towel under him"),
        ("say 2 keep her warm", QUEUE, "keep her warm"),
        ("1 say come in", API, "come in"),
        ("note 2 of 3 replicas down", QUEUE, "2 of 3 replicas down"),
        ("note 1 - flushed", API, "flushed"),
        ("note 10:42 rolled back", QUEUE, "10:42 rolled back"),
    ],
)
def test_a_number_among_words_is_a_case_only_when_it_can_count_nothing(text: str, target: str, words: str) -> None:
    command = read(text, TWO)

    assert (command.target, command.argument) == (target, words)


@pytest.mark.parametrize("words", ["1 tablet now, 1 in 8 h", "0.5 ml, no more", "keep her warm"])
def test_words_for_an_owner_never_go_to_one_of_several_by_a_guess(words: str) -> None:
    alone = read(f"say {words}", Context(open=OPEN[1:], last_paged=QUEUE))

    assert (alone.target, alone.argument) == (QUEUE, words)
    assert read(f"say {words}", TWO).verb == "none"


@pytest.mark.parametrize(
    ("text", "verb", "target", "also"),
    [
        ("take both", "take", API, (QUEUE,)),
        ("I'll take 1 and 2", "take", API, (QUEUE,)),
        ("ack 1 and take 2", "none", None, ()),
        ("status all", "status", None, ()),
        ("status of everything", "status", None, ()),
        ("2 sev 1", "sev", QUEUE, ()),
        ("#1 severity 0", "sev", API, ()),
        ("sev 1 sev 2", "none", None, ()),
        ("1a 2a", "ack", API, (QUEUE,)),
        ("a 1, 2", "ack", API, (QUEUE,)),
        ("1c 2c", "none", None, ()),
        ("a a a", "none", None, ()),
        ("1 sev 2 sev 1", "none", None, ()),
    ],
)
def test_one_text_may_mean_several_but_only_as_it_is_said(
    text: str, verb: str, target: str | None, also: tuple[str, ...]
) -> None:
    command = read(text, TWO)

    assert (command.verb, command.target, command.also) == (verb, target, also)


@pytest.mark.parametrize("text", ["say 1 towel under him", "say 2 blankets", "note 1 vendor is down"])
def test_a_number_that_may_be_either_is_asked_about_and_no_word_is_lost(text: str) -> None:
    command = read(text, TWO)

    assert command.verb == "none"
    assert command.hint.startswith(f"{text.split()[0]} 1: {text.split(maxsplit=2)[2]}")


def test_with_one_case_open_its_words_are_kept_whole() -> None:
    command = read("say 1 towel under him and drive", Context(open=OPEN[:1], last_paged=API))

    assert (command.target, command.argument) == (API, "1 towel under him and drive")
