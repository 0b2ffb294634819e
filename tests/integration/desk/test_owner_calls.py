"""An owner on the phone: speech or keys, silence, noise, doubt, Spanish, a hidden number, and coming back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.contact.contact import Consent
from nightdesk.desk.calls.turn import Thread, thread_of
from nightdesk.incident.desk import Phone
from nightdesk.incident.severity import Severity
from tests.integration.desk.acts import BOOKS, MAYA, OWNER
from tests.integration.desk.on_the_phone import LONGEST_TURN_SECONDS, OnPhone, spoken_seconds
from tests.integration.desk.world import World

NO_BREATH = "my dog collapsed and is not breathing"
BLOOD = "blood is pouring from my dog's leg and won't stop"
CHOCOLATE = "my dog ate chocolate"
CALM = "how often should I brush my cat"
ANONYMOUS = "+266696687"


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def rings(world: World, number: str = OWNER, call: str = "CA1") -> OnPhone:
    return OnPhone(world, number, call).begins()


def test_the_greeting_is_two_short_sentences_that_may_be_interrupted_and_offers_spanish(world: World) -> None:
    call = rings(world)

    english, spanish = call.gather.prompts
    assert call.heard.count(".") == 3
    assert "Para español, marque nueve." in call.heard
    assert call.codes == ("en-US", "es-US")
    assert call.gather.may_interrupt
    assert call.gather.hears_speech
    assert call.gather.digits == 1
    assert spoken_seconds(call) < 9
    assert english != spanish


def test_what_is_said_is_judged_and_each_answer_judges_it_anew(world: World) -> None:
    call = rings(world).says(CHOCOLATE)
    assert "How much does your pet weigh?" in call.heard
    assert "Press 1 for our vet" in call.heard

    weighed = call.says("22 pounds").heard
    timed = world.incident().subject, call.says("about 20 minutes ago")
    dark = call.says("the dark kind").heard

    assert "57 milligrams per kilogram" in weighed
    assert "Which kind was it" in weighed
    assert timed
    assert "How much was eaten" in dark
    assert list(world.store.standing(Phone(OWNER)).contact.turns)[1:] == [
        "22 pounds",
        "about 20 minutes ago",
        "the dark kind",
    ]


def test_an_answer_that_makes_it_worse_is_answered_as_an_emergency(world: World) -> None:
    call = rings(world).says(CHOCOLATE)
    assert world.incident().severity is Severity.SEV1

    worse = call.says("now he is shaking and he collapsed").heard

    assert world.incident().severity is Severity.SEV0
    assert "now" in worse.split(".")[0]


def test_silence_is_asked_about_in_other_words_with_keys_and_then_goes_to_a_human(world: World) -> None:
    call = rings(world)
    greeting = call.heard

    asked = call.is_silent().heard
    human = call.is_silent()

    assert asked not in greeting
    assert "Press 3 for trouble breathing" in asked
    assert "I get a person for you" in human.heard
    assert human.rings == MAYA
    assert "silent caller" in world.incident().title


@pytest.mark.parametrize("noise", ["uh", "mm hmm", "[noise]", "(static) um", "..."])
def test_a_call_with_only_noise_goes_to_a_human(world: World, noise: str) -> None:
    assert rings(world).says(noise).says(noise).rings == MAYA


@pytest.mark.parametrize(
    ("key", "severity", "words"),
    [("3", 0, "emergency vet now"), ("4", 0, "clean cloth"), ("5", 0, "Clear the space"), ("6", 1, "8 8 8, 4 2 6")],
)
def test_who_cannot_speak_is_helped_by_keys_alone(world: World, key: str, severity: int, words: str) -> None:
    call = rings(world).is_silent().presses(key)

    assert words in call.heard
    assert world.incident().severity == severity
    assert "press 2" in call.heard
    assert world.channel.calls_to(MAYA)
    assert call.presses("2").heard


@pytest.mark.parametrize("keys", ["3", "4", "5", "6"])
def test_the_same_keys_help_in_spanish(world: World, keys: str) -> None:
    call = rings(world).presses("9").presses("0").presses(keys)

    assert world.incident().language == "es"
    assert call.codes == ("es-US",)
    assert call.gather.language == "es-US"


def test_anything_else_is_put_to_a_human(world: World) -> None:
    call = rings(world).presses("0").presses("7")

    assert call.rings == MAYA
    assert "cannot say what is wrong" in world.incident().title


def test_a_wrong_key_is_told_so_and_hears_the_keys_again(world: World) -> None:
    call = rings(world).presses("8")

    assert call.heard.startswith("That key does nothing here. Press 3")
    assert not world.store.incidents()


def test_nine_goes_on_in_spanish_even_where_the_words_tell_no_language(world: World) -> None:
    call = rings(world).presses("9")
    assert call.heard.startswith("Soy Nightdesk")
    assert call.gather.language == "es-US"

    call.says("chocolate")

    assert "¿Cuánto pesa tu mascota?" in call.heard
    assert "Marca 1 para nuestro veterinario" in call.heard
    assert world.incident().language == "es"
    assert call.presses("1").heard == "Un momento, te conecto. No cuelgues."


def test_the_first_words_choose_the_language_too(world: World) -> None:
    call = rings(world).says("mi perro no respira")

    assert call.codes == ("es-US",)
    assert "urgencias veterinarias" in call.heard


def test_unsure_speech_is_asked_for_once_more_and_then_heard_by_a_human(world: World) -> None:
    call = rings(world).says("the log mumbles a bit", 0.3)
    assert call.heard.startswith("Sorry, I did not catch that.")

    call.says("he mumbles", 0.31)

    assert call.rings == MAYA
    assert "he mumbles" in world.incident().title


def test_unsure_speech_is_never_asked_for_again_when_it_may_be_an_emergency(world: World) -> None:
    call = rings(world).says(NO_BREATH, 0.12)

    assert "Check for breath" in call.heard
    assert world.incident().severity is Severity.SEV0


def test_the_first_doubtful_hearing_counts_when_the_second_is_judged(world: World) -> None:
    call = rings(world).says("my cat drank something", 0.4)
    assert not call.rings

    call.says("antifreeze", 0.4)

    assert world.incident().severity is Severity.SEV0


@pytest.mark.parametrize("told", [None, 0.0])
def test_a_recogniser_that_does_not_tell_is_believed(world: World, told: float | None) -> None:
    assert "did not catch" not in rings(world).says(CALM, told).heard


def test_what_only_a_vet_may_say_is_spoken_and_her_answer_is_read_out_when_it_comes(world: World) -> None:
    call = rings(world).says("my 30 kg labrador ate 30 grapes 20 minutes ago")
    asked = call.says("should i make him throw up?").heard
    waiting = call.is_silent().heard
    code = world.incident().advice[-1].asked[0].code
    words = world.incident().advice[-1].plan.parameters["words"]
    assert "peroxide" in words
    assert not any("peroxide" in line for line in call.transcript)

    world.texts(MAYA, f"go {code}", sid="SMgo")
    answer = call.is_silent().heard

    assert asked.startswith("Please don't make your dog vomit yet")
    assert "I'm asking our vet right now" in asked
    assert "Our vet has not answered yet" in waiting
    assert "Our vet has answered." in answer
    assert "3 percent hydrogen peroxide" in answer
    assert answer.index("Not if weak") > 0
    assert "has answered" not in call.is_silent().heard


def test_the_way_to_a_clinic_is_texted_during_the_call(world: World) -> None:
    call = rings(world).says(BLOOD)

    assert "I'm texting you the nearest emergency vet and a map." in call.heard
    assert any("Map: https://" in text for text in world.channel.texts_to(OWNER))


def test_somebody_who_stopped_texts_hears_the_clinic_with_its_number_digit_by_digit(world: World) -> None:
    world.texts(OWNER, "STOP")
    assert world.store.standing(Phone(OWNER)).contact.consent is Consent.STOPPED

    call = rings(world).says(BLOOD)

    assert "Springfield Animal Emergency 2 0 2, 5 5 5, 0 1 5 0" in call.heard
    assert world.channel.texts_to(OWNER) == []
    assert world.channel.calls_to(OWNER) == [], "nobody rings a phone that is on the line"


def test_whoever_asks_the_way_hears_the_clinic_and_its_number(world: World) -> None:
    asked = rings(world).says("where is the nearest emergency vet?").heard
    again = rings(world, call="CA2").says(BLOOD).says("where do i go?").heard

    for heard in (asked, again):
        assert "Springfield Animal Emergency" in heard
        assert "2 0 2, 5 5 5, 0 1 5 0" in heard
        assert "Map" not in heard


def test_one_is_a_vet_at_any_time_and_talking_about_it_is_as_good(world: World) -> None:
    assert rings(world).presses("1").rings == MAYA
    other = rings(World(BOOKS)).says(CHOCOLATE).says("let me talk to a vet")
    assert other.rings == MAYA
    assert other.world.channel.calls_to(OWNER) == []


def test_a_calm_call_ends_kindly_in_silence_and_wakes_nobody(world: World) -> None:
    call = rings(world).says(CALM)
    assert "What else can I help you with?" in call.heard

    assert "Are you still there?" in call.is_silent().heard
    assert call.is_silent().is_over
    assert world.channel.calls_to(MAYA) == []
    assert not world.store.incidents()


def test_goodbye_ends_the_call_and_in_an_emergency_repeats_the_order(world: World) -> None:
    assert rings(world).says(CALM).says("thanks, bye").is_over

    call = rings(world, call="CA2").says(BLOOD).says("ok bye")

    assert call.is_over
    assert "go to the emergency vet now" in call.heard


def test_first_aid_by_key_and_word_goes_on_where_it_stood_when_they_call_again(world: World) -> None:
    call = rings(world).says(NO_BREATH).says("next")
    step = call.presses("2").heard
    call.hangs_up()

    again = rings(world, call="CA2")

    assert "You were at: " in again.heard
    assert step.split(".")[0] in again.heard
    assert "press 2" in again.heard
    assert again.presses("2").heard != step


def test_someone_who_calls_again_before_any_step_hears_the_order_and_who_has_it(world: World) -> None:
    rings(world).says(BLOOD).hangs_up()
    assert "I'm still waking our vet." in rings(world, call="CA2").heard
    world.texts(MAYA, "ack")

    again = rings(world, call="CA3").heard

    assert again.startswith("This is Nightdesk. I have your call about your dog.")
    assert "clean cloth" in again
    assert "Maya" in again


def test_a_hidden_number_is_put_through_and_told_what_cannot_be_done(world: World) -> None:
    call = rings(world, ANONYMOUS).says(BLOOD)

    assert "clean cloth" in call.heard
    assert "Your number is hidden" in call.heard
    assert call.rings == MAYA
    assert world.incident().owner == "call:CA1"
    assert {sent.to for sent in world.channel.sent if sent.to.startswith("call:")} == set()


@pytest.mark.parametrize("number", ["anonymous", "Restricted", "", "+7378742833", "+86282452253", "sip:a@b.example"])
def test_two_hidden_callers_do_not_mix(world: World, number: str) -> None:
    rings(world, number, "CA1").says(BLOOD)
    rings(world, number, "CA2").says("my cat cannot breathe")

    assert [one.owner for one in sorted(world.store.incidents(), key=lambda one: one.id)] == ["call:CA1", "call:CA2"]


def test_a_hidden_caller_whose_vet_does_not_pick_up_is_kept_on_the_line(world: World) -> None:
    call = rings(world, ANONYMOUS).says(BLOOD)
    while call.rings:
        call.dial_ends("no-answer", bridged=False)

    assert "Go to the nearest emergency vet" in call.heard
    assert "Press a clean cloth" in call.presses("2").heard


def test_a_repeat_of_a_turn_by_the_carrier_changes_nothing(world: World) -> None:
    call = rings(world).says(NO_BREATH)
    before = world.picture()

    call.again()
    world.settle()

    assert world.picture() == before


def test_every_turn_is_short_enough_to_be_listened_to(world: World) -> None:
    said = (NO_BREATH, CHOCOLATE, BLOOD, CALM, "my cat ate a lily", "mi perro comió veneno", "he bit my face", "help")
    turns = [rings(World(BOOKS)).says(words) for words in said]

    long = {turn.transcript[-2]: spoken_seconds(turn) for turn in turns if spoken_seconds(turn) > LONGEST_TURN_SECONDS}
    assert long == {}


@pytest.mark.parametrize("name", ["</Say><Dial>+19005550100</Dial>", "Rex & <Hangup/>", "\x00\U0001f436"])
def test_a_hostile_name_is_only_ever_spoken(world: World, name: str) -> None:
    call = rings(world).says(f"my dog {name} is not breathing")

    assert "<" not in call.heard
    assert not call.is_over


@given(
    st.builds(
        Thread,
        count=st.integers(0, 999),
        silences=st.integers(0, 9),
        language=st.sampled_from(["en", "es"]),
        doubts=st.integers(0, 9),
        dials=st.integers(0, 9),
        tier=st.integers(0, 4),
        told=st.integers(0, 2**33),
        is_case=st.booleans(),
    )
)
def test_a_thread_is_read_as_it_was_written(thread: Thread) -> None:
    assert thread_of(tuple(thread.path.split("/"))) == thread


@pytest.mark.parametrize(
    "path", ["", "x/0", "0/x", "0/0/fr-0-0-0-0-n", "0/0/en-0-0", "0/0/en-0-0-0-0-n/1", "0/0/en-a-0-0-0-n"]
)
def test_what_is_no_thread_is_none(path: str) -> None:
    assert thread_of(tuple(path.split("/"))) is None
