""" "Don't text me", said in words of one's own: kept like STOP, taken back like START, and no emergency is dropped."""

import pytest

from nightdesk.contact.contact import Consent
from nightdesk.incident.desk import Phone
from tests.integration.desk.acts import BOOKS, MAYA, OWNER
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.world import World

BLOOD = "blood is pouring from my dog's leg and won't stop"
NO_MORE = "I won't text you any more"


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def consent(world: World) -> Consent:
    return world.store.standing(Phone(OWNER)).contact.consent


def texts(world: World) -> list[str]:
    return world.channel.texts_to(OWNER)


def test_a_caller_who_wants_no_texts_is_told_so_and_gets_none(world: World) -> None:
    call = OnPhone(world, OWNER).begins().says("please don't text me anymore")

    assert NO_MORE in call.heard
    assert "What else can I help you with?" in call.heard
    assert consent(world) is Consent.STOPPED
    assert texts(world) == []
    assert not world.store.incidents()


def test_an_emergency_said_in_the_same_breath_is_heard(world: World) -> None:
    call = OnPhone(world, OWNER).begins().says(f"don't text me, {BLOOD}")

    assert NO_MORE in call.heard
    assert "clean cloth" in call.heard
    assert world.incident().is_opted_out
    assert world.incident().severity <= 1
    assert texts(world) == []
    assert world.channel.texts_to(MAYA)


def test_an_open_emergency_goes_on_by_voice_and_the_phone_in_hand_does_not_ring(world: World) -> None:
    call = OnPhone(world, OWNER).begins().says(BLOOD)
    world.texts(MAYA, "ack 7001", sid="SMack")
    before = len(texts(world))

    call.says("stop texting me")

    assert NO_MORE in call.heard
    assert world.incident().is_open
    assert world.incident().is_opted_out
    assert not world.channel.calls_to(OWNER)
    assert len(texts(world)) == before
    assert any("opted out of texts" in body for body in world.channel.texts_to(MAYA))


def test_who_is_cut_off_after_it_is_rung_back_all_the_same(world: World) -> None:
    call = OnPhone(world, OWNER).begins().says(BLOOD).says("and don't text me")
    call.hangs_up()

    world.passes(minutes=4)

    assert [script.split("/")[0] for script in world.channel.calls_to(OWNER)] == ["callback"]


def test_first_aid_goes_on_where_it_was(world: World) -> None:
    call = OnPhone(world, OWNER).begins().says(BLOOD).presses("2")
    step = call.heard

    call.says("stop sending me texts").presses("2")

    assert call.heard != step
    assert "press 2" in call.heard.lower()


def test_a_word_takes_it_back(world: World) -> None:
    call = OnPhone(world, OWNER).begins().says(BLOOD).says("don't text me")

    assert "I text you again" in call.says("ok you can text me again").heard
    assert consent(world) is Consent.IMPLIED
    assert not world.incident().is_opted_out


def test_what_the_carrier_stopped_only_start_takes_back(world: World) -> None:
    world.texts(OWNER, "STOP", sid="SMstop")

    call = OnPhone(world, OWNER).begins().says("you can text me again")

    assert "text START to this number" in call.heard
    assert consent(world) is Consent.STOPPED


def test_who_writes_again_wants_an_answer(world: World) -> None:
    OnPhone(world, OWNER).begins().says("don't text me")

    world.texts(OWNER, "how often should I brush my dog", sid="SMbrush")

    assert texts(world)
    assert consent(world) is Consent.IMPLIED


def test_a_yes_to_a_question_is_no_start_for_who_said_it_by_word(world: World) -> None:
    call = OnPhone(world, OWNER).begins().says(BLOOD).says("don't text me")

    call.says("yes")

    assert consent(world) is Consent.STOPPED


def test_written_in_words_it_is_confirmed_once_and_then_silence(world: World) -> None:
    world.texts(OWNER, "please stop texting me", sid="SMplease")

    assert [body for body in texts(world) if NO_MORE in body] == texts(world)
    assert len(texts(world)) == 1
    world.texts(OWNER, "STOP", sid="SMstop")
    assert len(texts(world)) == 1


def test_written_in_an_emergency_the_phone_rings_as_after_stop(world: World) -> None:
    world.texts(OWNER, BLOOD, sid="SMblood")

    world.texts(OWNER, "dont text me i cant read this", sid="SMno")

    assert world.channel.calls_to(OWNER) == [f"bridge/{world.incident().id}/owner"]
    assert world.incident().is_open


def test_said_twice_by_a_repeated_webhook_it_is_one(world: World) -> None:
    call = OnPhone(world, OWNER).begins().says(BLOOD).says("don't text me")
    notes = world.picture().timeline

    call.again()

    assert world.picture().timeline == notes


def test_in_spanish(world: World) -> None:
    call = OnPhone(world, OWNER).begins().presses("9").says("por favor no me mandes más mensajes")

    assert "no te escribo más" in call.heard
    assert consent(world) is Consent.STOPPED


def test_a_hidden_number_is_not_called_opted_out() -> None:
    world = World(BOOKS)
    OnPhone(world, "anonymous", "CA9").begins().says(BLOOD)

    world.texts(MAYA, "say 7001 Press hard and keep pressing.", sid="SMsay")
    world.texts(MAYA, "join 7001", sid="SMjoin")

    first, second = world.channel.texts_to(MAYA)[-2:]
    assert "cannot be texted and is on the phone" in first
    assert "hides the number" in second
    assert not any("opted out" in body for body in world.channel.texts_to(MAYA))
    assert not [script for script in world.channel.calls_to(MAYA) if script.startswith("bridge")]


def test_after_the_call_of_a_hidden_number_nothing_reaches_it() -> None:
    world = World(BOOKS)
    OnPhone(world, "anonymous", "CA9").begins().says(BLOOD).hangs_up()

    world.texts(MAYA, "say 7001 Press hard and keep pressing.", sid="SMsay")

    assert "hides the number" in world.channel.texts_to(MAYA)[-1]
    assert "Nothing was sent" in world.channel.texts_to(MAYA)[-1]
