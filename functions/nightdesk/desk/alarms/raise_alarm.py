"""An alarm arrives: it repeats, joins an open incident, or opens one. None is ever dropped."""

import hashlib
from dataclasses import replace

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.board import off_board
from nightdesk.desk.alarms.end_alarm import clears, ended_early, remembers
from nightdesk.desk.alarms.fire_alarm import joins, opens, repeats
from nightdesk.desk.alarms.known import Known, look_up
from nightdesk.desk.alarms.raised import Gone, Raised
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Repeated
from nightdesk.incident.desk import IncidentId
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.grouping.arrival import Overtaken, arrive
from nightdesk.triage.ops.grouping.correlation import Joins, Opens, Repeats
from nightdesk.triage.ops.grouping.resolution import Clears, Remembers
from nightdesk.triage.ops.hearing.attribution import attribute

PATIENCE = 12
"""How often others may be first before an alarm is given back to its sender."""


def raise_alarm(kit: Kit, catalogue: Catalogue, alarm: Alarm, *, once: str, tries: int = PATIENCE) -> Raised:
    """
    Take one alarm. `once`: an id of this very delivery; taking it twice is the same as once.

    Raises Stale when others were first so many times.
    """
    attributed = attribute(alarm, catalogue)
    try:
        return decide_again_if_stale(
            lambda: _take(kit, catalogue, attributed, look_up(kit, attributed), once), tries=tries
        )
    except Repeated:
        return Raised(outcome="seen")


def kept_unread(kit: Kit, *, source: str, raw: str, why: str, once: str) -> Alarm:
    """A trusted source sent what we cannot read: kept, and an alarm of its own, for it may be the one that matters."""
    raw_id = hashlib.sha256(once.encode()).hexdigest()[:26]
    kit.store.quarantine(raw_id, source=source, raw=raw, reason=why, at=kit.now())
    return Alarm(
        source=source,
        fingerprint=f"unreadable-{source}",
        service="",
        resource="",
        name=f"unreadable alarm from {source}",
        state="firing",
        summary=f"{why} (kept as RAW#{raw_id})",
        started_at=kit.now(),
        raw=raw[:1000],
    )


def _take(
    kit: Kit, catalogue: Catalogue, alarm: Alarm, known: Known, once: str, *, after: IncidentId | None = None
) -> Raised:
    """after: an incident that the board showed and that is over; it never absorbs an alarm, but is linked to."""
    arrived = arrive(alarm, board_open=known.open, ended_at=known.mine.ended_at, catalogue=catalogue, now=kit.now())
    match arrived:
        case Remembers(at=ended_at):
            return remembers(kit, alarm, known, once, ended_at=ended_at)
        case Clears(incident=incident):
            raised = clears(kit, alarm, known, incident, once)
        case Overtaken(where=where):
            raised = ended_early(kit, alarm, known, where, once)
        case Repeats(incident=incident):
            raised = repeats(kit, catalogue, alarm, known, incident, once)
        case Joins():
            raised = joins(kit, catalogue, alarm, known, arrived, once)
        case Opens(why=why):
            return opens(kit, catalogue, alarm, known, why, once, after=after)
    if isinstance(raised, Gone):
        # The board lagged behind the incident: clear it and place the alarm anew.
        cleared = replace(known, board=off_board(known.board, raised.incident))
        return _take(kit, catalogue, alarm, cleared, once, after=raised.incident)
    return raised
