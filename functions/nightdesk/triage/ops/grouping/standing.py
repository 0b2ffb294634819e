"""What is open, as the grouping sees it: since when, of which services, and how far from an alarm in time."""

from datetime import datetime, timedelta
from typing import Protocol

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.felt import Felt, felt_too
from nightdesk.triage.ops.grouping.nature import is_quiet
from nightdesk.triage.ops.grouping.places import places_of, told_of


class Standing(Protocol):
    """What correlation needs of an open incident: the store's OpenIncident is one. Closed ones are never offered."""

    @property
    def id(self) -> IncidentId: ...
    @property
    def services(self) -> tuple[str, ...]: ...
    @property
    def fingerprints(self) -> tuple[str, ...]: ...
    @property
    def opened_at(self) -> datetime: ...
    @property
    def last_alarm_at(self) -> datetime: ...
    @property
    def clues(self) -> tuple[str, ...]: ...
    @property
    def felt(self) -> tuple[Felt, ...]: ...


def when(alarm: Alarm, now: datetime) -> datetime:
    """When it began: as it says itself, or on arrival when it says nothing or nothing believable."""
    # Sources batch and retry, so the start is the better time; a start hours ago is a long pending rule.
    started = alarm.started_at
    return started if started is not None and timedelta(0) <= now - started <= timedelta(minutes=10) else now


def felt_with(known: tuple[Felt, ...], alarm: Alarm, at: datetime) -> tuple[Felt, ...]:
    """What an incident felt, with one more alarm; what AWS itself tells of a region stands beside the services."""
    if told := told_of(alarm):
        known = felt_too(known, told, at, is_quiet=False)
    return felt_too(known, alarm.service, at, is_quiet=is_quiet(alarm), places=places_of(alarm))


def felt_in(incident: Standing) -> tuple[Felt, ...]:
    """Which services feel it and when; of one kept before that was noted, from its first alarm to its last."""
    return incident.felt or tuple(
        Felt(service=name, first_at=incident.opened_at, last_at=incident.last_alarm_at) for name in incident.services
    )


def apart_from(at: datetime, incident: Standing) -> timedelta:
    """From the nearer end of the incident's alarms; nothing while they are still coming in."""
    if at < incident.opened_at:
        return incident.opened_at - at
    return max(at - incident.last_alarm_at, timedelta(0))
