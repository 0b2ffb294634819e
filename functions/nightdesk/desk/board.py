"""The board of open incidents: put one on, take one off, forget what is too old to matter."""

from dataclasses import replace
from datetime import datetime

from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.store.store import Board, OpenIncident
from nightdesk.triage.ops.resolution import unexpired


def on_board(board: Board, incident: Incident, *, now: datetime, clues: tuple[str, ...] = ()) -> Board:
    """The board with this incident as it is now; `clues` of its newest alarm are added to those it had."""
    before = next((old.clues for old in board.open if old.id == incident.id), ())
    row = OpenIncident(
        id=incident.id,
        services=incident.services,
        fingerprints=tuple(alarm.fingerprint for alarm in incident.alarms),
        opened_at=incident.opened_at,
        last_alarm_at=now,
        severity=incident.severity,
        clues=tuple(dict.fromkeys((*before, *clues))),
    )
    return replace(board, open=(*(old for old in board.open if old.id != incident.id), row))


def off_board(board: Board, incident_id: IncidentId) -> Board:
    """The board without it."""
    return replace(board, open=tuple(row for row in board.open if row.id != incident_id))


def tidy(board: Board, *, now: datetime) -> Board:
    """Ends that came before their alarm are remembered for a while, not for ever."""
    return replace(board, pending=unexpired(board.pending, now=now))
