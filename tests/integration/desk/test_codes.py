"""Whose word counts: codes that are wrong, late, used, somebody else's, or typed by nobody we know."""

from datetime import timedelta

import pytest

from nightdesk.desk.repair.ask import ask_approval
from nightdesk.incident.ask import AskState
from nightdesk.incident.incident import Incident
from tests.integration.desk.acts import ANA, BEN, BOOKS, MAYA, asks, code, runs
from tests.integration.desk.world import World

STRANGER = "+12025550199"


@pytest.fixture
def world() -> World:
    world = World(BOOKS)
    asks(world)
    world.now += timedelta(seconds=30)
    return world


def state(world: World) -> AskState:
    ask = world.incident().ask
    assert ask is not None
    return ask.state


def other_than(code: str) -> str:
    return "BCDFGH" if code != "BCDFGH" else "BCDFGJ"


@pytest.mark.parametrize("spelling", ["go {}", "GO {}", "go {}.", "Go  {} "])
def test_the_right_code_grants_however_a_thumb_types_it(world: World, spelling: str) -> None:
    world.texts(ANA, spelling.format(code(world)))

    assert state(world) is AskState.GRANTED


@pytest.mark.parametrize("sentence", ["go {} please", "should I go {}?", "not go {}", "if ben agrees: go {}"])
def test_a_code_inside_a_sentence_is_answered_and_not_obeyed(world: World, sentence: str) -> None:
    before = len(world.channel.texts_to(ANA))

    world.texts(ANA, sentence.format(code(world)))

    assert state(world) is AskState.PENDING
    assert len(world.channel.texts_to(ANA)) == before + 1


@pytest.mark.parametrize("sender", [BEN, MAYA, STRANGER])
def test_somebody_elses_code_opens_nothing_and_runs_nothing(world: World, sender: str) -> None:
    world.texts(sender, f"go {code(world)}")
    runs(world)

    assert state(world) is not AskState.GRANTED
    assert world.action.changes_made == 0
    assert world.channel.texts_to(sender)


def test_a_wrong_code_is_told_so_and_the_third_denies(world: World) -> None:
    wrong = other_than(code(world))

    for number in range(3):
        world.texts(ANA, f"go {wrong}", sid=f"SM{number}")
        assert "code" in world.channel.texts_to(ANA)[-1].lower() or number == 2
    runs(world)

    assert state(world) is AskState.DENIED
    assert world.action.changes_made == 0


def test_after_three_wrong_codes_the_right_one_is_too_late(world: World) -> None:
    right = code(world)
    for number in range(3):
        world.texts(ANA, f"go {other_than(right)}", sid=f"SM{number}")

    world.texts(ANA, f"go {right}", sid="SMright")
    runs(world)

    assert state(world) is AskState.DENIED
    assert world.action.changes_made == 0


def test_a_late_approval_is_answered_but_not_obeyed(world: World) -> None:
    right = code(world)
    world.now += timedelta(minutes=16)

    world.texts(ANA, f"go {right}")
    runs(world)

    assert state(world) is not AskState.GRANTED
    assert world.action.changes_made == 0
    assert world.channel.texts_to(ANA)


def test_a_code_is_spent_by_its_first_use(world: World) -> None:
    right = code(world)
    world.texts(ANA, f"go {right}", sid="SM1")
    runs(world)

    world.texts(ANA, f"go {right}", sid="SM2")
    runs(world)

    assert state(world) is AskState.GRANTED
    assert world.action.changes_made == 1
    assert "already" in world.channel.texts_to(ANA)[-1].lower()


def test_a_yes_after_a_no_changes_nothing(world: World) -> None:
    right = code(world)
    world.texts(ANA, f"no {right}", sid="SM1")

    world.texts(ANA, f"go {right}", sid="SM2")
    runs(world)

    assert state(world) is AskState.DENIED
    assert world.action.changes_made == 0


@pytest.mark.parametrize("word", ["go", "yes", "ok go ahead", "approve it", "GO!!", "go 123456", "go go go"])
def test_enthusiasm_without_the_code_is_not_permission(world: World, word: str) -> None:
    world.texts(ANA, word)
    runs(world)

    assert state(world) is AskState.PENDING
    assert world.action.changes_made == 0


def test_no_code_is_ever_on_the_record(world: World) -> None:
    right = code(world)
    world.texts(ANA, f"go {right}")

    incident: Incident = world.incident()
    assert not any(right in entry.text or right in str(entry.data) for entry in world.store.entries(incident.id))


@pytest.mark.parametrize("ends", ["resolve", "no {}"])
def test_a_request_that_waits_no_more_is_not_told_to_wait(world: World, ends: str) -> None:
    asked = code(world)
    world.texts(ANA, "menu", sid="SMbefore")
    assert f"Waiting for your answer: go {asked} or no {asked}." in world.channel.texts_to(ANA)[-1]
    world.texts(ANA, ends.format(asked), sid="SMends")

    world.texts(ANA, "menu", sid="SMafter")

    assert asked not in world.channel.texts_to(ANA)[-1]


def test_the_last_answer_to_words_nobody_can_read_tells_the_code_that_waits(world: World) -> None:
    for at in range(5):
        world.texts(ANA, f"yes go {code(world)} {'!' * at}", sid=f"SM{at}")

    assert f"ends that: go {code(world)} or no {code(world)}, ack 1," in world.channel.texts_to(ANA)[-1]
    world.texts(ANA, f"go {code(world)}", sid="SMgo")
    assert state(world) is AskState.GRANTED


@pytest.mark.parametrize("token", ["token-0", "token-of-a-retry"])
@pytest.mark.parametrize(("word", "answered"), [("no", AskState.DENIED), ("go", AskState.GRANTED)])
def test_a_task_that_asks_again_is_told_the_answer_and_puts_it_to_nobody_else(
    world: World, word: str, answered: AskState, token: str
) -> None:
    world.texts(ANA, f"{word} {code(world)}")
    said = list(world.channel.sent)

    ask_approval(world.kit, world.incident().id, token=token)
    world.settle()

    assert state(world) is answered
    assert world.channel.sent == said
    assert world.chain.answers[-1] == (token, answered.value)
