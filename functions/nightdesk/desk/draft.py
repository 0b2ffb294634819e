"""
One event's consequences while they are being decided: the incident as it will be, what is noted, what will be said.

Nothing leaves a draft until it is saved, and then all of it does (save, then say).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from nightdesk.errand.errand import (
    AnswerTask,
    EndRoom,
    Errand,
    MoveCall,
    MoveRoom,
    Outbox,
    Purpose,
    Ring,
    StartWatch,
    StartWork,
    Text,
    Think,
)
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.masked import is_masked
from nightdesk.incident.timeline import Fact, Kind
from nightdesk.store.store import Change, Code, Paged

Unless = Literal["", "acknowledged", "resolved"]


class Draft:
    """
    Collects facts, errands and rows beside one incident. `incident` is replaced as decisions are made; `before` is not.

    number: of a new one, if nobody else may have taken it meanwhile (see Store.foresee).
    """

    def __init__(
        self, incident: Incident, *, now: datetime, new_id: Callable[[], str], number: int | None = None
    ) -> None:
        self.before = self.incident = incident
        self.now = now
        self._number = number
        self._new_id = new_id
        self._facts: list[Fact] = []
        self._errands: list[Outbox] = []
        self._codes: list[Code] = []
        self._paged: dict[Phone, Paged] = {}
        self._generation = incident.generation if incident.version else 0

    def note(self, kind: Kind, actor: str, text: str, **data: str) -> None:
        """One fact for the timeline and the audit chain."""
        self._facts.append(Fact(at=self.now, kind=kind, actor=actor, text=text, data=data))

    def noted(self, fact: Fact) -> None:
        """A fact somebody else phrased, or one that happened earlier."""
        self._facts.append(fact)

    def text(self, to: Phone, body: str, purpose: Purpose, *, unless: Unless = "", minutes: float = 10) -> str:
        """
        A text to be sent while it is worth sending; returns the outbox id, "" when its reader has opted out.

        What an owner is told is remembered on the case, for whoever takes it.
        """
        if to == self.incident.owner:
            if self.incident.is_opted_out or is_masked(to):
                return ""
            if purpose in {"reflex", "reply"}:
                self.incident = replace(self.incident, told=(*self.incident.told, body)[-3:])
        errand = Text(to=to, body=body, purpose=purpose, valid_seconds=max(60, int(minutes * 60)))
        return self._send(errand, unless=unless, lasts=timedelta(minutes=minutes))

    def ring(self, to: Phone, script: str, purpose: Purpose, *, unless: Unless = "", minutes: float = 3) -> str:
        """A call to be placed; `script` is the path below /twilio/voice."""
        return self._send(Ring(to=to, script=script, purpose=purpose), unless=unless, lasts=timedelta(minutes=minutes))

    def think(self, phone: Phone, message_id: str) -> None:
        """Let the persona think about this message."""
        self._send(Think(phone=phone, message_id=message_id))

    def start_work(self) -> None:
        """Start investigation and remediation, once more if they were started before."""
        self.incident = replace(self.incident, works=self.incident.works + 1)
        self._send(StartWork(attempt=self.incident.works))

    def answer_task(self, token: str, state: str) -> None:
        """Wake the chain that waits for an answer, if it has handed over its token already."""
        if token:
            self._send(AnswerTask(token=token, state=state))

    def move_call(self, call: str, script: str, *, to: Phone, otherwise: str) -> None:
        """Let this call, if it goes on, run `script`; else ring `to` with the script `otherwise`."""
        person = script.rpartition("/")[2]
        self._send(MoveCall(call=call, script=script, person=person, to=to, otherwise=otherwise))

    def end_room(self) -> None:
        """Hang up on everybody who talks on the incident's call."""
        self._send(EndRoom(room=self.incident.id))

    def move_room(self, into: IncidentId) -> None:
        """Let everybody who talks on the incident's call go on talking on that of another."""
        self._send(MoveRoom(room=self.incident.id, into=into))

    def code(self, code: Code) -> None:
        """An approval code one phone may use."""
        self._codes.append(code)

    def paged(self, *phones: Phone) -> None:
        """
        These phones, of one person, were woken for this incident; said again once it is over, that no longer counts.

        The first is the one that is texted, whose short numbers all of them share.
        """
        incident, numbers_of = self.incident, phones[0]
        # What became part of another incident has left its numbers to that one.
        codes = () if incident.merged_into else incident.codes.get(numbers_of, ())
        for phone in phones:
            self._paged[phone] = Paged(
                phone=phone,
                incident=incident.id,
                title=incident.title,
                at=self.now,
                is_over=not incident.is_open,
                codes=codes,
                numbers_of=numbers_of if numbers_of != phone else None,
            )

    def change(self, **more: Any) -> Change:
        """The whole of it, ready to be saved. A new generation of the incident starts its own watch."""
        if self.incident.generation != self._generation and (self.incident.is_open or self.incident.version):
            self._send(StartWatch(generation=self.incident.generation))
            self._generation = self.incident.generation
        return Change(
            incident=self.incident,
            facts=tuple(self._facts),
            # Delivery goes in this order: the first safe step must not stand behind pages and calls.
            errands=(*sorted(self._errands, key=lambda row: not _is_reflex(row)), *more.pop("errands", ())),
            codes=tuple(self._codes),
            paged=tuple(self._paged.values()),
            **{"number": self._number, **more},
        )

    def _send(self, errand: Errand, *, unless: Unless = "", lasts: timedelta | None = None) -> str:
        row = Outbox(
            id=self._new_id(),
            at=self.now,
            errand=errand,
            incident=self.incident.id,
            until=self.now + lasts if lasts else None,
            unless=unless,
        )
        self._errands.append(row)
        return row.id


def _is_reflex(row: Outbox) -> bool:
    return isinstance(row.errand, Text) and row.errand.purpose == "reflex"


def with_incident(draft: Draft, **changes: Any) -> None:
    """Set plain fields of the draft's incident that no rule guards."""
    draft.incident = replace(draft.incident, **changes)
