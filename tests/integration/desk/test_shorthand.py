"""Words without a number, several numbers, and answers to "Still on it?": what they act on, through the desk."""

from datetime import timedelta

import pytest

from nightdesk.desk.responders.talking import FORGOTTEN, MOST_UNKNOWN
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.severity import Severity
from tests.integration.desk.acts import ANA, BEN, BOOKS, raises, woken_for_two
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    return woken_for_two()


@pytest.fixture
def alone() -> World:
    made = World(BOOKS)
    raises(made, "checkout")
    made.now += timedelta(seconds=30)
    return made


def both(world: World) -> tuple[Incident, Incident]:
    """The one of the page before, and the one of the last page."""
    first, second = sorted(world.store.incidents(), key=lambda one: one.id)
    return first, second


def said(world: World) -> str:
    return world.channel.texts_to(ANA)[-1]


def says(world: World, words: str) -> str:
    world.now += timedelta(seconds=20)
    world.texts(ANA, words, sid=f"SM{len(world.channel.sent)}-{world.now:%H%M%S}")
    return said(world)


def test_a_bare_ack_takes_the_last_page(world: World) -> None:
    says(world, "ack")

    first, second = both(world)
    assert first.ack is None
    assert second.ack is not None


@pytest.mark.parametrize("words", ["resolve", "sev 3", "snooze 30m", "close it"])
def test_a_bare_heavy_word_asks_which_and_does_nothing(world: World, words: str) -> None:
    before = both(world)

    answer = says(world, words)

    assert answer.startswith("Nothing was done: more than one is open, which one?")
    assert " 1" in answer
    assert " 2" in answer
    assert both(world) == before


def test_a_bare_note_is_the_last_pages_and_says_how_to_note_it_elsewhere(world: World) -> None:
    first, second = both(world)

    answer = says(world, "note restarted the consumers")

    assert answer.startswith(f"Noted on INC-{int(second.id[4:])}, your last page: image-resizer: errors 41%")
    assert answer.endswith("For another: note 1: ...")
    assert says(world, "note 1: restarted the consumers") == f"Noted on INC-{int(first.id[4:])}."
    assert says(world, "ack 1") and says(world, "note rolled back") == f"Noted on INC-{int(first.id[4:])}."


@pytest.mark.parametrize("words", ["take both", "I'll take 1 and 2"])
def test_several_are_taken_over_by_one_text(world: World, words: str) -> None:
    world.texts(BEN, f"take {both(world)[0].id}")

    answer = says(world, words)

    assert [one.ack.person if one.ack else "" for one in both(world)] == ["ana", "ana"]
    assert answer.count("is yours, Ana Duarte.") == 2
    assert world.channel.texts_to(BEN)[-1].startswith("Stand down")


def test_the_menu_names_every_word(world: World) -> None:
    answer = says(world, "menu")

    for word in ("ack", "take", "pass", "status", "who", "more", "join", "sev", "merge", "split", "note", "snooze"):
        assert f" {word}," in answer or f"know {word}," in answer


def test_after_an_ack_by_number_a_bare_heavy_word_means_that_one(world: World) -> None:
    says(world, "ack 1")
    says(world, "resolve")

    first, second = both(world)
    assert first.status is Status.RESOLVED
    assert second.is_open
    assert second.ack is None


def test_what_was_named_is_forgotten_after_a_while_and_after_a_new_page(world: World) -> None:
    says(world, "ack 1")
    world.now += timedelta(minutes=20)

    assert "which one?" in says(world, "resolve")
    assert all(one.is_open for one in both(world))


def test_a_bare_raise_is_the_last_pages_and_a_bare_lowering_is_nobodys(world: World) -> None:
    second = both(world)[1]
    worse = Severity(max(0, int(second.severity) - 1))

    says(world, f"sev {int(worse)}")

    assert both(world)[1].severity is worse
    assert "which one?" in says(world, "sev 4")
    assert both(world)[1].severity is worse


@pytest.mark.parametrize("words", ["ack both", "ack all", "ack 1 and 2", "ACK 1, 2"])
def test_several_are_acknowledged_by_one_text_with_one_answer(world: World, words: str) -> None:
    before = len(world.channel.texts_to(ANA))

    answer = says(world, words)

    assert [one.ack.person for one in both(world) if one.ack] == ["ana", "ana"]
    assert len(world.channel.texts_to(ANA)) == before + 1
    assert answer.count("is yours") == 2


@pytest.mark.parametrize(
    "words",
    ["is 1 fixed", "was it resolved", "has it been resolved", "can i resolve it", "should this be sev 4",
     "can we snooze this for an hour", "se resolvio el 1", "i'll close it", "ya esta resuelto el 1?"],
)  # fmt: skip
def test_a_question_is_answered_and_changes_nothing(alone: World, words: str) -> None:
    before = alone.incident()

    answer = says(alone, words)

    assert "INC-" in answer
    assert (alone.incident().status, alone.incident().severity) == (before.status, before.severity)
    assert alone.incident().hold is None


def test_a_question_about_an_order_is_told_the_order(alone: World) -> None:
    answer = says(alone, "can i resolve it")

    assert "I did nothing yet. Words that act: resolve 1, ack 1" in answer


@pytest.mark.parametrize(
    "words", ["Got it", "\U0001f44d", "ok", "not me", "sev 7", "sev -1", "Liked \u201cack 1\u201d"]
)
def test_what_is_no_order_is_told_that_nothing_was_done_and_what_to_type(alone: World, words: str) -> None:
    answer = says(alone, words)

    assert answer.startswith("Nothing was done: ")
    assert "Reply " in answer
    assert " 1" in answer
    assert alone.incident().ack is None


def asked_whether_still(world: World) -> None:
    says(world, "ack 1")
    for _ in range(300):
        if said(world).startswith("Still on"):
            return
        world.passes(minutes=1)
    raise AssertionError("was never asked")


@pytest.mark.parametrize("words", ["still on it", "yes", "si", "yep, still here", "sigo en ello", "thumbs up"])
def test_an_answer_to_still_on_it_keeps_it(alone: World, words: str) -> None:
    asked_whether_still(alone)
    before = alone.incident().ack

    says(alone, words)

    after = alone.incident().ack
    assert before is not None
    assert after is not None
    assert before.nudged_at is not None
    assert after.nudged_at is None
    assert after.at > before.at


def test_the_same_words_keep_nothing_when_that_was_not_asked(alone: World) -> None:
    says(alone, "yep still here")

    assert alone.incident().ack is None
    assert said(alone).startswith(("Nothing was done", "INC-"))


def test_a_thumb_on_the_question_keeps_nothing_and_is_told_why(alone: World) -> None:
    asked_whether_still(alone)
    before = alone.incident().ack

    answer = says(alone, "Liked \u201cStill on INC-1? checkout\u201d")

    assert "only says that you saw" in answer
    assert alone.incident().ack == before


def test_a_no_to_still_on_it_wakes_the_next(alone: World) -> None:
    asked_whether_still(alone)
    before = alone.incident().tier

    says(alone, "not anymore")

    assert alone.incident().ack is None
    assert alone.incident().tier > before


def test_silence_after_words_nobody_can_read_is_announced_and_ends_with_the_next_page(alone: World) -> None:
    answers = [says(alone, f"blah {count}") for count in "abcde"]
    before = len(alone.channel.texts_to(ANA))
    says(alone, "blah f")

    assert len(answers) == MOST_UNKNOWN
    assert "I stop answering them" in answers[-1]
    assert len(alone.channel.texts_to(ANA)) == before

    alone.now += timedelta(minutes=1)
    raises(alone, "image-resizer")
    alone.now += timedelta(seconds=30)

    assert says(alone, "blah g").startswith("Nothing was done")


def test_silence_ends_with_time(alone: World) -> None:
    says(alone, "ack")
    for count in range(MOST_UNKNOWN + 1):
        says(alone, f"blah {count}")
    before = len(alone.channel.texts_to(ANA))

    alone.now += FORGOTTEN + timedelta(minutes=1)
    says(alone, "blah again")

    assert len(alone.channel.texts_to(ANA)) == before + 1
