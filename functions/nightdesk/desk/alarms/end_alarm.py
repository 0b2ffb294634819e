"""An alarm ends: it resolves only what it opened, an early end makes no ghost, and one that keeps ending flaps."""

from dataclasses import replace
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.board import off_board
from nightdesk.desk.alarms.known import Known
from nightdesk.desk.alarms.raised import Gone, Raised
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.carry_out import everyone_paged
from nightdesk.incident import changes
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import course
from nightdesk.store.store import Change
from nightdesk.triage.ops.grouping import flapping
from nightdesk.triage.ops.grouping.correlation import Joins, Repeats
from nightdesk.triage.ops.grouping.resolution import is_of_before


def clears(kit: Kit, alarm: Alarm, known: Known, incident_id: IncidentId, once: str) -> Raised | Gone:
    """It ends in the incident that it opened or joined."""
    incident, now = kit.store.incident(incident_id), kit.now()
    if incident is None or not incident.is_open:
        # Nothing is left to end, and nothing to remember: it is no end that overtook its alarm.
        cleared = off_board(known.board, incident_id)
        kit.store.commit(Change(once=once, board=None if cleared is known.read else cleared))
        return Raised(outcome="ended", incident=incident_id)
    listed = next((one for one in incident.alarms if one.fingerprint == alarm.fingerprint), None)
    draft = Draft(incident, now=now, new_id=kit.new_id)
    if listed and is_of_before(alarm, listed):
        draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name}: a late end of an earlier firing")
        kit.store.commit(draft.change(once=once))
        return Raised(outcome="ended", incident=incident.id, why="it ended earlier and has come back since")
    _end(draft, kit, alarm, before=incident)
    over = next((one for one in draft.incident.alarms if one.fingerprint == alarm.fingerprint), None)
    row = f"{alarm.fingerprint}#{over.times if over else 0}-ended"
    marks = known.ended(over, now=now) if over else ()
    kit.store.commit(draft.change(once=once, alarm=(row, alarm.raw), marks=marks))
    return Raised(outcome="ended", incident=incident.id)


def remembers(kit: Kit, alarm: Alarm, known: Known, once: str, *, ended_at: datetime) -> Raised:
    """It ends nothing that is open: kept with its payload, in case its alarm comes late."""
    mine = replace(known.mine, at=kit.now(), ended_at=ended_at)
    kit.store.commit(Change(once=once, marks=(mine,), early=(mine.key, alarm.raw)))
    return Raised(outcome="early", why="nothing it opened is known; remembered in case it comes late")


def ended_early(kit: Kit, alarm: Alarm, known: Known, where: Joins | Repeats | None, once: str) -> Raised | Gone:
    """Its end overtook it on the way: it opens no ghost; what it belongs to, if that is open, hears of it."""
    why = "it had ended before it arrived"
    if where is None:
        mine = replace(known.mine, at=kit.now(), ended_at=None)
        kit.store.commit(Change(once=once, marks=(mine,), early=(mine.key, alarm.raw)))
        return Raised(outcome="early", why=why)
    incident = kit.store.incident(where.incident)
    if incident is None or not incident.is_open:
        return Gone(incident=where.incident)
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} fired, and {why}", fingerprint=alarm.fingerprint)
    marks = (replace(known.mine, at=draft.now, ended_at=None),)
    kit.store.commit(draft.change(once=once, alarm=(f"{alarm.fingerprint}#0-early", alarm.raw), marks=marks))
    return Raised(outcome="early", incident=incident.id, why=why)


def _end(draft: Draft, kit: Kit, alarm: Alarm, *, before: Incident) -> None:
    draft.incident = changes.alarm_ended(before, alarm.fingerprint, at=draft.now)
    flaps = _flaps(draft, kit, alarm)
    if not flaps:
        draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} ended", fingerprint=alarm.fingerprint)
    if draft.incident.recovered_at and not before.recovered_at and not flaps:
        draft.note(Kind.RECOVERED, "desk", "every alarm has ended; watching before it closes")


def _flaps(draft: Draft, kit: Kit, alarm: Alarm) -> bool:
    """
    Whether it flaps; then the incident stays open through a longer quiet, and that is said once.

    Each end and start is counted with the alarm and kept raw; the timeline gets a summary now and then.
    """
    incident = draft.incident
    mine = next((one for one in incident.alarms if one.fingerprint == alarm.fingerprint), None)
    if mine is None or not flapping.flaps(mine, now=draft.now):
        return False
    times = flapping.quiet_times(incident.alarms, now=draft.now, slowest=incident.quiet_times)
    with_incident(draft, quiet_times=times)
    ends = flapping.ends_lately(mine, now=draft.now)
    minutes = incident.policy.quiet_minutes * times
    if flapping.is_told(ends):
        told = f"{alarm.name} flaps: ended {ends} times within half an hour; closes after {minutes:g} quiet minutes"
        draft.note(Kind.ALARM, "desk", told, fingerprint=alarm.fingerprint)
    if alarm.fingerprint not in incident.flapping:
        with_incident(draft, flapping=(*incident.flapping, alarm.fingerprint))
        body = course.flapping(draft.incident, mine.name, ends=ends, quiet_minutes=minutes)
        for person in everyone_paged(draft, kit):
            draft.text(person.phone, body, "update", unless="resolved")
    return True
