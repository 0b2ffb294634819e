"""Alarms of one body or batch are saved together, and come to what they come to one by one."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.alarms.raise_alarms import raise_alarms
from nightdesk.errors import StoreUnavailable
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import Desk
from nightdesk.store.dynamo import DynamoStore
from tests.fakes.table import FakeTable, refusal
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import CATALOGUE, alarm


@pytest.fixture
def table(night: Night) -> FakeTable:
    """The night on a table that is safe for threads and can refuse."""
    return _tabled(night)


def _tabled(night: Night) -> FakeTable:
    made = FakeTable()
    night.kit = replace(night.kit, store=DynamoStore(made, "night"))  # type: ignore[arg-type]  # it answers as boto3's
    return made


def _some(night: Night, count: int = 8) -> list[Alarm]:
    made = []
    for number in range(count):
        service = ("checkout", "storefront", "payments", "search")[number % 4]
        told = alarm(night, service)
        made.append(_unlike(told, number))
    return made


def _unlike(told: Alarm, number: int) -> Alarm:
    return replace(told, fingerprint=f"{told.fingerprint}-{number}", raw=f'{{"n": {number}}}')


def _deliveries(alarms: list[Alarm], name: str = "d") -> list[tuple[Alarm, str]]:
    return [(one, f"{name}:{number}") for number, one in enumerate(alarms)]


def test_they_come_to_the_same_as_one_by_one(night: Night, table: FakeTable) -> None:
    alarms = _some(night)
    together = raise_alarms(night.kit, CATALOGUE, _deliveries(alarms))
    board, entries = (
        night.kit.store.board(Desk.OPS),
        night.kit.store.entries(together[0].incident or night.incident().id),
    )

    other = Night()
    other.now = night.now
    _tabled(other)
    alone = tuple(raise_alarm(other.kit, CATALOGUE, one, once=once) for one, once in _deliveries(alarms))

    assert [(one.outcome, one.incident, one.why) for one in together] == [
        (one.outcome, one.incident, one.why) for one in alone
    ]
    assert [row.services for row in board.open] == [row.services for row in other.kit.store.board(Desk.OPS).open]
    first = alone[0].incident
    assert first is not None
    assert [entry.text for entry in entries] == [entry.text for entry in other.kit.store.entries(first)]


def test_they_cost_few_round_trips_and_every_payload_is_kept(night: Night, table: FakeTable) -> None:
    raise_alarms(night.kit, CATALOGUE, _deliveries(_some(night)))

    assert table.calls.count("transact_write_items") == 1
    assert sum(sk.startswith("ALARM#") for _, sk in table.items) == 8


def test_the_same_delivery_twice_is_once(night: Night, table: FakeTable) -> None:
    deliveries = _deliveries(_some(night))
    raise_alarms(night.kit, CATALOGUE, deliveries)
    before = dict(table.items)

    again = raise_alarms(night.kit, CATALOGUE, deliveries)

    assert {one.outcome for one in again} == {"seen"}
    assert table.items.keys() == before.keys()


def test_a_delivery_of_which_half_was_taken_takes_the_other_half(night: Night, table: FakeTable) -> None:
    deliveries = _deliveries(_some(night))
    raise_alarms(night.kit, CATALOGUE, deliveries[:4])

    outcomes = [one.outcome for one in raise_alarms(night.kit, CATALOGUE, deliveries)]

    assert outcomes[:4] == ["seen"] * 4 and "seen" not in outcomes[4:]


def test_a_table_that_refuses_them_together_takes_them_one_by_one(night: Night, table: FakeTable) -> None:
    table.refusals.append(("transact_write_items", refusal("ValidationException", "transact_write_items")))

    raised = raise_alarms(night.kit, CATALOGUE, _deliveries(_some(night)))

    assert len(raised) == 8 and all(one.incident for one in raised)


def test_a_table_that_is_down_says_so_and_keeps_nothing(night: Night, table: FakeTable) -> None:
    for _ in range(40):
        table.refusals.append(("transact_write_items", refusal("ThrottlingException", "transact_write_items")))

    with pytest.raises(StoreUnavailable):
        raise_alarms(night.kit, CATALOGUE, _deliveries(_some(night)))

    assert not any(pk.startswith("INC#") for pk, _ in table.items)


def test_many_at_once_lose_none_and_open_one_incident(night: Night, table: FakeTable) -> None:
    assert isinstance(night.kit.store, DynamoStore)
    alarms = [_unlike(alarm(night, "checkout"), number) for number in range(40)]

    def posts(start: int) -> None:
        raise_alarms(night.kit, CATALOGUE, _deliveries(alarms[start : start + 10], f"post{start}"))

    threads = [threading.Thread(target=posts, args=(start,)) for start in range(0, 40, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    (row,) = night.kit.store.board(Desk.OPS).open
    incident = night.kit.store.incident(row.id)
    assert incident is not None
    told = {mark(one.fingerprint) for one in incident.alarms} | set(incident.crowd)
    assert told == {mark(one.fingerprint) for one in alarms}
    assert sum(sk.startswith("ALARM#") for _, sk in table.items) == 40


def test_a_hundred_that_open_incidents_are_saved_in_several_transactions(night: Night, table: FakeTable) -> None:
    alarms = [_unlike(alarm(night, f"lone{number}"), number) for number in range(30)]

    raised = raise_alarms(night.kit, CATALOGUE, _deliveries(alarms))

    assert [one.outcome for one in raised] == ["opened"] * 30
    assert len({one.incident for one in raised}) == 30
    assert table.calls.count("transact_write_items") < 15


def test_alarms_that_have_fired_for_long_when_they_are_first_heard_of_are_still_of_one_cause(
    night: Night, table: FakeTable
) -> None:
    begun = night.now - timedelta(days=1)
    alarms = [replace(_unlike(alarm(night, "checkout"), number), started_at=begun) for number in range(3)]

    first, *rest = raise_alarms(night.kit, CATALOGUE, _deliveries(alarms))

    assert first.outcome == "opened"
    assert {(one.outcome, one.incident) for one in rest} == {("joined", first.incident)}
