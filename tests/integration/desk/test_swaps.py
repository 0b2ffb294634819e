"""Two people trade turns by text: offered, agreed to with a code, on both schedules; and whatever gets in between."""

import re
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from nightdesk.contact.contact import Message
from nightdesk.desk.responders.overdue_swaps import end_offers
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.each_minute import look_after
from nightdesk.incident.desk import Phone
from nightdesk.roster.changes import Changes
from nightdesk.roster.layer import Layer
from nightdesk.roster.offer import OfferState
from nightdesk.roster.roster import Roster
from nightdesk.roster.schedule import Schedule
from tests.benchmarks.meter import watched
from tests.integration.desk.acts import BOOKS, Act, raises, then
from tests.integration.desk.conftest import Night
from tests.integration.desk.dying import play, points
from tests.integration.desk.world import World

ANA, BEN, CLEO, MAYA, OMAR = "+12025550121", "+12025550122", "+12025550123", "+12025550111", "+12025550112"
OWNER = "+12025550190"
OFFER = "swap mon 20:00 with ben"
BEGIN = datetime(2026, 11, 22, 20)  # noqa: DTZ001 - by the clock on the wall
NIGHTLY = Schedule(
    layers=(Layer(people=("ana", "ben", "cleo"), first_at=BEGIN, unit="day"),), time_zone="Europe/Lisbon"
)
VETS = Schedule(layers=(Layer(people=("maya", "omar"), first_at=BEGIN, unit="day"),), time_zone="America/New_York")


def takes_turns(roster: Roster) -> Roster:
    return replace(roster, schedules={**roster.schedules, "on-call engineer": NIGHTLY, "on-call vet": VETS})


def turns_begin(world: World) -> None:
    """Sunday three in the morning in Lisbon: cleo is on; ana from Sunday, ben from Monday, cleo from Tuesday 20:00."""
    world.kit = replace(world.kit, roster=takes_turns(BOOKS.roster))


@pytest.fixture
def world() -> World:
    made = World(BOOKS)
    turns_begin(made)
    return made


def said_to(world: World, phone: str) -> list[str]:
    return [sent.what for sent in world.channel.sent if sent.to == phone and sent.kind == "text"]


def rota(world: World) -> Changes:
    return world.store.read_rota()


def code(world: World, at: int = -1) -> str:
    """As Ben reads it."""
    found: list[str] = re.findall(r"Reply swap (\w{4}) for yes", " ".join(said_to(world, BEN) + said_to(world, CLEO)))
    return found[at]


def holder(world: World, when: str, role: str = "on-call engineer") -> str:
    world.kit.store.read_rota()
    return world.kit.roster.holder(role, datetime.fromisoformat(f"2026-11-{when}:00+00:00")).id


def offers(world: World, text: str = "swap sun 20:00 with ben") -> None:
    world.texts(ANA, text, sid="SMoffer")


def test_an_offer_names_both_turns_to_both_and_changes_nothing(world: World) -> None:
    offers(world)

    assert said_to(world, ANA) == [
        "I asked Ben Sato: you take on-call engineer Mon 23 Nov 20:00 to Tue 24 Nov 20:00 WET, Ben Sato takes"
        " Sun 22 Nov 20:00 to Mon 23 Nov 20:00 WET. Nothing changes until Ben Sato says yes. Reply unswap to take it"
        " back."
    ]
    assert said_to(world, BEN) == [
        "Ana Duarte asks to swap: you take on-call engineer Sun 22 Nov 15:00 to Mon 23 Nov 15:00 EST, Ana Duarte takes"
        f" Mon 23 Nov 15:00 to Tue 24 Nov 15:00 EST. Reply swap {code(world)} for yes, no swap {code(world)} for no."
    ]
    assert (holder(world, "22T21"), holder(world, "23T21")) == ("ana", "ben")


def test_a_yes_with_the_code_puts_it_on_both_schedules_and_tells_both(world: World) -> None:
    offers(world)
    world.texts(BEN, f"swap {code(world)}")

    assert said_to(world, BEN)[-1].startswith("Swapped with Ana Duarte: you take on-call engineer Sun 22 Nov 15:00")
    assert said_to(world, ANA)[-1].startswith("Swapped with Ben Sato: you take on-call engineer Mon 23 Nov 20:00")
    assert [holder(world, when) for when in ("22T19", "22T21", "23T21", "24T21")] == ["cleo", "ben", "ana", "cleo"]
    world.texts(ANA, "my shifts")
    world.texts(BEN, "am i on call?")
    assert "Mon 23 Nov 20:00 to Tue 24 Nov 20:00" in said_to(world, ANA)[-1]
    assert "Sun 22 Nov 20:00" not in said_to(world, ANA)[-1]
    assert "Sun 22 Nov 15:00 to Mon 23 Nov 15:00" in said_to(world, BEN)[-1]


def test_after_a_swap_the_other_is_woken(world: World) -> None:
    offers(world)
    world.texts(BEN, f"swap {code(world)}")
    world.now = datetime.fromisoformat("2026-11-22T21:00:00+00:00")
    before = len(world.channel.sent)

    raises(world)

    assert {sent.to for sent in world.channel.sent[before:]} == {BEN}


@pytest.mark.parametrize(
    ("text", "theirs"),
    [
        ("swap with ben", "Mon 23 Nov 20:00"),
        ("Swap my Sunday shift with Ben's thu 20:00", "Thu 26 Nov 20:00"),
        ("can i swap 22 nov 20:00 for ben's 26 nov", "Thu 26 Nov 20:00"),
        ("trade sun 9pm with ben sato for his thursday shift as on-call engineer", "Thu 26 Nov 20:00"),
    ],
)
def test_an_offer_is_read_as_people_type_it(world: World, text: str, theirs: str) -> None:
    offers(world, text)

    assert f"you take on-call engineer {theirs}" in said_to(world, ANA)[-1]
    assert "Ben Sato takes Sun 22 Nov 20:00 to Mon 23 Nov 20:00" in said_to(world, ANA)[-1]


@pytest.mark.parametrize(
    ("phone", "text", "told"),
    [
        (ANA, "swap mon 21:00 with ben", "You have no such turn to swap."),
        (ANA, "swap sun 20:00 with dana", "Dana Moss has no such turn to swap."),
        (ANA, "swap sun 20:00 with zoe", "I know nobody called zoe"),
        (ANA, "swap sun 20:00 with ana", "That is you."),
        (ANA, "swap sun 8 with ben", "When is 'sun 8'?"),
        (ANA, "swap 31 feb with ben", "When is '31 feb'?"),
        (ANA, "swap sun 20:00 with ben for tue 21:00", "Ben Sato has no such turn to swap."),
        (ANA, "swap sun 20:00 with cleo for sun 19:00", "Cleo Marsh has no such turn to swap."),
        (ANA, "swap sun 20:00 with omar's mon 21:00", "Dr. Omar Reyes has no such turn"),
        (MAYA, "swap sun 20:00 with ana for sun 21:00", "You and Ana Duarte cannot answer for each other's turns."),
        (ANA, "unswap", "No swap of yours is open."),
        (BEN, "swap BCDF", "No swap offered to you has that code."),
        (BEN, "no swap BCDF", "No swap offered to you has that code."),
    ],
)
def test_what_is_not_sure_or_not_theirs_changes_nothing(world: World, phone: str, text: str, told: str) -> None:
    world.texts(phone, text)

    assert said_to(world, phone)[-1].startswith(told), said_to(world, phone)
    assert rota(world) == Changes()
    assert len(world.channel.sent) == 1


def test_nobody_is_put_on_call_by_anybody_but_themselves(world: World) -> None:
    offers(world)
    secret = code(world)

    for phone in (ANA, CLEO, OWNER):
        world.texts(phone, f"swap {secret}")

    assert said_to(world, ANA)[-1].startswith("That offer is yours; Ben Sato has to say yes.")
    assert said_to(world, CLEO)[-1].startswith("No swap offered to you has that code.")
    assert rota(world).swaps == ()
    assert holder(world, "22T21") == "ana"


def test_a_no_leaves_everything_and_is_told(world: World) -> None:
    offers(world)
    world.texts(BEN, f"no swap {code(world)}")

    assert said_to(world, ANA)[-1].startswith(
        "Ben Sato said no to the swap. You keep on-call engineer Sun 22 Nov 20:00"
    )
    world.texts(BEN, f"swap {code(world)}", sid="SMlater")
    assert said_to(world, BEN)[-1].startswith("You said no before.")
    assert holder(world, "22T21") == "ana"


def test_an_offer_taken_back_cannot_be_agreed_to(world: World) -> None:
    offers(world)
    world.texts(ANA, "unswap")

    assert said_to(world, BEN)[-1].startswith("Ana Duarte took back the offer to swap.")
    world.texts(BEN, f"swap {code(world)}")
    assert said_to(world, BEN)[-1].startswith("Ana Duarte took that offer back.")
    assert holder(world, "22T21") == "ana"


def test_what_was_agreed_is_undone_only_as_it_was_made(world: World) -> None:
    offers(world)
    world.texts(BEN, f"swap {code(world)}")

    world.texts(ANA, "unswap")
    assert said_to(world, ANA)[-1].startswith("Ben Sato said yes already.")
    assert holder(world, "22T21") == "ben"
    world.texts(ANA, "swap mon 20:00 with ben for sun 20:00", sid="SMback")
    world.texts(BEN, f"swap {code(world)}", sid="SMyes")
    assert (holder(world, "22T21"), holder(world, "23T21")) == ("ana", "ben")


def test_an_offer_nobody_answers_is_over_when_the_turn_begins_and_said_once(world: World) -> None:
    offers(world)
    world.now = datetime.fromisoformat("2026-11-22T20:00:00+00:00")
    before = len(world.channel.sent)

    for _ in range(3):
        assert look_after(world.kit, ()) == ()
        world.settle()

    told = [sent.what for sent in world.channel.sent[before:]]
    assert told == ["Ben Sato did not answer. You keep on-call engineer Sun 22 Nov 20:00 to Mon 23 Nov 20:00 WET."]
    world.texts(BEN, f"swap {code(world)}")
    assert said_to(world, BEN)[-1].startswith("That offer is over.")
    assert holder(world, "22T21") == "ana"


def test_a_yes_in_the_minute_after_the_end_is_late_though_nobody_looked_yet(world: World) -> None:
    offers(world)
    world.now = datetime.fromisoformat("2026-11-22T20:00:30+00:00")
    world.texts(BEN, f"swap {code(world)}")

    assert said_to(world, BEN)[-1].startswith("That offer is over.")
    assert rota(world).swaps == ()


def test_of_two_offers_of_one_turn_the_first_yes_counts(world: World) -> None:
    offers(world)
    world.texts(ANA, "swap sun 20:00 with cleo", sid="SMother")
    first, second = code(world, 0), code(world, 1)

    world.texts(BEN, f"swap {first}")
    world.texts(CLEO, f"swap {second}")

    assert said_to(world, CLEO)[-1].startswith("The swap with Ana Duarte is off: one of the turns has changed hands")
    assert said_to(world, ANA)[-1].startswith("The swap with Cleo Marsh is off")
    assert [holder(world, when) for when in ("22T21", "23T21", "24T21")] == ["ben", "ana", "cleo"]


def test_a_turn_that_was_covered_meanwhile_is_not_swapped(world: World) -> None:
    world.now = datetime.fromisoformat("2026-11-22T10:00:00+00:00")
    offers(world)
    world.texts(CLEO, "cover ana until tomorrow 9am")
    world.texts(BEN, f"swap {code(world)}")

    assert said_to(world, BEN)[-1].startswith("The swap with Ana Duarte is off")
    assert holder(world, "22T21") == "cleo"
    assert holder(world, "23T21") == "ben"


def test_offering_the_same_turn_again_makes_the_first_code_worthless(world: World) -> None:
    offers(world)
    world.texts(ANA, "swap sun 20:00 with ben for thu 20:00", sid="SMbetter")

    world.texts(BEN, f"swap {code(world, 0)}")
    assert said_to(world, BEN)[-1].startswith("No swap offered to you has that code.")
    world.texts(BEN, f"swap {code(world, 1)}", sid="SMyes")
    assert (holder(world, "22T21"), holder(world, "23T21"), holder(world, "26T21")) == ("ben", "ben", "ana")


def test_uncover_does_not_end_half_of_a_swap(world: World) -> None:
    world.texts(BEN, "cover cleo until tomorrow 9am", sid="SMcover")
    world.texts(BEN, "swap with ana", sid="SMoffer")
    asked = " ".join(said_to(world, ANA))
    world.texts(ANA, f"swap {re.findall(r'Reply swap (.{4}) for yes', asked)[-1]}", sid="SMyes")
    assert (holder(world, "22T10"), holder(world, "22T21")) == ("ana", "ben")

    world.texts(BEN, "uncover", sid="SMback")

    assert (holder(world, "22T10"), holder(world, "22T21")) == ("ana", "ben")
    assert said_to(world, BEN)[-1].startswith("Nobody covers you") or "may be asleep" in said_to(world, BEN)[-1]


def test_the_third_wrong_code_ends_the_offer_and_both_are_told(world: World) -> None:
    offers(world)
    right = code(world)
    wrong = [one for one in ("BBBB", "CCCC", "DDDD", "FFFF") if one != right]

    for i in range(3):
        world.texts(BEN, f"swap {wrong[i]}", sid=f"SM{i}")
    world.texts(BEN, f"swap {right}", sid="SMright")

    assert said_to(world, ANA)[-1].startswith("The swap with Ben Sato is off after three wrong codes.")
    assert said_to(world, BEN)[-2].startswith("The swap with Ana Duarte is off after three wrong codes.")
    assert said_to(world, BEN)[-1].startswith("That offer is over.")
    assert rota(world).swaps == ()


def test_a_turn_that_is_on_is_swapped_for_what_is_left_of_it(world: World) -> None:
    world.now = datetime.fromisoformat("2026-11-22T23:00:00+00:00")
    offers(world, "swap with ben")
    world.now += timedelta(hours=1)
    world.texts(BEN, f"swap {code(world)}")

    assert [holder(world, when) for when in ("22T23", "23T00", "23T19", "23T21")] == ["ana", "ben", "ben", "ana"]


def test_a_repeat_of_any_of_the_texts_does_nothing(world: World) -> None:
    offers(world)
    world.texts(BEN, f"swap {code(world)}", sid="SMyes")
    before, sent = rota(world), len(world.channel.sent)

    offers(world)
    world.texts(BEN, f"swap {code(world)}", sid="SMyes")

    assert rota(world) == before
    assert len(world.channel.sent) == sent
    world.texts(BEN, f"swap {code(world)}", sid="SMagain")
    assert said_to(world, BEN)[-1].startswith("You have swapped with Ana Duarte already.")


def test_an_engineer_and_a_vet_do_not_swap_even_when_both_work_the_desk(world: World) -> None:
    roster = takes_turns(BOOKS.roster)
    mixed = replace(NIGHTLY, layers=(replace(NIGHTLY.layers[0], people=("maya", "dana")),))
    schedules = {**roster.schedules, "on-call vet": mixed}
    world.kit = replace(world.kit, roster=replace(roster, schedules=schedules))

    world.texts(MAYA, "swap with dana")

    assert said_to(world, MAYA)[-1].startswith("You and Dana Moss cannot answer for each other's turns.")
    assert rota(world).offers == ()


@pytest.mark.parametrize("text", ["swap sun 20:00 with ben", "swap BCDF", "unswap"])
def test_a_swap_takes_three_round_trips(night: Night, text: str) -> None:
    night.kit = replace(night.kit, roster=takes_turns(BOOKS.roster))
    night.texts(ANA, "hello")
    with watched(night.client) as trips:
        receive(
            night.kit,
            Message(id="SMn", phone=Phone(ANA), at=night.now, direction="in", channel="sms", body=text),
        )

    assert len(trips) == 3


def answers(word: str) -> Act:
    return lambda w: w.texts(BEN, word.format(code=code(w)), sid="SManswer")


def runs_out(world: World) -> None:
    world.now = datetime.fromisoformat("2026-11-22T20:00:00+00:00")
    for _ in range(3):
        world.tries(lambda: end_offers(world.kit))
        world.settle()


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "a swap is offered": (turns_begin, offers),
    "a swap is agreed to": (then(turns_begin, offers), answers("swap {code}")),
    "a swap is refused": (then(turns_begin, offers), answers("no swap {code}")),
    "a swap is taken back": (then(turns_begin, offers), lambda w: w.texts(ANA, "unswap", sid="SMback")),
    "a swap runs out": (then(turns_begin, offers), runs_out),
    "a swap is offered and agreed to": (
        turns_begin,
        then(offers, lambda w: w.passes(minutes=2), answers("swap {code}")),
    ),
    "a swap whose turn is covered meanwhile": (
        then(turns_begin, lambda w: offers(w, "swap with cleo")),
        then(
            lambda w: w.texts(BEN, "cover cleo for 72h", sid="SMcover"),
            lambda w: w.texts(CLEO, f"swap {code(w)}", sid="SManswer"),
        ),
    ),
}


def left(world: World) -> tuple[object, ...]:
    """What was said to whom, and the rota; codes are chance's, and so are the seconds."""
    said = Counter((sent.to, re.sub(r"\bswap [B-Z2-9]{4}\b", "swap CODE", sent.what)) for sent in world.channel.sent)
    kept = rota(world)
    offered = tuple((one.one, one.other, one.mine, one.theirs, one.state, one.wrong) for one in kept.offers)
    swapped = tuple((one.one, one.other, one.role, one.ends_at) for one in kept.swaps)
    covered = tuple((one.person, one.instead_of, one.role) for one in kept.overrides)
    unsettled = len(list(world.store.unsettled(before=world.now + timedelta(days=1))))
    return said, offered, swapped, covered, unsettled


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_anywhere_leaves_what_would_have_been(name: str) -> None:
    whole, _ = play(JOURNEYS[name])
    expected = left(whole)
    assert expected[-1] == 0

    ends = [(at, side, left(play(JOURNEYS[name], at, side)[0])) for at, side in points(whole)]

    assert len(ends) > 4
    assert [(at, side) for at, side, end in ends if end != expected] == []


def test_the_last_state_of_every_offer_is_kept_by_name(world: World) -> None:
    offers(world)
    world.texts(BEN, f"swap {code(world)}")

    assert [one.state for one in rota(world).offers] == [OfferState.AGREED]
