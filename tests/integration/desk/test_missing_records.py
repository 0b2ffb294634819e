"""A record that could not be written: found each minute, tried again at a decent pace, raised once, and never lost."""

from datetime import timedelta

import pytest

from nightdesk.desk.rounds.audit_chains import Audit, audit_chains
from nightdesk.desk.rounds.unreported import SAID
from nightdesk.desk.watching.watch import attend
from nightdesk.incident.incident import Incident
from tests.integration.desk.acts import ANA, BOOKS, raises
from tests.integration.desk.dying import play, points
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    """An incident that is over; the chain that should have written its record gave up, as the bucket took nothing."""
    made = World(BOOKS)
    raises(made)
    made.texts(ANA, "resolve")
    gives_up(made)
    return made


def first(world: World) -> Incident:
    return world.incident(0)


def gives_up(world: World) -> None:
    """Its chain asks whether it is over and ends without a record."""
    one = first(world)
    assert attend(world.kit, one.id, generation=one.generation).is_over
    world.chain.watches[one.id, one.generation] = False


def audits(world: World, *, minutes: int, beats: list[str] | None = None) -> Audit:
    """That many rounds, a minute apart; each chain gives up six minutes after it began."""
    for _ in range(minutes):
        world.now += timedelta(minutes=1)
        found = audit_chains(world.kit, world.doors, beat=lambda: beats.append("beat") if beats is not None else None)
        world.settle()
        if world.now.minute % 6 == 0:
            gives_up(world)
    return found


def tried(world: World) -> list[int]:
    """Minutes after the end at which its chain was started anew."""
    one = first(world)
    assert one.resolved_at
    at = [entry.at for entry in world.store.entries(one.id) if entry.text == SAID]
    return [round((one_at - one.resolved_at).total_seconds() / 60) for one_at in at]


def test_it_is_tried_again_less_and_less_often_for_as_long_as_it_takes(world: World) -> None:
    audits(world, minutes=14 * 60)

    assert tried(world) == [15, 45, 105, 225, 465, 825]


def test_what_is_written_by_the_next_chain_wakes_nobody(world: World) -> None:
    beats = list[str]()
    audits(world, minutes=16, beats=beats)

    world.report()

    one = first(world)
    assert one.report_uri
    assert audits(world, minutes=60).unreported == 0
    assert len(world.store.incidents()) == 1
    assert len(beats) == 16


def test_what_lasts_is_raised_once_by_name_and_does_not_silence_the_heartbeat(world: World) -> None:
    beats = list[str]()

    found = audits(world, minutes=6 * 60, beats=beats)

    own = [one for one in world.store.incidents() if "nightdesk-audit" in one.services]
    assert found.raised == ("unreported",)
    assert found.failed == ()
    assert len(own) == 1
    assert first(world).id in own[0].alarms[0].summary
    assert any(page.tier == 1 for page in own[0].pages)
    assert "beat" in beats


def test_the_incident_of_it_ends_when_the_record_is_there(world: World) -> None:
    audits(world, minutes=60)
    subject = first(world)

    world.report(subject.id)
    audits(world, minutes=2)

    own = next(one for one in world.store.incidents() if "nightdesk-audit" in one.services)
    assert first(world).report_uri
    assert not any(alarm.is_firing for alarm in own.alarms)


def test_a_chain_that_still_tries_is_left_alone(world: World) -> None:
    one = first(world)
    world.chain.watches[one.id, one.generation] = True

    for _ in range(30):
        world.now += timedelta(minutes=1)
        found = audit_chains(world.kit, world.doors, beat=lambda: None)

    assert first(world) == one
    assert (found.unreported, found.raised) == (1, ())


def test_one_that_has_only_just_ended_is_not_looked_for(world: World) -> None:
    audits(world, minutes=10)
    raises(world, "search")
    world.texts(ANA, "resolve")

    audits(world, minutes=6)

    assert tried(world) == [15]
    assert world.incident(1).generation == 2


def overdue(world: World) -> None:
    raises(world)
    world.texts(ANA, "resolve")
    gives_up(world)
    world.now += timedelta(minutes=16)


def looks(world: World) -> None:
    world.passes(minutes=1)


def test_whoever_dies_over_it_its_chain_is_started_once() -> None:
    whole, _ = play((overdue, looks))
    assert started(whole) == 1

    for at, side in points(whole):
        after, _ = play((overdue, looks), at, side)
        assert started(after) == 1, f"{at} {side} {after.fuse.burst_at}"


def started(world: World) -> int:
    """How often a chain was started for it; the newest was handed over."""
    one = first(world)
    assert (one.id, one.generation) in world.chain.watches
    return sum(entry.text == SAID for entry in world.store.entries(one.id))
