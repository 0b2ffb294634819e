"""
The world around a worker that may die: carriers, queues and streams that deliver again, and an auditor each minute.

What a journey leaves behind is summed up as a `Picture`, in which names that chance chose (incident numbers, approval
codes, row ids) are replaced, so that two runs of one journey can be compared.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from ulid import ULID

from nightdesk.action.registry import registry
from nightdesk.audit.chain import first_break
from nightdesk.contact.contact import Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.answer import answer
from nightdesk.desk.owners.household import learn
from nightdesk.desk.repair.workshop import Workshop
from nightdesk.desk.repair.write_report import write_report
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.audit_chains import audit_chains
from nightdesk.desk.rounds.deliver import Doors, deliver
from nightdesk.desk.watching.watch import attend
from nightdesk.errand.errand import OutboxState
from nightdesk.incident.desk import IncidentId, Phone, short_code
from nightdesk.incident.incident import Incident
from nightdesk.settings import Settings
from nightdesk.shelf import Shelf
from nightdesk.store.codec import key
from nightdesk.store.dynamo import DynamoStore
from nightdesk.store.keys import counter
from tests.fakes.action import FakeAction
from tests.fakes.crash import Crash, Fuse, Wired
from tests.fakes.network import FakeChain, FakeChannel, FakeTurns, FakeWarRoom
from tests.fakes.quiet import NoEvidence
from tests.fakes.table import FakeTable

TABLE = "night"
TICK = timedelta(seconds=20)
FIRST_NUMBER = 7000
"""Incident numbers are looked for in what was said, so they must not look like a tier or a dose."""


@dataclass(frozen=True)
class Picture:
    """What is left when everything has settled."""

    incidents: tuple[tuple[object, ...], ...]
    timeline: Counter[str]
    sent: Counter[tuple[str, str, str]]
    thought: tuple[str, ...]
    answered: tuple[str, ...]
    changes_made: int
    rooms_ended: tuple[str, ...]
    unsettled: int
    broken_chains: int
    unwatched: tuple[str, ...]


@dataclass
class World:
    """One night, with a fuse in every line that leaves the worker."""

    books: Shelf
    table: Any = field(default_factory=FakeTable)
    fuse: Fuse = field(default_factory=Fuse)
    now: datetime = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
    is_answer_lost: bool = False

    def __post_init__(self) -> None:
        self.channel, self.turns, self.chain = FakeChannel(), FakeTurns(), FakeChain()
        self.war_room = FakeWarRoom(script_of=self.channel.script_of)
        self.action = FakeAction()
        self.reports: dict[str, str] = {}
        wired: dict[str, Any] = {
            name: Wired(thing, self.fuse, name)
            for name, thing in (
                ("channel", self.channel),
                ("turns", self.turns),
                ("chain", self.chain),
                ("war_room", self.war_room),
            )
        }
        self.doors = Doors(
            channel=lambda: wired["channel"],
            turns=lambda: wired["turns"],
            chain=lambda: wired["chain"],
            war_room=lambda: wired["war_room"],
        )
        self.store = DynamoStore(self.table, TABLE)
        self.table.put_item(TableName=TABLE, Item={**key(counter()), "last": {"N": str(FIRST_NUMBER)}})
        wired_table: Any = Wired(self.table, self.fuse, "table")
        self.kit = Kit(
            store=DynamoStore(wired_table, TABLE),
            roster=self.books.roster,
            policies=self.books.policies,
            protocols=self.books.protocols,
            catalogue=self.books.catalogue,
            settings=Settings(table=TABLE, number=Phone("+12025550100"), public_url="https://desk.example"),
            now=lambda: self.now,
            new_id=lambda: str(ULID.from_datetime(self.now)),
        )
        action: Any = Wired(self.action, self.fuse, "action")
        self.workshop = Workshop(
            catalogue=self.books.catalogue,
            evidence=NoEvidence(),
            runbooks=self.books.runbooks,
            actions=registry(action),
        )
        self._wakes: dict[tuple[IncidentId, int], datetime] = {}

    def tries(self, do: Callable[[], object], *, times: int = 3) -> None:
        """Whoever asked (carrier, queue, stream, chain) asks again when the worker dies."""
        for _ in range(times):
            try:
                do()
                return
            except Crash:
                self.is_answer_lost = self.is_answer_lost or self._somebody_was_told()
        raise AssertionError("died every time")

    def texts(self, phone: str, body: str, *, sid: str = "") -> None:
        message = Message(
            id=sid or f"SM{self.now:%H%M%S}{phone[-4:]}",
            phone=Phone(phone),
            at=self.now,
            direction="in",
            channel="sms",
            body=body,
        )
        self.tries(lambda: receive(self.kit, message))
        self.settle()

    def settle(self) -> None:
        """The stream: each row that is queued is handed over, again when the worker died on it."""
        for _ in range(50):
            rows = self.store.unsettled(before=self.now + timedelta(days=1))
            todo = [row.id for row in rows if row.state is OutboxState.QUEUED]
            if not todo:
                return
            for outbox in todo:
                self.tries(lambda outbox=outbox: deliver(self.kit, self.doors, outbox))  # type: ignore[misc]
        raise AssertionError("errands never settle")

    def thinks(self) -> None:
        """The turn queue hands each message to the persona, again until it is taken."""
        for message_id, phone in list(self.turns.waiting.items()):
            self.tries(lambda p=phone, m=message_id: answer(self.kit, lambda: None, phone=p, message_id=m))  # type: ignore[misc]
            self.tries(lambda p=phone, m=message_id: learn(self.kit, phone=p, message_id=m))  # type: ignore[misc]
        self.settle()

    def passes(self, *, minutes: int) -> None:
        """Watches wake when they said they would, and the auditor looks once a minute."""
        for _ in range(minutes):
            for _ in range(3):
                self.now += TICK
                self._wake_watches()
                self.settle()
            self._audit()
            self.settle()

    def incident(self, at: int = -1) -> Incident:
        """By order of opening; the newest unless told."""
        found = sorted(self.store.incidents(), key=lambda incident: incident.id)
        return found[at]

    def report(self, of: IncidentId | None = None) -> None:
        """Of the newest incident unless told."""
        incident = of or self.incident().id

        def keep(key: str, _kind: str, body: str) -> str:
            def put() -> str:
                self.reports[key] = body
                return f"s3://reports/{key}"

            uri: str = self.fuse.around("reports.keep", put)
            return uri

        self.tries(lambda: write_report(self.kit, self.books.catalogue, incident, keep=keep))
        self.settle()

    def picture(self) -> Picture:
        incidents = sorted(self.store.incidents(limit=100), key=lambda incident: incident.id)
        names = {one.id: f"INC-{i}" for i, one in enumerate(incidents)}

        def plain(text: str) -> str:
            for name, number in names.items():
                text = text.replace(name, number).replace(short_code(name), number)
            text = re.sub(r"\b(go|no|say) [A-Z0-9]{6}\b", r"\1 CODE", text)
            return re.sub(r"\b\d+ (min|s|sec)\b|\d\d:\d\d(:\d\d)?", "TIME", text)

        entries = [(one, self.store.entries(one.id)) for one in incidents]
        return Picture(
            incidents=tuple(_facts(one, plain) for one in incidents),
            timeline=Counter(
                f"{entry.kind.value} {entry.actor} {plain(entry.text)}"
                for _, chain in entries
                for entry in chain
                if entry.actor != "auditor"
            ),
            sent=Counter((one.kind, one.to, plain(one.what)) for one in self.channel.sent),
            thought=tuple(self.turns.waiting),
            # Which token is chance's: a task that was asked again waits with its newest.
            answered=tuple(sorted({state for _, state in self.chain.answers})),
            changes_made=self.action.changes_made,
            rooms_ended=tuple(sorted(names[IncidentId(room)] for room in self.war_room.ended)),
            unsettled=len(list(self.store.unsettled(before=self.now + timedelta(days=1)))),
            broken_chains=sum(first_break(chain, head=one.seal) is not None for one, chain in entries),
            unwatched=tuple(
                names[one.id]
                for one in incidents
                if one.is_open and not self.chain.watches.get((one.id, one.generation))
            ),
        )

    def _wake_watches(self) -> None:
        for (incident, generation), is_running in list(self.chain.watches.items()):
            if is_running and self._wakes.get((incident, generation), self.now) <= self.now:
                self.tries(lambda i=incident, g=generation: self._watch(i, g))  # type: ignore[misc]

    def _watch(self, incident: IncidentId, generation: int) -> None:
        attention = attend(self.kit, incident, generation=generation)
        self._wakes[incident, generation] = self.now + timedelta(seconds=attention.wait_seconds)
        if attention.is_over or attention.is_stale:
            self.chain.watches[incident, generation] = False

    def _audit(self) -> None:
        try:
            audit_chains(self.kit, self.doors, beat=lambda: None)
        except Crash:
            # Nobody repeats a minute's audit: the next minute has its own.
            self.is_answer_lost = self.is_answer_lost or self._somebody_was_told()

    def _somebody_was_told(self) -> bool:
        """Did the carrier take something whose row still waits to hear of it?"""
        claimed = (OutboxState.CLAIMED, OutboxState.UNCERTAIN)
        told = {one.receipt.rsplit("/", 1)[-1] for one in self.channel.sent}
        rows = self.store.unsettled(before=self.now + timedelta(days=1))
        return any(row.state in claimed and row.id in told for row in rows)


Side = Literal["before", "after"]


def _facts(one: Incident, plain: Callable[[str], str]) -> tuple[object, ...]:
    return (
        one.severity.name,
        one.status.value,
        plain(one.title),
        one.tier,
        one.ack.person if one.ack else "",
        one.services,
        tuple((alarm.fingerprint, alarm.is_firing, alarm.times) for alarm in one.alarms),
        Counter((page.person, page.channel, page.attempt, page.tier, page.state.value) for page in one.pages),
        (one.ask.state.value, len(one.ask.asked), one.ask.answered_by) if one.ask else (),
        tuple((ask.state.value, len(ask.asked), ask.answered_by, plain(ask.plan.title)) for ask in one.advice),
        (one.told, one.owner_said, one.unrelayed, one.silences, one.is_opted_out),
        tuple((step.state.value, tuple(step.backup.items())) for step in one.steps),
        one.following.said if one.following else "",
        (one.war_room.inside, one.war_room.visitors, one.war_room.ended) if one.war_room else (),
        one.urged,
        one.breached,
        one.check_ins,
        plain(one.resolution),
        bool(one.report_uri),
    )
