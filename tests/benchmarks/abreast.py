"""
Workers side by side in counted time, so that one busy machine can tell what many would do.

Each worker is a thread with a clock of its own: it counts what the thread used of a processor and what the table's
answers take. A call reaches the table only when no other worker's clock is behind, so workers are in each other's way
exactly as if each had a machine. One more worker takes what they left to the lane, ten messages at a time as the
queue hands them out.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError
from ulid import ULID

from nightdesk.alarm.lane import Delivery, packed, unpacked
from nightdesk.alarm.readers.registry import read
from nightdesk.alarm.sqs_lane import MOST_BYTES
from nightdesk.desk.alarms.intake import Intake
from nightdesk.desk.alarms.raise_alarms import raise_alarms
from nightdesk.desk.alarms.raised import Raised
from nightdesk.desk.kit import Kit
from nightdesk.incident.desk import Phone
from nightdesk.runbook.service import Catalogue, Service
from nightdesk.settings import Settings, library
from nightdesk.shelf import load
from nightdesk.store.dynamo import DynamoStore
from tests.benchmarks import storm
from tests.fakes.table import FakeTable


@dataclass
class Taken:
    """
    What became of the posts. seconds: of the workers' clocks. lonely: how long each critical one took. queued: how many
    went through the lane.
    """

    given: dict[str, str | None] = field(default_factory=dict)
    kept: set[str] = field(default_factory=set)
    lonely: list[float] = field(default_factory=list)
    queued: int = 0
    calls: int = 0
    refused: int = 0
    cpu_seconds: float = 0.0
    seconds: float = 0.0


IDLE = float("inf")
LANE = -1
"""The lane's worker among the others."""
HANDED_OUT_S = 0.03
"""From the end of a send until the queue's consumer runs: polled all the time, so it is tens of milliseconds."""
MESSAGES = 10


class Abreast:
    """workers: how many. away_s: how long a call to the table, or to the queue, takes there and back."""

    def __init__(self, workers: int, *, away_s: float) -> None:
        self._workers, self._away_s = workers, away_s
        self._table, self._taken = FakeTable(), Taken()
        self._turn = threading.Condition()
        self._clocks: dict[int, float] = dict.fromkeys(range(workers), 0.0) | {LANE: IDLE}
        self._lane: list[tuple[float, str]] = []
        self._begun: dict[str, float] = {}
        self._mine = threading.local()
        self._catalogue = Catalogue(services=tuple(_service(told) for told in storm.services()))
        self._books = load(library() / "runbooks")

    def takes(self, posts: Sequence[list[storm.Told]]) -> Taken:
        """Hand each post to whoever is free first."""
        waiting = list(reversed(posts))
        threads = [threading.Thread(target=self._work, args=(n, waiting)) for n in range(self._workers)]
        threads.append(threading.Thread(target=self._work_off_the_lane))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        raws = (row["doc"]["S"] for (_, sk), row in self._table.items.items() if sk.startswith("ALARM#"))
        told = (re.search(r'"fingerprint\\":\\"([0-9a-f]{16})', raw) for raw in raws)
        self._taken.kept = {one[1] for one in told if one}
        return self._taken

    def _work(self, worker: int, waiting: list[list[storm.Told]]) -> None:
        kit = self._begin(worker)
        intake = Intake(self)
        while (post := self._next(waiting)) is not None:
            begun = self._mine.at
            body = json.dumps(storm.body([one.alert for one in post])).encode()
            alarms = read("alertmanager", body, received_at=kit.now())
            deliveries = [(alarm, told.alert["fingerprint"]) for alarm, told in zip(alarms, post, strict=True)]
            with self._turn:
                self._begun |= {once: begun for _, once in deliveries}
            raised = intake.take(kit, self._catalogue, deliveries)
            self._done([(one, what) for one, what in zip(deliveries, raised, strict=True) if what.outcome != "queued"])
        with self._turn:
            self._taken.seconds = max(self._taken.seconds, self._mine.at)
            del self._clocks[worker]
            self._turn.notify_all()

    def _work_off_the_lane(self) -> None:
        kit = self._begin(LANE)
        while messages := self._handed_out():
            deliveries = [one for message in messages for one in unpacked(message)]
            self._done(list(zip(deliveries, raise_alarms(kit, self._catalogue, deliveries), strict=True)))
            with self._turn:
                self._taken.queued += len(deliveries)
                self._taken.seconds = max(self._taken.seconds, self._mine.at)

    def put(self, deliveries: Sequence[Delivery]) -> None:
        """The lane, as the workers know it."""
        self._count()
        self._mine.at += self._away_s
        with self._turn:
            self._lane += [(self._mine.at + HANDED_OUT_S, one) for one in packed(deliveries, most_bytes=MOST_BYTES)]
            self._lane.sort(key=lambda message: message[0])
            if self._clocks[LANE] == IDLE:
                self._clocks[LANE] = self._lane[0][0]
            self._turn.notify_all()
        self._mine.used = time.thread_time()

    def _handed_out(self) -> list[str]:
        """The next messages of the lane, when it is their time; none when no more will come."""
        self._count()
        with self._turn:
            self._clocks[LANE] = max(self._mine.at, self._lane[0][0]) if self._lane else IDLE
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._lane or set(self._clocks) == {LANE})
            if not self._lane:
                return []
            self._mine.at = max(self._mine.at, self._lane[0][0])
            self._when_nobody_is_behind()
            due = [message for at, message in self._lane if at <= self._mine.at][:MESSAGES]
            del self._lane[: len(due)]
            self._mine.used = time.thread_time()
            return due

    def _begin(self, worker: int) -> Kit:
        self._mine.worker, self._mine.at, self._mine.used = worker, 0.0, time.thread_time()
        kit = self._kit()
        self._mine.used = time.thread_time()
        return kit

    def _done(self, done: Sequence[tuple[Delivery, Raised]]) -> None:
        self._count()
        with self._turn:
            for (alarm, once), raised in done:
                self._taken.given[once] = raised.incident
                if alarm.service.startswith("lonely"):
                    self._taken.lonely.append(self._mine.at - self._begun[once])

    def _next(self, waiting: list[list[storm.Told]]) -> list[storm.Told] | None:
        with self._turn:
            self._when_nobody_is_behind()
            return waiting.pop() if waiting else None

    def call(self, do: Callable[[], Any], *, is_write: bool) -> Any:
        """One call to the table, when it is this worker's turn."""
        self._count()
        self._mine.at += self._away_s / 2
        with self._turn:
            self._when_nobody_is_behind()
            self._taken.calls += 1
            try:
                return do()
            except ClientError:
                self._taken.refused += is_write
                raise
            finally:
                self._mine.at += self._away_s / 2
                self._mine.used = time.thread_time()

    def _count(self) -> None:
        now = time.thread_time()
        self._mine.at += now - self._mine.used
        with self._turn:
            self._taken.cpu_seconds += now - self._mine.used
        self._mine.used = now

    def _when_nobody_is_behind(self) -> None:
        self._clocks[self._mine.worker] = self._mine.at
        self._turn.notify_all()
        self._turn.wait_for(lambda: self._mine.at <= min(self._clocks.values()))

    def _kit(self) -> Kit:
        client: Any = _Far(self, self._table)
        return Kit(
            store=DynamoStore(client, "storm"),
            roster=self._books.roster,
            policies=self._books.policies,
            settings=Settings(table="storm", number=Phone("+12025550100"), public_url="https://desk.example"),
            now=lambda: datetime.now(UTC),
            new_id=lambda: str(ULID()),
            catalogue=self._catalogue,
        )


class _Far:
    """The table as one worker reaches it."""

    def __init__(self, workers: Abreast, table: FakeTable) -> None:
        self._workers, self._table = workers, table

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method = getattr(self._table, name)
        return lambda **asked: self._workers.call(lambda: method(**asked), is_write=name == "transact_write_items")


def _service(told: dict[str, Any]) -> Service:
    return Service(**{**told, "depends_on": tuple(told["depends_on"])})
