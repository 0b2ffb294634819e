"""
A worker dies at every call that leaves it while those outside are told: each hears it all the same, and hears it once.

What stands outside is compared as people see it there.
"""

from collections import Counter
from datetime import timedelta

import pytest

from tests.integration.desk.acts import ANA, BOOKS, Act, raises, then
from tests.integration.desk.dying import points
from tests.integration.desk.world import Side, World
from tests.integration.telling.outside import EVERYBODY, Outside

CUSTOMER = "+12025560001"


def later(world: World) -> None:
    """It has gone on for so long that customers are told."""
    world.now += timedelta(minutes=2)


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "it opens": (lambda w: None, lambda w: raises(w)),
    "it is taken": (lambda w: raises(w), lambda w: w.texts(ANA, "ack", sid="SMack")),
    "it gets worse": (lambda w: raises(w), lambda w: w.texts(ANA, "sev 0", sid="SMsev")),
    "it is over": (
        then(lambda w: raises(w), lambda w: w.passes(minutes=4)),
        lambda w: w.texts(ANA, "resolve done", sid="SMend"),
    ),
    "customers hear of it": (
        then(lambda w: w.texts(CUSTOMER, "subscribe", sid="SMsub"), lambda w: raises(w), later),
        lambda w: w.passes(minutes=1),
    ),
    "somebody subscribes": (lambda w: None, lambda w: w.texts(CUSTOMER, "subscribe", sid="SMsub")),
}


def play(journey: tuple[Act, Act], at: int | None = None, side: Side = "before") -> Outside:
    setting, act = journey
    world = Outside(BOOKS, to=EVERYBODY)
    setting(world)
    world.now += timedelta(seconds=5)
    world.fuse.arm(at, side)
    act(world)
    world.fuse.disarm()
    world.passes(minutes=3)
    return world


def seen(world: Outside) -> dict[str, object]:
    """What each of those outside has before them when all has settled."""
    page = world.page() if "status.json" in world.files.files else {}
    return {
        "pagerduty": [world.pager.incidents(one.id) for one in world.store.incidents()],
        "slack heads": Counter(head.splitlines()[0] for head in world.room.heads),
        "slack lines": Counter(line.split("* ", 1)[-1] for line in world.room.said.splitlines()),
        "page": (page.get("state"), [story["title"] for story in (*page.get("now", ()), *page.get("past", ()))]),
        "stages": [[u["stage"] for u in story["updates"]] for story in (*page.get("now", ()), *page.get("past", ()))],
        "customer": len(world.channel.texts_to(CUSTOMER)),
        "list": len(list(world.store.subscribers())),
        "waiting": len(list(world.store.unsettled(before=world.now + timedelta(days=1)))),
    }


@pytest.mark.parametrize("name", JOURNEYS)
def test_whoever_dies_everybody_outside_hears_it_once(name: str) -> None:
    whole = play(JOURNEYS[name])
    expected = seen(whole)
    assert expected["waiting"] == 0

    wrong: list[str] = []
    for at, side in points(whole):
        world = play(JOURNEYS[name], at, side)
        found = seen(world)
        wrong += [
            f"{at} {world.fuse.burst_at}: {key}: {found[key]} instead of {expected[key]}"
            for key in expected
            if found[key] != expected[key]
        ]

    assert points(whole)
    assert wrong == []


@pytest.mark.parametrize("order", [1, -1])
def test_notices_twice_and_in_any_order_leave_the_same(order: int) -> None:
    from nightdesk.desk.telling.tell import tell

    world, calm = Outside(BOOKS, to=EVERYBODY), Outside(BOOKS, to=EVERYBODY)
    for one in (world, calm):
        raises(one)
        one.texts(ANA, "ack", sid="SMack")
        one.texts(ANA, "resolve done", sid="SMend")
    rows = [key[0].removeprefix("OUT#") for key in world.table.items if key[0].startswith("OUT#")]

    for outbox in [*rows, *rows][::order]:
        tell(world.kit, world.ways, outbox)
    for one in (world, calm):
        one.passes(minutes=1)

    assert seen(world) == seen(calm)
