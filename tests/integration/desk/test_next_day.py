"""The day after a calm talk the owner is asked how the pet is: once, by day, not after STOP; worse wakes the vet."""

from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.contact.contact import Contact
from nightdesk.desk.owners import next_day
from nightdesk.desk.rounds.each_minute import look_after
from nightdesk.incident.desk import Phone
from nightdesk.incident.severity import Severity
from tests.fakes.table import refusal
from tests.integration.desk.acts import BOOKS, CHOCOLATE, MAYA, OWNER
from tests.integration.desk.world import World

ITCH = "my dog Rex has been scratching his ear a lot since yesterday, eats and plays fine"
ITCH_ES = "mi perro Rex se rasca mucho la oreja desde ayer, come y juega normal"
NOON = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)
"""In Springfield, whose clinic the desk knows."""


def a_day_later(world: World, *, hours: float = 24.1) -> None:
    world.now += timedelta(hours=hours)
    minute(world)


def minute(world: World) -> None:
    world.tries(lambda: look_after(world.kit, ()))
    world.settle()


def talk(body: str = ITCH, *, at: datetime = NOON) -> World:
    world = World(BOOKS, now=at)
    said(world, body)
    assert not world.store.incidents()
    return world


def contact(world: World) -> Contact:
    return world.store.standing(Phone(OWNER)).contact


def asked(world: World) -> list[str]:
    return [
        text for text in world.channel.texts_to(OWNER) if "Nightdesk" in text and ("etter" in text or "ejor" in text)
    ]


def said(world: World, body: str) -> list[str]:
    before = len(world.channel.texts_to(OWNER))
    world.texts(OWNER, body, sid=f"SM{body[:20]}")
    world.thinks()
    return world.channel.texts_to(OWNER)[before:]


def test_a_calm_talk_is_asked_about_the_next_day_and_only_once() -> None:
    world = talk()

    a_day_later(world, hours=23.9)
    assert asked(world) == []
    a_day_later(world, hours=0.2)
    for _ in range(3):
        a_day_later(world, hours=20)

    assert asked(world) == ["Nightdesk here, the pet line. How is Rex since we wrote? Better, the same, or worse?"]
    assert segments(asked(world)[0]).count == 1


def test_it_is_asked_in_the_owners_language() -> None:
    world = talk(ITCH_ES)

    a_day_later(world)

    assert len(asked(world)) == 1
    assert "Rex" in asked(world)[0]
    assert "peor" in asked(world)[0]


@pytest.mark.parametrize(
    "body", ["hi", "how often should I brush my cat's teeth?", "thanks!", "are you a bot?", "buy followers cheap"]
)
def test_nobody_is_asked_about_what_was_no_trouble(body: str) -> None:
    world = talk(body)

    a_day_later(world)

    assert asked(world) == []


def test_nobody_is_woken_for_an_itch() -> None:
    night = NOON.replace(hour=9)  # three in the morning there
    world = talk(at=night)

    a_day_later(world)
    assert asked(world) == []
    a_day_later(world, hours=6)

    assert len(asked(world)) == 1


def test_talking_on_puts_it_off_and_thanks_does_not() -> None:
    world = talk()
    due_at = contact(world).check_in
    world.now += timedelta(hours=1)
    said(world, "thanks")
    assert contact(world).check_in == due_at

    said(world, "now the other ear is itchy too and a bit red")

    later = contact(world).check_in
    assert later
    assert due_at
    assert later.due_at - due_at.due_at == timedelta(hours=1)


@pytest.mark.parametrize(
    ("answer", "told"),
    [("much better thanks!", "glad|good news"), ("the same", "worth a visit"), ("ok", "glad|good news")],
)
def test_better_and_the_same_are_answered_and_end_it(answer: str, told: str) -> None:
    world = talk()
    a_day_later(world)

    answers = said(world, answer)
    a_day_later(world)
    a_day_later(world)

    assert len(answers) == 1
    assert any(word in answers[0] for word in told.split("|"))
    assert contact(world).check_in is None
    assert len(asked(world)) == 1
    assert not world.store.incidents()


@pytest.mark.parametrize("answer", ["worse", "it's getting worse, he scratches it bloody", "peor"])
def test_worse_opens_a_case_with_what_was_told_and_wakes_the_vet(answer: str) -> None:
    world = talk()
    a_day_later(world)

    answers = said(world, answer)

    case = world.incident()
    assert case.severity <= Severity.SEV2
    assert case.pet_name == "Rex"
    assert any("getting worse" in reason for reason in case.reasons)
    assert "vet today" in answers[0]
    assert world.channel.texts_to(MAYA)
    assert contact(world).check_in is None


def test_worse_needs_no_question_first() -> None:
    world = talk()
    world.now += timedelta(hours=20)

    said(world, "it is getting worse")

    assert world.incident().severity is Severity.SEV2


def test_words_that_merely_sound_bad_wake_nobody() -> None:
    world = talk()

    said(world, "he rolled in something bad and it stinks")

    assert not world.store.incidents()


def test_a_collapse_the_next_day_is_not_told_as_an_itch() -> None:
    world = talk()
    world.now += timedelta(hours=20)

    said(world, "my dog collapsed and can't breathe")

    assert world.incident().severity is Severity.SEV0
    assert "itch" not in world.incident().title


def test_a_new_emergency_is_its_own_and_nothing_is_asked_about_the_itch() -> None:
    world = talk()
    world.now += timedelta(hours=20)

    said(world, CHOCOLATE)
    a_day_later(world, hours=5)

    assert world.incident().severity is Severity.SEV0
    assert "scratch" not in world.incident().title.lower()
    assert not any("since we wrote" in text for text in world.channel.texts_to(OWNER))


def test_after_stop_nothing_is_asked() -> None:
    world = talk()
    said(world, "STOP")

    a_day_later(world)

    assert asked(world) == []
    assert contact(world).check_in is None


def test_whoever_is_forgotten_is_not_asked() -> None:
    world = talk()
    said(world, "forget me")
    said(world, "FORGET")

    a_day_later(world)

    assert asked(world) == []
    assert world.store.owed_check_ins(before=world.now + timedelta(days=9)) == ()


def test_better_answers_the_later_of_two_questions() -> None:
    world = talk("my labrador Rex, 30 kg, has been scratching his ear a lot since yesterday")
    said(world, "thank you so much")
    assert contact(world).confirm_asked_at
    a_day_later(world)

    answers = said(world, "ok")

    assert "remember" not in answers[0]
    assert contact(world).heard


def test_news_with_better_is_heard_as_news() -> None:
    world = talk()
    a_day_later(world)

    answers = said(world, "the ear is better but now he has collapsed and his gums are white")

    assert world.incident().severity is Severity.SEV0
    assert "now" in answers[0]


def test_a_table_that_fails_at_one_owner_does_not_stop_the_others() -> None:
    world = talk()
    world.texts("+12025550181", ITCH)
    world.now += timedelta(hours=25)
    world.table.refusals.append(("transact_write_items", refusal("ThrottlingException", "transact_write_items")))

    failed = list(next_day.ask_due(world.kit))
    again = list(next_day.ask_due(world.kit))
    world.settle()

    assert len(failed) == 1
    assert "0180" in failed[0]
    assert OWNER not in failed[0]
    assert again == []
    assert len(asked(world)) == 1
    assert len(world.channel.texts_to("+12025550181")) == 2


@pytest.mark.parametrize("side", ["before", "after"])
def test_wherever_a_worker_dies_the_owner_is_asked_once(side: str) -> None:
    whole = talk()
    whole.now += timedelta(hours=25)
    whole.fuse.arm(None, "before")
    minute(whole)
    assert len(asked(whole)) == 1

    for at in range(len(whole.fuse.calls)):
        world = talk()
        world.now += timedelta(hours=25)
        world.fuse.arm(at, side)  # type: ignore[arg-type]  # one of the sides
        minute(world)
        world.fuse.disarm()
        world.passes(minutes=3)
        minute(world)
        assert len(asked(world)) == 1, f"{side} {world.fuse.burst_at}"
