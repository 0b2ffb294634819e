"""An alarm arrives: it repeats, joins an open incident, or opens one. None is ever dropped."""

import hashlib
from dataclasses import dataclass, replace
from datetime import timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.board import off_board, on_board, tidy
from nightdesk.desk.carry_out import run_watch
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.open_incident import open_for_alarm
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.seen import firing, seen
from nightdesk.errors import Repeated
from nightdesk.incident import changes
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.runbook.service import Catalogue
from nightdesk.store.store import Board, Change
from nightdesk.triage.ops.attribution import attribute
from nightdesk.triage.ops.blast import blast_radius, origin
from nightdesk.triage.ops.case import from_alarms
from nightdesk.triage.ops.clues import clues_of
from nightdesk.triage.ops.correlation import Joins, Opens, Repeats, place
from nightdesk.triage.ops.impact import estimate
from nightdesk.triage.ops.resolution import Remembers, settle, was_overtaken
from nightdesk.triage.ops.severity import judge
from nightdesk.triage.ops.title import subject, title_of

TRIAGE = timedelta(seconds=60)
"""
Alarms of one cause arrive together. For this long (of real time, whatever the desk's speed: monitoring has its own)
what they add completes the first picture, and only afterwards does it wake the next tier.
"""
FOLLOWS = "nightdesk_follows"
"""Label under which an alarm carries the closed incident it opened before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """What became of one alarm: "opened", "joined", "repeated", "ended", "early" (its end came first) or "seen"."""

    outcome: str
    incident: IncidentId | None = None
    why: str = ""


def raise_alarm(kit: Kit, catalogue: Catalogue, alarm: Alarm, *, once: str) -> Raised:
    """Take one alarm. `once`: an id of this very delivery; taking it twice is the same as once."""
    attributed = attribute(alarm, catalogue)
    take = _ends if attributed.state == "resolved" else _fires
    try:
        return decide_again_if_stale(lambda: take(kit, catalogue, attributed, once), tries=12)
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


def _opens(kit: Kit, catalogue: Catalogue, alarm: Alarm, why: str, board: Board, once: str) -> Raised:
    now = kit.now()
    services = (alarm.service,) if alarm.service else ()
    service = catalogue.get(alarm.service)
    draft = open_for_alarm(
        kit,
        judge(from_alarms((alarm,), catalogue, now=now)),
        title=subject((alarm,)) if alarm.service else title_of((alarm,)),
        alarm=seen(alarm, now, why),
        services=services,
        blast_radius=blast_radius(services, catalogue),
        impact=estimate(services, catalogue, alarms=(alarm,), now=now),
        started_at=alarm.started_at,
        links=(*alarm.links, *filter(None, [alarm.labels.get(FOLLOWS)])),
        policy_name=service.policy if service and service.policy else "ops",
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
        return _fires_without(kit, catalogue, alarm, incident_id, board, once)
    now = kit.now()
    draft = Draft(changes.with_alarm(incident, seen(alarm, now, why)), now=now, new_id=kit.new_id)
    draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} {why}", fingerprint=alarm.fingerprint)
    _judge_again(draft, kit, catalogue, before=incident)
    fresh = on_board(board, draft.incident, now=now, clues=clues_of(alarm))
    kit.store.commit(draft.change(once=once, board=fresh, alarm=(alarm.fingerprint, alarm.raw)))
    return Raised(outcome="joined", incident=incident_id, why=why)


def _repeats(kit: Kit, catalogue: Catalogue, alarm: Alarm, incident_id: IncidentId, board: Board, once: str) -> Raised:
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open:
        return _fires_without(kit, catalogue, alarm, incident_id, board, once)
    was_firing = any(a.is_firing for a in incident.alarms if a.fingerprint == alarm.fingerprint)
    now = kit.now()
    draft = Draft(changes.with_alarm(incident, seen(alarm, now, "")), now=now, new_id=kit.new_id)
    if not was_firing:
        draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} fired again", fingerprint=alarm.fingerprint)
    _judge_again(draft, kit, catalogue, before=incident)
    kit.store.commit(draft.change(once=once))
    return Raised(outcome="repeated", incident=incident_id)


def _ends(kit: Kit, _catalogue: Catalogue, alarm: Alarm, once: str) -> Raised:
    board, now = tidy(kit.store.board(Desk.OPS), now=kit.now()), kit.now()
    settled = settle(alarm, board_open=board.open, now=now)
    if isinstance(settled, Remembers):
        pending = {**board.pending, settled.fingerprint: settled.at}
        kit.store.commit(Change(once=once, board=replace(board, pending=pending)))
        return Raised(outcome="early", why="nothing it opened is known; remembered in case it comes late")
    incident = kit.store.incident(settled.incident)
    if incident is None or not incident.is_open:
        kit.store.commit(Change(once=once, board=off_board(board, settled.incident)))
        return Raised(outcome="ended", incident=settled.incident)
    draft = Draft(incident, now=now, new_id=kit.new_id)
    draft.incident = changes.alarm_ended(incident, alarm.fingerprint, at=now)
    draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} ended", fingerprint=alarm.fingerprint)
    if draft.incident.recovered_at and not incident.recovered_at:
        draft.note(Kind.RECOVERED, "desk", "every alarm has ended; watching before it closes")
    kit.store.commit(draft.change(once=once))
    return Raised(outcome="ended", incident=incident.id)


def _fires_without(kit: Kit, catalogue: Catalogue, alarm: Alarm, gone: IncidentId, board: Board, once: str) -> Raised:
    """A closed incident never absorbs an alarm: take it off the board, and link to it when that was the same alarm."""
    linked = replace(alarm, labels={**alarm.labels, FOLLOWS: gone})
    cleared = off_board(board, gone)
    match place(linked, board_open=cleared.open, catalogue=catalogue, now=kit.now()):
        case Joins(incident=incident_id, why=why):
            return _joins(kit, catalogue, linked, IncidentId(incident_id), why, cleared, once)
        case _:
            return _opens(kit, catalogue, linked, f"recurred after {gone}", cleared, once)


def _judge_again(draft: Draft, kit: Kit, catalogue: Catalogue, *, before: Incident) -> None:
    """Severity and reach from everything that fires now. Worse escalates; milder changes nothing by itself."""
    alarms = firing(draft.incident)
    verdict = judge(from_alarms(alarms, catalogue, now=draft.now))
    services = draft.incident.services
    first_at = {alarm.service: alarm.started_at or draft.now for alarm in reversed(alarms)}
    lead = origin(services, catalogue, first_at).service
    with_incident(draft, blast_radius=blast_radius(services, catalogue))
    if before.hypothesis is None:  # what was measured since is better than what an alarm said when it rang
        said = subject(alarms, first=lead)
        with_incident(
            draft,
            title=said or title_of(alarms, first=lead),
            subject=said,
            impact=estimate(services, catalogue, alarms=alarms, now=draft.now),
        )
    if verdict.severity < before.severity:
        draft.note(Kind.SEVERITY, "desk", f"raised to {verdict.severity.name}: {'; '.join(verdict.reasons)}")
    is_triage = draft.now - before.opened_at < TRIAGE and before.ack is None
    draft.incident = changes.worsened(
        draft.incident, severity=verdict.severity, reasons=verdict.reasons, is_triage=is_triage
    )
    newly = [name for name in services if name not in before.services]
    if newly and not is_triage:
        draft.incident = changes.urged(draft.incident, why=f"{', '.join(newly)} affected too")
    run_watch(draft, kit)
