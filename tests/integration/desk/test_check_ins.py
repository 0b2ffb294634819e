"""How is the pet? Asked by how bad it was, stopped by an answer, and followed up when there is none."""

from datetime import timedelta

import pytest

from nightdesk.channel.twiml import Dial, Gather, Say
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.incident.desk import Phone
from tests.integration.desk.acts import BOOKS, CHOCOLATE, MAYA, OWNER
from tests.integration.desk.world import World

OMAR = "+12025550112"
MILD = "my dog threw up twice"


def opened(text: str = CHOCOLATE, *, ack: bool = True) -> World:
    world = World(BOOKS)
    world.texts(OWNER, text)
    if ack:
        world.texts(MAYA, "ack 7001", sid="SMack")
    return world


def asked(world: World) -> list[str]:
    return [
        body for body in world.channel.texts_to(OWNER) if "etter" in body and "worse" in body.lower() and "?" in body
    ]


def answers(world: World, digits: str = "", *path: str) -> tuple[object, ...]:
    turn = Turn(
        path=("check", world.incident().id, *path), call="CA9", phone=Phone(OWNER), other=Phone("+12025550100"),
        digits=digits,
    )  # fmt: skip
    verbs = speak(world.kit, turn)
    world.settle()
    return verbs


@pytest.mark.parametrize(
    ("text", "minutes"),
    [(CHOCOLATE, 10), ("my 60 lb dog ate a few grapes 10 min ago", 30), (MILD, 180)],
)
def test_the_owner_is_asked_after_a_time_that_fits_the_severity(text: str, minutes: int) -> None:
    world = opened(text, ack=minutes < 180)

    world.passes(minutes=minutes - 1)
    assert asked(world) == []
    world.passes(minutes=2)

    assert len(asked(world)) == 1


def test_an_owner_who_is_talking_is_not_asked_yet() -> None:
    world = opened()
    world.passes(minutes=8)

    world.texts(OWNER, "we are in the car", sid="SMcar")
    world.passes(minutes=8)

    assert asked(world) == []


@pytest.mark.parametrize("answer", ["better", "the same", "he sleeps"])
def test_an_answer_ends_the_asking(answer: str) -> None:
    world = opened()
    world.passes(minutes=11)

    world.texts(OWNER, answer, sid="SManswer")
    world.passes(minutes=120)

    assert len(asked(world)) == 1
    assert world.channel.calls_to(OWNER) == []


def test_a_worse_answer_wakes_the_next_tier_tells_the_vet_and_is_asked_again() -> None:
    world = opened()
    world.passes(minutes=11)

    world.texts(OWNER, "worse", sid="SMworse")

    assert any("getting worse" in one.text for one in world.store.entries(world.incident().id))
    assert any("take 1 " in body for body in world.channel.texts_to(OMAR))
    assert any('"worse"' in body for body in world.channel.texts_to(MAYA))
    world.passes(minutes=11)
    assert len(asked(world)) == 2


def test_a_silent_emergency_is_called_and_then_told_to_the_vet() -> None:
    world = opened()

    world.passes(minutes=16)
    assert world.channel.calls_to(OWNER) == [f"check/{world.incident().id}"]
    assert not any("owner silent" in body for body in world.channel.texts_to(MAYA))
    world.passes(minutes=5)

    assert len(world.channel.calls_to(OWNER)) == 1
    assert sum("owner silent since" in body for body in world.channel.texts_to(MAYA)) == 1


def test_a_silent_emergency_that_nobody_holds_wakes_the_next_tier() -> None:
    world = opened()
    world.texts(MAYA, "pass 7001", sid="SMpass")

    world.passes(minutes=30)

    assert any("went silent" in one.text for one in world.store.entries(world.incident().id))


def test_a_silent_milder_case_is_asleep_and_not_called() -> None:
    world = opened("my 60 lb dog ate a few grapes 10 min ago")

    world.passes(minutes=45)

    assert world.channel.calls_to(OWNER) == []


def test_a_household_that_never_answers_is_left_in_peace() -> None:
    world = opened("my 60 lb dog ate a few grapes 10 min ago")

    world.passes(minutes=24 * 60)

    assert len(asked(world)) == 4


def test_a_voicemail_is_no_answer_and_a_key_is() -> None:
    world = opened()
    world.passes(minutes=16)

    verbs = answers(world)
    assert isinstance(verbs[0], Gather)
    assert not verbs[0].hears_speech
    assert world.incident().asked_owner_at is not None
    answers(world, "2", "key")

    assert world.incident().asked_owner_at is None
    assert world.incident().check_in_at is None


def test_one_on_the_check_in_call_connects_with_the_vet() -> None:
    world = opened()
    world.passes(minutes=16)

    verbs = answers(world, "1", "key")

    assert any(isinstance(verb, Dial) and verb.number == MAYA for verb in verbs)


def test_three_on_the_check_in_call_escalates_and_a_repeat_of_it_does_nothing_more() -> None:
    world = opened()
    world.passes(minutes=16)

    answers(world, "3", "key")
    tier = world.incident().tier
    verbs = answers(world, "3", "key")

    assert tier == 2
    assert world.incident().tier == 2
    assert any(isinstance(verb, Say) for verb in verbs)


def test_nobody_elses_phone_answers_for_the_owner() -> None:
    world = opened()
    world.passes(minutes=16)

    turn = Turn(
        path=("check", world.incident().id, "key"), call="CA8", phone=Phone("+12025550199"),
        other=Phone("+12025550100"), digits="2",
    )  # fmt: skip
    speak(world.kit, turn)

    assert world.incident().asked_owner_at is not None


def test_a_calm_question_is_asked_about_the_next_day_and_closes_when_all_is_well() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "can I give my dog benadryl for his itching?")
    code = world.incident().advice[-1].asked[0].code
    world.texts(MAYA, f"say {code} Not yet. Let your vet see him this week.", sid="SMsay")

    world.now += timedelta(hours=24)
    world.passes(minutes=2)
    assert len(asked(world)) == 1
    world.texts(OWNER, "much better thanks", sid="SMbetter")

    assert not world.incident().is_open
