"""A photo can make the case more urgent and nothing else, and one that cannot be opened loses nothing."""

import json

import pytest

from nightdesk.errors import MindUnavailable, PictureUnreadable
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.lore.at_hand import lore
from tests.evals.persona.stage import Stage
from tests.fakes.mind import FakePictures, ScriptedMind

URL = ("https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1",)
CALM = "my dog has been a bit quiet since lunch"


def sees(*signs: str, shows_animal: bool = True) -> ScriptedMind:
    return ScriptedMind(["Thanks for writing."], sees=json.dumps({"shows_animal": shows_animal, "signs": signs}))


def told(stage: Stage) -> str:
    return list(stage.texts())[-1]


def test_a_sign_on_a_photo_opens_a_case_wakes_the_vet_and_asks_the_owner() -> None:
    stage = Stage()
    last = stage.hears(["how do i brush a cat"], media=URL)
    assert stage.incident() is None

    reflection = stage.answers(last, sees("pale_gums"), pictures=FakePictures())

    incident = stage.incident()
    assert reflection is not None
    assert incident is not None
    assert incident.severity is Severity.SEV1
    assert incident.pages
    assert "within the hour" in told(stage)
    assert "are they pale or white?" in told(stage)
    assert "photo may show pale gums" in incident.reasons


def test_no_photo_raises_above_sev1_or_lowers_anything() -> None:
    for sign in lore().album.signs:
        stage = Stage()
        last = stage.hears(["my dog is choking and cannot breathe"], media=URL)

        stage.answers(last, sees(sign.id), pictures=FakePictures())

        incident = stage.incident()
        assert incident is not None
        assert incident.severity is Severity.SEV0
        assert sign.severity >= Severity.SEV1


@pytest.mark.parametrize("signs", [(), ("wound",)])
def test_a_photo_that_shows_less_leaves_the_case_as_it_is(signs: tuple[str, ...]) -> None:
    stage = Stage()
    last = stage.hears(["my dog ate 10 grapes"], media=URL)
    before = stage.incident()

    reflection = stage.answers(last, sees(*signs), pictures=FakePictures())

    after = stage.incident()
    assert before is not None
    assert after is not None
    assert reflection is not None
    assert after.severity is before.severity
    assert "photo" in told(stage)
    assert [one.actor for one in stage.kit.store.entries(after.id)].count("photo") == 1


def test_an_open_case_is_raised_once_however_often_the_queue_asks() -> None:
    stage = Stage()
    last = stage.hears(["my dog vomited twice today but drinks water"], media=URL)
    opened = stage.incident()
    assert opened is not None

    first = stage.answers(last, sees("swollen_belly"), pictures=FakePictures())
    again = stage.answers(last, sees("swollen_belly"), pictures=FakePictures())

    raised = stage.incident()
    assert raised is not None
    assert (first is not None, again) == (True, None)
    assert raised.id == opened.id
    assert raised.severity is Severity.SEV1
    changed = [one for one in stage.kit.store.entries(raised.id) if one.kind is Kind.SEVERITY]
    assert [one.text for one in changed] == ["raised to SEV1 by a photo: photo may show a swollen belly"]


@pytest.mark.parametrize(
    "answer",
    [
        "looks fine to me",
        '{"shows_animal": true, "signs": ["all_is_well"]}',
        '{"shows_animal": true, "signs": [], "severity": "SEV4"}',
        '{"signs": []}',
        '{"shows_animal": "yes", "signs": "none"}',
        MindUnavailable("no answer within 8 s"),
    ],
)
def test_an_answer_that_is_none_is_as_good_as_no_model(answer: str | Exception) -> None:
    stage = Stage()
    last = stage.hears(["my dog vomited twice today but drinks water"], media=URL)
    before = stage.incident()

    stage.answers(last, ScriptedMind(["See a vet today."], sees=answer), pictures=FakePictures())

    after = stage.incident()
    assert before is not None
    assert after is not None
    assert after.severity is before.severity
    assert "I can't open that photo" in told(stage)


def test_the_names_of_signs_count_whatever_their_capitals() -> None:
    stage = Stage()
    last = stage.hears(["my dog vomited twice today but drinks water"], media=URL)

    stage.answers(last, sees("Blue_Gums"), pictures=FakePictures())

    incident = stage.incident()
    assert incident is not None
    assert incident.severity is Severity.SEV1


@pytest.mark.parametrize("why", ["the photo is too large", "what was sent is not an image", "answered 404"])
@pytest.mark.parametrize(
    ("text", "asked"),
    [("my dog ate 10 grapes", "I can't open that photo"), ("mi perro comio 10 uvas", "No puedo abrir")],
)
def test_a_photo_that_cannot_be_opened_is_said_so_and_nothing_is_lost(why: str, text: str, asked: str) -> None:
    stage = Stage()
    last = stage.hears([text], media=URL)
    mind = sees("pale_gums")

    reflection = stage.answers(last, mind, pictures=FakePictures(PictureUnreadable(why)))

    assert reflection is not None
    assert reflection.why == why
    assert asked in told(stage)
    assert mind.shown == []
    assert stage.incident() is not None


@pytest.mark.parametrize("text", ["", CALM, "my dog is choking and cannot breathe"])
def test_without_a_model_the_owner_is_asked_in_words(text: str) -> None:
    stage = Stage()
    last = stage.hears([text], media=URL)

    stage.answers(last, None, pictures=FakePictures())

    assert "I can't open that photo" in told(stage)


def test_a_photo_without_a_word_is_answered_at_once() -> None:
    stage = Stage()

    stage.hears([""], media=URL)

    assert "Your message came without words" in told(stage)
    assert "breathing normally, awake" in told(stage)


def test_in_an_emergency_the_order_still_comes_first() -> None:
    stage = Stage()
    last = stage.hears(["my dog is choking and cannot breathe"], media=URL)

    stage.answers(last, None, pictures=FakePictures())

    assert told(stage).index("vet now") < told(stage).index("photo")


def test_a_photo_of_nothing_reassures_nobody() -> None:
    stage = Stage()
    last = stage.hears(["how do i brush a cat"], media=URL)

    stage.answers(last, sees(), pictures=FakePictures())

    assert "tell me too" in told(stage) or "Thanks for writing." in told(stage)


def test_a_photo_of_a_pet_does_not_distract_from_a_person() -> None:
    stage = Stage()
    last = stage.hears(["i want to kill myself, my dog died"], media=URL)

    stage.answers(last, sees("pale_gums"), pictures=FakePictures())

    assert "photo" not in " ".join(stage.texts())
    assert "988" in told(stage)
