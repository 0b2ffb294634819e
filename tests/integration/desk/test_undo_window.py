"""A yes that was a mistake: until its step has begun, whoever was asked can stop it, and then nothing runs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import permutations

import pytest

from nightdesk.action.action import Parameters
from nightdesk.desk.repair.ask import ask_approval
from nightdesk.incident.ask import Ask, AskState
from nightdesk.incident.incident import Status
from nightdesk.incident.timeline import Kind
from nightdesk.report.status import status_update
from nightdesk.store.store import Change
from tests.fakes.action import FakeAction
from tests.integration.desk.acts import ANA, BEN, BOOKS, MAYA, asks, code, grants, raises, runs, then, tries_to_run
from tests.integration.desk.dying import Journey, dies_everywhere
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    """Ana was asked and said yes a moment ago."""
    world = World(BOOKS)
    grants(world)
    world.now += timedelta(seconds=10)
    return world


def both_asked(world: World) -> None:
    """Ana was asked; then Ben took it, and was asked too."""
    asks(world)
    world.now += timedelta(seconds=10)
    world.texts(BEN, f"take {world.incident().id}", sid="SMtake")


def ask_of(world: World) -> Ask:
    ask = world.incident().ask
    assert ask is not None
    return ask


def last(world: World, phone: str) -> str:
    return world.channel.texts_to(phone)[-1]


def test_a_yes_waits_and_says_how_it_is_stopped(world: World) -> None:
    assert tries_to_run(world) == 50

    assert world.action.asked == []
    assert f"run it in 60 s. no {code(world)} stops it." in last(world, ANA)
    assert "about to begin: Roll back checkout to 7" in status_update(world.incident(), world.now)


def test_when_nobody_stops_it_it_runs(world: World) -> None:
    runs(world)

    assert world.action.changes_made == 1
    assert world.now == ask_of(world).not_before


def test_no_after_yes_wins_and_wakes_another_human(world: World) -> None:
    world.texts(ANA, f"no {code(world)}", sid="SMno")
    runs(world)

    assert ask_of(world).state is AskState.DENIED
    assert world.action.asked == []
    assert not world.incident().steps
    assert world.incident().tier == 2
    assert "Stopped: Roll back checkout to 7" in last(world, ANA)
    assert world.channel.texts_to(BEN)


def test_whoever_else_was_asked_hears_of_it_and_can_stop_it_with_their_own_code() -> None:
    world = World(BOOKS)
    both_asked(world)
    world.texts(ANA, f"go {code(world)}", sid="SMgo")
    told = last(world, BEN)

    world.texts(BEN, f"no {code(world, 'ben')}", sid="SMno")
    runs(world)

    assert f"Ana Duarte approved: Roll back checkout to 7. It runs in 60 s. no {code(world, 'ben')} stops it." in told
    assert ask_of(world).state is AskState.DENIED
    assert world.action.changes_made == 0
    assert "Ben" in last(world, ANA)
    assert "stopped it" in last(world, ANA)


@pytest.mark.parametrize(
    "words",
    [
        "no",
        "no wait",
        "wait",
        "oh no stop it",
        "cancel that",
        "abort!!",
        "don't",
        "espera no",
        "STOP",
        "cancel",
        "no BBB",
    ],
)
def test_second_thoughts_need_no_code(world: World, words: str) -> None:
    world.texts(ANA, words, sid="SMno")
    runs(world)

    assert ask_of(world).state is AskState.DENIED
    assert world.action.changes_made == 0
    assert world.incident().tier == 2


@pytest.mark.parametrize(
    "words", ["ok", "no problem", "should I wait?", "thanks", "ack 1", "it stopped answering at 3"]
)
def test_other_words_stop_nothing(world: World, words: str) -> None:
    world.texts(ANA, words, sid="SMno")
    runs(world)

    assert world.action.changes_made == 1


@pytest.mark.parametrize("sender", [BEN, MAYA, "+12025550199"])
def test_whoever_was_not_asked_calls_nothing_off(world: World, sender: str) -> None:
    world.texts(sender, "no wait", sid="SMno")
    runs(world)

    assert world.action.changes_made == 1


def test_a_no_in_words_is_no_answer_while_permission_is_only_asked() -> None:
    world = World(BOOKS)
    asks(world)

    world.texts(ANA, "no wait", sid="SMno")

    assert ask_of(world).state is AskState.PENDING


@pytest.mark.parametrize("sender", [BEN, MAYA, "+12025550199"])
def test_whoever_was_not_asked_stops_nothing_with_anothers_code(world: World, sender: str) -> None:
    world.texts(sender, f"no {code(world)}", sid="SMno")
    runs(world)

    assert ask_of(world).state is AskState.GRANTED
    assert world.action.changes_made == 1


def test_a_no_to_another_request_stops_only_that_one(world: World) -> None:
    """A code names its request: what Ana refuses here is not what she approved there."""
    world.now += timedelta(seconds=5)
    other, plan = world.incident().id, ask_of(world).plan
    raises(world, "image-resizer")
    second = next(one for one in world.store.incidents() if one.id != other)
    plan = replace(plan, service="image-resizer", parameters={"function": "image-resizer"})
    world.store.commit(Change(incident=replace(second, plan=plan)))
    world.tries(lambda: ask_approval(world.kit, second.id, token="t2"))
    world.settle()
    asked = world.store.incident(second.id)
    assert asked is not None
    assert asked.ask is not None

    world.texts(ANA, f"no {asked.ask.asked[0].code}", sid="SMno")

    states = {one.id: one.ask.state for one in world.store.incidents() if one.ask}
    assert states == {other: AskState.GRANTED, second.id: AskState.DENIED}


def test_it_can_be_stopped_for_as_long_as_it_has_not_begun_however_late_its_chain_is(world: World) -> None:
    world.now += timedelta(minutes=20)

    world.texts(ANA, f"no {code(world)}", sid="SMno")
    runs(world)

    assert world.action.changes_made == 0


def test_what_has_begun_is_not_stopped_and_says_so(world: World) -> None:
    runs(world)

    world.texts(ANA, f"no {code(world)}", sid="SMno")

    assert ask_of(world).state is AskState.GRANTED
    assert "It has begun: Roll back checkout to 7" in last(world, ANA)


@dataclass
class Interrupted(FakeAction):
    """An action in whose check a human is faster."""

    by: Callable[[], None] = lambda: None

    def check(self, parameters: Parameters) -> str:
        said = super().check(parameters)
        self.by()
        return said


def test_a_no_while_the_step_is_being_prepared_is_seen_before_anything_changes() -> None:
    world = World(BOOKS)
    grants(world)
    world.now += timedelta(seconds=60)
    action = Interrupted(by=lambda: world.texts(ANA, f"no {code(world)}", sid="SMno"))
    world.workshop = replace(world.workshop, actions={action.name: action})

    tries_to_run(world)

    assert action.asked == ["check", "back up"]
    assert not world.incident().steps
    assert "Stopped" in last(world, ANA)


def test_what_is_over_in_the_meantime_is_withdrawn(world: World) -> None:
    world.texts(ANA, "ack 1", sid="SMack")
    raises(world, ended=True)
    world.texts(ANA, "resolve 1: restarted it", sid="SMresolve")
    runs(world)

    assert world.incident().status is Status.RESOLVED
    assert ask_of(world).state is AskState.WITHDRAWN
    assert world.action.asked == []


def test_a_policy_can_want_it_at_once() -> None:
    world = World(BOOKS)
    asks(world)
    hurried = replace(world.incident().policy, undo_seconds=0)
    world.store.commit(Change(incident=replace(world.incident(), policy=hurried)))

    world.texts(ANA, f"go {code(world)}", sid="SMgo")
    held = tries_to_run(world)

    assert held == 0
    assert world.action.changes_made == 1
    assert "run it now" in last(world, ANA)


def test_a_simulated_night_leaves_time_for_a_thumb() -> None:
    world = World(BOOKS)
    asks(world)
    world.kit = replace(world.kit, settings=replace(world.kit.settings, speed=60.0))

    world.texts(ANA, f"go {code(world)}", sid="SMgo")

    assert tries_to_run(world) == 5


def test_the_auditor_lets_it_wait_and_starts_the_work_anew_when_its_chain_is_lost(world: World) -> None:
    world.passes(minutes=2)
    early = [one for one in world.store.entries(world.incident().id) if "nothing ran" in one.text]
    world.passes(minutes=2)
    late = [one for one in world.store.entries(world.incident().id) if "nothing ran" in one.text]

    assert early == []
    assert len(late) == 1


YES, NO, STEP = "yes", "no", "step"


@pytest.mark.parametrize("order", sorted(set(permutations((YES, NO, NO, STEP, STEP)))), ids="-".join)
def test_in_any_order_either_the_step_began_first_or_nothing_runs(order: tuple[str, ...]) -> None:
    world = World(BOOKS)
    asks(world)
    has_begun = stopped = False
    for number, what in enumerate(order):
        world.now += timedelta(seconds=61)
        if what is STEP:
            tries_to_run(world)
            has_begun = has_begun or world.action.changes_made > 0
        else:
            stopped = stopped or (what is NO and not has_begun)
            world.texts(ANA, f"{'go' if what is YES else 'no'} {code(world)}", sid=f"SM{number}")

    tries_to_run(world)

    assert world.action.changes_made == (0 if stopped else 1)
    denied = [one for one in world.store.entries(world.incident().id) if one.kind is Kind.DENIED]
    assert len(denied) == stopped


@pytest.mark.parametrize(
    "journey",
    [
        (grants, lambda w: w.texts(ANA, f"no {code(w)}", sid="SMno")),
        (
            then(both_asked, lambda w: w.texts(ANA, f"go {code(w)}", sid="SMgo")),
            lambda w: w.texts(BEN, f"no {code(w, 'ben')}", sid="SMno"),
        ),
        (grants, lambda w: w.texts(ANA, "wait no", sid="SMno")),
        (grants, lambda w: w.texts(ANA, "STOP", sid="SMno")),
        (both_asked, lambda w: w.texts(ANA, f"go {code(w)}", sid="SMgo")),
    ],
    ids=["taken back", "stopped by another", "called off", "opted out", "another hears of it"],
)
def test_a_worker_that_dies_anywhere_leaves_the_same(journey: Journey) -> None:
    dies_everywhere(journey)


def test_a_step_that_nobody_approved_is_refused_once_however_often_its_task_is_asked() -> None:
    world = World(BOOKS)
    asks(world)
    tries_to_run(world)
    refused = world.incident()

    world.now += timedelta(seconds=20)
    tries_to_run(world)

    assert world.action.asked == []
    assert refused.tier == 2
    assert world.incident() == refused
