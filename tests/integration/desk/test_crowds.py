"""In a crowd alarms wait in the lane; what is critical and new does not, and nothing is lost when the lane is away."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.lane import Delivery
from nightdesk.desk.alarms.intake import CROWDED_FOR, MOST_PRESSING, Intake
from nightdesk.desk.alarms.raise_alarms import raise_alarms
from nightdesk.desk.alarms.raised import Raised
from nightdesk.errors import LaneUnavailable
from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import Severity
from nightdesk.store.dynamo import DynamoStore
from tests.fakes.table import FakeTable, refusal
from tests.integration.desk.conftest import Night
from tests.integration.desk.test_watch_of_the_night import CATALOGUE, alarm

REFUSED = refusal("TransactionCanceledException", "transact_write_items", ["None", "ConditionalCheckFailed"])


@dataclass
class Waiting:
    """A lane that keeps what it was given, unless it is away."""

    waiting: list[Delivery] = field(default_factory=list)
    is_away: bool = False

    def put(self, deliveries: Sequence[Delivery]) -> None:
        if self.is_away:
            raise LaneUnavailable("away")
        self.waiting += deliveries


@dataclass
class Crowd:
    """A worker's way in, the lane behind it, and others who are first with every transaction for a while."""

    night: Night
    table: FakeTable
    lane: Waiting = field(default_factory=Waiting)

    def __post_init__(self) -> None:
        self.intake = Intake(self.lane)

    def is_first(self, *, times: int) -> None:
        self.table.refusals += [("transact_write_items", REFUSED)] * times

    def takes(self, *alarms: Alarm, name: str = "d") -> list[str]:
        raised = self.intake.take(self.night.kit, CATALOGUE, [(one, f"{name}:{n}") for n, one in enumerate(alarms)])
        return [one.outcome for one in raised]


@pytest.fixture
def crowd(night: Night) -> Iterator[Crowd]:
    table = FakeTable()
    night.kit = replace(night.kit, store=DynamoStore(table, "night"))  # type: ignore[arg-type]  # it answers as boto3's
    made = Crowd(night, table)
    yield made
    assert not made.table.refusals, "the others were expected to be first more often than they were"


def _some(night: Night, count: int = 4) -> list[Alarm]:
    services = ("checkout", "storefront", "payments", "search")
    return [
        replace(alarm(night, services[n % 4]), fingerprint=f"f{n}", claimed_severity=Severity.SEV2, raw=f'{{"n": {n}}}')
        for n in range(count)
    ]


def _shape(raised: Sequence[Raised]) -> list[tuple[str, int]]:
    """Outcomes, and incidents by which of them came first: a try that was refused has used up a number."""
    order = list(dict.fromkeys(one.incident for one in raised))
    return [(one.outcome, order.index(one.incident)) for one in raised]


def _critical(told: Alarm) -> Alarm:
    return replace(told, claimed_severity=Severity.SEV0)


def test_who_is_alone_takes_them_and_nothing_waits(crowd: Crowd) -> None:
    assert "queued" not in crowd.takes(*_some(crowd.night))
    assert crowd.lane.waiting == []


def test_being_second_once_is_no_crowd(crowd: Crowd) -> None:
    crowd.is_first(times=1)

    assert "queued" not in crowd.takes(*_some(crowd.night))


def test_who_is_second_again_and_again_lets_them_wait_in_their_order(crowd: Crowd) -> None:
    alarms = _some(crowd.night)
    crowd.is_first(times=2)

    assert crowd.takes(*alarms) == ["queued"] * 4
    assert [one for one, _ in crowd.lane.waiting] == alarms


def test_what_waited_comes_to_what_it_would_have_come_to(crowd: Crowd) -> None:
    crowd.is_first(times=2)
    crowd.takes(*_some(crowd.night))

    raised = raise_alarms(crowd.night.kit, CATALOGUE, crowd.lane.waiting)
    again = raise_alarms(crowd.night.kit, CATALOGUE, crowd.lane.waiting)

    other = Night()
    other.now = crowd.night.now
    alone = raise_alarms(other.kit, CATALOGUE, [(one, f"d:{n}") for n, one in enumerate(_some(other))])
    assert _shape(raised) == _shape(alone)
    assert {one.outcome for one in again} == {"seen"}


def test_a_crowd_is_remembered_for_some_seconds_and_no_longer(crowd: Crowd) -> None:
    crowd.is_first(times=2)
    crowd.takes(*_some(crowd.night))
    writes = crowd.table.calls.count("transact_write_items")

    assert crowd.takes(*_some(crowd.night), name="next") == ["queued"] * 4
    assert crowd.table.calls.count("transact_write_items") == writes

    crowd.night.now += CROWDED_FOR + timedelta(seconds=1)
    assert "queued" not in crowd.takes(*_some(crowd.night), name="later")


def test_what_is_critical_and_new_pages_in_the_middle_of_a_crowd(crowd: Crowd) -> None:
    first, second, *rest = _some(crowd.night)
    crowd.is_first(times=5)

    assert crowd.takes(first, _critical(second), *rest) == ["queued", "opened", "queued", "queued"]


def test_more_of_what_somebody_was_woken_for_can_wait_however_critical(crowd: Crowd) -> None:
    first, *rest = _some(crowd.night)
    crowd.takes(_critical(first))
    crowd.is_first(times=2)

    outcomes = crowd.takes(_critical(replace(first, fingerprint="more")), *rest, name="next")

    assert outcomes == ["queued"] * 4


def test_an_end_can_wait_however_critical_its_alarm_was(crowd: Crowd) -> None:
    ended = replace(_critical(_some(crowd.night, 1)[0]), state="resolved", ended_at=crowd.night.now)
    crowd.is_first(times=2)

    assert crowd.takes(ended, *_some(crowd.night)[1:]) == ["queued"] * 4


def test_a_post_full_of_critical_ones_is_a_crowd_itself(crowd: Crowd) -> None:
    alarms = [
        _critical(replace(alarm(crowd.night, f"lone{n}"), fingerprint=f"lone{n}")) for n in range(MOST_PRESSING + 3)
    ]
    crowd.is_first(times=2)

    outcomes = crowd.takes(*alarms)

    assert (outcomes.count("opened"), outcomes.count("queued")) == (MOST_PRESSING, 3)
    assert len(crowd.night.kit.store.board(Desk.OPS).open) == MOST_PRESSING


def test_while_the_lane_is_away_they_are_taken_all_the_same(crowd: Crowd) -> None:
    crowd.lane.is_away = True
    crowd.is_first(times=4)

    assert "queued" not in crowd.takes(*_some(crowd.night))
    assert len(crowd.table.items) > 4


def test_of_many_workers_in_each_others_way_none_fails_and_nothing_is_lost(crowd: Crowd) -> None:
    services = ("checkout", "storefront", "payments", "search")
    alarms = [
        replace(alarm(crowd.night, services[n % 4]), fingerprint=f"many{n}", raw=f'{{"many": {n}}}') for n in range(80)
    ]
    outcomes: list[str] = []

    def works(first: int) -> None:
        intake = Intake(crowd.lane)
        for start in range(first, 80, 16):
            some = [(one, f"many:{start + n}") for n, one in enumerate(alarms[start : start + 4])]
            outcomes.extend(one.outcome for one in intake.take(crowd.night.kit, CATALOGUE, some))

    threads = [threading.Thread(target=works, args=(first,)) for first in range(0, 16, 4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    raise_alarms(crowd.night.kit, CATALOGUE, crowd.lane.waiting)

    assert len(outcomes) == 80
    assert sum(sk.startswith("ALARM#") for _, sk in crowd.table.items) == 80
    rows = crowd.night.kit.store.board(Desk.OPS).open
    assert len([service for row in rows for service in row.services]) == len({s for row in rows for s in row.services})
