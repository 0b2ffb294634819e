"""The board of open incidents: put one on, take one off, forget what is too old to matter."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from nightdesk.desk.seen import alarm_of
from nightdesk.incident.crowd import is_known, mark
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.felt import Felt, felt_too
from nightdesk.incident.incident import Incident
from nightdesk.store.store import Board, OpenIncident, PastIncident
from nightdesk.triage.ops.clues import clues_of
from nightdesk.triage.ops.correlation import is_quiet
from nightdesk.triage.ops.flapping import lately
from nightdesk.triage.ops.resolution import unexpired

REMEMBERED = timedelta(days=7)
"""How long something that recurs is linked to what it was before."""
_BELIEVED = timedelta(minutes=10)
MOST_CLUES = 40
MOST_PAST = 100
MOST_FINGERPRINTS = 1000
"""Of what is over. The board is written with every alarm, so it must stay small."""


def on_board(board: Board, incident: Incident, *, now: datetime, clues: tuple[str, ...] = ()) -> Board:
    """The board with this incident as it is now; `clues` of its newest alarm are added to those it had."""
    before = next((old.clues for old in board.open if old.id == incident.id), ())
    return _with(board, _row(incident, at=now, clues=(*before, *clues)))


def anew(board: Board, incident: Incident) -> Board:
    """The board with this incident read from its alarms alone: what was split off leaves no trace in its row."""
    last = max((alarm.last_at for alarm in incident.alarms), default=incident.opened_at)
    clues = [clue for alarm in incident.alarms for clue in clues_of(alarm_of(alarm))]
    return _with(board, _row(incident, at=last, clues=clues))


def off_board(board: Board, incident_id: IncidentId, *, incident: Incident | None = None, now: datetime) -> Board:
    """The board without it; it is remembered by its fingerprints. incident: as it was, when it is at hand."""
    row = next((row for row in board.open if row.id == incident_id), None)
    if row is None:
        return board
    ends = lately({alarm.fingerprint: alarm.ends for alarm in incident.alarms}, now=now) if incident else {}
    past = PastIncident(id=row.id, fingerprints=row.fingerprints, at=now, ends=ends)
    kept = tuple(one for one in board.open if one.id != incident_id)
    return replace(board, open=kept, past=_bounded((*board.past, past), now=now))


def before(board: Board, fingerprint: str) -> PastIncident | None:
    """The last incident with this alarm that is over."""
    return next((past for past in reversed(board.past) if is_known(fingerprint, past.fingerprints)), None)


def tidy(board: Board, *, now: datetime) -> Board:
    """Ends that came before their alarm are remembered for a while, not for ever."""
    return replace(board, pending=unexpired(board.pending, now=now))


def _row(incident: Incident, *, at: datetime, clues: Iterable[str]) -> OpenIncident:
    return OpenIncident(
        id=incident.id,
        services=incident.services,
        fingerprints=tuple(dict.fromkeys((*(mark(alarm.fingerprint) for alarm in incident.alarms), *incident.crowd))),
        opened_at=incident.opened_at,
        last_alarm_at=at,
        severity=incident.severity,
        clues=tuple(dict.fromkeys(clues))[-MOST_CLUES:],
        felt=felt_of(incident),
    )


def felt_of(incident: Incident) -> tuple[Felt, ...]:
    """When each service of the incident alarmed. A rule that was pending for hours counts from the incident on."""
    felt: tuple[Felt, ...] = ()
    for alarm in incident.alarms:
        at = max(alarm.first_at, incident.opened_at - _BELIEVED)
        felt = felt_too(felt, alarm.service, at, is_quiet=is_quiet(alarm_of(alarm)))
    return felt


def _with(board: Board, row: OpenIncident) -> Board:
    return replace(board, open=(*(old for old in board.open if old.id != row.id), row))


def _bounded(past: tuple[PastIncident, ...], *, now: datetime) -> tuple[PastIncident, ...]:
    """The newest, as many as the board can carry; of an incident with very many alarms the first ones."""

    def newest_first() -> Iterator[PastIncident]:
        room = MOST_FINGERPRINTS
        for one in reversed(past[-MOST_PAST:]):
            if room <= 0 or now - one.at > REMEMBERED:
                return
            yield replace(one, fingerprints=one.fingerprints[:room])
            room -= len(one.fingerprints)

    return tuple(newest_first())[::-1]
