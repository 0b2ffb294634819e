"""
What becomes of alarms over time, with the worker killed at every call that leaves it, one at a time.

As in test_crashes.py: whatever dies, what is left must be what is left without a crash.
"""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.heartbeats import beat, listen
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.alarms.raise_alarms import raise_alarms
from nightdesk.desk.alarms.reviews import review_windows
from nightdesk.incident.desk import short_code
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.runbook.heartbeat import Heartbeat
from nightdesk.runbook.window import Window
from tests.integration.desk.acts import ANA, BOOKS, Act, alarm, nothing, raises, then
from tests.integration.desk.dying import dies_everywhere, play, points
from tests.integration.desk.test_joining import MESH
from tests.integration.desk.world import World

BACKUP = Heartbeat(name="ledger-backup", every_minutes=60, grace_minutes=5, service="ledger-db")
MILD = ("acorn", "birch", "cedar")


def number(world: World, at: int) -> str:
    return short_code(world.incident(at).id)


def flaps(times: int) -> Act:
    def act(world: World) -> None:
        for _ in range(times):
            raises(world, "cart-cache")
            world.now += timedelta(seconds=20)
            raises(world, "cart-cache", ended=True)
            world.now += timedelta(seconds=20)

    return act


def two(world: World) -> None:
    for service in ("catalog-db", "cart-cache"):
        raises(world, service)
        world.now += timedelta(seconds=5)


def merges(world: World) -> None:
    world.texts(ANA, f"merge {number(world, -1)} into {number(world, 0)}", sid="SMmerge")


def splits(world: World) -> None:
    world.texts(ANA, f"split {number(world, 0)} storefront", sid="SMsplit")


def announces(world: World) -> None:
    window = Window(
        name="patching",
        services=("catalog-db", "cart-cache"),
        regions=(),
        starts_at=world.now - timedelta(minutes=1),
        ends_at=world.now + timedelta(minutes=4),
        who="cleo",
        why="minor upgrade",
    )
    world.kit = replace(world.kit, windows=(window,))


def window_ends(world: World) -> None:
    for _ in range(6):
        world.passes(minutes=1)
        world.tries(lambda: review_windows(world.kit, world.store.incidents()))
        world.settle()


def beats(world: World) -> None:
    world.tries(lambda: beat(world.kit, BACKUP))
    world.settle()


def listens(world: World) -> None:
    """The audit of three minutes; nobody repeats one that died, the next has its own."""
    for _ in range(3):
        world.now += timedelta(minutes=1)
        world.tries(lambda: listen(world.kit, (BACKUP,)))
        world.settle()


def falls_silent(world: World) -> None:
    beats(world)
    world.now += timedelta(minutes=64)


def storm(world: World) -> None:
    for service in MILD:
        told = replace(
            alarm(world, service),
            name=f"{service}-disk",
            summary="disk 81% over limit 80%",
            value=81.0,
            threshold=80.0,
            claimed_severity=Severity.SEV3,
        )
        world.tries(lambda told=told: raise_alarm(world.kit, BOOKS.catalogue, told, once=told.name))  # type: ignore[misc]
        world.settle()


def fires(*services: str, after: float = 0) -> Act:
    """Alarms of the mesh, each by itself."""

    def act(world: World) -> None:
        for service in services:
            world.now += timedelta(seconds=after)
            told = replace(alarm(world, service), started_at=world.now)
            once = f"{service}-{world.now:%H%M%S}"
            world.tries(lambda told=told, once=once: raise_alarm(world.kit, MESH, told, once=once))  # type: ignore[misc]
            world.settle()

    return act


def arrive(*services: str, ended: str = "") -> Act:
    """Alarms of the mesh in one body, which its sender posts again when the worker dies."""

    def act(world: World) -> None:
        told = [replace(alarm(world, service), started_at=world.now) for service in services]
        told += [alarm(world, ended, ended=True)] if ended else []
        deliveries = [(one, f"body-{n}") for n, one in enumerate(told)]
        world.tries(lambda: raise_alarms(world.kit, MESH, deliveries))
        world.settle()

    return act


def ends_first(world: World) -> None:
    """The end of an alarm that is still on its way."""
    world.alarm_on_its_way = replace(alarm(world, "cart-cache"), started_at=world.now)  # type: ignore[attr-defined]
    world.now += timedelta(seconds=20)
    raises(world, "cart-cache", ended=True)


def comes_late(world: World) -> None:
    late: Alarm = world.alarm_on_its_way  # type: ignore[attr-defined]
    world.tries(lambda: raise_alarm(world.kit, BOOKS.catalogue, late, once="late"))
    world.settle()


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "an alarm is found to flap": (flaps(2), flaps(2)),
    "an alarm flaps on": (flaps(3), flaps(2)),
    "it recurs after it was closed": (
        then(raises, lambda w: w.texts(ANA, f"resolve {number(w, 0)}"), lambda w: w.report()),
        lambda w: raises(w),
    ),
    "it recurs before its report is written": (
        then(raises, lambda w: w.texts(ANA, f"resolve {number(w, 0)}")),
        lambda w: raises(w),
    ),
    "an end comes before its alarm": (nothing, then(ends_first, comes_late)),
    "an end comes before an alarm that belongs to what is open": (
        then(lambda w: raises(w, "cart-cache"), lambda w: raises(w, "cart-cache", ended=True)),
        then(ends_first, comes_late),
    ),
    "an alarm shows that two are one": (fires("web", "app", after=150), fires("orders-db", after=40)),
    "it shows so and somebody has one": (
        then(fires("web", "app", after=150), lambda w: w.texts(ANA, f"ack {number(w, 0)}", sid="SMack")),
        fires("orders-db", after=40),
    ),
    "alarms arrive together": (nothing, arrive("mail", "web", "orders-db", "app")),
    "alarms arrive together and show that two are one": (
        fires("web", "app", after=150),
        arrive("orders-db", "orders", ended="web"),
    ),
    "two are merged": (two, merges),
    # By who has it: of two that ring the same person again at one moment, either may be the one that waits.
    "a merge is undone": (
        then(two, merges, lambda w: w.texts(ANA, f"ack {number(w, 0)}", sid="SMhas")),
        lambda w: w.texts(ANA, f"split {number(w, 0)}", sid="SMundo"),
    ),
    "one is split": (then(raises, lambda w: raises(w, "storefront")), splits),
    "one that somebody has is split": (
        then(raises, lambda w: raises(w, "storefront"), lambda w: w.texts(ANA, "ack")),
        splits,
    ),
    "an announced alarm is held": (announces, lambda w: raises(w, "catalog-db")),
    "a window ends, and what was held is paged and reviewed": (
        then(announces, two, lambda w: raises(w, "cart-cache", ended=True)),
        window_ends,
    ),
    "somebody asks for quiet": (
        then(lambda w: raises(w, "cart-cache"), nothing),
        then(
            lambda w: w.texts(ANA, f"snooze {number(w, 0)} 3m", sid="SMsnooze"),
            lambda w: w.passes(minutes=5),
        ),
    ),
    "a heartbeat falls silent": (falls_silent, listens),
    "a missed heartbeat beats again": (then(falls_silent, listens), beats),
}
STORMS: dict[str, tuple[Act, Act]] = {
    "a storm is paged in one text": (nothing, then(storm, lambda w: w.passes(minutes=2))),
    "what waits is partly taken meanwhile": (
        storm,
        then(lambda w: w.texts(ANA, f"ack {number(w, 1)}", sid="SMack"), lambda w: w.passes(minutes=2)),
    ),
}


def test_the_storm_of_these_journeys_is_told_in_one_text() -> None:
    world, _ = play(STORMS["a storm is paged in one text"])

    assert [one.what[:7] for one in world.channel.sent if one.to == ANA and "Reply status" in one.what] == ["2 more:"]


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_anywhere_over_time_leaves_what_would_have_been(name: str) -> None:
    print(f"{dies_everywhere(JOURNEYS[name])} crash points: {name}")


def told_of(world: World, incident: Incident) -> int:
    """How many pages by text name it, alone or among others."""
    named = re.compile(rf"\bINC-{short_code(incident.id)}\b")
    texts = [one.what for one in world.channel.sent if one.to == ANA and one.kind == "text"]
    return sum("Reply ack" in body or "Reply status" in body for body in texts if named.search(body))


@pytest.mark.parametrize("name", STORMS)
def test_whoever_dies_in_a_storm_each_incident_is_told_of_once(name: str) -> None:
    """Which text tells of it may differ: a page whose sender died goes out with a later one, and the phone may ring."""
    whole, expected = play(STORMS[name])

    wrong: list[str] = []
    for at, side in points(whole):
        world, picture = play(STORMS[name], at, side)
        incidents = world.store.incidents()
        counts = {one.id: told_of(world, one) for one in incidents}
        fine = all(counts[one.id] == 1 or (one.ack and counts[one.id] <= 1) for one in incidents)
        if not fine or len(incidents) != len(MILD) or picture.unsettled or picture.broken_chains or picture.unwatched:
            wrong.append(f"{at} {world.fuse.burst_at}: {counts}, {picture.unsettled} unsettled")

    assert points(whole)
    assert expected.unsettled == 0
    assert wrong == []
