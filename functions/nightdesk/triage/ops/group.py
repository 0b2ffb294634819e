"""Grouping a recorded stream of alarms into incidents, as the desk would have done live."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.desk import IncidentId, incident_id
from nightdesk.incident.felt import Felt, felt_too, joined
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.attribution import attribute
from nightdesk.triage.ops.clues import clues_of
from nightdesk.triage.ops.correlation import WINDOW, Joins, Opens, Repeats, Window, is_quiet, place, when
from nightdesk.triage.ops.resolution import Clears, settle, unexpired, was_overtaken

SETTLES = timedelta(minutes=10)
"""An incident whose alarms have all recovered stays open this long, so that a flapping alarm stays in it."""

FORGOTTEN = timedelta(hours=2)
"""Without any word for this long, an incident is over even if its source never said so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """One line's place. incident: None for a recovery of nothing, or an alarm whose recovery came first."""

    id: str
    incident: IncidentId | None
    why: str


@dataclass(slots=True)
class _Open:
    """A growing incident; satisfies correlation's Standing."""

    id: IncidentId
    opened_at: datetime
    last_alarm_at: datetime
    last_word_at: datetime
    services: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()
    felt: tuple[Felt, ...] = ()
    firing: set[str] = field(default_factory=set)

    def take(self, alarm: Alarm, at: datetime) -> None:
        self.services = _with(self.services, alarm.service)
        self.clues = _with(self.clues, *clues_of(alarm))
        if alarm.fingerprint not in self.fingerprints:
            self.felt = felt_too(self.felt, alarm.service, when(alarm, at), is_quiet=is_quiet(alarm))
            self.last_alarm_at = max(self.last_alarm_at, at)
        self.fingerprints = _with(self.fingerprints, alarm.fingerprint)
        self.firing.add(alarm.fingerprint)
        self.last_word_at = max(self.last_word_at, at)

    def is_over(self, at: datetime) -> bool:
        return at - self.last_word_at > (FORGOTTEN if self.firing else SETTLES)


def group(
    arrivals: Iterable[tuple[str, datetime, Alarm]], catalogue: Catalogue, *, window: Window = WINDOW
) -> tuple[Grouped, ...]:
    """
    Place (line id, arrival time, alarm) in order of arrival; incidents are numbered from INC-000001.

    Incidents that a later alarm shows to have one origin are given one number: offline there is no human to merge them.
    """
    merged: dict[IncidentId, IncidentId] = {}
    placed = tuple(_walk(arrivals, catalogue, window, merged))
    return tuple(replace(line, incident=_final(line.incident, merged)) for line in placed)


def _walk(
    arrivals: Iterable[tuple[str, datetime, Alarm]],
    catalogue: Catalogue,
    window: Window,
    merged: dict[IncidentId, IncidentId],
) -> Iterator[Grouped]:
    board: list[_Open] = []
    pending: dict[str, datetime] = {}
    count = 0
    for line, at, told in arrivals:
        alarm = attribute(told, catalogue)
        board = [incident for incident in board if not incident.is_over(at)]
        pending = unexpired(pending, now=at)
        if alarm.state == "resolved":
            yield _recovered(line, at, alarm, board, pending)
            continue
        if was_overtaken(alarm, pending=pending, now=at):
            yield Grouped(id=line, incident=None, why="its recovery came first")
            continue
        match place(alarm, board_open=board, catalogue=catalogue, now=at, window=window):
            case Opens(why=why):
                count += 1
                found = _Open(incident_id(count), at, at, at)
                board.append(found)
                why = f"opened: {why}"
            case Repeats(incident=known):
                found, why = _named(board, known), "the same alarm again"
            case Joins(incident=known, why=why, also=also):
                found = _named(board, known)
                for other in also:
                    _absorb(found, _named(board, other))
                    merged[other] = known
                board = [incident for incident in board if incident.id not in also]
        found.take(alarm, at)
        yield Grouped(id=line, incident=found.id, why=why)


def _recovered(line: str, at: datetime, alarm: Alarm, board: list[_Open], pending: dict[str, datetime]) -> Grouped:
    settled = settle(alarm, board_open=board, now=at)
    if isinstance(settled, Clears):
        incident = _named(board, settled.incident)
        incident.firing.discard(alarm.fingerprint)
        incident.last_word_at = max(incident.last_word_at, at)
        left = len(incident.firing)
        return Grouped(
            id=line, incident=incident.id, why=f"recovered, {left} still firing" if left else "recovered, the last"
        )
    pending[settled.fingerprint] = settled.at
    return Grouped(id=line, incident=None, why="a recovery of nothing that is open, remembered")


def _absorb(into: _Open, other: _Open) -> None:
    into.fingerprints = _with(into.fingerprints, *other.fingerprints)
    into.services = _with(into.services, *other.services)
    into.clues = _with(into.clues, *other.clues)
    into.firing |= other.firing
    into.felt = joined(into.felt, other.felt)
    into.opened_at = min(into.opened_at, other.opened_at)
    into.last_alarm_at = max(into.last_alarm_at, other.last_alarm_at)
    into.last_word_at = max(into.last_word_at, other.last_word_at)


def _named(board: list[_Open], incident: IncidentId) -> _Open:
    return next(standing for standing in board if standing.id == incident)


def _with(known: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *(one for one in more if one))))


def _final(incident: IncidentId | None, merged: dict[IncidentId, IncidentId]) -> IncidentId | None:
    while incident in merged:
        incident = merged[incident]
    return incident
