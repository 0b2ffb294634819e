"""By voice, on the running stack: cut off and rung back, a resume, keys alone, Spanish, doubt, a hidden number."""

import pytest

from stacks.local.night import Night

VETS = ("Maya", "Omar", "Dana", "Iris", "Paul", "Gus")
BLOOD = "blood is pouring from my dog's leg and won't stop"


@pytest.fixture
def quiet(night: Night) -> Night:
    """Nobody answers, and what the clock alone brings surprises nobody."""
    for vet in VETS:
        night.phone(vet).sleeps()
    for words in (("plain truth",), ("better, the same, or worse",), ("Map: https://",), ("emergency vet",)):
        night.tolerates(*words)
    return night


def test_who_is_cut_off_is_rung_back_once_and_goes_on_where_they_stood(quiet: Night) -> None:
    owner = quiet.owner()
    call = owner.calls_desk().hears("This is Nightdesk", "what is wrong", "Para español")
    call.says(BLOOD).hears("clean cloth", "press 2", "Press 1")
    call.presses("2").hears("flat hand")
    call.hangs_up()
    incident = quiet.incident("pets")["id"]
    quiet.tells(incident, "note", "hung up before")

    back = owner.rings().hears("calling you back", "Press 2")
    back.presses("2").hears("You were at", "flat hand")
    back.presses("2").hears("second cloth")
    back.hangs_up()

    again = owner.calls_desk().hears("I have your call about your dog", "You were at", "second cloth")
    again.says("next").hears("stuck in the wound")
    again.hangs_up()
    quiet.passes(minutes=3)
    rang = [call for call in quiet.ask("GET", f"/sim/phones/{owner.number}")["calls"] if call["direction"] == "in"]
    assert len(rang) == 1, quiet.telling("rung back more than once")


def test_a_mailbox_takes_the_call_back_and_the_owner_is_written_to(quiet: Night) -> None:
    owner = quiet.owner().behaves(calls="voicemail")
    owner.calls_desk().says("my dog ate a whole bag of grapes").hears("vet").hangs_up()

    ringing = owner.rings().ends()

    owner.expects("cut off", "call this number")
    assert "Press 2" in (ringing.now["voicemail"] or "")


def test_a_spanish_caller_is_led_in_spanish(quiet: Night) -> None:
    call = quiet.owner().calls_desk().hears("Para español, marque nueve")

    call.presses("9").hears("Dime qué pasa")
    call.says("chocolate").hears("línea de venenos", "¿Cuánto pesa tu mascota?", "marca 2")
    call.says("unos 10 kilos").hears("Gracias", "¿Cuál era exactamente?")
    call.presses("2").hears("Di siguiente, o marca 2")
    call.says("adiós").hears("No nos esperes", "Adiós").ends()


def test_who_cannot_speak_is_helped_by_keys(quiet: Night) -> None:
    call = quiet.owner().calls_desk().hears("use the keys", "5 for a seizure")

    call.presses("5").hears("Clear the space", "press 2")
    call.presses("2").hears("Say next, or press 2")
    call.hangs_up()

    assert quiet.incident("pets")["severity"] == "SEV0"


def test_noise_and_doubt_reach_a_human_and_a_hidden_number_too(night: Night) -> None:
    maya, owner = night.phone("Maya"), night.owner()
    for name in VETS[1:]:
        night.phone(name).sleeps()
    for words in (("Stand down",), ("Map: https://",), ("plain truth",), ("SEV",), ("has it",), ("emergency vet",)):
        night.tolerates(*words)

    call = owner.calls_desk(hidden=True).says("the log has a thing", confidence=0.2).hears("did not catch that")
    call.says("he mumbles", confidence=0.2).hears("I get a person for you")

    vet = maya.is_put_through().hears("mumbles", "Press any key").presses("1")
    call.speaks_with(vet)
    call.says("thank you for picking up")
    vet.hears("thank you for picking up")
    vet.hangs_up()
    call.hears("has hung up")
    incident = night.incident("pets")
    assert incident["acknowledged_by"] is not None
    assert not night.ask("GET", f"/sim/phones/{owner.number}")["texts"]
