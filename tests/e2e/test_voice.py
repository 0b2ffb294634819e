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


def test_silence_is_asked_about_once_and_then_a_human_is_rung(night: Night) -> None:
    maya, owner = night.phone("Maya"), night.owner()
    for name in VETS[1:]:
        night.phone(name).sleeps()
    for words in (("Stand down",), ("plain truth",), ("SEV",), ("has it",), ("emergency vet",), ("I'm waking",)):
        night.tolerates(*words)

    call = owner.calls_desk().hears("I did not hear you", "Press 3 for trouble breathing")
    call.hears("I can't hear you, so I get a person for you")

    vet = maya.is_put_through().presses("1")
    call.speaks_with(vet)
    vet.hangs_up()


def test_a_vets_words_are_read_out_to_the_letter_while_the_caller_waits(quiet: Night) -> None:
    maya = quiet.phone("Maya").is_only_read()
    for words in (("owner asks",), ("SEV",), ("is yours",), ("has it",)):
        quiet.tolerates(*words)
    call = quiet.owner().calls_desk().hears("what is wrong")
    call.says("my 30 kg labrador ate 30 grapes 20 minutes ago, should I make him throw up")
    call.hears("Press 1")

    maya.expects("owner asks", "go ")
    maya.replies("say {code} No. Bring him to the clinic on Main Street now.")

    call.hears("Our vet has answered", "No. Bring him to the clinic on Main Street now.")
    call.hangs_up()


def test_a_check_in_that_is_not_answered_comes_by_call_and_a_key_answers_it(quiet: Night) -> None:
    maya, owner = quiet.phone("Maya").is_only_read(), quiet.owner()
    for words in (("SEV",), ("is yours",), ("has it",), ("silent",), ("worse",)):
        quiet.tolerates(*words)
    owner.texts("my dog is having a seizure and it will not stop").expects("emergency vet")
    maya.expects("SEV0")
    maya.replies("ack")

    checked = owner.rings().hears("Press 1", "2", "3")
    checked.presses("3").hears("Press 1")
    checked.hangs_up()

    quiet.tells(quiet.incident("pets")["id"], "heard", "worse")


def test_who_says_do_not_text_me_is_helped_on_and_texted_no_more(quiet: Night) -> None:
    owner = quiet.owner()
    call = owner.calls_desk().hears("what is wrong").says("please don't text me, " + BLOOD)

    call.hears("I won't text you any more", "clean cloth")
    call.presses("2").hears("flat hand")
    call.hangs_up()

    owner.rings().hears("calling you back").hangs_up()
    assert not quiet.ask("GET", f"/sim/phones/{owner.number}")["texts"]


def test_a_vet_hands_the_call_over_and_the_owner_never_hears_a_dead_line(night: Night) -> None:
    maya, omar, owner = night.phone("Maya"), night.phone("Omar"), night.owner()
    for name in VETS[2:]:
        night.phone(name).sleeps()
    for words in (
        ("SEV",),
        ("Stand down",),
        ("has it",),
        ("emergency vet",),
        ("I'm waking",),
        ("waking",),
        ("hands you",),
    ):
        night.tolerates(*words)
    call = owner.calls_desk().hears("what is wrong").says(BLOOD).hears("Press 1").presses("1")
    first = maya.is_put_through().presses("1")
    call.speaks_with(first)

    maya.texts("pass to omar")

    call.hears("Omar Reyes takes over from here")
    second = omar.is_put_through().presses("1")
    call.speaks_with(second)
    second.says("hello, this is Omar")
    call.hears("hello, this is Omar")
    night.until(
        lambda: True if night.incident("pets")["acknowledged_by"] == "Dr. Omar Reyes" else None, "Omar does not have it"
    )
    second.hangs_up()
