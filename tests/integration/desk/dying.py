"""A journey played with the worker killed at every call that leaves it, one at a time, and what must be left."""

from collections.abc import Callable
from datetime import timedelta

from tests.integration.desk.acts import BOOKS, Act
from tests.integration.desk.world import Picture, Side, World

Journey = tuple[Act, Act]
"""What was before, in which nobody dies; and what is played again and again."""


def play(
    journey: Journey, at: int | None = None, side: Side = "before", *, make: Callable[[], World] = lambda: World(BOOKS)
) -> tuple[World, Picture]:
    """A new world after the journey; the worker dies before or after its call number `at`."""
    setting, act = journey
    world = make()
    setting(world)
    world.now += timedelta(seconds=5)
    world.fuse.arm(at, side)
    act(world)
    world.fuse.disarm()
    world.passes(minutes=3)
    return world, world.picture()


def points(whole: World) -> list[tuple[int, Side]]:
    """Everywhere the worker can die, found by playing once without dying."""
    return [(i, side) for i in range(len(whole.fuse.calls)) for side in ("before", "after")]


def dies_everywhere(journey: Journey) -> int:
    """Asserts that whatever dies, what is left is what is left without a crash. Returns how often it died."""
    whole, expected = play(journey)
    assert expected.unsettled == expected.broken_chains == 0
    assert expected.unwatched == ()

    wrong: list[str] = []
    for at, side in points(whole):
        world, picture = play(journey, at, side)
        wrong += [f"{at} {world.fuse.burst_at}: {line}" for line in differences(expected, picture, world)]

    assert points(whole)
    assert wrong == []
    return len(points(whole))


def differences(expected: Picture, picture: Picture, world: World) -> list[str]:
    """Everything that is not as it would have been; a call whose acceptance was lost may be placed once more."""
    more, fewer = picture.sent - expected.sent, expected.sent - picture.sent
    twice = [one for one in more.elements() if one in expected.sent]
    if world.is_answer_lost and len(twice) == 1 and twice[0][0] == "call":
        more -= {twice[0]: 1}
    found = [f"said more: {one}" for one in more] + [f"said less: {one}" for one in fewer]
    found += [f"noted more: {one}" for one in picture.timeline - expected.timeline]
    found += [f"noted less: {one}" for one in expected.timeline - picture.timeline]
    for name in ("incidents", "thought", "answered", "changes_made", "unsettled", "broken_chains", "unwatched"):
        was, now = getattr(expected, name), getattr(picture, name)
        if was != now:
            found.append(f"{name}: {now} instead of {was}")
    return found
