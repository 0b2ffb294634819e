"""A source whose clock is wrong changes what is told of the beginning, and nothing that is decided."""

from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.incident.incident import Incident
from tests.integration.desk.acts import BOOKS, alarm
from tests.integration.desk.world import World


def after(skew: timedelta, *, minutes: int) -> tuple[World, Incident]:
    world = World(BOOKS)
    told = alarm(world, "checkout")
    assert told.started_at is not None
    skewed = replace(told, started_at=told.started_at + skew)
    raise_alarm(world.kit, BOOKS.catalogue, skewed, once="delivery")
    world.settle()
    world.passes(minutes=minutes)
    return world, world.incident()


@pytest.mark.parametrize("minutes_off", [-5, 5])
def test_five_minutes_of_skew_wake_the_same_people_at_the_same_time(minutes_off: int) -> None:
    right, straight = after(timedelta(), minutes=12)
    wrong, skewed = after(timedelta(minutes=minutes_off), minutes=12)

    assert skewed.severity is straight.severity
    assert (skewed.tier, skewed.opened_at, skewed.tier_at) == (straight.tier, straight.opened_at, straight.tier_at)
    assert [(one.kind, one.to) for one in wrong.channel.sent] == [(one.kind, one.to) for one in right.channel.sent]


def test_a_beginning_in_the_future_is_told_as_now() -> None:
    world, incident = after(timedelta(minutes=5), minutes=0)

    assert incident.first_anomaly_at == incident.detected_at == world.now
