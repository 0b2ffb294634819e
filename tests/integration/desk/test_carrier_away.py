"""The carrier takes nothing for a while: what still matters goes out later, and nobody is told that all is well."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.desk.rounds.audit_chains import audit_chains
from nightdesk.errand.errand import Outbox, OutboxState, Text
from nightdesk.errors import ChannelUnavailable
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import PageState
from nightdesk.store.store import Change
from tests.integration.desk.acts import ANA, BEN, BOOKS, raises
from tests.integration.desk.test_climbing import lags, says, texts
from tests.integration.desk.world import World

REFUSED = {
    "not reached": ChannelUnavailable("twilio could not be reached"),
    "busy": ChannelUnavailable("twilio said 429, 20429", code=20429),
    "silent": ChannelUnavailable("twilio did not answer in time", may_have_sent=True),
}


class Away(World):
    """why: what the carrier says to everything, None once it is back."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.why: ChannelUnavailable | None = None
        self.beats = 0
        self.doors = replace(self.doors, pause=lambda _: None)
        self.channel.before = self._refuse

    def _refuse(self) -> None:
        if self.why:
            raise self.why

    def _audit(self) -> None:
        audit_chains(self.kit, self.doors, beat=self._beat)

    def _beat(self) -> None:
        self.beats += 1


@pytest.fixture
def world() -> Away:
    made = Away(BOOKS)
    made.why = REFUSED["not reached"]
    return made


def told(world: World, service: str = "acorn") -> list[str]:
    return [body for body in texts(world, ANA) if service in body and "Reply ack" in body]


@pytest.mark.parametrize("why", REFUSED)
def test_a_page_goes_out_once_when_the_carrier_is_back_before_the_next_tier_is_woken(world: Away, why: str) -> None:
    world.why = REFUSED[why]
    lags(world)
    assert world.incident().policy.patience_minutes(1, world.incident().severity) > 8
    world.passes(minutes=7)

    world.why = None
    world.passes(minutes=2)

    assert world.incident().tier == 1
    assert len(told(world)) == 1


def test_what_nobody_needs_any_more_by_then_does_not(world: Away) -> None:
    lags(world)
    world.passes(minutes=4)
    says(world, BEN, "ack INC-7001")

    world.why = None
    world.passes(minutes=3)

    assert told(world) == []


def test_it_does_not_beat_while_pages_do_not_go_out_nor_right_after(world: Away) -> None:
    raises(world, "mailer")

    world.passes(minutes=50)

    assert world.beats == 0
    assert PageState.FAILED in {page.state for page in world.incident(0).pages}


def test_it_beats_again_when_the_carrier_is_back_and_somebody_has_it(world: Away) -> None:
    raises(world, "mailer")
    world.passes(minutes=6)
    world.why = None
    world.passes(minutes=1)
    for number, incident in enumerate(sorted(world.store.incidents(), key=lambda one: one.id), 1):
        says(world, ANA if number == 1 else "+12025550123", f"ack {incident.id}")

    world.passes(minutes=15)

    assert world.beats > 0


def test_a_phone_that_is_dead_is_not_the_carriers_silence() -> None:
    world = Away(BOOKS)
    world.channel.refusals = [ChannelUnavailable("no such number", code=21211, is_final=True)]
    lags(world)

    world.passes(minutes=3)

    assert world.incident().pages[0].state is PageState.FAILED
    assert world.beats > 0


def test_a_page_that_comes_too_late_to_be_sent_makes_the_phone_ring() -> None:
    """The stream stood still for longer than the text was worth sending."""
    world = Away(BOOKS)
    world.settle = lambda: None  # type: ignore[method-assign]  # nobody hands over what is queued
    lags(world)
    del world.settle
    world.now += timedelta(minutes=31)
    outbox = world.incident().pages[0].outbox

    world.settle()

    row = world.store.errand(outbox)
    assert row is not None
    assert row.state is OutboxState.FAILED
    assert world.channel.calls_to(ANA)
    assert told(world) == []


def test_what_is_worth_saying_for_ever_is_not_tried_for_ever(world: Away) -> None:
    answer = Outbox(id="01ANSWER", at=world.now, errand=Text(to=Phone(ANA), body="Noted.", purpose="reply"))
    world.store.commit(Change(errands=(answer,)))
    world.settle()

    world.passes(minutes=8)

    row = world.store.errand("01ANSWER")
    assert row is not None
    assert (row.state, row.attempts) == (OutboxState.FAILED, 4)
