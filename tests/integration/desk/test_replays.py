"""Whatever comes twice, late, out of order or at the same moment leaves what it would have left once and in order."""

import threading
from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nightdesk.alarm.alarm import Alarm
from nightdesk.contact.contact import Message
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.errand.errand import OutboxState
from nightdesk.errors import Stale
from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import Phone
from nightdesk.incident.incident import PageState
from tests.integration.desk.acts import ANA, BOOKS, CHOCOLATE, MAYA, OWNER, alarm, asks, code, page_of, raises
from tests.integration.desk.test_crashes import JOURNEYS
from tests.integration.desk.world import Picture, World


class Twice(World):
    """Everything that asks, asks twice."""

    def tries(self, do: Callable[[], object], *, times: int = 3) -> None:
        super().tries(do, times=times)
        super().tries(do, times=times)


@pytest.mark.parametrize("name", JOURNEYS)
def test_every_event_delivered_twice_leaves_the_same(name: str) -> None:
    assert _played(name, Twice(BOOKS)) == _played(name, World(BOOKS))


def _played(name: str, world: World) -> Picture:
    setting, journey = JOURNEYS[name]
    setting(world)
    journey(world)
    world.passes(minutes=3)
    return world.picture()


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered", "undelivered"])))
def test_receipts_in_any_order_agree_on_the_first_end(order: tuple[str, ...]) -> None:
    world = World(BOOKS)
    raises(world)
    outbox = page_of(world, ANA)

    for status in (*order, *order):
        take_receipt(world.kit, outbox, status=status, error=30003 if status == "undelivered" else 0)

    row = world.store.errand(outbox)
    first_end = next(status for status in order if status in {"delivered", "undelivered"})
    ended = OutboxState.DELIVERED if first_end == "delivered" else OutboxState.FAILED
    page = next(page for page in world.incident().pages if page.outbox == outbox)
    assert row is not None
    assert row.state is ended
    assert page.state is (PageState.DELIVERED if first_end == "delivered" else PageState.FAILED)


STORM = ("checkout", "storefront", "payments")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(STORM), st.lists(st.sampled_from(STORM), max_size=6))
def test_a_storm_in_any_order_with_repeats_holds_every_alarm_once(order: list[str], again: list[str]) -> None:
    world = World(BOOKS)

    for service in (*order, *again):
        raise_alarm(world.kit, BOOKS.catalogue, alarm(world, service), once=f"delivery-{service}")
    world.settle()

    seen = [(one.fingerprint, one.times) for incident in world.store.incidents() for one in incident.alarms]
    assert sorted(seen) == sorted((f"{service}-errors", 1) for service in STORM)
    assert world.picture().unwatched == ()


@pytest.mark.parametrize("repeats", [1, 3])
def test_an_end_that_overtakes_its_alarm_opens_nothing_however_often_both_come(repeats: int) -> None:
    world = World(BOOKS)

    for _ in range(repeats):
        raise_alarm(world.kit, BOOKS.catalogue, alarm(world, "checkout", ended=True), once="end")
    for _ in range(repeats):
        raise_alarm(world.kit, BOOKS.catalogue, alarm(world, "checkout"), once="start")

    assert world.store.incidents() == ()


def at_once(*acts: Callable[[], object]) -> list[BaseException]:
    """All of them in the same moment, as near as threads come to it; what they raised."""
    together, raised = threading.Barrier(len(acts)), list[BaseException]()

    def run(act: Callable[[], object]) -> None:
        together.wait()
        try:
            act()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def message(world: World, sender: str, body: str, sid: str) -> Message:
    return Message(id=sid, phone=Phone(sender), at=world.now, direction="in", channel="sms", body=body)


@pytest.mark.parametrize("webhooks", [2, 10])
def test_the_same_text_at_the_same_moment_is_one_incident(webhooks: int) -> None:
    world = World(BOOKS)
    text = message(world, OWNER, CHOCOLATE, "SM1")

    raised = at_once(*[lambda: receive(world.kit, text)] * webhooks)
    world.settle()

    assert raised == []
    assert len(world.store.incidents()) == 1
    assert len(world.channel.texts_to(OWNER)) == 2  # the first step, and the way to the clinic


def test_the_same_alarm_at_the_same_moment_is_one_incident() -> None:
    world = World(BOOKS)
    arrived: Alarm = alarm(world, "checkout")

    raised = at_once(
        *[lambda i=i: raise_alarm(world.kit, BOOKS.catalogue, arrived, once=f"delivery-{i}") for i in range(4)]
    )

    assert raised == []
    assert len(world.store.incidents()) == 1


def test_of_thirty_approvals_at_the_same_moment_one_is_obeyed() -> None:
    world = World(BOOKS)
    asks(world)
    word = f"go {code(world)}"
    before = len(world.channel.texts_to(ANA))

    raised = at_once(*[lambda i=i: receive(world.kit, message(world, ANA, word, f"SM{i}")) for i in range(30)])
    world.settle()

    ask = world.incident().ask
    granted = [entry for entry in world.store.entries(world.incident().id) if entry.kind.value == "approved"]
    assert ask is not None
    assert ask.state is AskState.GRANTED
    assert len(granted) == 1
    assert len(world.chain.answers) == 1
    # Who was too late is told so, or, after giving up, is made to send it again by the handler.
    assert all(isinstance(error, Stale) for error in raised)
    assert len(world.channel.texts_to(ANA)) - before == 30 - len(raised)


def test_two_vets_who_acknowledge_at_the_same_moment_hear_of_one() -> None:
    world = World(BOOKS)
    world.texts(OWNER, CHOCOLATE)
    world.passes(minutes=6)
    omar = "+12025550112"
    number = int(world.incident().id.removeprefix("INC-"))

    raised = at_once(
        lambda: receive(world.kit, message(world, MAYA, f"ack {number}", "SM1")),
        lambda: receive(world.kit, message(world, omar, f"ack {number}", "SM2")),
    )
    world.settle()

    ack = world.incident().ack
    entries = world.store.entries(world.incident().id)
    assert raised == []
    assert ack is not None
    assert sum(entry.kind.value == "acknowledged" for entry in entries) == 1
    assert world.picture().broken_chains == 0
