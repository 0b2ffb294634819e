"""What kind of trouble an alarm tells of, as far as grouping cares: can it follow from another's failure?"""

import re

from nightdesk.alarm.alarm import Alarm
from nightdesk.incident.severity import Severity
from nightdesk.triage.ops.hearing.kind import SPREADING, kinds_of, leading
from nightdesk.triage.ops.hearing.kind_words import Kind

_OF_ITS_OWN = frozenset({Kind.DATA_LOSS, Kind.SECURITY, Kind.EXPIRY, Kind.CAPACITY, Kind.DURABILITY, Kind.CHANGE})


_QUIET = frozenset({Kind.EXPIRY, Kind.CAPACITY, Kind.DURABILITY, Kind.ANOMALY, Kind.NOTICE, Kind.HEARTBEAT})


_NOT_YET = re.compile(r"almost|nearly|near(?:ing|[ _-])|filling|approaching|soon|\b[5-9]\d(?:\.\d+)? ?%", re.IGNORECASE)


def can_be_echo(alarm: Alarm) -> bool:
    """A full disk, an expiring certificate, an intruder, mere information: none follows from a failing dependency."""
    if alarm.claimed_severity is Severity.SEV4:
        return False
    found = kinds_of(alarm)
    return leading(found).kind in SPREADING and not any(one.kind in _OF_ITS_OWN for one in found)


def is_quiet(alarm: Alarm) -> bool:
    """Whether it tells of nothing that fails now: it neither follows from a failing neighbour nor makes one fail."""
    found = kinds_of(alarm)
    told = {one.kind for one in found}
    if Kind.DURABILITY in told:
        told -= {Kind.ERRORS}  # "backup failed" is about the backup
    if told == {Kind.CAPACITY} and _NOT_YET.search(f"{alarm.name} {alarm.summary}"):
        return True  # "91% full" is not full
    return bool(told) and told <= _QUIET and not any(one.is_confirmed or one.is_imminent for one in found)
