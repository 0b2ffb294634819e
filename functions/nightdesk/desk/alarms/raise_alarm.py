"""An alarm arrives: it repeats, joins an open incident, or opens one. None is ever dropped."""

import hashlib
from dataclasses import replace
from typing import NamedTuple

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.board import before, off_board, on_board, tidy
from nightdesk.desk.alarms.end_alarm import end_alarm
from nightdesk.desk.alarms.judge_again import judge_again
from nightdesk.desk.alarms.raised import Raised
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.seen import seen
from nightdesk.desk.watching.holding import hold_for
from nightdesk.desk.watching.open_incident import open_for_alarm
from nightdesk.errors import Repeated
from nightdesk.incident import changes
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.runbook.service import Catalogue
from nightdesk.store.store import Board, Change
from nightdesk.triage.ops.attribution import attribute
from nightdesk.triage.ops.blast import blast_radius
from nightdesk.triage.ops.case import from_alarms
from nightdesk.triage.ops.clues import clues_of
from nightdesk.triage.ops.correlation import Joins, Opens, Repeats, place
from nightdesk.triage.ops.flapping import flaps
from nightdesk.triage.ops.impact import estimate
from nightdesk.triage.ops.resolution import was_overtaken
from nightdesk.triage.ops.severity import judge
from nightdesk.triage.ops.title import subject, title_of

__all__ = ["Raised", "raise_alarm", "raise_unreadable"]


def raise_alarm(kit: Kit, catalogue: Catalogue, alarm: Alarm, *, once: str) -> Raised:
    """Take one alarm. `once`: an id of this very delivery; taking it twice is the same as once."""
    attributed = attribute(alarm, catalogue)

    def take() -> Raised:
        if attributed.state == "resolved":
            return end_alarm(kit, attributed, once=once)
        return _fires(kit, catalogue, attributed, once)

    try:
        return decide_again_if_stale(take, tries=12)
    except Repeated:
        return Raised(outcome="seen")


def raise_unreadable(kit: Kit, catalogue: Catalogue, *, source: str, raw: str, why: str, once: str) -> Raised:
    """A trusted source sent what we cannot read: keep it and wake someone, for it may be the alarm that matters."""
    raw_id = hashlib.sha256(once.encode()).hexdigest()[:26]
    kit.store.quarantine(raw_id, source=source, raw=raw, reason=why, at=kit.now())
    alarm = Alarm(
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
    return raise_alarm(kit, catalogue, alarm, once=once)


def _fires(kit: Kit, catalogue: Catalogue, alarm: Alarm, once: str) -> Raised:
    board, now = tidy(kit.store.board(Desk.OPS), now=kit.now()), kit.now()
    if was_overtaken(alarm, pending=board.pending, now=now):
        # Its end overtook it on the way: it is over already, and a ghost must not be opened.
        pending = {f: at for f, at in board.pending.items() if f != alarm.fingerprint}
        kit.store.commit(Change(once=once, board=replace(board, pending=pending)))
        return Raised(outcome="early", why="it had ended before it arrived")
    match place(alarm, board_open=board.open, catalogue=catalogue, now=now):
        case Repeats(incident=incident_id):
            return _repeats(kit, catalogue, alarm, IncidentId(incident_id), board, once)
        case Joins(incident=incident_id, why=why, also=also):
            if also:
                why = f"{why}; may belong with {', '.join(also)} too: merge them if so"
            return _joins(kit, catalogue, alarm, IncidentId(incident_id), why, board, once)
        case Opens(why=why):
            return _opens(kit, catalogue, alarm, why, board, once)


def _opens(
    kit: Kit,
    catalogue: Catalogue,
    alarm: Alarm,
    why: str,
    board: Board,
    once: str,
    *,
    after: IncidentId | None = None,
) -> Raised:
    """A new incident. after: a closed one that it would have belonged to."""
    now = kit.now()
    services = (alarm.service,) if alarm.service else ()
    service = catalogue.get(alarm.service)
    past = before(board, alarm.fingerprint)
    first = seen(alarm, now, why)
    if past:
        why = f"recurred after {past.id}"
        first = replace(first, ends=past.ends.get(alarm.fingerprint, ()), why_joined=why)
    follows = dict.fromkeys(filter(None, (past.id if past else None, after)))
    verdict = judge(from_alarms((alarm,), catalogue, now=now))
    draft = open_for_alarm(
        kit,
        verdict,
        title=subject((alarm,)) if alarm.service else title_of((alarm,)),
        alarm=first,
        services=services,
        blast_radius=blast_radius(services, catalogue),
        impact=estimate(services, catalogue, alarms=(alarm,), now=now),
        started_at=alarm.started_at,
        links=(*alarm.links, *follows),
        policy_name=service.policy if service and service.policy else "ops",
        hold=hold_for(kit, catalogue, (alarm,), severity=verdict.severity, now=now),
    )
    fresh = on_board(board, draft.incident, now=now, clues=clues_of(alarm))
    kit.store.commit(draft.change(once=once, board=fresh, alarm=(alarm.fingerprint, alarm.raw)))
    return Raised(outcome="opened", incident=draft.incident.id, why=why)


def _joins(
    kit: Kit, catalogue: Catalogue, alarm: Alarm, incident_id: IncidentId, why: str, board: Board, once: str
) -> Raised:
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open:
        # The board lagged behind the incident: clear it and place the alarm anew.
        return _fires_without(kit, catalogue, alarm, _Gone(incident_id, incident), board, once)
    now = kit.now()
    draft = Draft(incident, now=now, new_id=kit.new_id)
    draft.incident = changes.with_alarm(incident, seen(alarm, now, why))
    draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} {why}", fingerprint=alarm.fingerprint)
    judge_again(draft, kit, catalogue, before=incident)
    fresh = on_board(board, draft.incident, now=now, clues=clues_of(alarm))
    kit.store.commit(draft.change(once=once, board=fresh, alarm=(alarm.fingerprint, alarm.raw)))
    return Raised(outcome="joined", incident=incident_id, why=why)


def _repeats(kit: Kit, catalogue: Catalogue, alarm: Alarm, incident_id: IncidentId, board: Board, once: str) -> Raised:
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open:
        return _fires_without(kit, catalogue, alarm, _Gone(incident_id, incident), board, once)
    known = next((one for one in incident.alarms if one.fingerprint == alarm.fingerprint), None)
    now = kit.now()
    draft = Draft(incident, now=now, new_id=kit.new_id)
    draft.incident = changes.with_alarm(incident, seen(alarm, now, ""))
    if not (known and (known.is_firing or flaps(known, now=now))):
        draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} fired again", fingerprint=alarm.fingerprint)
    judge_again(draft, kit, catalogue, before=incident)
    nth = known.times + 1 if known else 1
    kit.store.commit(draft.change(once=once, alarm=(f"{alarm.fingerprint}#{nth}", alarm.raw)))
    return Raised(outcome="repeated", incident=incident_id)


def _fires_without(kit: Kit, catalogue: Catalogue, alarm: Alarm, gone: "_Gone", board: Board, once: str) -> Raised:
    """A closed incident never absorbs an alarm: take it off the board, and link to it when that was the same alarm."""
    cleared = off_board(board, gone.id, incident=gone.incident, now=kit.now())
    match place(alarm, board_open=cleared.open, catalogue=catalogue, now=kit.now()):
        case Joins(incident=incident_id, why=why):
            return _joins(kit, catalogue, alarm, IncidentId(incident_id), why, cleared, once)
        case Repeats(incident=incident_id):
            return _repeats(kit, catalogue, alarm, IncidentId(incident_id), cleared, once)
        case Opens(why=why):
            return _opens(kit, catalogue, alarm, f"{gone.id} is over, and {why}", cleared, once, after=gone.id)


class _Gone(NamedTuple):
    """An incident that the board still showed and that is over."""

    id: IncidentId
    incident: Incident | None
