"""A watch that has looked very often hands over to the next generation, and nobody notices."""

from nightdesk.desk.watching.watch import MOST_TURNS, attend
from tests.integration.desk.acts import BOOKS, raises
from tests.integration.desk.world import World


def test_before_its_history_is_full_a_watch_starts_the_next_generation_and_ends_itself() -> None:
    world = World(BOOKS)
    raises(world)
    before, sent = world.incident(), len(world.channel.sent)

    attention = attend(world.kit, before.id, generation=before.generation, turns=MOST_TURNS - 1)
    world.settle()

    after = world.incident()
    assert attention.is_stale
    assert after.generation == before.generation + 1
    assert world.chain.is_watched(after.id, generation=after.generation)
    assert len(world.channel.sent) == sent
    assert after.pages == before.pages


def test_a_turn_before_that_changes_nothing_and_is_counted() -> None:
    world = World(BOOKS)
    raises(world)
    before = world.incident()

    attention = attend(world.kit, before.id, generation=before.generation, turns=MOST_TURNS - 2)

    assert (attention.turns, attention.is_stale) == (MOST_TURNS - 1, False)
    assert world.incident().generation == before.generation


def test_a_full_watch_that_is_asked_again_hands_over_once() -> None:
    world = World(BOOKS)
    raises(world)
    before = world.incident()

    for _ in range(3):
        attention = attend(world.kit, before.id, generation=before.generation, turns=MOST_TURNS)
        assert attention.is_stale

    assert world.incident().generation == before.generation + 1


def test_the_fresh_watch_climbs_as_the_old_one_would_have() -> None:
    old, fresh = World(BOOKS), World(BOOKS)
    for world in (old, fresh):
        raises(world)
    started = fresh.incident()
    attend(fresh.kit, started.id, generation=started.generation, turns=MOST_TURNS)
    fresh.settle()

    for world in (old, fresh):
        world.passes(minutes=12)

    assert fresh.incident().tier == old.incident().tier
    assert [(one.kind, one.to) for one in fresh.channel.sent] == [(one.kind, one.to) for one in old.channel.sent]
