"""Owner and vet talk through the desk: what each reads of the other, and what never passes."""

from datetime import timedelta

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.incident import PageState
from tests.integration.desk.acts import BOOKS, CHOCOLATE, MAYA, OWNER
from tests.integration.desk.world import World

OMAR, DANA = "+12025550112", "+12025550115"


@pytest.fixture
def world() -> World:
    world = World(BOOKS)
    world.texts(OWNER, CHOCOLATE)
    world.texts(MAYA, "ack 7001", sid="SMack")
    world.now += timedelta(minutes=1)
    return world


def test_a_vets_words_reach_the_owner_under_her_name_from_the_desks_number(world: World) -> None:
    world.texts(MAYA, "say 7001 Keep him warm, and don't let him jump.", sid="SMsay")

    assert world.channel.texts_to(OWNER)[-1] == "Dr. Maya Lind: Keep him warm, and don't let him jump."
    assert any(
        entry.kind.value == "said" and "Keep him warm" in entry.text
        for entry in world.store.entries(world.incident().id)
    )


def test_the_owners_answer_reaches_her_with_every_number_masked(world: World) -> None:
    world.texts(OWNER, "ok he is on the back seat, call me on 202-555-0180", sid="SMowner")

    body = world.channel.texts_to(MAYA)[-1]
    assert body.startswith("Owner INC-7001:")
    assert "back seat" in body
    assert "0180" in body
    assert "202-555-0180" not in body
    assert segments(body).count <= 2


def test_thanks_are_not_sent_on(world: World) -> None:
    before = len(world.channel.texts_to(MAYA))

    world.texts(OWNER, "thank you so much", sid="SMthanks")

    assert len(world.channel.texts_to(MAYA)) == before


def test_several_texts_close_together_arrive_as_one(world: World) -> None:
    before = len(world.channel.texts_to(MAYA))
    for at, body in enumerate(("he is lying down", "he drank some water", "we leave now")):
        world.texts(OWNER, body, sid=f"SMburst{at}")
        world.now += timedelta(seconds=4)

    world.passes(minutes=1)

    got = world.channel.texts_to(MAYA)[before:]
    assert len(got) == 2
    assert "lying down" in got[0]
    assert "drank some water" in got[1]
    assert "leave now" in got[1]


def test_a_new_red_flag_raises_the_case_and_tells_her_at_once() -> None:
    world = World(BOOKS)
    world.texts(OWNER, "my dog ate a few grapes 10 min ago, 60 lb dog")
    world.texts(MAYA, "ack 7001", sid="SMack")
    world.texts(OWNER, "he is in the car", sid="SM1")

    world.texts(OWNER, "he collapsed and is not breathing", sid="SM2")

    assert any(body.startswith("RAISED SEV1 to SEV0 INC-7001") for body in world.channel.texts_to(MAYA))
    assert any("take 1 " in body and "Dr. Maya Lind has it" in body for body in world.channel.texts_to(OMAR))


def test_while_she_talks_with_the_owner_the_desk_keeps_out_of_it(world: World) -> None:
    world.texts(MAYA, "say 7001 Is he awake?", sid="SMsay")
    world.thinks()
    before = len(world.channel.texts_to(OWNER))

    world.texts(OWNER, "yes he looks at me", sid="SMyes")
    world.thinks()

    assert len(world.channel.texts_to(OWNER)) == before
    assert "he looks at me" in world.channel.texts_to(MAYA)[-1]


def test_words_without_a_number_go_nowhere_when_two_cases_are_open(world: World) -> None:
    other = "+12025550185"
    world.texts(other, CHOCOLATE)

    world.texts(MAYA, "say keep him warm", sid="SMsay")

    assert not any("keep him warm" in one.what for one in world.channel.sent if one.to in {OWNER, other})
    assert "say 1: " in world.channel.texts_to(MAYA)[-1]


def test_only_whoever_has_the_case_talks_to_the_owner(world: World) -> None:
    world.texts(OMAR, "take 7001", sid="SMtake")
    world.texts(MAYA, "take 7001", sid="SMback")
    world.texts(OMAR, "say 7001 hello", sid="SMomar")

    assert not any("hello" in body for body in world.channel.texts_to(OWNER))
    assert "take 1 " in world.channel.texts_to(OMAR)[-1]


def test_a_desk_lead_may_write_to_the_owner_but_not_of_medicines(world: World) -> None:
    world.texts(DANA, "take 7001", sid="SMtake")
    world.texts(DANA, "say 7001 Give him 10 mg of benadryl", sid="SMdrug")
    assert not any("benadryl" in body for body in world.channel.texts_to(OWNER))

    world.texts(DANA, "say 7001 The clinic expects you", sid="SMsay")

    assert world.channel.texts_to(OWNER)[-1] == "Dana Moss: The clinic expects you"


def test_her_own_number_is_not_shown(world: World) -> None:
    world.texts(MAYA, "say 7001 ring me at (202) 555-0111", sid="SMsay")

    assert not any("0111" in body for body in world.channel.texts_to(OWNER))
    assert "your own number" in world.channel.texts_to(MAYA)[-1]


def test_whoever_never_got_a_page_hears_nothing_of_its_end() -> None:
    world = World(BOOKS)
    world.texts(OWNER, CHOCOLATE)
    world.now += timedelta(minutes=4, seconds=50)
    world.channel.refusals = [ChannelUnavailable("busy", code=429)] * 40
    world.passes(minutes=1)  # the next tier is woken, and the carrier takes nothing
    assert world.channel.texts_to(OMAR) == []
    world.texts(MAYA, "ack 7001", sid="SMack")
    world.channel.refusals = []
    world.passes(minutes=3)

    world.texts(MAYA, "close 7001", sid="SMclose")

    assert {page.person for page in world.incident().pages if page.state is PageState.DROPPED} >= {"omar"}
    assert not any("Resolved" in body for body in world.channel.texts_to(OMAR))


def test_a_vet_who_talks_with_the_owner_is_not_asked_whether_she_is_still_there(world: World) -> None:
    world.passes(minutes=15)
    world.texts(MAYA, "say 7001 How is he?", sid="SMsay")

    world.passes(minutes=15)
    assert not any("Still on INC-7001" in body for body in world.channel.texts_to(MAYA))
    world.passes(minutes=8)

    assert any("Still on INC-7001" in body for body in world.channel.texts_to(MAYA))


def test_a_summary_is_sent_when_she_closes_and_whenever_the_owner_asks(world: World) -> None:
    world.texts(OWNER, "summary", sid="SMsummary")
    assert "38 mg/kg" in world.channel.texts_to(OWNER)[-1]
    asked = sum("38 mg/kg" in body and "INC-7001" in body for body in world.channel.texts_to(OWNER))

    world.texts(MAYA, "close 7001", sid="SMclose")
    world.report()

    assert sum("38 mg/kg" in body and "INC-7001" in body for body in world.channel.texts_to(OWNER)) == asked + 1
    before = len(world.channel.texts_to(OWNER))
    world.passes(minutes=60)
    assert not any("etter, the same" in body for body in world.channel.texts_to(OWNER)[before:])


def test_more_gives_the_facts_the_dose_and_what_was_said_both_ways(world: World) -> None:
    world.texts(MAYA, "say 7001 Is he awake?", sid="SMsay")
    world.texts(OWNER, "he looks at me", sid="SMlooks")

    world.texts(MAYA, "more 7001", sid="SMmore")

    body = world.channel.texts_to(MAYA)[-1]
    for part in ("30 kg", "dark chocolate 200 g", "38 mg", "he looks at me", "Is he awake?", "close 1"):
        assert part in body
    assert segments(body).count <= 3


def test_a_status_of_five_cases_is_one_read(world: World) -> None:
    for number in range(4):
        world.texts(f"+1202555018{number + 1}", CHOCOLATE, sid=f"SMother{number}")
    world.table.calls.clear()

    world.texts(MAYA, "status", sid="SMstatus")

    reads = world.table.calls[: world.table.calls.index("transact_write_items") + 1]
    assert reads == ["query", "batch_get_item", "transact_write_items"]
    assert "INC-7005" in world.channel.texts_to(MAYA)[-1]
