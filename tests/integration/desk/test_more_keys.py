"""The rarer verbs on the keypad: a spoken note, quiet for some minutes, merging and splitting, each by its own keys."""

from datetime import timedelta

import pytest

from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from tests.integration.desk.acts import ANA, BOOKS, MAYA, OWNER, woken_for_two
from tests.integration.desk.on_the_phone import OnPhone, spoken_seconds
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    return woken_for_two()


def first(world: World) -> Incident:
    return min(world.store.incidents(), key=lambda one: one.id)


def second(world: World) -> Incident:
    return max(world.store.incidents(), key=lambda one: one.id)


def menu(world: World, incident: Incident, call: str = "CA8") -> OnPhone:
    return OnPhone(world, ANA, call).begins("page", incident.id, "ana").presses("2").presses("2")


def notes(world: World, incident: Incident) -> list[str]:
    return [one.text for one in world.store.entries(incident.id) if one.kind == Kind.NOTE]


def test_two_says_that_two_again_leads_further(world: World) -> None:
    call = OnPhone(world, ANA, "CA8").begins("page", first(world).id, "ana").presses("2")

    assert "2 again for note, snooze, merge or split" in call.heard
    assert "2 for more" not in call.heard


def test_two_again_reads_out_a_short_menu(world: World) -> None:
    call = menu(world, first(world))

    assert call.heard == "Press 1 to speak a note, 2 to snooze, 3 to merge, 4 to split. Any other key goes back."
    assert spoken_seconds(call) < 10
    assert first(world).ack is None


def test_any_other_key_of_the_menu_leads_back_to_the_page(world: World) -> None:
    call = menu(world, first(world)).presses("9")

    assert "Press 4 to acknowledge" in call.heard


def test_a_spoken_note_is_read_back_and_stands_on_the_record(world: World) -> None:
    call = menu(world, first(world)).presses("1")
    assert call.gather.hears_speech
    call.says("restarted two pods by hand, 1 of 3 replicas is down")

    assert "Noted: restarted two pods by hand, 1 of 3 replicas is down." in call.heard
    assert "restarted two pods by hand, 1 of 3 replicas is down" in notes(world, first(world))
    assert notes(world, second(world)) == []


def test_a_repeated_turn_notes_once_and_silence_notes_nothing(world: World) -> None:
    call = menu(world, first(world)).presses("1").says("failing over")
    call.again()
    quiet = menu(world, first(world), "CA9").presses("1").is_silent()

    assert notes(world, first(world)).count("failing over") == 1
    assert "Nothing was noted." in quiet.heard


def test_minutes_of_quiet_are_entered_and_pound(world: World) -> None:
    call = menu(world, second(world)).presses("2")
    assert call.gather.digits == 4
    call.presses("45")

    hold = second(world).hold
    assert hold is not None
    assert hold.until == world.now + timedelta(minutes=45)
    assert first(world).hold is None


@pytest.mark.parametrize("digits", ["0", "1441", "*", "#"])
def test_minutes_that_are_none_set_no_quiet(world: World, digits: str) -> None:
    call = menu(world, second(world)).presses("2").presses(digits)

    assert "No quiet was set." in call.heard
    assert second(world).hold is None


def test_merging_reads_both_back_and_needs_one_more_key(world: World) -> None:
    call = menu(world, second(world)).presses("3").presses("1")

    assert "Case 2 becomes part of case 1, " in call.heard
    assert second(world).is_open
    call.presses("1")
    assert not second(world).is_open
    assert second(world).merged_into == first(world).id
    assert len(first(world).alarms) == 2


def test_merging_by_a_repeated_key_happens_once(world: World) -> None:
    call = menu(world, second(world)).presses("3").presses("1").presses("1")
    once = world.store.incidents()

    call.again()

    assert world.store.incidents() == once


@pytest.mark.parametrize("keys", [("1", "2"), ("1", "*"), ("2", ""), ("99", ""), ("0", "")])
def test_a_wrong_number_or_any_other_key_merges_nothing(world: World, keys: tuple[str, str]) -> None:
    number, sure = keys
    call = menu(world, second(world)).presses("3").presses(number)
    if sure:
        call.presses(sure)

    assert "Nothing was changed." in call.heard
    assert second(world).is_open
    assert second(world).merged_into is None


def test_one_service_leaves_by_its_key_and_one_more(world: World) -> None:
    menu(world, second(world)).presses("3").presses("1").presses("1")
    call = menu(world, first(world), "CA9").presses("4")

    assert "Press 1 for checkout, 2 for image" in call.heard
    call.presses("2")
    assert "leaves case 1. Press 1 to do it." in call.heard
    assert len(first(world).alarms) == 2
    call.presses("1")
    assert [one.service for one in first(world).alarms] == ["checkout"]
    assert second(world).is_open
    assert second(world).links == (first(world).id,)


def test_of_one_service_nothing_is_split(world: World) -> None:
    call = menu(world, first(world)).presses("4")

    assert "nothing to split" in call.heard


def test_a_vets_menu_has_the_note_alone() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "blood is pouring from my dog's leg and won't stop")
    call = OnPhone(world, MAYA, "CA8").begins("page", world.incident().id, "maya").presses("2").presses("2")

    assert call.heard == "Press 1 to speak a note. Any other key goes back."
    call.presses("1").says("owner is ten minutes away")
    assert "owner is ten minutes away" in notes(world, world.incident())


@pytest.mark.parametrize("step", ["menu", "note", "snooze", "merge", "split", "merge-1", "split-2"])
def test_nobody_elses_phone_gets_behind_the_menu(world: World, step: str) -> None:
    before = world.store.incidents()
    call = OnPhone(world, "+12025550199", "CA9").begins("page", first(world).id, "ana", "key", step)

    assert not any(one for one in call.verbs if type(one).__name__ == "Gather")
    assert world.store.incidents() == before


def test_the_same_key_counts_again_once_the_case_has_changed(world: World) -> None:
    call = OnPhone(world, ANA, "CA8").begins().presses("7").presses("4")
    assert call.heard.startswith("Case 1 is yours")
    call.presses("5")
    assert first(world).ack is None

    call.presses("7").presses("4")

    assert call.heard.startswith("Case 1 is yours")
    ack = first(world).ack
    assert ack is not None
    assert ack.person == "ana"


def test_a_severity_goes_up_and_down_and_up_again_in_one_call(world: World) -> None:
    call = OnPhone(world, ANA, "CA8").begins("page", first(world).id, "ana").presses("4")

    for level in ("2", "1", "2"):
        call.presses("9").presses(level)
        assert int(first(world).severity) == int(level)
        assert f"severity {level}" in call.heard


def test_a_press_that_is_asked_about_again_counts_once_and_tells_how_it_stands(world: World) -> None:
    call = OnPhone(world, ANA, "CA8").begins("page", first(world).id, "ana").presses("4")
    world.texts(ANA, "pass 1")

    heard = call.again()

    assert first(world).ack is None
    assert "is yours" not in heard
    assert "Nobody has it yet" in heard
