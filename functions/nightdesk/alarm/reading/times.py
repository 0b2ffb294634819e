"""Moments as monitoring systems write them: ISO 8601 and its relatives, mail dates, epochs in any unit."""

import re
from datetime import UTC, datetime
from typing import Any

from nightdesk.alarm.reading.amounts import number

_EPOCH = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?")
_COMPACT = re.compile(r"20[0-9]{12}")
_SECONDS_FRACTION = re.compile(r"(\.[0-9]{6})[0-9]+")
_GO_CLOCK = re.compile(r"\s+m=[-+][0-9.]+$")
_ZONE_NAME = re.compile(r"\s*\[[A-Za-z_/+-]+\]$|(?<=[0-9Z])\s*(?:UTC|GMT)$|(?<=[-+][0-9]{4})\s+[A-Z]{3,4}$")
_LOOSE_DATE = re.compile(r"^([0-9]{4})[./]([0-9]{1,2})[./]([0-9]{1,2})(?=[ T,]|$)")
_WORDED = ("%a %b %d %H:%M:%S %Z %Y", "%a %b %d %H:%M:%S %Y", "%b %d, %Y %I:%M:%S %p", "%b %d, %Y %H:%M:%S",
           "%B %d, %Y %H:%M:%S", "%d %b %Y %H:%M:%S", "%A %d %B, %Y %H:%M:%S")  # fmt: skip


def moment(value: Any) -> datetime | None:
    """
    An aware UTC time out of text or an epoch in seconds, milli-, micro- or nanoseconds.

    A time without a zone is taken as UTC (`is_naive` tells). None for whatever is no time, and for year 1, with which
    Go writes "never".
    """
    line = value.strip() if isinstance(value, str) else ""
    if _COMPACT.fullmatch(line):
        return _iso(f"{line[:8]}T{line[8:]}")
    if line and not _EPOCH.fullmatch(line):
        return _iso(line)
    epoch = number(value)
    if epoch is None or not 0 < epoch < 1e20:  # nanoseconds reach 1e20 in the year 5138
        return None
    while epoch > 1e11:  # beyond the year 5000 in seconds: a finer unit
        epoch /= 1000
    return datetime.fromtimestamp(epoch, UTC)


def is_naive(value: Any) -> bool:
    """Does this text tell a time and no zone, so that `moment` had to take it as UTC?"""
    if not isinstance(value, str) or _EPOCH.fullmatch(value.strip()) or moment(value) is None:
        return False
    return re.search(r"Z|UTC|GMT|[-+][0-9]{2}:?[0-9]{2}$|\b[A-Z]{3,4}\b$", value.strip()) is None


def _iso(line: str) -> datetime | None:
    if len(line) > 64:
        return None
    bare = _ZONE_NAME.sub(lambda found: "" if "[" in found[0] else "Z", _GO_CLOCK.sub("", line))
    bare = re.sub(r"(?<=[-+][0-9]{4})Z$", "", bare)
    dated = _LOOSE_DATE.sub(lambda d: f"{d[1]}-{int(d[2]):02}-{int(d[3]):02}", bare)
    trimmed = re.sub(r"\s+(?=[-+][0-9]{2}:?[0-9]{2}$)", "", _SECONDS_FRACTION.sub(r"\1", dated.replace(", ", " ")))
    try:
        found = _worded(line) if line[:3].isalpha() else datetime.fromisoformat(trimmed)
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return None if aware.year <= 1 else aware.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _worded(line: str) -> datetime:
    """AWS Health writes "Sun, 22 Nov 2026 02:45:00 GMT", Datadog and Java "Sun Nov 22 02:45:00 UTC 2026"."""
    from email.utils import parsedate_to_datetime  # 20 modules that no other source needs

    bare = re.sub(r"\s+(?:UTC|GMT)$", "", line)
    for shape in _WORDED:
        try:
            return datetime.strptime(bare, shape).replace(tzinfo=UTC)  # %Z reads UTC and GMT but sets no zone
        except ValueError:
            continue
    return parsedate_to_datetime(line)
