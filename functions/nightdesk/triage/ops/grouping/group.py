"""Grouping a recorded stream of alarms into incidents, by the same deciders as the desk does it live."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.desk import IncidentId, incident_id
from nightdesk.incident.incident import AlarmSeen
from nightdesk.runbook.service import Catalogue
from nightdesk.runbook.window import Window as Maintenance
from nightdesk.triage.ops.grouping.arrival import Overtaken, arrive
from nightdesk.triage.ops.grouping.correlation import Joins, Opens, Repeats
from nightdesk.triage.ops.grouping.growing import Growing
from nightdesk.triage.ops.grouping.resolution import Clears, Remembers
from nightdesk.triage.ops.grouping.tie import WINDOW, Window
from nightdesk.triage.ops.hearing.attribution import attribute
from nightdesk.triage.ops.judging.case import from_alarms
from nightdesk.triage.ops.judging.maintenance import announced
from nightdesk.triage.ops.judging.severity import judge


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouped:
    """One line's place. incident: None for a recovery of nothing, or a lone alarm whose recovery came first."""

    id: str
    incident: IncidentId | None
    why: str


def group(
    arrivals: Iterable[tuple[str, datetime, Alarm]],
    catalogue: Catalogue,
    *,
    window: Window = WINDOW,
    maintenance: Sequence[Maintenance] = (),
) -> tuple[Grouped, ...]:
    """
    Place (line id, arrival time, alarm) in order of arrival; incidents are numbered from INC-000001.

    Incidents that a later alarm shows to be of one cause get one number, as the desk joins them while nobody has
    either. maintenance: why says so where nobody would have been woken.
    """
    stream = _Stream(catalogue, window, maintenance)
    placed = tuple(stream.takes(arrivals))
    return tuple(replace(line, incident=stream.final(line.incident)) for line in placed)


@dataclass(slots=True)
class _Stream:
    """early: fingerprint -> when an end came that ended nothing."""

    catalogue: Catalogue
    window: Window
    maintenance: Sequence[Maintenance]
    board: list[Growing] = field(default_factory=list)
    early: dict[str, datetime] = field(default_factory=dict)
    past: dict[str, tuple[IncidentId, AlarmSeen]] = field(default_factory=dict)
    merged: dict[IncidentId, IncidentId] = field(default_factory=dict)
    count: int = 0

    def takes(self, arrivals: Iterable[tuple[str, datetime, Alarm]]) -> Iterator[Grouped]:
        for line, at, told in arrivals:
            self._close(at)
            incident, why = self._take(attribute(told, self.catalogue), at)
            yield Grouped(id=line, incident=incident, why=why)

    def final(self, incident: IncidentId | None) -> IncidentId | None:
        """The one that this became part of in the end."""
        while incident in self.merged:
            incident = self.merged[incident]
        return incident

    def _take(self, alarm: Alarm, at: datetime) -> tuple[IncidentId | None, str]:
        arrived = arrive(
            alarm,
            board_open=self.board,
            ended_at=self.early.get(alarm.fingerprint),
            catalogue=self.catalogue,
            now=at,
            window=self.window,
        )
        match arrived:
            case Remembers(at=ended_at):
                self.early[alarm.fingerprint] = ended_at
                return None, "a recovery of nothing that is open, remembered"
            case Clears(incident=known):
                return known, self._named(known).ends(alarm, at)
            case Overtaken(where=where):
                self.early.pop(alarm.fingerprint, None)
                return (where.incident if where else None), "its recovery came first"
            case Repeats(incident=known):
                return self._joins(alarm, at, known, "the same alarm again")
            case Joins(incident=known, why=why, also=also):
                kept = self._together(known, [kin.incident for kin in also])
                return self._joins(alarm, at, kept, why)
            case Opens(why=why):
                return self._opens(alarm, at, why)

    def _opens(self, alarm: Alarm, at: datetime, why: str) -> tuple[IncidentId, str]:
        self.count += 1
        found = Growing(id=incident_id(self.count), opened_at=at, last_alarm_at=at, last_word_at=at)
        before = self.past.get(alarm.fingerprint)
        if before:
            why = f"recurred after {self.final(before[0])}; {why}"
            found.alarms[alarm.fingerprint] = before[1]
        self.board.append(found)
        return self._joins(alarm, at, found.id, f"opened: {why}")

    def _joins(self, alarm: Alarm, at: datetime, known: IncidentId, why: str) -> tuple[IncidentId, str]:
        found = self._named(known)
        found.takes(alarm, at, why)
        return known, why + self._held(found, at)

    def _held(self, found: Growing, at: datetime) -> str:
        if not self.maintenance:
            return ""
        firing = found.firing()
        severity = judge(from_alarms(firing, self.catalogue, now=at)).severity
        held = announced(firing, severity=severity, windows=self.maintenance, catalogue=self.catalogue, now=at)
        return f"; held until {held.ends_at:%Y-%m-%d %H:%M} UTC ({held.window.name})" if held else ""

    def _together(self, first: IncidentId, others: Sequence[IncidentId]) -> IncidentId:
        """The one that opened first keeps its number."""
        kept, *gone = sorted({first, *others})
        for one in gone:
            self._named(kept).absorbs(self._named(one))
            self.merged[one] = kept
        self.board = [incident for incident in self.board if incident.id not in gone]
        return kept

    def _close(self, at: datetime) -> None:
        for one in self.board:
            if one.is_over(at):
                self.past |= {name: (one.id, alarm) for name, alarm in one.alarms.items()}
        self.board = [incident for incident in self.board if not incident.is_over(at)]

    def _named(self, incident: IncidentId) -> Growing:
        return next(standing for standing in self.board if standing.id == incident)
