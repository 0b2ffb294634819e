"""What a recovered alarm means: it resolves only what it opened, and one that comes first is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import AlarmSeen
from nightdesk.triage.ops.grouping.standing import Standing

REMEMBERED = timedelta(hours=1)
"""How long a recovery waits for the alarm it overtook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clears:
    """This alarm of that incident is over. Whether the incident is, its other alarms say."""

    incident: IncidentId
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembers:
    """No open incident has this alarm: keep (fingerprint, when) so that the late alarm makes no ghost."""

    fingerprint: str
    at: datetime


def settle(alarm: Alarm, *, board_open: Sequence[Standing], now: datetime) -> Clears | Remembers:
    """Where one resolved alarm goes. `now` stands in for an end that the alarm does not tell."""
    at = alarm.ended_at or now
    mine = mark(alarm.fingerprint)
    for incident in board_open:
        if alarm.fingerprint in incident.fingerprints or mine in incident.fingerprints:
            return Clears(incident=incident.id, at=at)
    return Remembers(fingerprint=alarm.fingerprint, at=at)


def was_overtaken(alarm: Alarm, *, ended_at: datetime | None, now: datetime) -> bool:
    """
    Whether a firing alarm's own recovery has already arrived: ended_at, when an end of it came that ended nothing.

    An alarm that does not say when it started is believed to be new: a false page costs less than a missed one.
    """
    if ended_at is None or alarm.started_at is None or now - ended_at > REMEMBERED:
        return False
    return alarm.started_at <= ended_at


def is_of_before(alarm: Alarm, known: AlarmSeen) -> bool:
    """
    Whether this recovery ends an earlier firing of the alarm than the one that is known: it was late, and the alarm
    has come back since. Both times are the source's own, so its clock may be wrong and the answer still right.
    """
    if known.since is None or alarm.ended_at is None or not known.is_firing:
        return False
    is_same = alarm.started_at is not None and alarm.started_at >= known.since
    return alarm.ended_at < known.since and not is_same
