"""An incident of a recorded stream while it grows: what correlation, flapping and the quiet time need of it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.felt import Felt, joined
from nightdesk.incident.incident import AlarmSeen
from nightdesk.triage.ops.grouping.clues import clues_of
from nightdesk.triage.ops.grouping.flapping import quiet_times
from nightdesk.triage.ops.grouping.resolution import is_of_before
from nightdesk.triage.ops.grouping.standing import felt_with, when

QUIET = timedelta(minutes=10)
"""As the policy has it: an incident closes when every alarm has been over for so long, later while one flaps."""
FORGOTTEN = timedelta(hours=2)
"""Without any word for this long, an incident is over even if its source never said so: live a human closes it."""


@dataclass(slots=True)
class Growing:
    """Satisfies correlation's Standing."""

    id: IncidentId
    opened_at: datetime
    last_alarm_at: datetime
    last_word_at: datetime
    services: tuple[str, ...] = ()
    fingerprints: tuple[str, ...] = ()
    clues: tuple[str, ...] = ()
    felt: tuple[Felt, ...] = ()
    alarms: dict[str, AlarmSeen] = field(default_factory=dict)
    told: dict[str, Alarm] = field(default_factory=dict)
    slowest: int = 1

    def takes(self, alarm: Alarm, at: datetime, why: str) -> None:
        """One more that fires, or fires again."""
        if alarm.fingerprint not in self.fingerprints:
            self.felt = felt_with(self.felt, alarm, when(alarm, at))
            self.last_alarm_at = max(self.last_alarm_at, at)
            self.clues = _with(self.clues, *clues_of(alarm))
        self.services = _with(self.services, alarm.service)
        self.fingerprints = _with(self.fingerprints, alarm.fingerprint)
        before = self.alarms.get(alarm.fingerprint)
        now = _seen(alarm, at, why)
        self.alarms[alarm.fingerprint] = replace(now, ends=before.ends, first_at=before.first_at) if before else now
        self.told[alarm.fingerprint] = alarm
        self.last_word_at = at

    def ends(self, alarm: Alarm, at: datetime) -> str:
        """One of its alarms has recovered; says what is left."""
        self.last_word_at = at
        known = self.alarms[alarm.fingerprint]
        if is_of_before(alarm, known):
            return "a late recovery of an earlier firing"
        if known.is_firing:
            self.alarms[alarm.fingerprint] = replace(known, is_firing=False, ends=(*known.ends, at), last_at=at)
        self.slowest = quiet_times(tuple(self.alarms.values()), now=at, slowest=self.slowest)
        left = sum(one.is_firing for one in self.alarms.values())
        return f"recovered, {left} still firing" if left else "recovered, the last"

    def absorbs(self, other: "Growing") -> None:
        """The two were one."""
        self.fingerprints = _with(self.fingerprints, *other.fingerprints)
        self.services = _with(self.services, *other.services)
        self.clues = _with(self.clues, *other.clues)
        self.alarms = other.alarms | self.alarms
        self.told = other.told | self.told
        self.felt = joined(self.felt, other.felt)
        self.opened_at = min(self.opened_at, other.opened_at)
        self.last_alarm_at = max(self.last_alarm_at, other.last_alarm_at)
        self.last_word_at = max(self.last_word_at, other.last_word_at)
        self.slowest = max(self.slowest, other.slowest)

    def firing(self) -> tuple[Alarm, ...]:
        """What fires now."""
        return tuple(self.told[name] for name, one in self.alarms.items() if one.is_firing)

    def is_over(self, at: datetime) -> bool:
        """Whether it has closed by then."""
        fires = any(one.is_firing for one in self.alarms.values())
        return at - self.last_word_at >= (FORGOTTEN if fires else QUIET * self.slowest)


def _seen(alarm: Alarm, at: datetime, why: str) -> AlarmSeen:
    return AlarmSeen(
        fingerprint=alarm.fingerprint,
        source=alarm.source,
        service=alarm.service,
        name=alarm.name,
        is_firing=True,
        first_at=alarm.started_at or at,
        last_at=at,
        why_joined=why,
        since=alarm.started_at,
    )


def _with(known: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *(one for one in more if one))))
