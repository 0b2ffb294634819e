"""An incident becomes part of another while people talk on its call: they go on talking, on the other's."""

from datetime import timedelta

import pytest

from nightdesk.channel.twiml import Conference, Gather, Say
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.calls.unsaved import call_unsaved
from nightdesk.desk.watching.war_room import happened
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.roll_call import Live, There
from nightdesk.incident.war_room import Event, What
from tests.integration.desk.acts import ANA, BEN, BOOKS, Act, calls, raises, then
from tests.integration.desk.conftest import Night
from tests.integration.desk.dying import dies_everywhere
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.test_crashes_over_time import merges, two
from tests.integration.desk.test_joining import fires, victims
from tests.integration.desk.world import World

CLEO = next(one for one in BOOKS.roster.people if one.id == "cleo").phone


@pytest.fixture
def world() -> World:
    """Two incidents; Ana and Ben talk on the call of the second."""
    world = World(BOOKS)
    talking(world)
    return world


def talking(world: World) -> None:
    two(world)
    loser = world.incident(1).id
    for phone, person, call, order in ((ANA, "ana", "CA1", 0), (BEN, "ben", "CA2", 1)):
        OnPhone(world, phone, call).begins("room", loser, person).presses("1")
        tells(world, loser, "joined", order, call)
    there = tuple(There(call=call, person=who) for call, who in (("CA1", "ana"), ("CA2", "ben")))
    world.war_room.shown[loser] = [Live(conference="CF2", there=there)]


def tells(world: World, incident: IncidentId, what: What, order: int, call: str = "", conference: str = "CF2") -> None:
    event = Event(conference=conference, what=what, at=world.now, order=order, call=call)
    world.tries(lambda: happened(world.kit, incident, event))
    world.settle()


def moved(world: World) -> dict[str, str]:
    """By call, what it was told to run; asserts that none was told twice."""
    found = [(one.to, one.what) for one in world.channel.sent if one.kind == "moved"]
    assert len(dict(found)) == len(found)
    return {str(call): script for call, script in found}


def goes_over(world: World, phone: str, call: str) -> OnPhone:
    """The carrier runs what the call was told to run."""
    return OnPhone(world, phone, call).begins(*moved(world)[call].split("/"))


def notes(world: World, at: int) -> list[str]:
    return [e.text for e in world.store.entries(world.incident(at).id) if e.kind.value in {"note", "joined", "left"}]


def test_everybody_goes_over_and_hears_why_without_pressing_a_key(world: World) -> None:
    merges(world)

    assert moved(world) == {
        "CA1": "room/INC-007001/ana/moved/INC-007002",
        "CA2": "room/INC-007001/ben/moved/INC-007002",
    }
    assert world.war_room.ended == []
    first = goes_over(world, ANA, "CA1")
    assert "Case 2 is now part of case 1. Joining its call." in first.heard
    assert first.room == "INC-007001"
    tells(world, world.incident(0).id, "joined", 0, "CA1", "CF1")
    second = goes_over(world, BEN, "CA2")
    assert "Ana Duarte is on it." in second.heard
    assert second.room == "INC-007001"


def test_both_timelines_say_who_goes_where(world: World) -> None:
    merges(world)
    goes_over(world, ANA, "CA1")
    tells(world, world.incident(1).id, "left", 2, "CA1")
    tells(world, world.incident(0).id, "joined", 0, "CA1", "CF1")

    assert "its call goes over to INC-007001: Ana Duarte, Ben Sato" in notes(world, 1)
    assert notes(world, 1)[-1] == "Ana Duarte left the call"
    assert notes(world, 0)[-2:] == [
        "the call of INC-007002 comes over: Ana Duarte, Ben Sato",
        "Ana Duarte joined the call",
    ]


def test_those_who_come_over_are_not_texted_that_they_do_and_others_are_once(world: World) -> None:
    world.texts(CLEO, "join 7002", sid="SMcleo")
    OnPhone(world, CLEO, "CA3").begins("room", world.incident(1).id, "cleo").presses("1")
    merges(world)
    before = len(world.channel.sent)

    goes_over(world, ANA, "CA1")
    goes_over(world, BEN, "CA2")

    told = [(one.to, one.what) for one in world.channel.sent[before:] if "is on the call" in one.what]
    assert {to for to, _ in told} <= {CLEO}
    assert len(told) == 1


def test_asked_again_the_same_is_said_and_they_are_on_it_once(world: World) -> None:
    merges(world)
    call = goes_over(world, ANA, "CA1")
    before = world.incident(0).version

    assert "Case 2 is now part of case 1" in call.again()
    assert world.incident(0).version == before


def test_nobody_on_it_means_nobody_is_moved() -> None:
    world = World(BOOKS)
    two(world)
    OnPhone(world, ANA, "CA1").begins("room", world.incident(1).id, "ana").presses("1")

    merges(world)

    assert moved(world) == {}
    assert world.war_room.ended == []


def test_who_hung_up_meanwhile_is_left_alone_and_the_others_go_over(world: World) -> None:
    world.channel.over = {"CA1"}

    merges(world)

    assert list(moved(world)) == ["CA2"]


def test_a_carrier_that_is_away_is_asked_again_until_they_are_moved(world: World) -> None:
    world.war_room.away = ChannelUnavailable("twilio could not be reached")
    merges(world)
    assert moved(world) == {}

    world.war_room.away = None
    world.passes(minutes=2)

    assert set(moved(world)) == {"CA1", "CA2"}


def test_who_comes_in_as_it_is_merged_goes_over_too(world: World) -> None:
    loser = world.incident(1).id
    world.war_room.shown[loser] = []
    merges(world)
    world.war_room.shown[loser] = [Live(conference="CF2", there=(There(call="CA9", person="cleo"),))]

    tells(world, loser, "joined", 9, "CA9")

    assert moved(world) == {"CA9": "room/INC-007001/cleo/moved/INC-007002"}


def test_a_key_pressed_on_the_old_invitation_leads_to_the_call_there_is_now(world: World) -> None:
    invited = OnPhone(world, CLEO, "CA3").begins("room", world.incident(1).id, "cleo")
    merges(world)

    assert invited.presses("1").room == "INC-007001"
    late = OnPhone(world, CLEO, "CA4").begins("room", "INC-007002", "cleo")
    assert "the call for case 1." in late.heard


def test_star_on_the_old_call_leads_to_the_keys_of_the_one_there_is_now(world: World) -> None:
    merges(world)

    left = OnPhone(world, ANA, "CA1").begins("room", "INC-007002", "ana", "left")

    assert "You have left the call." in left.heard
    assert left.presses("0").room == "INC-007001"


def test_a_call_that_was_never_let_in_must_press_a_key(world: World) -> None:
    merges(world)

    stranger = OnPhone(world, CLEO, "CA8").begins("room", "INC-007001", "cleo", "moved", "INC-007002")

    assert not stranger.room
    assert stranger.is_silent().is_over


def test_somebody_elses_call_or_desk_is_not_let_in(world: World) -> None:
    merges(world)

    assert OnPhone(world, "+12025550199", "CA1").begins("room", "INC-007001", "ana", "moved", "INC-007002").is_over
    assert OnPhone(world, "+12025550111", "CA1").begins("room", "INC-007001", "ana", "moved", "INC-007002").is_over


def test_what_is_over_by_then_is_said_to_be(world: World) -> None:
    merges(world)
    world.texts(ANA, "resolve 7001", sid="SMresolve")

    call = goes_over(world, ANA, "CA1")

    assert call.is_over
    assert "was resolved" in call.heard


def test_merged_twice_they_end_where_it_ended() -> None:
    world = World(BOOKS)
    talking(world)
    world.now += timedelta(minutes=1)
    merges(world)
    script = moved(world)["CA1"].split("/")
    raises(world, "search-index")
    world.texts(ANA, "merge 7001 into 7003", sid="SMagain")

    call = OnPhone(world, ANA, "CA1").begins(*script)

    assert call.room == "INC-007003"


def test_with_the_table_away_they_are_let_through_all_the_same(world: World) -> None:
    merges(world)
    call = goes_over(world, ANA, "CA1")

    verbs = call_unsaved(world.kit, call._last)

    assert [verb.room for verb in verbs if isinstance(verb, Conference)] == ["INC-007001"]
    assert not [verb for verb in verbs if isinstance(verb, Gather | Say)]


def test_the_desks_own_joining_brings_them_over_too(night: Night) -> None:
    victims(night)
    loser = night.incident(2).id
    turn = Turn(
        path=("room", loser, "ana", "key"), call="CA1", phone=Phone(ANA), other=Phone("+12025550100"), digits="1"
    )
    speak(night.kit, turn)
    night.war_room.shown[loser] = [Live(conference="CF2", there=(There(call="CA1", person="ana"),))]

    fires(night, "orders-db")

    assert [one.what for one in night.channel.sent if one.kind == "moved"] == ["room/INC-000001/ana/moved/INC-000002"]


def goes(call: str, phone: str) -> Act:
    return lambda world: calls(world, phone, *world.channel.script_of(call).split("/"))


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "an incident is merged while people talk on its call": (talking, merges),
    "somebody goes over to the other call": (then(talking, merges), goes("CA1", ANA)),
    "somebody comes in just after": (
        then(talking, merges),
        lambda w: tells(w, w.incident(1).id, "joined", 9, "CA9"),
    ),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_while_a_call_is_moved_leaves_what_would_have_been(name: str) -> None:
    print(f"{dies_everywhere(JOURNEYS[name])} crash points: {name}")
