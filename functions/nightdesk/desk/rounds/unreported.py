"""Incidents that are over and have no record: the chain that writes it may have died, or its bucket took nothing."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import datetime, timedelta

from nightdesk.audit.chain import Entry
from nightdesk.chain.chain import Chain
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.rounds.raising import Ill
from nightdesk.desk.rounds.taking_turns import turn_of
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind

SAID = "the record was not written; its chain was started anew"
FIRST_AFTER = timedelta(minutes=15)
"""A chain that writes tries ten times by itself, which takes it about as long."""
LONGEST_PAUSE = timedelta(hours=6)
LASTING_AFTER = timedelta(minutes=45)
"""By then the second chain has given up too: somebody must look."""
MOST = 20
"""Looked at in one minute; with more than these every one has its turn within minutes."""
_MOST_LISTED = 500
_OWED = frozenset({Kind.RESOLVED, Kind.MERGED, Kind.ERASED})
"""What a record is owed after; of a case that was emptied it is written once more."""


def write_anew(
    kit: Kit, chain: Callable[[], Chain], *, starting: Collection[IncidentId | None]
) -> tuple[tuple[Ill, ...], tuple[str, ...]]:
    """
    One round: which records are missing, with a new chain for each that is due one, and what failed.

    starting: whose chain is about to be started. A missing record keeps nobody from being woken, so that it is raised
    as an incident of its own once it lasts, and does not silence the dead-man switch.
    """
    ills: list[Ill] = []
    failed: list[str] = []
    now = kit.now()
    try:
        for incident in turn_of(kit.store.unreported(limit=_MOST_LISTED), now, most=MOST):
            if incident.id not in starting:
                ills += _look_at(kit, chain, incident)
    except Exception as error:  # also our own mistakes: the audit of the chains goes on
        failed.append(f"looking for missing records: {type(error).__name__}: {error}")
    return tuple(ills), tuple(failed)


def _look_at(kit: Kit, chain: Callable[[], Chain], incident: Incident) -> Iterator[Ill]:
    now, ended_at = kit.now(), incident.resolved_at
    if ended_at is None or now - ended_at < FIRST_AFTER:
        return
    since, tries = _so_far(kit.store.entries(incident.id), ended_at)
    if now - since < FIRST_AFTER:
        return
    is_due = now >= (tries[-1] + _pause(len(tries)) if tries else since + FIRST_AFTER)
    if is_due and not chain().is_watched(incident.id, generation=incident.generation):
        _start(kit, incident.id)
    yield Ill("unreported", incident.id, since=since, is_mended=now - since < LASTING_AFTER)


def _so_far(entries: Sequence[Entry], ended_at: datetime) -> tuple[datetime, list[datetime]]:
    """Since when the record is owed, and when a new chain was started for it since."""
    since = max((ended_at, *(entry.at for entry in entries if entry.kind in _OWED)))
    tries = [entry.at for entry in entries if entry.actor == "auditor" and entry.text == SAID]
    return since, [at for at in tries if at > since]


def _pause(tries: int) -> timedelta:
    """Twice as long after each: 30 minutes, an hour, ... up to six."""
    longer: int = 2 ** min(tries, 10)
    return min(LONGEST_PAUSE, FIRST_AFTER * longer)


def _start(kit: Kit, incident_id: IncidentId) -> None:
    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or incident.is_open or incident.report_uri:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.NOTE, "auditor", SAID)
        with_incident(draft, generation=incident.generation + 1)
        kit.store.commit(draft.change())

    decide_again_if_stale(once)
