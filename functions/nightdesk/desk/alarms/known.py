"""What is known when an alarm arrives: the board, and the marks of its fingerprint and of its clues."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.kit import Kit
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import AlarmSeen
from nightdesk.store.store import Board, Mark, OpenIncident
from nightdesk.triage.ops.grouping.clues import clues_of
from nightdesk.triage.ops.grouping.flapping import WITHIN

REMEMBERED = timedelta(days=7)
"""How long something that recurs is linked to what it was before."""
MOST_CLUES = 8
"""Of one alarm: each is a row to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """read, marks: as they were read, marks by key. board: as it has been decided since. clues: clue -> its key."""

    read: Board
    board: Board
    mine: Mark
    clues: Mapping[str, str]
    marks: Mapping[str, Mark]

    @property
    def open(self) -> tuple[OpenIncident, ...]:
        """The board's rows, each with what this alarm has in common with it."""
        by_clue: dict[IncidentId | None, list[str]] = {}
        for clue, key in self.clues.items():
            by_clue.setdefault(self._leads_to(self.marks.get(key)), []).append(clue)
        mine = self._leads_to(self.mine)
        return tuple(
            replace(row, fingerprints=(self.mine.key,) if row.id == mine else (), clues=tuple(by_clue.get(row.id, ())))
            for row in self.board.open
        )

    def past(self, *, now: datetime) -> IncidentId | None:
        """The last incident with this alarm, if that is over and not for long."""
        last = self._leads_to(self.mine)
        is_open = any(row.id == last for row in self.board.open)
        return last if last and not is_open and now - self.mine.at <= REMEMBERED else None

    def within(self, incident: IncidentId, *, now: datetime) -> tuple[Mark, ...]:
        """What is to be saved when the alarm belongs to this one: only what is not known already."""
        mine = replace(self.mine, incident=incident, at=now, ended_at=None)
        told = [mine] if self._leads_to(self.mine) != incident or self.mine.ended_at else []
        for key in dict.fromkeys(self.clues.values()):
            known = self.marks.get(key) or Mark(key=key, at=now)
            if self._leads_to(known) != incident:
                told.append(replace(known, incident=incident, at=now))
        return tuple(told)

    def ended(self, alarm: AlarmSeen, *, now: datetime) -> tuple[Mark, ...]:
        """What is to be saved when the alarm has ended in its incident."""
        return (replace(self.mine, at=now, ends=tuple(at for at in alarm.ends if now - at <= WITHIN)),)

    def _leads_to(self, known: Mark | None) -> IncidentId | None:
        found = known.incident if known else None
        return self.board.moved.get(found, found) if found else None


def look_up(kit: Kit, alarm: Alarm) -> Known:
    """All of it in one round trip."""
    clues, own = keys_of(alarm), mark(alarm.fingerprint)
    board, marks = kit.store.known(Desk.OPS, [own, *clues.values()], kit.may_wake(Desk.OPS))
    return Known(read=board, board=board, mine=marks.get(own) or Mark(key=own, at=kit.now()), clues=clues, marks=marks)


def keys_of(alarm: Alarm) -> dict[str, str]:
    """Clue -> the key of its mark. A host counts as a resource of the same name: the value alone makes the key."""
    clues = clues_of(alarm)[:MOST_CLUES]
    return {clue: mark(clue if clue.startswith("check ") else f"clue {clue.split(' ', 1)[1]}") for clue in clues}


def remarked(alarms: Iterable[AlarmSeen], incident: IncidentId, *, now: datetime) -> tuple[Mark, ...]:
    """
    The marks of these alarms, which a human gave to this incident, whatever they were.

    Written unread, with a version that nobody else can be about to save on: whoever is in between decides anew.
    """
    version = -int(now.timestamp() * 1000)
    return tuple(
        Mark(key=mark(alarm.fingerprint), at=now, incident=incident, ends=alarm.ends[-8:], version=version)
        for alarm in alarms
    )
