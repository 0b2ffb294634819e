"""First aid at the owner's pace, by text and by phone, as owners and vets live through it."""

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.channel.metronome import NAME
from nightdesk.channel.twiml import Dial, Gather, Play, Say, Verb, render
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.incident.desk import Phone
from nightdesk.incident.following import Following
from nightdesk.persona.responder import ops
from tests.integration.desk.conftest import Night

OWNER, MAYA = "+12025550180", "+12025550111"
CHOKING = "my dog is choking on a ball"
CHOCOLATE = "my 30kg lab ate a whole bar of dark chocolate 200g and he's shaking"
NO_BREATH = "my dog collapsed and is not breathing"


def told(night: Night, body: str, *, sid: str = "") -> list[str]:
    """What the owner is texted after this text."""
    before = len(night.channel.texts_to(OWNER))
    night.texts(OWNER, body, sid=sid)
    return night.channel.texts_to(OWNER)[before:]


def standing(night: Night) -> Following:
    found = night.incident().following
    assert found is not None
    return found


def calls(night: Night, *path: str, said: str = "", digits: str = "") -> tuple[Verb, ...]:
    turn = Turn(path=path, call="CA1", phone=Phone(OWNER), other=Phone("+12025550100"), said=said, digits=digits)
    return speak(night.kit, turn)


def listening(verbs: tuple[Verb, ...]) -> Gather:
    assert isinstance(verbs[0], Gather), verbs
    return verbs[0]


def heard(gather: Gather) -> str:
    return " ".join(prompt.text for prompt in gather.prompts if isinstance(prompt, Say))


def path_of(gather: Gather) -> tuple[str, ...]:
    return tuple(gather.action.split("/twilio/voice/")[1].split("/"))


def test_the_first_answer_gives_the_mandatory_step_and_offers_the_rest(night: Night) -> None:
    first = told(night, CHOKING)[0]

    assert first.startswith("Look in the mouth and hook out only what you can see.")
    assert first.endswith("Reply NEXT and I lead you, step by step.")
    assert segments(first).count <= 3
    assert (standing(night).protocol, standing(night).step) == ("choking", "")


def test_each_next_gives_exactly_one_step_until_the_vet(night: Night) -> None:
    told(night, "blood is pouring from my dog's leg and won't stop")

    steps = [told(night, word) for word in ("NEXT", "done", "yes", "si", "listo", "next", "siguiente")]

    assert all(len(one) == 1 and segments(one[0]).count == 1 for one in steps)
    assert steps[0][0].startswith("Press a clean cloth hard")
    assert steps[0][0].endswith("Reply NEXT.")
    assert "Tell the vet" in steps[5][0] or "veterinario" in steps[6][0]
    assert standing(night).step == "vet"
    assert "That was the last step" in told(night, "next")[0]
    assert night.turns.waiting.keys() == {"SM" + "1".zfill(32)}, "the persona does not talk over the steps"


def test_a_repeat_of_the_text_gives_no_second_step(night: Night) -> None:
    told(night, CHOKING)
    told(night, "next", sid="SMnext")

    assert told(night, "next", sid="SMnext") == []
    assert standing(night).number == 1


def test_he_stopped_breathing_leads_to_cpr_at_once(night: Night) -> None:
    told(night, CHOKING)
    told(night, "next")

    answer = told(night, "he stopped breathing!!")

    assert len(answer) == 1
    assert answer[0].startswith("Touch your dog")
    assert standing(night).protocol == "cpr"


def test_a_worse_verdict_speaks_first_and_leads_to_cpr(night: Night) -> None:
    told(night, "my cat was hit by a car but she is walking around")
    assert night.incident().severity == 1
    assert standing(night).protocol == "transport"

    answer = told(night, "she is not breathing anymore")

    assert night.incident().severity == 0
    reflex = next(text for text in answer if "100-120" in text)
    assert reflex.endswith("Reply NEXT and I lead you, step by step.")
    assert standing(night).protocol == "cpr"
    assert "SIGUIENTE" in told(night, "siguiente")[0]
    assert "NEXT" in told(night, "next")[0]


def test_hands_are_told_for_the_animal(night: Night) -> None:
    told(night, "my cat is not breathing")

    steps = [told(night, "next")[0] for _ in range(3)]

    assert "one hand round the chest" in steps[2]
    assert "Big dog" not in steps[2]
    assert "breastbone" in told(night, "she is a bulldog")[0]


def test_a_question_is_no_step_and_the_place_is_kept(night: Night) -> None:
    told(night, CHOCOLATE)
    told(night, "next")
    waiting = len(night.turns.waiting)

    assert told(night, "how long until the vet calls me?") == []
    assert len(night.turns.waiting) == waiting + 1
    assert standing(night).number == 1


def test_back_again_wait_and_enough(night: Night) -> None:
    told(night, CHOCOLATE)
    first, second = told(night, "next")[0], told(night, "next")[0]

    assert told(night, "repeat") == [second]
    assert told(night, "back") == [first]
    assert told(night, "wait") == ["I'm here. Reply NEXT when you are ready."]
    assert standing(night).number == 1
    assert told(night, "enough")[0].startswith("OK, no more steps.")
    assert night.incident().following is None
    assert told(night, "next") == [first]


def test_small_words_do_not_push_what_happened_out_of_the_conversation(night: Night) -> None:
    told(night, NO_BREATH)
    for _ in range(40):
        told(night, "next")

    assert night.kit.store.standing(Phone(OWNER)).contact.turns == (NO_BREATH,)
    assert night.incident().severity == 0


def test_closing_the_case_ends_the_steps(night: Night) -> None:
    told(night, CHOKING)
    told(night, "next")
    night.texts(MAYA, "ack")
    night.texts(MAYA, "resolve")

    answer = told(night, "next")

    assert not any("mouth" in text for text in answer)


def test_the_page_and_the_timeline_say_where_the_owner_is(night: Night) -> None:
    told(night, NO_BREATH)
    told(night, "next")
    told(night, "no")

    page = ops.page(night.incident(), reader=Phone("+12025550111"), tier_label="second vet")
    lines = [entry.text for entry in night.kit.store.entries(night.incident().id)]

    assert "First aid: CPR, step 2 of 10 (lay)." in page
    assert segments(page).count <= 2
    assert any("CPR, step 2 of 10 (lay)" in line for line in lines)
    assert any("CPR offered, not begun" in line for line in lines)


def test_calm_cases_and_people_in_danger_are_not_led(night: Night) -> None:
    assert "NEXT" not in "".join(told(night, "my dog sneezes now and then, he eats fine"))
    assert "NEXT" not in "".join(told(night, "I took all the pills, I want to die"))


def test_an_owner_who_opted_out_of_words_is_never_asked_to_text_stop(night: Night) -> None:
    for protocol in night.kit.protocols:
        for step in protocol.steps:
            for words in (step.told, *step.bodies.values()):
                assert "reply stop " not in f"{words.en.lower()} ".replace("reply stopped", "")


def test_on_the_phone_next_or_2_gives_one_step(night: Night) -> None:
    opened = listening(calls(night, "said", "0", "0", said=CHOKING))
    assert "Say next, or press 2" in heard(opened)

    first = listening(calls(night, *path_of(opened), digits="2"))
    second = listening(calls(night, *path_of(first), said="next"))

    assert heard(first).startswith("Open the mouth and look.")
    assert heard(second).startswith("Is it coughing?")
    assert "Say next" in heard(second)
    assert "Reply" not in heard(second)
    assert standing(night).step == "air"
    assert night.channel.texts_to(OWNER) == [] or all("Open the mouth" not in t for t in night.channel.texts_to(OWNER))


def test_a_spanish_caller_is_led_in_spanish(night: Night) -> None:
    opened = listening(calls(night, "said", "0", "0", said="mi perro se est\u00e1 atragantando con una pelota"))

    first = listening(calls(night, *path_of(opened), digits="2"))

    assert "marca 2" in heard(opened)
    assert heard(first).startswith("Abre la boca y mira.")
    assert first.language == "es-US"


def pushing(night: Night) -> Gather:
    """A caller at the step of CPR that is done to a beat."""
    gather = listening(calls(night, "said", "0", "0", said=NO_BREATH))
    for _ in range(4):
        gather = listening(calls(night, *path_of(gather), digits="2"))
    assert standing(night).step == "push"
    return gather


def test_cpr_runs_to_a_beat_that_still_listens(night: Night) -> None:
    gather = pushing(night)

    plays = [prompt for prompt in gather.prompts if isinstance(prompt, Play)]
    assert {play.url for play in plays} == {f"https://desk.example/sounds/{NAME}"}
    assert len(plays) == 6
    assert heard(gather).count("Two breaths, then push again.") == 5
    assert "Push hard with every beat" in heard(gather)
    document = render(gather)
    assert '<Gather action="https://desk.example/twilio/voice/aid/' in document
    assert 'input="dtmf speech"' in document
    assert document.index("<Gather") < document.index("<Play>") < document.index("</Gather>")


def test_silence_and_counting_keep_the_beat_and_words_break_in(night: Night) -> None:
    gather = pushing(night)

    for said in ("", "one two three four five", "", "uno dos tres"):
        gather = listening(calls(night, *path_of(gather), said=said))
        assert any(isinstance(prompt, Play) for prompt in gather.prompts)
        assert standing(night).step == "push"

    gather = listening(calls(night, *path_of(gather), said="he is breathing again"))
    assert heard(gather).startswith("Stop pushing.")
    assert not any(isinstance(prompt, Play) for prompt in gather.prompts)


def test_half_an_hour_of_silence_brings_a_human(night: Night) -> None:
    gather = pushing(night)
    for _ in range(14):
        gather = listening(calls(night, *path_of(gather)))

    verbs = calls(night, *path_of(gather))

    assert any(isinstance(verb, Dial) for verb in verbs)


def test_silence_at_a_step_is_work_and_then_a_human(night: Night) -> None:
    opened = listening(calls(night, "said", "0", "0", said=CHOKING))
    gather = listening(calls(night, *path_of(opened), digits="2"))

    again = listening(calls(night, *path_of(gather)))
    assert heard(again).startswith("I'm still here. Open the mouth")
    for _ in range(2):
        again = listening(calls(night, *path_of(again)))
    assert any(isinstance(verb, Dial) for verb in calls(night, *path_of(again)))


def test_one_still_brings_the_vet_in_the_middle_of_cpr(night: Night) -> None:
    assert any(isinstance(verb, Dial) for verb in calls(night, *path_of(pushing(night)), digits="1"))


def test_a_turn_the_carrier_asks_again_says_the_same_step(night: Night) -> None:
    opened = listening(calls(night, "said", "0", "0", said=CHOKING))
    first = listening(calls(night, *path_of(opened), digits="2"))

    again = listening(calls(night, *path_of(opened), digits="2"))

    assert heard(again).startswith(heard(first).split(" Say next")[0])
    assert standing(night).number == 1


@pytest.mark.parametrize("words", ["next", "NEXT", "2"])
def test_a_step_costs_no_more_than_three_round_trips(night: Night, words: str) -> None:
    told(night, CHOKING)
    counted = 0

    def count(**_: object) -> None:
        nonlocal counted
        counted += 1

    night.client.meta.events.register("before-call.dynamodb", count)
    from nightdesk.contact.contact import Message
    from nightdesk.desk.responders.receive import receive

    receive(
        night.kit,
        Message(id="SMx", phone=Phone(OWNER), at=night.now, direction="in", channel="sms", body=words),
    )

    assert counted <= 3
