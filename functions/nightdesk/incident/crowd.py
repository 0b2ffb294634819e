"""
Keeping an incident's row small when hundreds of alarms belong to it.

A row of the table holds 400 KB and is written whole with every alarm, so an incident lists its MOST_LISTED alarms and
remembers the others that fire by a mark. None is lost: each alarm's payload is kept in a row of its own.
"""

import base64
import hashlib
from collections.abc import Iterable

from nightdesk.incident.incident import AlarmSeen

MOST_LISTED = 80


def mark(fingerprint: str) -> str:
    """Ten letters that stand for a fingerprint: 60 bits, so that among a million two are alike once in two million."""
    return base64.urlsafe_b64encode(hashlib.sha256(fingerprint.encode(errors="replace")).digest()[:8]).decode()[:10]


def is_known(fingerprint: str, marks: Iterable[str]) -> bool:
    """Whether a row knows this alarm, by its mark or, in a row of former days, by the fingerprint itself."""
    return fingerprint in marks or mark(fingerprint) in marks


def listed(alarms: tuple[AlarmSeen, ...], crowd: tuple[str, ...]) -> tuple[tuple[AlarmSeen, ...], tuple[str, ...]]:
    """
    The alarms to list and the marks of those that fire unlisted. The newest is always listed: it is judged.

    The one that leaves is the oldest whose service another one speaks for, but never the first of all.
    """
    newest = mark(alarms[-1].fingerprint) if alarms else ""
    crowd = tuple(one for one in crowd if one != newest)
    while len(alarms) > MOST_LISTED:
        leaves = _dispensable(alarms)
        if alarms[leaves].is_firing:
            crowd = (*crowd, mark(alarms[leaves].fingerprint))
        alarms = alarms[:leaves] + alarms[leaves + 1 :]
    return alarms, crowd


def _dispensable(alarms: tuple[AlarmSeen, ...]) -> int:
    speakers: dict[str, int] = {}
    for alarm in alarms:
        speakers[alarm.service] = speakers.get(alarm.service, 0) + 1
    inner = range(1, len(alarms) - 1)
    over = next((n for n in inner if not alarms[n].is_firing), None)
    return over or next((n for n in inner if speakers[alarms[n].service] > 1), 1)
