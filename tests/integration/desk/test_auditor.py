"""The minute's audit: what it finds, mends and raises, and that it beats when all is well and never else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.rounds.audit_chains import Audit, audit_chains
from nightdesk.errand.errand import Outbox, StartWatch, Text
from nightdesk.errors import Unavailable
from nightdesk.incident.desk import Phone, incident_id
from nightdesk.store.store import Change
from tests.fakes.table import refusal
from tests.integration.desk.acts import ANA, BOOKS, raises
from tests.integration.desk.world import World

CLEO = "+12025550123"
"""Team lead of the ops desk."""


@pytest.fixture
def world() -> World:
    """One incident that Ana was paged for, watched."""
    made = World(BOOKS)
    raises(made)
    made.now += timedelta(minutes=1)
    return made


def audits(world: World, beats: list[str] | None = None) -> Audit:
    found = audit_chains(world.kit, world.doors, beat=lambda: beats.append("beat") if beats is not None else None)
    world.settle()
    return found


def test_when_all_is_well_it_beats_and_touches_nothing(world: World) -> None:
    beats, before = list[str](), world.incident()

    found = audits(world, beats)

    assert found.all_is_well
    assert (found.looked_at, beats) == (1, ["beat"])
    assert world.incident() == before


def test_a_watch_that_overslept_is_found_and_what_it_missed_is_done(world: World) -> None:
    beats = list[str]()
    world.now += timedelta(minutes=30)

    found = audits(world, beats)

    assert found.overslept == (world.incident().id,)
    assert beats == []
    assert world.incident().tier > 1
    assert world.chain.is_watched(world.incident().id, generation=world.incident().generation)


def test_an_incident_whose_chain_is_not_running_gets_a_new_one_before_anything_is_due(world: World) -> None:
    beats, before = list[str](), world.incident()
    world.chain.watches.clear()

    found = audits(world, beats)

    after = world.incident()
    assert found.unwatched == (before.id,)
    assert found.overslept == ()
    assert beats == []
    assert after.generation == before.generation + 1
    assert world.chain.is_watched(after.id, generation=after.generation)
    assert after.pages == before.pages
    assert audits(world, beats).all_is_well
    assert beats == ["beat"]


def test_a_chain_that_is_about_to_be_started_is_not_started_twice(world: World) -> None:
    world.chain.watches.clear()
    draft = Draft(world.incident(), now=world.now, new_id=world.kit.new_id)
    with_incident(draft, generation=world.incident().generation + 1)
    world.store.commit(draft.change())

    found = audit_chains(world.kit, world.doors, beat=lambda: None)

    assert found.unwatched == ()


def test_when_the_chains_cannot_be_looked_at_it_does_not_beat_and_goes_on(world: World) -> None:
    beats = list[str]()
    world.chain.is_dark = True

    found = audits(world, beats)

    assert beats == []
    assert found.unwatched == ()
    assert any("could not be looked at" in one for one in found.failed)


def test_an_errand_that_was_never_handed_over_is_and_there_is_no_beat(world: World) -> None:
    beats = list[str]()
    row = Outbox(
        id="01STUCK", at=world.now - timedelta(minutes=1), errand=Text(to=Phone(ANA), body="hi", purpose="update")
    )
    world.store.commit(Change(errands=(row,)))

    found = audits(world, beats)

    assert (found.stuck, found.mended, beats) == (1, 1, [])
    assert "hi" in world.channel.texts_to(ANA)


def test_what_others_found_in_the_same_minute_also_keeps_it_silent(world: World) -> None:
    beats = list[str]()

    audit_chains(world.kit, world.doors, beat=lambda: beats.append("beat"), failed=("heartbeat backup: away",))

    assert beats == []


def test_a_failure_at_one_incident_does_not_stop_the_others(world: World) -> None:
    raises(world, "search")
    world.now += timedelta(minutes=30)
    world.table.refusals.append(("transact_write_items", refusal("ThrottlingException", "transact_write_items")))

    found = audits(world)

    assert len(found.overslept) == 2
    assert len(found.failed) == 1
    assert sum(one.tier > 1 for one in world.store.incidents()) == 1


def never_starts(world: World) -> None:
    """Chains cannot be started at all, for as long as this lasts."""

    def refuse(*_: object, **__: object) -> None:
        raise Unavailable("no chain can be started")

    world.chain.start_watch = refuse  # type: ignore[method-assign]  # the fake's own, told to fail
    row = Outbox(id="01NOCHAIN", at=world.now, errand=StartWatch(generation=99), incident=world.incident().id)
    world.store.commit(Change(errands=(row,)))


def test_what_outlasts_its_mending_wakes_the_desks_lead_once_as_an_incident_of_its_own(world: World) -> None:
    world.doors = replace(world.doors, pause=lambda _: None)
    never_starts(world)

    for _ in range(9):
        world.now += timedelta(minutes=1)
        found = audit_chains(world.kit, world.doors, beat=lambda: None)

    own = [one for one in world.store.incidents() if "nightdesk-audit" in one.services]
    assert found.raised == ("stuck",)
    assert len(own) == 1
    assert "01NOCHAIN" in own[0].alarms[0].summary
    assert {page.phone for page in own[0].pages if page.tier == 1} == {CLEO}


def test_the_incident_of_an_ill_that_is_over_ends_by_itself(world: World) -> None:
    start = world.chain.start_watch
    world.doors = replace(world.doors, pause=lambda _: None)
    never_starts(world)
    for _ in range(9):
        world.now += timedelta(minutes=1)
        audit_chains(world.kit, world.doors, beat=lambda: None)
    world.chain.start_watch = start  # type: ignore[method-assign]

    for _ in range(3):
        world.now += timedelta(minutes=1)
        audits(world)

    own = next(one for one in world.store.incidents() if "nightdesk-audit" in one.services)
    assert not any(alarm.is_firing for alarm in own.alarms)


def test_what_was_mended_at_once_is_no_incident(world: World) -> None:
    world.now += timedelta(minutes=30)

    found = audits(world)

    assert found.overslept
    assert found.raised == ()
    assert len(world.store.incidents()) == 1


def test_every_open_incident_is_looked_at_however_many_there_are(world: World) -> None:
    template = world.incident()
    for number in range(8000, 8350):
        copy = replace(template, id=incident_id(number), version=0)
        world.store.commit(Change(incident=copy))
        world.chain.start_watch(copy.id, generation=copy.generation)

    found = audits(world)

    assert found.looked_at == 351


def test_of_more_chains_than_a_minute_allows_each_has_its_turn_within_minutes(world: World) -> None:
    template = world.incident()
    for number in range(8000, 8350):
        world.store.commit(Change(incident=replace(template, id=incident_id(number), version=0)))
        world.chain.start_watch(incident_id(number), generation=template.generation)
    world.chain.watches[incident_id(8123), template.generation] = False

    found = [audits(world).unwatched]
    world.now += timedelta(minutes=1)
    found.append(audits(world).unwatched)

    assert sorted(found) == [(), (incident_id(8123),)]
