"""Alarms as an incident remembers them, and back."""

from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.incident import AlarmSeen, Incident


def seen(alarm: Alarm, now: datetime, why: str) -> AlarmSeen:
    return AlarmSeen(
        fingerprint=alarm.fingerprint,
        source=alarm.source,
        service=alarm.service,
        name=alarm.name,
        resource=alarm.resource,
        summary=alarm.summary,
        value=alarm.value,
        threshold=alarm.threshold,
        claimed=alarm.claimed_severity,
        labels=alarm.labels,
        is_firing=True,
        first_at=alarm.started_at or now,
        last_at=now,
        why_joined=why,
        since=alarm.started_at,
    )


def alarm_of(seen: AlarmSeen) -> Alarm:
    return Alarm(
        source=seen.source,
        fingerprint=seen.fingerprint,
        service=seen.service,
        resource=seen.resource,
        name=seen.name,
        state="firing",
        claimed_severity=seen.claimed,
        summary=seen.summary,
        value=seen.value,
        threshold=seen.threshold,
        started_at=seen.first_at,
        labels=seen.labels,
    )


def firing(incident: Incident) -> tuple[Alarm, ...]:
    """Everything that fires now, as triage reads it."""
    return tuple(alarm_of(one) for one in incident.alarms if one.is_firing)
