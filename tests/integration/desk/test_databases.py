"""A database that goes and comes back, told by RDS event by event: open for as long as it is in doubt."""

import json
from datetime import timedelta

import pytest

from nightdesk.alarm.readers.registry import read
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.incident.incident import Status
from tests.integration.desk.acts import ANA, BOOKS
from tests.integration.desk.world import World


@pytest.fixture
def world() -> World:
    return World(BOOKS)


def tells(world: World, event_id: str, category: str, sentence: str) -> None:
    detail = {
        "EventCategories": [category], "SourceIdentifier": "ledger-db", "Message": sentence, "EventID": event_id,
        "SourceArn": "arn:aws:rds:us-east-1:123456789012:db:ledger-db", "Date": world.now.isoformat(),
    }  # fmt: skip
    event = {"source": "aws.rds", "detail-type": "RDS DB Instance Event", "region": "us-east-1", "detail": detail}
    for n, alarm in enumerate(read("eventbridge", json.dumps(event), world.now)):
        once = f"{event_id}:{n}"
        world.tries(lambda alarm=alarm, once=once: raise_alarm(world.kit, BOOKS.catalogue, alarm, once=once))  # type: ignore[misc]
    world.settle()
    world.passes(minutes=1)


def test_a_recovery_that_has_started_closes_nothing_and_one_that_is_complete_does(world: World) -> None:
    tells(world, "RDS-EVENT-0004", "availability", "DB instance shutdown")

    tells(world, "RDS-EVENT-0020", "recovery", "Recovery of the DB instance has started. Recovery time will vary with "
          "the amount of data to be recovered.")  # fmt: skip
    world.passes(minutes=20)

    assert world.incident(0).status is Status.OPEN
    assert [alarm.is_firing for alarm in world.incident(0).alarms] == [True]

    tells(world, "RDS-EVENT-0021", "recovery", "Recovery of the DB instance is complete.")

    assert [alarm.is_firing for alarm in world.incident(0).alarms] == [False]


def test_a_deleted_database_wakes_somebody(world: World) -> None:
    tells(world, "RDS-EVENT-0003", "deletion", "DB instance deleted")

    assert "ledger-db" in world.channel.texts_to(ANA)[0]
    assert world.now - world.incident(0).opened_at <= timedelta(minutes=2)
