"""The board of open incidents: put one on, take one off, make one of two. Pure; it changes only when that matters."""

from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.seen import alarm_of
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.felt import Felt, felt_too, joined
from nightdesk.incident.incident import Incident
from nightdesk.store.store import Board, OpenIncident
from nightdesk.triage.ops.grouping.nature import is_quiet
from nightdesk.triage.ops.grouping.standing import felt_with, when

_BELIEVED = timedelta(minutes=10)
_COARSE = timedelta(seconds=20)
"""Every alarm that joins reads the board, few need to write it: by so little its times may lag behind."""


def on_board(board: Board, incident: Incident, *, now: datetime, alarm: Alarm | None = None) -> Board:
    """The board with this incident as it is now, felt by `alarm` too; the very same one if nothing weighty changed."""
    before = next((old for old in board.open if old.id == incident.id), None)
    felt = before.felt if before else felt_of(incident)
    if alarm:
        felt = felt_with(felt, alarm, when(alarm, now))
    fresh = _row(incident, at=now, felt=felt)
    return board if before and _is_near(before, fresh) else _with(board, fresh)


def is_weighty(old: Board, new: Board) -> bool:
    """
    Whether others must decide anew who are about to write the board, and not only know newer times.

    That is when an incident came or went, or is felt by one more service.
    """
    return old.moved != new.moved or {(row.id, row.services) for row in old.open} != {
        (row.id, row.services) for row in new.open
    }


def anew(board: Board, incident: Incident) -> Board:
    """The board with this incident read from its alarms alone: what was split off leaves no trace in its row."""
    last = max((alarm.last_at for alarm in incident.alarms), default=incident.opened_at)
    return _with(board, _row(incident, at=last, felt=felt_of(incident)))


def together(board: Board, gone: IncidentId, kept: Incident, *, now: datetime) -> Board:
    """The board when one incident has become part of another; what is known of its alarms leads to that one."""
    rows = {row.id: row for row in board.open}
    felt = joined(rows[kept.id].felt if kept.id in rows else (), rows[gone].felt if gone in rows else ())
    moved = {one: kept.id if to == gone else to for one, to in board.moved.items()} | {gone: kept.id}
    return _with(replace(off_board(board, gone), moved=moved), _row(kept, at=now, felt=felt))


def off_board(board: Board, incident: IncidentId) -> Board:
    """The board without it and without what became part of it; the very same one if it is not there."""
    if all(row.id != incident for row in board.open):
        return board
    kept = tuple(row for row in board.open if row.id != incident)
    return replace(board, open=kept, moved={one: to for one, to in board.moved.items() if to != incident})


def felt_of(incident: Incident) -> tuple[Felt, ...]:
    """When each service of the incident alarmed. What had been firing for long counts from the incident on."""
    felt: tuple[Felt, ...] = ()
    for alarm in incident.alarms:
        at = alarm.first_at if incident.opened_at - alarm.first_at <= _BELIEVED else incident.opened_at
        felt = felt_too(felt, alarm.service, at, is_quiet=is_quiet(alarm_of(alarm)))
    return felt


def _row(incident: Incident, *, at: datetime, felt: tuple[Felt, ...]) -> OpenIncident:
    return OpenIncident(
        id=incident.id,
        services=incident.services,
        opened_at=incident.opened_at,
        last_alarm_at=at,
        severity=incident.severity,
        felt=felt,
    )


def _is_near(old: OpenIncident, new: OpenIncident) -> bool:
    """Whether an alarm would be placed the same by either."""
    if new.last_alarm_at - old.last_alarm_at > _COARSE or (old.services, old.severity) != (new.services, new.severity):
        return False
    felt = {one.service: one for one in old.felt}
    return felt.keys() == {one.service for one in new.felt} and all(_is_as(felt[one.service], one) for one in new.felt)


def _is_as(old: Felt, new: Felt) -> bool:
    lag = max(old.first_at - new.first_at, new.last_at - old.last_at)
    return (old.is_quiet, old.places) == (new.is_quiet, new.places) and lag <= _COARSE


def _with(board: Board, row: OpenIncident) -> Board:
    return replace(board, open=(*(old for old in board.open if old.id != row.id), row))
