"""
Keeping an incident's row small when hundreds of alarms belong to it.

A row of the table holds 400 KB and is written whole with every alarm, so an incident lists at most MOST_LISTED alarms,
of one rule of one service at most MOST_ALIKE, and remembers the others that fire by a mark. None is lost: each alarm's
payload is kept in a row of its own.
"""

import base64
import hashlib
from collections.abc import Iterable

from nightdesk.incident.incident import AlarmSeen

MOST_LISTED = 60
MOST_ALIKE = 5
"""A rule that fires for two hundred instances of a service says with the sixth what it said with the fifth."""


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
    return folded(alarms, tuple(one for one in crowd if one != newest))


def folded(alarms: tuple[AlarmSeen, ...], crowd: tuple[str, ...]) -> tuple[tuple[AlarmSeen, ...], tuple[str, ...]]:
    """The same for any alarms and marks, as when two incidents become one."""
    while (leaves := _one_too_many(alarms)) is not None:
        if alarms[leaves].is_firing:
            crowd = (*crowd, mark(alarms[leaves].fingerprint))
        alarms = alarms[:leaves] + alarms[leaves + 1 :]
    return alarms, crowd


def _one_too_many(alarms: tuple[AlarmSeen, ...]) -> int | None:
    """The place of one that need not be listed, if one need not."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for n, alarm in enumerate(alarms):
        alike.setdefault((alarm.source, alarm.service, alarm.name, alarm.came_from), []).append(n)
    crowded = next((places for places in alike.values() if len(places) > MOST_ALIKE), None)
    if crowded is not None:
        # What has ended goes first; the first of all is how it began and stays, and so does the newest.
        over = next((n for n in crowded[1:-1] if not alarms[n].is_firing and not alarms[n].ends[1:]), None)
        return over or crowded[1]
    return _dispensable(alarms) if len(alarms) > MOST_LISTED else None


def _dispensable(alarms: tuple[AlarmSeen, ...]) -> int:
    speakers: dict[str, int] = {}
    for alarm in alarms:
        speakers[alarm.service] = speakers.get(alarm.service, 0) + 1
    inner = range(1, len(alarms) - 1)
    over = next((n for n in inner if not alarms[n].is_firing), None)
    return over or next((n for n in inner if speakers[alarms[n].service] > 1), 1)
