"""A region fails under the live desk: what looked like many failures of their own becomes one that somebody leads."""

from datetime import timedelta

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.incident.incident import Incident
from nightdesk.runbook.service import Catalogue, Service
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.world import World

NAMES = ("fonts", "maps", "badges", "weather", "surveys", "coupons", "recipes")
TOWN = Catalogue(
    services=tuple(
        Service(name=name, owner="us", tier=2, criticality="high") for name in (*NAMES, "ledger", "printing")
    )
)


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def fails(world: World, service: str, region: str) -> None:
    alarm = Alarm(
        source="alertmanager", fingerprint=f"{service}-{region}", service=service, resource=f"{service}-1",
        name="HighErrorRate", state="firing", started_at=world.now, labels={"region": region},
    )  # fmt: skip
    world.tries(lambda: raise_alarm(world.kit, TOWN, alarm, once=alarm.fingerprint))
    world.settle()
    world.now += timedelta(seconds=10)


def is_open(world: World) -> list[Incident]:
    return [one for one in world.store.incidents(limit=100) if one.is_open]


def open_services(world: World) -> set[frozenset[str]]:
    return {frozenset(one.services) for one in is_open(world)}


def test_a_region_that_fails_becomes_one_incident_that_says_why(world: World) -> None:
    fails(world, "ledger", "us-east-1")
    for name in NAMES:
        fails(world, name, "eu-west-1")

    assert open_services(world) == {frozenset({"ledger"}), frozenset(NAMES)}
    leading = next(one for one in is_open(world) if set(one.services) == set(NAMES))
    told = [entry.text for entry in world.store.entries(leading.id)]
    assert any("fail in region eu-west-1 and not elsewhere" in text for text in told)


def test_the_region_that_everything_carries_joins_nothing(world: World) -> None:
    for name in NAMES:
        fails(world, name, "eu-west-1")

    assert open_services(world) == {frozenset({name}) for name in NAMES}
