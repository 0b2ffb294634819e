"""What one person is paged with in a storm of grave incidents: a few alone, the others together, and none lost."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest

from nightdesk.channel.fitting import segments
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.rounds.deliver import deliver
from nightdesk.errand.errand import OutboxState, Ring, Text
from nightdesk.errand.ration import MOST
from nightdesk.incident.incident import Incident, PageState
from nightdesk.incident.severity import Severity
from tests.fakes.crash import Crash
from tests.integration.desk.acts import ANA, BEN, BOOKS, alarm
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.test_climbing import says, texts, with_person
from tests.integration.desk.test_page_bundles import NAMES
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def breaks(world: World, n: int, *, worst: bool = False) -> Incident:
    """The nth unrelated grave thing, of a service nobody knows."""
    grave = replace(alarm(world, NAMES[n]), claimed_severity=Severity.SEV1)
    outage = "complete outage, all customers affected, 100% failing"
    told = replace(grave, summary=outage, value=None, threshold=None, claimed_severity=Severity.SEV0)
    raise_alarm(world.kit, BOOKS.catalogue, told if worst else grave, once=f"grave-{n}")
    world.settle()
    return world.incident()


def storm(world: World, count: int = 12) -> None:
    for n in range(count):
        assert breaks(world, n).severity is Severity.SEV1
        world.passes(minutes=0)
        world.now += timedelta(seconds=20)


def pages(world: World, phone: str = ANA) -> list[str]:
    return [body for body in texts(world, phone) if "Reply ack" in body or "Reply status for all" in body]


def test_of_twelve_in_four_minutes_a_few_come_alone_and_the_others_together(world: World) -> None:
    storm(world)
    assert len(pages(world)) == MOST["text"]
    assert len(world.channel.calls_to(ANA)) == MOST["call"]

    world.passes(minutes=9)

    # Before there was a ration: 12 texts and 24 calls.
    assert len(pages(world)) <= 9
    assert len(world.channel.calls_to(ANA)) <= 9
    told = " ".join(pages(world))
    assert "more:" in told
    assert all(segments(body).count <= 2 for body in pages(world))
    old = [page for one in world.store.incidents() for page in one.pages if world.now - page.at > timedelta(minutes=4)]
    rows = [world.store.errand(page.outbox) for page in old]
    assert all(row and row.state not in {OutboxState.QUEUED, OutboxState.WAITING} for row in rows)


def test_each_of_them_is_told_of_and_its_tiers_time_runs_on(world: World) -> None:
    storm(world)
    world.passes(minutes=11)

    for one in world.store.incidents():
        first = [page.state for page in one.pages if page.person == "ana" and page.channel == "sms"]
        assert first[0] in {PageState.ACCEPTED, PageState.BUNDLED, PageState.DELIVERED}
        climbed_at = next(page.at for page in one.pages if page.tier == 2)
        assert climbed_at - one.opened_at <= timedelta(minutes=10, seconds=40)


def test_the_worst_is_never_held_back(world: World) -> None:
    storm(world, 10)
    texts_before, calls_before = len(pages(world)), len(world.channel.calls_to(ANA))

    worst = breaks(world, 10, worst=True)

    assert worst.severity is Severity.SEV0
    assert len(pages(world)) == texts_before + 1
    assert worst.id in world.channel.calls_to(ANA)[-1]
    assert len(world.channel.calls_to(ANA)) == calls_before + 1


def test_what_becomes_the_worst_while_it_waits_goes_with_the_next_round(world: World) -> None:
    storm(world, 6)
    waiting = world.incident()
    outbox = next(page.outbox for page in waiting.pages if page.channel == "sms")
    row = world.store.errand(outbox)
    assert row is not None
    assert row.state is OutboxState.WAITING

    says(world, BEN, f"sev 0 {waiting.id}")
    world.passes(minutes=1)

    row = world.store.errand(outbox)
    assert row is not None
    assert row.state in {OutboxState.ACCEPTED, OutboxState.BUNDLED}


def test_other_people_are_not_held_back_by_what_one_was_sent(world: World) -> None:
    storm(world, 10)

    says(world, ANA, "pass 1")

    assert len(pages(world, BEN)) == 1
    assert len(world.channel.calls_to(BEN)) == 1


def test_all_numbers_of_one_person_count_together(world: World) -> None:
    with_person(world, "ana", rings=(ANA, "+12025550161"))
    storm(world, 4)

    world.passes(minutes=5)

    rung = len(world.channel.calls_to(ANA)) + len(world.channel.calls_to("+12025550161"))
    assert rung <= MOST["call"] + 3


def a_call_about_all(world: World) -> OnPhone:
    storm(world, 8)
    world.passes(minutes=4)
    scripts = [one.what for one in world.channel.sent if one.kind == "call" and one.to == ANA]
    assert any(script.startswith("pages/") for script in scripts)
    return OnPhone(world, ANA).begins("pages", "ana")


def test_one_call_names_them_all_and_one_key_takes_them_all(world: World) -> None:
    call = a_call_about_all(world)
    assert "8 incidents wait for you" in call.heard
    assert all(name in call.heard for name in NAMES[:8])

    call.presses("4")

    assert "8 cases are yours" in call.heard
    assert {one.ack.person if one.ack else "" for one in world.store.incidents()} == {"ana"}
    rung = len(world.channel.calls_to(ANA))
    world.passes(minutes=9)
    assert len(world.channel.calls_to(ANA)) == rung


def test_the_key_that_comes_twice_takes_nothing_more(world: World) -> None:
    call = a_call_about_all(world).presses("4")
    before = {one.id: one.version for one in world.store.incidents()}

    call.again()

    assert {one.id: one.version for one in world.store.incidents()} == before


def test_they_can_be_gone_through_one_by_one(world: World) -> None:
    call = a_call_about_all(world).presses("7").presses("4")

    acked = [one for one in world.store.incidents() if one.ack]
    assert len(acked) == 1
    assert "is yours" in call.heard


def test_a_mailbox_that_hears_them_all_takes_none(world: World) -> None:
    a_call_about_all(world).is_silent()

    assert not [one for one in world.store.incidents() if one.ack]


def test_when_somebody_has_them_by_then_the_call_says_so(world: World) -> None:
    call = a_call_about_all(world)
    for one in world.store.incidents():
        says(world, BEN, f"ack {one.id}")

    call.presses("*")

    assert "Somebody has everything" in call.heard


@pytest.mark.parametrize("kind", [Text, Ring])
@pytest.mark.parametrize("side", ["before", "after"])
def test_a_worker_that_dies_at_any_point_neither_loses_nor_doubles_nor_counts_twice(
    kind: type, side: Literal["before", "after"]
) -> None:
    for at in range(1, 12):
        world = World(BOOKS)
        storm(world, 3)
        told = replace(alarm(world, NAMES[3]), claimed_severity=Severity.SEV1)
        raise_alarm(world.kit, BOOKS.catalogue, told, once="last")
        row = next(r for r in world.store.unsettled(before=world.now + timedelta(1)) if isinstance(r.errand, kind))
        world.fuse.arm(at, side)
        with suppress(Crash):
            deliver(world.kit, world.doors, row.id)
        world.fuse.disarm()
        world.now += timedelta(seconds=40)
        world.passes(minutes=4)

        spent = [one.errand for one in world.store.ration(world.kit.roster.person("ana").phone).spent]
        assert len(spent) == len(set(spent))
        body = [one for one in pages(world) if NAMES[3] in one]
        settled = world.store.errand(row.id)
        assert settled is not None
        assert settled.state not in {OutboxState.QUEUED, OutboxState.WAITING, OutboxState.CLAIMED}
        assert len(body) == 1
