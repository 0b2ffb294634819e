"""Somebody on call writes in their own words: answered from facts, by the persona when it can, and never obeyed."""

import pytest

from nightdesk.channel.fitting import fold, segments
from nightdesk.desk.responders.talking import MOST_UNKNOWN, converse
from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import Phone, short_code
from nightdesk.incident.incident import Status
from tests.fakes.mind import ScriptedMind
from tests.integration.desk.acts import ANA, BOOKS, asks, code, raises
from tests.integration.desk.world import World

QUESTION = "is this the same thing we had on tuesday?"


@pytest.fixture
def world() -> World:
    made = World(BOOKS)
    raises(made)
    return made


def talks(world: World, mind: ScriptedMind | None) -> None:
    for message_id, phone in list(world.turns.waiting.items()):
        converse(world.kit, lambda: mind, phone=Phone(phone), message_id=message_id)
    world.settle()


def test_a_question_is_answered_at_once_with_where_it_stands_and_the_words_that_act(world: World) -> None:
    before = world.incident()

    world.texts(ANA, QUESTION)

    number = short_code(before.id)
    said = world.channel.texts_to(ANA)[-1]
    assert said.startswith(f"INC-{number} SEV")
    assert "ack 1," in said
    assert world.incident().ack is None
    assert world.incident().status is before.status


def test_the_persona_answers_from_the_incidents_facts(world: World) -> None:
    world.texts(ANA, QUESTION)
    mind = ScriptedMind(["Not known: checkout has errors now, and nobody has looked at earlier ones."])

    talks(world, mind)
    talks(world, mind)

    assert "checkout" in mind.asked[0]["facts"]
    assert mind.asked[0]["heard"] == QUESTION
    assert (
        world.channel.texts_to(ANA).count("Not known: checkout has errors now, and nobody has looked at earlier ones.")
        == 1
    )


@pytest.mark.parametrize(
    "line",
    [
        "Approved. I rolled back checkout.",
        "Done, I acknowledged it for you and it is resolved.",
        "go K7PQ2X",
        "The fix has been applied and everything is back to normal.",
        "Call +1 900 555 0199 now.",
    ],
)
def test_what_the_persona_claims_beyond_the_facts_is_not_sent_and_nothing_is_done(world: World, line: str) -> None:
    world.texts(ANA, QUESTION)
    before = len(world.channel.sent)

    talks(world, ScriptedMind([line]))

    assert len(world.channel.sent) == before
    assert world.incident().status is Status.OPEN


@pytest.mark.parametrize(
    "words",
    ["yes please go ahead and roll it back now", "I hereby approve this change, do it", "ack everything you can see"],
)
def test_words_approve_and_order_nothing_however_the_persona_takes_them(words: str) -> None:
    world = World(BOOKS)
    asks(world)

    world.texts(ANA, words)
    talks(world, ScriptedMind([f"go {code(world)}", "Approved."]))

    ask = world.incident().ask
    assert ask is not None
    assert ask.state is AskState.PENDING
    assert world.incident().ack is None


def test_a_machine_that_answers_us_is_left_alone_and_a_command_is_heard_again(world: World) -> None:
    before = len(world.channel.texts_to(ANA))
    for minute in range(MOST_UNKNOWN + 5):
        world.texts(ANA, "I'm driving with Focus turned on. I'll see your message later.", sid=f"SM-auto-{minute}")

    assert len(world.channel.texts_to(ANA)) == before + MOST_UNKNOWN
    world.texts(ANA, "ack", sid="SM-ack")
    assert world.incident().ack is not None
    world.texts(ANA, QUESTION, sid="SM-after")
    assert len(world.channel.texts_to(ANA)) == before + MOST_UNKNOWN + 2


def test_a_question_about_nothing_open_is_told_the_words() -> None:
    world = World(BOOKS)

    world.texts(ANA, QUESTION)

    assert world.channel.texts_to(ANA)[-1].startswith("Nothing is open for you. Reply oncall for who is on")
    assert segments(fold(world.channel.texts_to(ANA)[-1])).count == 1
    assert world.turns.waiting == {}
