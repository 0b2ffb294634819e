"""Somebody on call on the phone: the keys of a page, all open cases, and what becomes of a bridge."""

import pytest

from nightdesk.incident.incident import Status
from tests.integration.desk.acts import BOOKS, MAYA, OWNER, raises
from tests.integration.desk.on_the_phone import OnPhone, spoken_seconds
from tests.integration.desk.world import World

OTHER, OMAR, ANA = "+12025550181", "+12025550112", "+12025550121"
BLOOD = "blood is pouring from my dog's leg and won't stop"


@pytest.fixture
def world() -> World:
    world = World(BOOKS)
    world.texts(OWNER, BLOOD)
    return world


def page(world: World, person: str = "maya", number: str = MAYA, call: str = "CA7") -> OnPhone:
    return OnPhone(world, number, call).begins("page", world.incident(0).id, person)


def test_a_page_names_its_keys_and_fits_in_one_breath(world: World) -> None:
    call = page(world)

    assert "Press 4 to acknowledge, 1 to talk to the owner, 5 to pass it on, 2 for more, star to hear it again." in (
        call.heard
    )
    assert call.gather.may_interrupt
    assert call.gather.digits == 1
    assert spoken_seconds(call) < 25


def test_four_takes_it_and_says_what_can_be_done_next(world: World) -> None:
    call = page(world).presses("4")

    assert "is yours, Doctor Maya" in call.heard
    assert "6 to close it" in call.heard
    ack = world.incident().ack
    assert ack is not None
    assert (ack.person, ack.channel) == ("maya", "call")


def test_five_passes_it_on_and_wakes_the_next_tier(world: World) -> None:
    page(world).presses("5")

    assert world.incident().tier == 2
    assert world.channel.calls_to(OMAR)


def test_one_takes_it_and_rings_the_owner(world: World) -> None:
    call = page(world).presses("1")

    assert call.rings == OWNER
    assert world.incident().ack is not None
    assert "Our vet is on the line" in call.whispered()


def test_star_repeats_and_a_wrong_key_is_told_so(world: World) -> None:
    call = page(world)
    once = call.heard

    assert call.presses("*").heard == once
    assert call.presses("#").heard == f"That key does nothing here. {once}"
    assert world.incident().ack is None


def test_two_tells_more_and_acknowledges_nothing(world: World) -> None:
    call = page(world).presses("2")

    assert "They were told: " in call.heard
    assert "First aid: " in call.heard
    assert spoken_seconds(call) < 28
    assert world.incident().ack is None


def test_closing_needs_the_key_twice(world: World) -> None:
    call = page(world).presses("4").presses("6")
    assert "Press 6 again" in call.heard
    assert world.incident().is_open

    assert "It stays open." in call.presses("4").heard
    assert world.incident().is_open

    call.presses("6").presses("6")
    assert world.incident().status is Status.RESOLVED


def test_silence_after_the_question_closes_nothing(world: World) -> None:
    call = page(world).presses("4").presses("6").is_silent()

    assert call.heard == "It stays open."
    assert world.incident().is_open


def test_a_mailbox_presses_nothing_and_so_answers_nothing(world: World) -> None:
    call = page(world).is_silent()

    assert call.is_over
    assert world.incident().ack is None
    world.passes(minutes=7)
    assert world.incident().tier >= 2


def test_what_somebody_else_has_can_be_taken_over(world: World) -> None:
    world.texts(OMAR, "take 7001")
    call = page(world)
    assert "Omar" in call.heard
    assert "Press 3 to take it over" in call.heard

    call.presses("3")

    ack = world.incident().ack
    assert ack is not None
    assert ack.person == "maya"


@pytest.mark.parametrize("key", ["4", "8"])
def test_who_has_it_is_said_once_in_a_turn(world: World, key: str) -> None:
    call = page(world)
    world.texts(OMAR, "take 7001")

    assert call.presses(key).heard.count("has it since") + call.heard.count("has case") == 1


def test_a_text_and_a_key_of_the_same_person_that_cross_take_it_once(world: World) -> None:
    call = page(world)
    world.texts(MAYA, "ack")
    first = world.incident().ack

    assert "is yours" in call.presses("4").heard
    again = world.incident().ack
    assert first is not None
    assert again is not None
    assert (again.person, again.at) == (first.person, first.at)


def test_a_key_pressed_after_a_text_has_closed_it_changes_nothing(world: World) -> None:
    call = page(world)
    world.texts(MAYA, "resolve")

    assert "was resolved" in call.presses("5").heard
    assert world.incident().status is Status.RESOLVED
    assert not world.channel.calls_to(OMAR)


def test_a_vet_who_rings_the_desk_hears_all_her_cases_and_acts_on_each(world: World) -> None:
    world.now = world.now.replace(minute=2)
    world.texts(OTHER, "my cat cannot breathe")

    call = OnPhone(world, MAYA, "CA8").begins()
    assert call.heard.startswith("You have 2 open cases.")
    assert "number 2" in call.heard
    call.presses("4")
    assert "number 1" in call.presses("7").heard
    call.presses("5")

    first, second = world.incident(0), world.incident(1)
    assert second.ack is not None
    assert (first.ack, first.tier) == (None, 2)
    assert "number 2" in call.heard, "what she still has comes next"


def test_a_vet_with_nothing_open_is_told_so_and_asked_what_is_wrong() -> None:
    call = OnPhone(World(BOOKS), MAYA, "CA8").begins()

    assert call.heard.startswith("Nothing is open for you.")
    assert "Tell me what is wrong" in call.heard


def test_permission_is_never_given_by_key_and_she_is_told_how(world: World) -> None:
    world.texts(OWNER, "should i make him throw up?", sid="SMask")
    assert world.incident().advice

    call = page(world).presses("2")

    assert "by text only, with its code" in call.heard
    for key in "0123456789*":
        page(world, call=f"CA-{key}").presses(key)
    assert {ask.state.value for ask in world.incident().advice} == {"pending"}


def test_a_page_is_not_answered_from_another_phone(world: World) -> None:
    call = OnPhone(world, OMAR, "CA7").begins("page", world.incident().id, "maya")
    assert "lost the thread" in call.heard

    OnPhone(world, OMAR, "CA8").begins("page", world.incident().id, "maya", "key").presses("4")

    assert world.incident().ack is None


def test_an_engineer_cannot_work_a_pets_case_by_key(world: World) -> None:
    OnPhone(world, ANA, "CA8").begins("page", world.incident().id, "ana", "key").presses("4")

    assert world.incident().ack is None


def test_an_alarm_is_read_without_an_owner_to_talk_to() -> None:
    world = World(BOOKS)
    raises(world)
    call = OnPhone(world, ANA).begins("page", world.incident().id, "ana")

    assert "Press 4 to acknowledge, 1 to join the call, 5 to pass it on" in call.heard
    assert "owner" not in call.heard
    assert call.presses("1").room == world.incident().id


def test_a_key_whose_request_comes_twice_counts_once(world: World) -> None:
    call = page(world).presses("4")
    before = world.picture()

    again = call.again()
    world.settle()

    assert "yours" in again
    assert world.picture() == before


# After <Dial>: only two people who were joined have talked.


def asks_for_a_vet(world: World) -> OnPhone:
    return OnPhone(world, OWNER, "CA1").begins().presses("1")


@pytest.mark.parametrize(
    ("status", "bridged"),
    [("no-answer", None), ("busy", None), ("failed", False), ("completed", False), ("canceled", None)],
)
def test_whoever_is_not_reached_is_followed_by_the_next_and_the_next_tier_is_woken(
    world: World, status: str, bridged: bool | None
) -> None:
    call = asks_for_a_vet(world)
    assert call.rings == MAYA

    call.dial_ends(status, bridged=bridged)

    assert "Nobody has picked up yet" in call.heard
    assert call.rings not in {MAYA, ""}
    assert world.incident().tier == 2
    assert any("nobody took the call" in entry.text for entry in world.store.entries(world.incident().id))


def test_after_three_the_caller_hears_the_truth_and_may_go_on(world: World) -> None:
    call = asks_for_a_vet(world)
    rung = [call.rings]
    while call.dial_ends("no-answer").rings:
        rung.append(call.rings)

    assert len(set(rung)) == len(rung) == 3
    assert "Go to the nearest emergency vet." in call.heard
    assert "Press a clean cloth" in call.presses("2").heard


def test_silence_then_rings_them_once_more_and_ends(world: World) -> None:
    call = asks_for_a_vet(world)
    for _ in range(2):
        while call.dial_ends("no-answer").rings:
            pass
        call.is_silent()

    assert call.is_over
    assert "go to the emergency vet now" in call.heard


def test_whoever_takes_the_call_by_key_has_the_case_and_the_record_tells_it(world: World) -> None:
    call = asks_for_a_vet(world).is_answered_with("3")

    call.dial_ends("completed", bridged=True)

    ack = world.incident().ack
    assert ack is not None
    assert ack.person == "maya"
    assert "has hung up" in call.heard
    told = [entry.text for entry in world.store.entries(world.incident().id) if entry.kind.value == "bridged"]
    assert told == ["Dr. Maya Lind took the call", "owner and vet talked"]


def test_a_whisper_without_a_key_takes_nothing(world: World) -> None:
    asks_for_a_vet(world).is_answered_with("")

    assert world.incident().ack is None


def test_an_owner_who_hangs_up_while_it_rings_wakes_no_further_tier(world: World) -> None:
    call = asks_for_a_vet(world)

    call.dial_ends("canceled", is_over=True)

    assert call.rings == ""
    assert world.incident().tier == 1


def test_an_owner_who_does_not_pick_up_is_told_to_the_vet_and_escalates_nothing(world: World) -> None:
    call = page(world).presses("1")

    call.dial_ends("no-answer")

    assert "The owner did not pick up" in call.heard
    assert world.incident().tier == 1


def test_each_sees_only_the_desks_number(world: World) -> None:
    call = asks_for_a_vet(world)

    assert call._dial.caller_id == "+12025550100"


def test_a_question_is_read_to_the_vet_in_the_whisper(world: World) -> None:
    assert "The owner wants to talk" in asks_for_a_vet(world).whispered()
