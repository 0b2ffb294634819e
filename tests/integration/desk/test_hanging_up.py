"""An owner hangs up: the case stays, an emergency nobody has is rung back once, and then written to."""

from datetime import timedelta

import pytest

from tests.integration.desk.acts import BOOKS, MAYA, OWNER
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.world import World

BLOOD = "blood is pouring from my dog's leg and won't stop"
URGENT = "my 60 lb dog ate a few grapes 10 min ago"
MILD = "my dog threw up twice"


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def tells(world: World, words: str = BLOOD, call: str = "CA1") -> OnPhone:
    return OnPhone(world, OWNER, call).begins().says(words)


def backs(world: World) -> list[str]:
    return [path for path in world.channel.calls_to(OWNER) if "callback" in path]


def missed(world: World) -> list[str]:
    return [text for text in world.channel.texts_to(OWNER) if "cut off" in text or "cort" in text]


@pytest.mark.parametrize("words", [BLOOD, URGENT])
def test_who_hangs_up_on_an_emergency_is_rung_back_and_then_written_to_once(world: World, words: str) -> None:
    tells(world, words).hangs_up()
    assert backs(world) == []
    assert world.incident().is_open

    world.passes(minutes=1)
    assert backs(world) == [f"callback/{world.incident().id}"]
    world.passes(minutes=30)

    assert len(backs(world)) == 1
    assert len(missed(world)) == 1
    assert "call this number" in missed(world)[0]


def test_the_ring_waits_a_moment(world: World) -> None:
    tells(world).hangs_up()
    call = world.incident().owner_call

    assert call is not None
    assert call.hung_up_at == world.now
    world.passes(minutes=1)
    after = world.incident().owner_call
    assert after is not None
    assert after.rung_at is not None
    assert timedelta(seconds=20) <= after.rung_at - call.hung_up_at <= timedelta(seconds=40)


def test_who_takes_the_call_back_goes_on_where_they_stood_and_is_not_written_to(world: World) -> None:
    call = tells(world).presses("2")
    step = call.heard
    call.hangs_up()
    world.passes(minutes=1)

    back = OnPhone(world, OWNER, "CA2").begins("callback", world.incident().id)
    assert back.heard.startswith("This is Nightdesk, calling you back about your dog.")
    assert not back.gather.hears_speech, "a mailbox's own words must not be heard as an owner's"
    back.presses("2")

    assert "You were at: " in back.heard
    assert step.split(".")[0] in back.heard
    back.hangs_up()
    world.passes(minutes=30)
    assert len(backs(world)) == 1
    assert missed(world) == []


def test_one_on_the_call_back_is_the_vet(world: World) -> None:
    tells(world).hangs_up()
    world.passes(minutes=1)

    assert OnPhone(world, OWNER, "CA2").begins("callback", world.incident().id).presses("1").rings == MAYA


def test_a_mailbox_that_takes_the_call_back_is_no_answer(world: World) -> None:
    tells(world).hangs_up()
    world.passes(minutes=1)

    back = OnPhone(world, OWNER, "CA2").begins("callback", world.incident().id).is_silent()

    assert back.is_over
    assert back.rings == ""
    world.passes(minutes=3)
    assert len(missed(world)) == 1


def test_nobody_is_rung_back_whose_case_a_human_has(world: World) -> None:
    call = tells(world)
    world.texts(MAYA, "ack")
    call.hangs_up()

    world.passes(minutes=9)

    assert backs(world) == []


def test_nobody_is_rung_back_once_a_human_takes_it_meanwhile(world: World) -> None:
    tells(world).hangs_up()
    world.texts(MAYA, "ack")

    world.passes(minutes=5)

    assert backs(world) == []
    assert missed(world) == []


def test_nobody_is_rung_back_who_talked_with_a_vet(world: World) -> None:
    call = tells(world).presses("1").is_answered_with("5")
    call.hangs_up()

    world.passes(minutes=9)

    assert backs(world) == []
    assert world.incident().ack is not None


def test_nobody_is_rung_back_who_said_goodbye(world: World) -> None:
    tells(world).says("ok goodbye").hangs_up()

    world.passes(minutes=9)

    assert backs(world) == []


def test_nobody_is_rung_back_after_stop(world: World) -> None:
    tells(world).hangs_up()
    world.texts(OWNER, "STOP", sid="SMstop")

    world.passes(minutes=5)

    assert backs(world) == []


def test_nobody_is_rung_back_for_what_can_wait(world: World) -> None:
    tells(world, MILD).hangs_up()

    world.passes(minutes=5)

    assert backs(world) == []


def test_nobody_is_rung_back_who_calls_or_writes_again_first(world: World) -> None:
    tells(world).hangs_up()
    OnPhone(world, OWNER, "CA2").begins()
    world.passes(minutes=2)
    assert backs(world) == []

    other = World(BOOKS)
    tells(other).hangs_up()
    other.texts(OWNER, "we are in the car", sid="SMcar")
    other.passes(minutes=2)
    assert backs(other) == []


def test_a_second_hanging_up_rings_no_second_time(world: World) -> None:
    tells(world).hangs_up()
    world.passes(minutes=1)
    OnPhone(world, OWNER, "CA2").begins().says("he is still bleeding").hangs_up()

    world.passes(minutes=5)

    assert len(backs(world)) == 1


def test_who_only_pressed_one_and_hung_up_is_rung_back_too(world: World) -> None:
    OnPhone(world, OWNER).begins().presses("1").hangs_up()

    world.passes(minutes=1)

    assert len(backs(world)) == 1


def test_a_hidden_number_cannot_be_rung_and_the_record_says_so(world: World) -> None:
    OnPhone(world, "anonymous").begins().says(BLOOD).hangs_up()

    world.passes(minutes=2)

    assert not [sent for sent in world.channel.sent if sent.to.startswith("call:")]
    assert any("number is hidden" in entry.text for entry in world.store.entries(world.incident().id))


def test_the_end_of_a_call_is_told_twice_and_counts_once(world: World) -> None:
    call = tells(world)
    call.hangs_up()
    call.hangs_up()

    world.passes(minutes=5)

    assert len(backs(world)) == 1


def test_a_call_about_nothing_is_simply_over(world: World) -> None:
    OnPhone(world, OWNER).begins().hangs_up()

    assert not world.store.incidents()


def test_who_says_on_a_check_call_that_it_is_worse_is_not_left_with_a_goodbye(world: World) -> None:
    call = tells(world).presses("2")
    step = call.heard
    world.texts(MAYA, "ack")
    call.hangs_up()

    check = OnPhone(world, OWNER, "CA5").begins("check", world.incident().id).presses("3")

    assert "You were at: " in check.heard
    assert step.split(".")[0] in check.heard
    assert "second cloth" in check.presses("2").heard


def test_a_spanish_owner_is_rung_and_written_to_in_spanish(world: World) -> None:
    tells(world, "mi perro sangra mucho y no para").hangs_up()
    world.passes(minutes=1)

    back = OnPhone(world, OWNER, "CA2").begins("callback", world.incident().id)
    world.passes(minutes=3)

    assert back.heard.startswith("Soy Nightdesk, te llamo otra vez por tu ")
    assert back.codes == ("es-US",)
    assert "Se corto la llamada" in missed(world)[0]
