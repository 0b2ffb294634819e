"""One night at the desk in this process: the real duties and table code, a clock to turn, a fake phone network."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import boto3
import pytest
from ulid import ULID

from nightdesk.contact.contact import Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.answer import answer
from nightdesk.desk.owners.household import learn
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.deliver import Doors, deliver, recover
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.desk.watching.watch import attend
from nightdesk.errand.errand import OutboxState
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.settings import Settings
from nightdesk.shelf import Shelf, load
from nightdesk.store.dynamo import DynamoStore
from tests.fakes.network import FakeChain, FakeChannel, FakeTurns, FakeWarRoom
from tests.integration.made_up import made_up_aws
from tests.integration.table import make_table

TABLE = "night"
RUNBOOKS = Path(__file__).parents[3] / "runbooks"


@cache
def books() -> Shelf:
    """The deployment's own data files, read once: nothing changes them."""
    return load(RUNBOOKS)


class Night:
    """Everything one test of the duties needs. Messages get running numbers as their ids."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
        self.channel, self.turns, self.chain = FakeChannel(), FakeTurns(), FakeChain()
        self.war_room = FakeWarRoom()
        self.doors = Doors(
            channel=lambda: self.channel,
            turns=lambda: self.turns,
            chain=lambda: self.chain,
            war_room=lambda: self.war_room,
        )
        self.client = boto3.client("dynamodb", region_name="us-east-1")
        self.kit = Kit(
            store=DynamoStore(self.client, TABLE),
            roster=books().roster,
            policies=books().policies,
            protocols=books().protocols,
            catalogue=books().catalogue,
            settings=Settings(table=TABLE, number=Phone("+12025550100"), public_url="https://desk.example"),
            now=lambda: self.now,
            new_id=lambda: str(ULID.from_datetime(self.now)),
        )
        self._count = 0

    def texts(self, phone: str, body: str, *, sid: str = "") -> str:
        """A text arrives and everything it causes is delivered. Returns its MessageSid."""
        self._count += 1
        sid = sid or f"SM{self._count:032d}"
        message = Message(id=sid, phone=Phone(phone), at=self.now, direction="in", channel="sms", body=body)
        receive(self.kit, message)
        self.settle()
        return sid

    def settle(self) -> None:
        """Deliver queued errands until there are none, as the stream does."""
        for _ in range(50):
            queued = list(self.kit.store.unsettled(before=self.now + timedelta(days=1)))
            todo = [row for row in queued if row.state is OutboxState.QUEUED]
            if not todo:
                return
            for row in todo:
                deliver(self.kit, self.doors, row.id)
        raise AssertionError("errands never settle")

    def delivers_receipts(self) -> None:
        """The carrier says that every text sent so far arrived."""
        for sent in self.channel.sent:
            if sent.kind == "text":
                take_receipt(self.kit, sent.receipt.rsplit("/", 1)[-1], status="delivered")
        self.settle()

    def thinks(self) -> None:
        """The persona takes every waiting turn, without a model."""
        for message_id, phone in list(self.turns.waiting.items()):
            answer(self.kit, lambda: None, phone=phone, message_id=message_id)
            learn(self.kit, phone=phone, message_id=message_id)
        self.turns.waiting.clear()
        self.settle()

    def passes(self, *, minutes: float) -> None:
        """Time passes; every watch wakes when it said it would."""
        end = self.now + timedelta(minutes=minutes)
        while self.now < end:
            sleeps = [end - self.now]
            for incident, generation in list(self.chain.watches):
                if self.chain.watches[incident, generation]:
                    attention = attend(self.kit, incident, generation=generation)
                    self.chain.watches[incident, generation] = not (attention.is_over or attention.is_stale)
                    sleeps.append(timedelta(seconds=attention.wait_seconds))
            self.settle()
            self.now += min(sleeps)
        for incident, generation in list(self.chain.watches):
            if self.chain.watches[incident, generation]:
                attend(self.kit, incident, generation=generation)
        self.settle()

    def recovers_stuck(self) -> None:
        """What the auditor does about errands that got stuck."""
        for row in list(self.kit.store.unsettled(before=self.now)):
            recover(self.kit, self.doors, row)
        self.settle()

    def incident(self, number: int = 1) -> Incident:
        """The incident of that number, which must exist."""
        found = self.kit.store.incident(IncidentId(f"INC-{number:06d}"))
        assert found is not None
        return found


@pytest.fixture
def night(monkeypatch: pytest.MonkeyPatch) -> Iterator[Night]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    with made_up_aws():
        client = boto3.client("dynamodb", region_name="us-east-1")
        make_table(client, TABLE)
        yield Night()
