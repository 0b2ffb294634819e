"""An alarm ends: it resolves only what it opened, an early end makes no ghost, and one that keeps ending flaps."""

from dataclasses import replace

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.board import off_board, tidy
from nightdesk.desk.alarms.raised import Raised
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.carry_out import everyone_paged
from nightdesk.incident import changes
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import course
from nightdesk.store.store import Change
from nightdesk.triage.ops import flapping
from nightdesk.triage.ops.resolution import Remembers, is_of_before, settle


def end_alarm(kit: Kit, alarm: Alarm, *, once: str) -> Raised:
    """Take one recovery. `once`: an id of this very delivery. Raises Stale and Repeated."""
    board, now = tidy(kit.store.board(Desk.OPS), now=kit.now()), kit.now()
    settled = settle(alarm, board_open=board.open, now=now)
    if isinstance(settled, Remembers):
        pending = {**board.pending, settled.fingerprint: settled.at}
        kit.store.commit(Change(once=once, board=replace(board, pending=pending)))
        return Raised(outcome="early", why="nothing it opened is known; remembered in case it comes late")
    incident = kit.store.incident(settled.incident)
    if incident is None or not incident.is_open:
        cleared = off_board(board, settled.incident, incident=incident, now=now)
        kit.store.commit(Change(once=once, board=cleared))
        return Raised(outcome="ended", incident=settled.incident)
    known = next((one for one in incident.alarms if one.fingerprint == alarm.fingerprint), None)
    draft = Draft(incident, now=now, new_id=kit.new_id)
    if known and is_of_before(alarm, known):
        draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name}: a late end of an earlier firing")
        kit.store.commit(draft.change(once=once))
        return Raised(outcome="ended", incident=incident.id, why="it ended earlier and has come back since")
    _end(draft, kit, alarm, before=incident)
    kit.store.commit(draft.change(once=once, alarm=(f"{alarm.fingerprint}#{_nth(draft.incident, alarm)}", alarm.raw)))
    return Raised(outcome="ended", incident=incident.id)


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


def _nth(incident: Incident, alarm: Alarm) -> str:
    """Beside what row of the alarm this end is kept."""
    mine = next((one for one in incident.alarms if one.fingerprint == alarm.fingerprint), None)
    return f"{mine.times if mine else 0}-ended"
