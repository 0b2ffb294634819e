"""Pages that wait: for the end of a maintenance window, or of the quiet a responder asked for. Nothing is dropped."""

from collections.abc import Sequence
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.seen import firing
from nightdesk.desk.watching import holder
from nightdesk.incident import changes
from nightdesk.incident.incident import Hold, Incident
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.responder import course
from nightdesk.roster.person import Person
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.judging.maintenance import announced, is_grave


def hold_for(
    kit: Kit, catalogue: Catalogue, alarms: Sequence[Alarm], *, severity: Severity, now: datetime
) -> Hold | None:
    """The hold under which these alarms wake nobody; None when they must."""
    found = announced(alarms, severity=severity, windows=kit.windows, catalogue=catalogue, now=now)
    if found is None:
        return None
    window = found.window
    known = {person.id: person.name for person in kit.roster.people}
    why = f"{window.name}: {window.why}"
    return Hold(until=found.ends_at, by=known.get(window.who, window.who), why=why, window=found.key)


def hold(draft: Draft, hold: Hold) -> None:
    """Nobody is woken until it ends; the timeline says by whose word."""
    draft.incident = changes.held(draft.incident, hold)
    draft.note(Kind.HELD, "desk", f"held until {hold.until:%Y-%m-%d %H:%M} UTC by {hold.by} ({hold.why})")


def still_held(draft: Draft, kit: Kit, catalogue: Catalogue, *, before: Incident) -> None:
    """
    More has come to a held incident. It stays held only while all that fires was announced; what a responder asked
    quiet for, only while it gets no worse and no wider.
    """
    current = draft.incident.hold
    if current is None:
        return
    alarms, severity = firing(draft.incident), draft.incident.severity
    if current.window:
        again = hold_for(kit, catalogue, alarms, severity=severity, now=draft.now)
        if again is None:
            release(draft, why="something nobody announced")
            return
        # All of it was announced, so it urges nobody.
        draft.incident = changes.heeded(draft.incident)
        if again != current:
            hold(draft, again)
    elif severity < before.severity or set(draft.incident.services) - set(before.services) or may_not_wait(alarms):
        release(draft, why="it got worse")


def may_not_wait(alarms: Sequence[Alarm]) -> bool:
    """Whether one of these tells of lost data or an intruder."""
    return any(is_grave(alarm) for alarm in alarms)


def end_of_hold(draft: Draft, kit: Kit) -> None:
    """The time is up: another window may cover it by now; otherwise what still fires wakes people at once."""
    current = draft.incident.hold
    if current is None:
        return
    alarms, severity = firing(draft.incident), draft.incident.severity
    again = hold_for(kit, kit.catalogue, alarms, severity=severity, now=draft.now) if current.window else None
    if again:
        hold(draft, again)
        return
    release(draft, why="the window is over" if current.window else "the quiet is over")
    # Whoever asked for quiet has it: asked first, and passed on if that is not answered.
    holder.ask(draft, kit)


def snooze(draft: Draft, kit: Kit, person: Person, *, minutes: int) -> str:
    """A responder asks for quiet on one incident; returns what they are told. Some things are never silenced."""
    incident = draft.incident
    if incident.severity is Severity.SEV0 or may_not_wait(firing(incident)):
        return course.may_not_snooze(incident, reader=person.phone)
    until = draft.now + kit.pace(minutes)
    hold(draft, Hold(until=until, by=person.name, why=f"asked for {minutes} quiet minutes"))
    return course.snoozed(draft.incident)


def release(draft: Draft, *, why: str) -> None:
    """People are woken again, from the first tier on; what was put off is begun."""
    was_never_looked_at = draft.incident.works == 0
    draft.incident = changes.unheld(draft.incident, at=draft.now)
    draft.note(Kind.HELD, "desk", f"no longer held: {why}")
    if was_never_looked_at:
        draft.start_work()
