"""An incident that was opened under one roster, and goes on under another that was deployed in the night."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from nightdesk.incident.desk import Phone
from nightdesk.incident.policy import Rung
from nightdesk.incident.severity import Severity
from nightdesk.roster.changes import Changes
from nightdesk.roster.layer import Layer
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster
from nightdesk.roster.schedule import Schedule
from tests.integration.desk.acts import ANA, BEN, BOOKS, raises
from tests.integration.desk.test_climbing import says, texts
from tests.integration.desk.world import World

GUS, CLEO = "+12025550127", "+12025550123"
EMPTY = Schedule(layers=())


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def deploys(world: World, change: Callable[[Roster], Roster]) -> None:
    """A new roster.yaml, from its own file: what people changed in the table comes on top of it as before."""
    world.kit = replace(world.kit, roster=change(BOOKS.roster))


def without(roster: Roster, *people: str) -> Roster:
    """Nobody of these is left, also on no schedule: a schedule that had only them is empty."""
    schedules = {
        role: replace(
            one,
            layers=tuple(
                layer
                for layer in (
                    replace(layer, people=tuple(p for p in layer.people if p not in people)) for layer in one.layers
                )
                if layer.people
            ),
        )
        for role, one in roster.schedules.items()
    }
    left = tuple(one for one in roster.people if one.id not in people)
    desks = {desk: tuple(p for p in members if p not in people) for desk, members in roster.desks.items()}
    return replace(roster, people=left, schedules=schedules, desks=desks)


def on_call(roster: Roster, person: str) -> Roster:
    schedule = Schedule(layers=(Layer(people=(person,)),))
    return replace(roster, schedules={**roster.schedules, "on-call engineer": schedule})


def emptied(roster: Roster) -> Roster:
    return replace(roster, schedules=dict.fromkeys(roster.schedules, EMPTY))


def without_roles(roster: Roster) -> Roster:
    return replace(roster, schedules={})


def only_the_catch_all(roster: Roster) -> Roster:
    return without(roster, *(one.id for one in roster.people if one.id != roster.catch_all))


def woken(world: World) -> set[str]:
    return {sent.to for sent in world.channel.sent if sent.to.startswith("+120255501") and sent.kind == "call"}


def test_whoever_the_new_roster_has_on_call_is_woken_at_once_for_what_goes_on(world: World) -> None:
    raises(world)
    assert texts(world, ANA)
    deploys(world, lambda roster: on_call(without(roster, "ana"), "cleo"))

    world.passes(minutes=3)

    assert world.incident().tier == 1
    assert len(texts(world, CLEO)) == 1
    says(world, CLEO, "ack 1")
    assert world.incident().ack is not None


def test_whoever_was_woken_already_is_not_woken_anew_by_an_edit(world: World) -> None:
    raises(world)
    before = len(texts(world, ANA))
    deploys(world, lambda roster: replace(roster, people=tuple(reversed(roster.people))))

    world.passes(minutes=1)

    assert len(texts(world, ANA)) == before
    assert not texts(world, GUS)


@pytest.mark.parametrize("change", [emptied, without_roles, only_the_catch_all])
def test_under_a_roster_that_was_emptied_the_catch_all_is_woken_at_once_and_again_and_again(
    world: World, change: Callable[[Roster], Roster]
) -> None:
    raises(world)
    deploys(world, change)

    world.passes(minutes=3)
    assert GUS in woken(world) or texts(world, GUS)

    world.passes(minutes=90)

    incident = world.incident()
    assert incident.is_open
    assert sum(sent.to == GUS for sent in world.channel.sent) >= 6
    said = {entry.text for entry in world.store.entries(incident.id) if entry.actor == "roster"}
    assert any("Gus Weber is woken instead" in one for one in said)
    says(world, GUS, "ack")
    assert world.incident().ack is not None


def test_the_ladder_is_the_one_of_the_opening_and_the_people_are_those_of_the_hour(world: World) -> None:
    raises(world)
    flat = {
        name: replace(one, rungs=(Rung(tier=1, roles=("director",), label="director"),), pages_from="SEV0")
        for name, one in BOOKS.policies.items()
    }
    world.kit = replace(world.kit, policies=flat, roster=BOOKS.roster)
    deploys(world, lambda roster: replace(roster, schedules={**roster.schedules, "senior on-call": EMPTY}))

    world.passes(minutes=int(BOOKS.policies["ops"].patience_minutes(1, world.incident().severity)) + 2)

    assert world.incident().tier == 2
    assert texts(world, CLEO)
    assert texts(world, GUS), "the senior's schedule is empty by now"
    assert not texts(world, BEN)


def test_a_catch_all_who_left_is_replaced_by_the_next_file(world: World) -> None:
    deploys(world, emptied)
    raises(world)
    dora = Person(id="dora", name="Dora Vale", phone=Phone("+12025550128"))
    deploys(
        world,
        lambda roster: replace(
            only_the_catch_all(roster), people=(dora,), catch_all="dora", schedules={}, planned=Changes()
        ),
    )

    world.passes(minutes=20)

    assert texts(world, "+12025550128")
    assert world.incident().severity <= Severity.SEV2
