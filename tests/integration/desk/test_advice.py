"""An owner asks what only a vet may answer: what each of them reads, and every way a vet's word can come."""

import re
from datetime import timedelta

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.incident.ask import Ask, AskState
from tests.integration.desk.acts import BEN, BOOKS, MAYA, OWNER
from tests.integration.desk.world import World

OMAR, IRIS, DANA = "+12025550112", "+12025550113", "+12025550115"
ATE = "my 22 lb dog ate 100g dark chocolate 20 min ago, he seems fine. should i make him throw up?"


@pytest.fixture
def world() -> World:
    world = World(BOOKS)
    world.texts(OWNER, ATE)
    world.now += timedelta(seconds=30)
    return world


def asked(world: World) -> Ask:
    return world.incident().advice[-1]


def code(world: World, person: str = "maya") -> str:
    return next(one.code for one in asked(world).asked if one.person == person)


def draft(world: World) -> str:
    return asked(world).plan.parameters["words"]


def told(world: World) -> list[str]:
    return world.channel.texts_to(OWNER)


def test_the_owner_hears_not_yet_at_once_and_that_a_vet_is_asked(world: World) -> None:
    assert any("don't make your dog vomit yet" in body and "asking our vet" in body for body in told(world))
    assert not any("peroxide" in body for body in told(world))


def test_the_vet_reads_the_question_the_facts_and_the_very_words_in_three_segments(world: World) -> None:
    body = next(body for body in world.channel.texts_to(MAYA) if "owner asks" in body)

    for part in (
        "should i make him throw up",
        "9.98 kg dog",
        "dark chocolate 100 g",
        "57.1 mg/kg",
        "02:40 UTC",
        "22 mL",
    ):
        assert part in body
    assert f'"{draft(world)}"' in body
    assert all(f"{verb} {code(world)}" in body for verb in ("go", "no", "say"))
    assert segments(body).count <= 3


def test_her_go_sends_exactly_those_words_once_and_she_has_the_case(world: World) -> None:
    words = draft(world)

    world.texts(MAYA, f"go {code(world)}", sid="SM1")
    world.texts(MAYA, f"go {code(world)}", sid="SM2")

    ack = world.incident().ack
    assert told(world).count(words) == 1
    assert ack is not None
    assert ack.person == "maya"
    assert "answered by Dr. Maya Lind" in world.channel.texts_to(MAYA)[-1]


def test_her_no_is_told_kindly_and_sends_no_draft(world: World) -> None:
    words = draft(world)

    world.texts(MAYA, f"no {code(world)}")

    assert words not in told(world)
    assert "please don't make your dog vomit" in told(world)[-1]
    assert asked(world).state is AskState.DENIED


def test_her_own_words_replace_the_draft_as_she_typed_them(world: World) -> None:
    words = draft(world)

    world.texts(MAYA, f"Say {code(world)}  Don't! Bring him in;  Door B (ring twice).")

    assert "Dr. Maya Lind: Don't! Bring him in; Door B (ring twice)." in told(world)
    assert words not in told(world)


def test_words_that_are_too_long_are_refused_with_how_many_too_many(world: World) -> None:
    world.texts(MAYA, f"say {code(world)} {'a' * 460}")

    answer = world.channel.texts_to(MAYA)[-1]
    over = len("Dr. Maya Lind: ") + 460 - 459
    assert f"{over} characters too long" in answer
    assert not any("aaaa" in body for body in told(world))
    assert asked(world).state is AskState.PENDING


def test_a_wrong_code_sends_nothing_and_three_of_them_ask_another_vet(world: World) -> None:
    right, words = code(world), draft(world)
    wrong = "BCDFGH" if right != "BCDFGH" else "BCDFGJ"

    for number in range(3):
        world.texts(MAYA, f"go {wrong}", sid=f"SM{number}")
        assert any("That code is not open on this phone" in body for body in world.channel.texts_to(MAYA)[-2:])
    world.texts(MAYA, f"go {right}", sid="SMright")

    assert words not in told(world)
    assert any("owner asks" in body for body in world.channel.texts_to(OMAR))


@pytest.mark.parametrize("sender", [OMAR, BEN, DANA])
def test_her_code_from_another_phone_sends_nothing(world: World, sender: str) -> None:
    words = draft(world)

    world.texts(sender, f"go {code(world)}")

    assert words not in told(world)
    assert asked(world).state is AskState.PENDING
    assert world.channel.texts_to(sender)


def test_silence_asks_the_next_vet_and_the_owner_hears_the_truth(world: World) -> None:
    world.texts(MAYA, "ack")
    before = len(told(world))

    world.passes(minutes=12)

    assert any("owner asks" in body for body in world.channel.texts_to(OMAR))
    assert not any("owner asks" in body for body in world.channel.texts_to(DANA))  # no vet
    assert any("has not answered your question" in body for body in told(world)[before:])


def test_a_late_go_sends_nothing_and_is_asked_anew_while_nobody_has_ruled(world: World) -> None:
    world.texts(MAYA, "ack")
    late, words = code(world), draft(world)
    world.passes(minutes=12)

    world.texts(MAYA, f"go {late}", sid="SMlate")
    assert words not in told(world)
    assert any("Too late" in body for body in world.channel.texts_to(MAYA)[-2:])
    world.texts(MAYA, f"go {code(world)}", sid="SMagain")

    assert told(world).count(words) == 1


def test_once_one_vet_has_ruled_the_other_is_told_so(world: World) -> None:
    world.passes(minutes=11)
    omar, maya = code(world, "omar"), code(world, "maya")
    words = draft(world)

    world.texts(OMAR, f"go {omar}")
    world.texts(MAYA, f"no {maya}")

    assert told(world).count(words) == 1
    assert "answered by Dr. Omar Reyes" in world.channel.texts_to(MAYA)[-1]


def test_a_draft_is_withdrawn_when_the_owner_says_what_forbids_it(world: World) -> None:
    world.texts(MAYA, "ack")
    old, words = code(world), draft(world)

    world.texts(OWNER, "now he is very weak and wobbly", sid="SMweak")
    world.texts(MAYA, f"go {old}", sid="SMgo")

    assert words not in told(world)
    assert any("Withdrawn, do not approve" in body for body in world.channel.texts_to(MAYA))
    assert draft(world) == ""
    assert any("No draft. Reply say" in body for body in world.channel.texts_to(MAYA))


def test_a_draft_whose_time_has_passed_is_not_sent_even_by_a_go() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "my 22 lb dog ate 100g dark chocolate 115 min ago, he seems fine. should i make him throw up?")
    words = draft(world)
    world.now += timedelta(minutes=6)

    world.texts(MAYA, f"go {code(world)}")

    assert words
    assert words not in told(world)
    assert "time for that draft has passed" in world.channel.texts_to(MAYA)[-1]


def test_a_question_without_a_draft_is_answered_only_in_her_words() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "can I give my dog benadryl, how much?")
    world.texts(MAYA, f"go {code(world)}", sid="SMgo")
    assert "no draft" in world.channel.texts_to(MAYA)[-1]

    world.texts(MAYA, f"say {code(world)} No, let your own vet see him first.", sid="SMsay")

    assert told(world)[-1] == "Dr. Maya Lind: No, let your own vet see him first."


def test_a_calm_question_wakes_nobody_by_call_and_says_what_it_is_about() -> None:
    world = World(BOOKS)

    world.texts(OWNER, "le doy benadryl a mi perro?")

    assert world.channel.calls_to(MAYA) == []
    assert "no le des benadryl" in told(world)[-1]
    assert "benadryl" in world.channel.texts_to(MAYA)[-1]


def test_asking_again_does_not_ask_the_vet_twice(world: World) -> None:
    world.texts(OWNER, "should i make him vomit or not??", sid="SMagain")

    assert len(world.incident().advice) == 1
    assert "answer is still to come" in told(world)[-1]


def test_when_every_vet_is_silent_the_owner_is_told_the_plain_truth() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "can I give my dog benadryl for his itching?")

    world.passes(minutes=8 * 60)

    assert any("no vet has answered your question" in body for body in told(world))
    assert {OMAR, IRIS} <= {one.to for one in world.channel.sent if "owner asks" in one.what}
    assert all(segments(body).count <= 3 for body in told(world))


def test_a_person_in_danger_comes_before_any_question_to_a_vet() -> None:
    world = World(BOOKS)

    world.texts(OWNER, "my son swallowed my dog's pills, should I make him throw up?")

    assert not any(incident.advice for incident in world.store.incidents())


def test_a_code_is_never_on_the_record_nor_shown_to_the_owner(world: World) -> None:
    right = code(world)
    world.texts(MAYA, f"say 7001 go {right} is what I type", sid="SMslip")
    world.texts(MAYA, f"go {right}", sid="SMgo")

    incident = world.incident()
    assert not any(right in body for body in told(world))
    assert not any(right in entry.text or right in str(entry.data) for entry in world.store.entries(incident.id))


def test_whoever_takes_the_case_is_asked_what_is_unanswered(world: World) -> None:
    world.texts(MAYA, "ack", sid="SMack")

    world.texts(OMAR, "take 7001", sid="SMtake")

    assert re.search(r"owner asks", world.channel.texts_to(OMAR)[-1] + world.channel.texts_to(OMAR)[-2])
    assert draft(world)
    world.texts(OMAR, f"go {code(world, 'omar')}", sid="SMgo")
    assert draft(world) in told(world)
