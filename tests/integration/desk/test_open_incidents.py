"""Every open incident is found, however many there are and whatever was resolved in between."""

from dataclasses import replace

from nightdesk.incident import changes
from nightdesk.incident.desk import incident_id
from nightdesk.incident.incident import Incident
from nightdesk.store.codec import indexed, item
from nightdesk.store.keys import INCIDENTS
from nightdesk.store.keys import incident as place
from nightdesk.store.store import Change
from tests.integration.desk.acts import BOOKS, raises
from tests.integration.desk.conftest import TABLE, Night
from tests.integration.desk.world import World


def template() -> Incident:
    world = World(BOOKS)
    raises(world)
    return replace(world.incident(), version=0)


def test_open_incidents_are_read_page_after_page(night: Night) -> None:
    heavy = replace(template(), subject="x" * 250_000)  # a page of an index holds a megabyte
    for number in range(1, 10):
        night.kit.store.commit(Change(incident=replace(heavy, id=incident_id(number))))

    found = list(night.kit.store.open_incidents())

    assert {one.id for one in found} == {incident_id(number) for number in range(1, 10)}


def test_what_is_resolved_is_no_longer_read_and_still_listed(night: Night) -> None:
    night.kit.store.commit(Change(incident=replace(template(), id=incident_id(1))))
    night.kit.store.commit(Change(incident=replace(template(), id=incident_id(2))))

    over = changes.resolved(night.incident(1), at=night.now, how="mended")
    night.kit.store.commit(Change(incident=over))

    assert [one.id for one in night.kit.store.open_incidents()] == [incident_id(2)]
    assert {one.id for one in night.kit.store.incidents()} == {incident_id(1), incident_id(2)}


def test_an_incident_of_before_the_list_is_found_all_the_same(night: Night) -> None:
    old = replace(template(), id=incident_id(7), version=3)
    row = item(place(old.id), old, version=3, **indexed(INCIDENTS, old.opened_at))
    night.client.put_item(TableName=TABLE, Item=row)

    assert [one.id for one in night.kit.store.open_incidents()] == [incident_id(7)]
