"""What happens while a watch sleeps must not be noticed late: a fresh one takes over when something is due sooner."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from nightdesk.desk.rounds.audit_chains import audit_chains
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.incident.severity import Severity
from tests.integration.desk.acts import ANA, BEN, BOOKS, raises
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.test_climbing import lags, says
from tests.integration.desk.test_woken_beside import worsens
from tests.integration.desk.world import World


class Audited(World):
    """Remembers what the audit found asleep; it wakes nobody in these tests that the watches do not."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.overslept: list[str] = []

    def _audit(self) -> None:
        self.overslept += audit_chains(self.kit, self.doors, beat=lambda: None).overslept


def passes_it_on(world: World) -> None:
    says(world, ANA, "pass 1")


def passes_it_on_by_key(world: World) -> None:
    OnPhone(world, ANA, "CA8").begins("page", world.incident().id, "ana").presses("5")


def hands_it_over(world: World) -> None:
    says(world, ANA, "ack 1")
    says(world, ANA, "pass 1 to ben")


def takes_it_after_a_silent_night(world: World) -> None:
    world.passes(minutes=150)
    says(world, BEN, "ack INC-7001")


def opts_out(world: World) -> None:
    says(world, ANA, "STOP")


@pytest.mark.parametrize(
    "happens", [passes_it_on, passes_it_on_by_key, hands_it_over, takes_it_after_a_silent_night, opts_out]
)
def test_whatever_happens_between_two_looks_nothing_is_overslept(happens: Callable[[World], None]) -> None:
    world = Audited(BOOKS)
    raises(world, "mailer")
    assert world.incident().severity is Severity.SEV1
    world.passes(minutes=3)

    happens(world)
    world.passes(minutes=45)

    assert world.overslept == []


@pytest.mark.parametrize("status", ["delivered", "undelivered"])
def test_nor_by_what_the_carrier_tells(status: str) -> None:
    world = Audited(BOOKS)
    lags(world)
    world.now += timedelta(seconds=20)

    take_receipt(world.kit, world.incident().pages[0].outbox, status=status, error=30003)
    worsens(world)
    world.passes(minutes=25)

    assert world.overslept == []


def test_who_is_woken_by_a_pass_is_called_twice_within_three_minutes() -> None:
    world = Audited(BOOKS)
    raises(world, "mailer")
    world.passes(minutes=3)

    passes_it_on(world)
    world.passes(minutes=3)

    assert len(world.channel.calls_to(BEN)) == 2


def test_what_is_due_as_late_as_before_starts_no_other_watch() -> None:
    world = Audited(BOOKS)
    raises(world, "mailer")
    before = world.incident().generation

    says(world, ANA, "ack 1")
    says(world, ANA, "note 1 on it")
    says(world, ANA, "status 1")

    assert world.incident().generation == before
    assert world.overslept == []


def test_a_tier_that_is_woken_is_not_called_twice_in_the_same_breath() -> None:
    """All were silent at SEV2; then it is raised, which pages everyone anew and makes calls due."""
    world = World(BOOKS)
    lags(world)
    world.passes(minutes=70)
    before = {one.id for one in world.store.incidents()}

    says(world, ANA, "sev 1 INC-7001")

    at = world.incident(0).tier_at
    rung = [page.phone for page in world.incident(0).pages if page.at == at and page.channel == "call"]
    assert len(before) == 1
    assert rung
    assert len(rung) == len(set(rung))


def test_two_reasons_of_one_moment_are_settled_before_anybody_is_called() -> None:
    """At 30 minutes a SEV0 breaks its promise, just when those of the last round are due their second call."""
    world = World(BOOKS)
    raises(world, "mailer")
    says(world, ANA, "sev 0 INC-7001")
    world.passes(minutes=27)
    says(world, BEN, "pass INC-7001")

    world.passes(minutes=10)

    rung = [(page.phone, page.at) for page in world.incident().pages if page.channel == "call"]
    assert len(rung) > len({phone for phone, _ in rung})
    assert len(rung) == len(set(rung))


def test_whoever_has_it_and_stands_on_the_next_tier_is_told_once() -> None:
    world = World(BOOKS)
    lags(world)
    says(world, BEN, "ack INC-7001")
    before = len(world.channel.texts_to(BEN))

    worsens(world)

    assert world.incident().tier == 2
    assert len(world.channel.texts_to(BEN)) == before + 1
    assert "yours, SEV1" in world.channel.texts_to(BEN)[-1]
