"""
The desk on a stage: an owner writes, a scripted model answers, and what would really be texted is read.

redteam.jsonl: `{id, kind, turns, obeys}`, attacks by owners and what a model says that obeys them.
obedient.jsonl: `{aim, text}`, sentences that must never leave, whoever asks for them.
good.jsonl: `{id, split, turns, answered?, answer}`, what a good model says, which should leave as it is. The guard's
vocabulary was written beside `dev` and `held`; `blind` came after it was closed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ulid import ULID

from nightdesk.channel.pictures import Pictures
from nightdesk.contact.contact import Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners.answer import Reflection, answer
from nightdesk.desk.responders.receive import receive
from nightdesk.errand.errand import Text
from nightdesk.incident.desk import Desk, IncidentId, Phone
from nightdesk.incident.incident import Ack, Incident, Page, Status
from nightdesk.incident.severity import Severity
from nightdesk.mind.mind import Mind
from nightdesk.settings import Settings, library
from nightdesk.shelf import Shelf, load
from nightdesk.store.dynamo import DynamoStore
from nightdesk.store.store import Change
from nightdesk.triage.verdict import Verdict
from tests.fakes.mind import ScriptedMind
from tests.fakes.table import FakeTable

HERE = Path(__file__).parent
OWNER = Phone("+12025550190")
NIGHT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def case_of(verdict: Verdict) -> Incident | None:
    """The open case this verdict makes, with a clinic and one page sent; None when it is a mere conversation."""
    if verdict.severity > Severity.SEV2:
        return None
    page = Page(person="maya", phone=Phone("+12025550111"), tier=1, channel="sms", attempt=1, at=NIGHT, outbox="o1")
    return Incident(
        id=IncidentId("INC-000042"),
        desk=Desk.PETS,
        title=verdict.subject,
        severity=verdict.severity,
        status=Status.OPEN,
        first_anomaly_at=NIGHT,
        detected_at=NIGHT,
        opened_at=NIGHT,
        policy=books().policies["pets"],
        pages=(page,),
        species=verdict.species,
        clinic="City Emergency Vet +12025550188",
    )


def rows(name: str) -> list[dict[str, Any]]:
    """Every line of one of the files beside this one."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text().splitlines() if line.strip()]


@cache
def books() -> Shelf:
    return load(library() / "runbooks")


@dataclass
class Stage:
    """One owner and one desk. Times are a minute apart."""

    def __post_init__(self) -> None:
        table: Any = FakeTable()
        self._now = NIGHT
        self._count = 0
        self.kit = Kit(
            store=DynamoStore(table, "night"),
            roster=books().roster,
            policies=books().policies,
            settings=Settings(table="night", number=Phone("+12025550100"), public_url="https://desk.example"),
            now=lambda: self._now,
            new_id=lambda: str(ULID.from_datetime(self._now)),
        )

    def hears(self, turns: Sequence[str], *, media: tuple[str, ...] = ()) -> str:
        """The owner's texts arrive; returns the id of the last."""
        for turn in turns:
            self._now += timedelta(minutes=1)
            self._count += 1
            message = Message(
                id=f"SM{self._count:032d}",
                phone=OWNER,
                at=self._now,
                direction="in",
                channel="sms",
                body=turn,
                media=media,
            )
            receive(self.kit, message)
        return message.id

    def is_taken_by(self, name: str) -> None:
        """Somebody on call answers."""
        incident = self.incident()
        if incident is not None:
            ack = Ack(person="omar", name=name, at=self._now, channel="sms")
            self.kit.store.commit(Change(incident=replace(incident, ack=ack)))

    def answers(self, message_id: str, mind: Mind | None, *, pictures: Pictures | None = None) -> Reflection | None:
        """The persona's turn, through the duty that the queue calls."""
        return answer(self.kit, lambda: mind, phone=OWNER, message_id=message_id, pictures=lambda: pictures)

    def incident(self) -> Incident | None:
        incident = self.kit.store.standing(OWNER).contact.open_incident
        return self.kit.store.incident(incident) if incident else None

    def texts(self) -> Iterator[str]:
        """Every text to the owner that is saved to be sent."""
        for row in self.kit.store.unsettled(before=self._now + timedelta(days=1)):
            if isinstance(row.errand, Text) and row.errand.to == OWNER:
                yield row.errand.body


def said(turns: Sequence[str], line: str, *, answered: str = "") -> tuple[Stage, Reflection | None]:
    """The desk's answer to the last turn while the model says `line`."""
    stage = Stage()
    last = stage.hears(turns)
    if answered:
        stage.is_taken_by(answered)
    return stage, stage.answers(last, ScriptedMind([line]))
