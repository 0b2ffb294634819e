"""A callback of the carrier about a call is lost: the auditor asks who is on it, and the timeline says what is true."""

from datetime import timedelta

import pytest

from nightdesk.desk.rounds.roll_call import MOST_ROOMS, call_rolls
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.roll_call import Live, There
from nightdesk.incident.timeline import Kind
from tests.integration.desk.acts import ANA, BEN, BOOKS, Act, calls, confers, raises, then
from tests.integration.desk.dying import dies_everywhere
from tests.integration.desk.world import World

TREES = "acorn birch cedar dogwood elm fir ginkgo hazel ilex juniper kauri larch maple"
ABOUT_THE_CALL = {Kind.JOINED, Kind.LEFT}


@pytest.fixture
def world() -> World:
    """Ana is on the call, and the carrier has said so."""
    world = World(BOOKS)
    raises(world)
    comes_in(world)
    return world


def comes_in(world: World) -> None:
    calls(world, ANA, "room", world.incident(0).id, "ana", "key", digits="1")
    confers(world, "joined", 0)


def shows(world: World, *calls: str, person: str = "ana") -> None:
    there = tuple(There(call=one, person=person, since=world.now) for one in calls)
    world.war_room.shown = {world.incident(0).id: [Live(conference="CF1", there=there)] if there else []}


def looks(world: World, *, minutes: int = 3) -> list[str]:
    """The auditor's rounds; the kinds of ill it found."""
    found: list[str] = []
    for _ in range(minutes):
        world.now += timedelta(minutes=1)
        world.tries(lambda: found.extend(ill.kind for ill in call_rolls(world.kit, world.doors.war_room)[0]))
        world.settle()
    return found


def told(world: World) -> list[str]:
    return [entry.text for entry in world.store.entries(world.incident(0).id) if entry.kind in ABOUT_THE_CALL]


def test_a_lost_leaving_is_on_the_timeline_with_when_it_was_found(world: World) -> None:
    shows(world, "CA9")

    assert looks(world) == ["callback lost"]
    assert told(world) == [
        "Ana Duarte joined the call",
        "Ana Duarte left the call, found missing at 03:02",
        "Ana Duarte joined the call, found on it at 03:02",
    ]


def test_a_lost_end_leaves_nobody_on_the_call(world: World) -> None:
    shows(world)

    assert looks(world) == ["callback lost"]

    room = world.incident(0).war_room
    assert room is not None
    assert (room.inside, room.ended) == ((), ("CF1",))
    assert told(world)[1:] == [
        "Ana Duarte left the call, found missing at 03:02",
        "the call ended, found over at 03:02",
    ]
    world.texts(BEN, "who 7001", sid="SMwho")
    assert "On the call" not in world.channel.texts_to(BEN)[-1]


def test_a_lost_coming_is_on_the_timeline_under_their_name() -> None:
    world = World(BOOKS)
    raises(world)
    calls(world, ANA, "room", world.incident(0).id, "ana", "key", digits="1")
    shows(world, "CA1", person="")

    assert looks(world) == ["callback lost"]
    assert told(world) == ["Ana Duarte joined the call, found on it at 03:02"]


def test_what_the_carrier_tells_late_is_noted_as_late_and_once(world: World) -> None:
    shows(world)
    looks(world)
    before = told(world)

    for _ in range(2):
        confers(world, "left", 1)
        confers(world, "ended", 2)

    assert told(world) == before
    notes = [e.text for e in world.store.entries(world.incident(0).id) if e.text.startswith("told late")]
    assert notes == ["told late: Ana Duarte left the call at 03:03", "told late: the call ended at 03:03"]
    room = world.incident(0).war_room
    assert room is not None
    assert room.inside == ()


def test_while_all_agrees_nothing_is_written(world: World) -> None:
    shows(world, "CA1")
    before = world.incident(0).version

    assert looks(world) == []
    assert world.incident(0).version == before


def test_nobody_is_asked_about_an_incident_without_a_call() -> None:
    world = World(BOOKS)
    raises(world)

    looks(world)

    assert world.war_room.asked == []


def test_a_carrier_that_is_away_changes_nothing_and_is_asked_once(world: World) -> None:
    shows(world)
    world.war_room.away = ChannelUnavailable("twilio could not be reached")
    before = world.incident(0).version

    ills, failed = call_rolls(world.kit, world.doors.war_room)

    assert (ills, len(failed)) == ((), 1)
    assert world.incident(0).version == before
    world.war_room.away = None
    assert looks(world) == ["callback lost"]


def test_many_calls_have_their_turn_within_minutes_and_one_bad_one_stops_no_other() -> None:
    world = World(BOOKS)
    for name in TREES.split():
        raises(world, name)
        world.now += timedelta(minutes=11)
    for incident in world.store.incidents(limit=100):
        calls(world, ANA, "room", incident.id, "ana", "key", digits="1")
    world.war_room.away = ChannelUnavailable("no such room", code=20001, is_final=True)

    looks(world, minutes=2)

    assert len(set(world.war_room.asked)) == len(world.store.incidents(limit=100)) > MOST_ROOMS


def test_who_is_found_in_a_room_that_is_over_is_not_left_there() -> None:
    world = World(BOOKS)
    raises(world)
    calls(world, ANA, "room", world.incident(0).id, "ana", "key", digits="1")
    world.texts(ANA, "resolve 7001", sid="SMresolve")
    world.war_room.ended.clear()
    shows(world, "CA1")

    looks(world)

    assert world.war_room.ended == [world.incident(0).id]


def enters(world: World) -> None:
    calls(world, ANA, "room", world.incident(0).id, "ana", "key", digits="1")


def is_empty(world: World) -> None:
    shows(world)


def look(world: World) -> None:
    looks(world)


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "a leaving and an end are lost": (then(raises, comes_in, is_empty), look),
    "a coming is lost": (then(raises, enters, lambda w: shows(w, "CA1")), look),
    "what was lost is told late": (
        then(raises, comes_in, is_empty, look),
        then(lambda w: confers(w, "left", 1), lambda w: confers(w, "ended", 2)),
    ),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_while_the_roll_is_called_leaves_what_would_have_been(name: str) -> None:
    print(f"{dies_everywhere(JOURNEYS[name])} crash points: {name}")
