"""A night of several incidents: its clock goes on by any amount, everything happens in order, and somebody looks on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from ulid import ULID

from nightdesk.desk.repair.write_report import write_report
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.desk.watching.watch import attend
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster
from tests.fakes.crash import Wired
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.walking.phones import Phones
from tests.integration.desk.world import Side, World

MINUTE = timedelta(minutes=1)
MENDED = timedelta(minutes=3)
"""Within this a death, a lost chain or an edited file is found by the minute's audit, and what it cost is made good."""


@dataclass(frozen=True, slots=True)
class Order:
    """Somebody gave an order by text or key. incident: None when their words did not name one."""

    at: datetime
    person: str
    verb: str
    incident: IncidentId | None


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something outside failed, for which the desk is given time."""

    begins: datetime
    ends: datetime


@dataclass
class Night(World):
    """What people did is remembered as they did it, never as the desk does. looks: asked after all that happens."""

    looks: Callable[[], None] = lambda: None
    orders: list[Order] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    granted: dict[IncidentId, datetime] = field(default_factory=dict)
    """What was approved by the exact code of whoever was asked, and when; until a no."""
    edited: dict[str, datetime] = field(default_factory=dict)
    """When something about a person was new in the roster last."""
    dies_at: tuple[int, Side] | None = None
    deaths: int = 0

    def __post_init__(self) -> None:
        super().__post_init__()
        self.phones = self.channel = Phones(now=lambda: self.now, row_of=self.store.errand, person_of=self._whose)
        self.war_room.script_of = self.channel.script_of
        wired: Any = Wired(self.channel, self.fuse, "channel")
        self.doors = replace(self.doors, channel=lambda: wired, pause=lambda _seconds: None)
        # In order and the same in every run, so that a walk can be walked again.
        numbers = count()
        self.kit = replace(self.kit, new_id=lambda: f"{str(ULID.from_datetime(self.now))[:10]}{next(numbers):016d}")
        self._audits_at = self.now + MINUTE

    @property
    def roster(self) -> Roster:
        return self.kit.roster

    def open(self) -> tuple[Incident, ...]:
        return tuple(sorted(self.store.open_incidents(), key=lambda one: one.id))

    def person_at(self, phone: Phone) -> Person | None:
        return self.roster.by_phone(phone)

    def _whose(self, phone: Phone) -> str:
        person = self.roster.by_phone(phone)
        return person.id if person else ""

    def deploys(self, change: Callable[[Roster], Roster], *, about: str) -> None:
        """A new roster.yaml, in which something about this person is new."""
        self.edited[about] = self.now
        self.kit = replace(self.kit, roster=change(self.kit.roster))
        self.is_troubled(MENDED)

    def is_troubled(self, lasts: timedelta) -> None:
        self.troubles.append(Trouble(self.now, self.now + lasts))

    def does(self, act: Callable[[], object]) -> None:
        """Something happens: whoever asked asks again when the worker dies, and all that follows is delivered."""
        with self._perhaps_dying():
            self.tries(act)
            self.settle()
        self.looks()

    def elapses(self, seconds: float) -> None:
        """Receipts, watches and the auditor come when it is their time."""
        end = self.now + timedelta(seconds=seconds)
        with self._perhaps_dying():
            while self.now < end:
                self.now = max(self.now, min(end, *self._next()))
                for receipt in self.phones.due():
                    self.hears(receipt.outbox, receipt.status, receipt.error)
                self._wake_watches()
                self.settle()
                if self.now >= self._audits_at:
                    self._audits_at += MINUTE
                    self._audit()
                    self.settle()
                self.looks()

    @contextmanager
    def _perhaps_dying(self) -> Iterator[None]:
        """The worker dies at the call that `dies_at` says, if so many leave it."""
        self.fuse.calls.clear()
        self.fuse.burst_at = ""
        if self.dies_at:
            self.fuse.arm(*self.dies_at)
            self.is_troubled(MENDED)
        self.dies_at = None
        try:
            yield
        finally:
            self.fuse.disarm()
            if self.fuse.burst_at:
                self.deaths += 1
                self.is_troubled(MENDED)

    def hears(self, outbox: str, status: str, error: int = 0) -> None:
        self.tries(lambda: take_receipt(self.kit, outbox, status=status, error=error))
        self.settle()

    def _watch(self, incident: IncidentId, generation: int) -> None:
        """As the chain goes on: what is over gets its record."""
        attention = attend(self.kit, incident, generation=generation)
        self._wakes[incident, generation] = self.now + timedelta(seconds=attention.wait_seconds)
        if attention.is_over:
            write_report(self.kit, self.books.catalogue, incident, keep=lambda key, _kind, _body: f"s3://reports/{key}")
        self.chain.watches[incident, generation] = not (attention.is_over or attention.is_stale)

    def _next(self) -> list[datetime]:
        running = [key for key, is_running in self.chain.watches.items() if is_running]
        return [
            self._audits_at,
            *(self._wakes.get(one, self.now) for one in running),
            *(receipt.at for receipt in self.phones.receipts),
        ]


def night() -> Night:
    return Night(BOOKS)
