"""Events of a calendar that have one UID: versions, one time of a series, or an exporter's mistake."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any


class Doubtful(ValueError):
    """What an exception is an exception of is not sure."""

    def __init__(self, uid: str, why: str) -> None:
        """uid: of the events."""
        super().__init__(why)
        self.uid = uid


def tell_apart(events: list[Any]) -> Iterator[tuple[str, str]]:
    """
    Give each event a UID of its own where several are at different times; yields the UID, and in words what was done.

    Of versions the one of the highest SEQUENCE counts. Two of the same one are none: taken for that, all shifts but
    the first would be gone. Raises Doubtful where it is not sure what an exception is one of.
    """
    alike: dict[str, list[Any]] = defaultdict(list)
    for event in events:
        if event.get("UID"):
            alike[str(event["UID"])].append(event)
    for uid, same in alike.items():
        own = [one for one in same if one.get("RECURRENCE-ID") is None]
        exceptions = [one for one in same if one.get("RECURRENCE-ID") is not None]
        newest = [one for one in own if _sequence(one) == max(map(_sequence, own))]
        kinds = {isinstance(one["DTSTART"].dt, datetime) for one in newest}
        if newest and any({isinstance(one["RECURRENCE-ID"].dt, datetime)} != kinds for one in exceptions):
            raise Doubtful(uid, "RECURRENCE-ID: is a day and its DTSTART a time, or the other way")
        if len({(one["DTSTART"].dt, *_shown(one)) for one in newest}) < 2:
            continue
        if exceptions:
            raise Doubtful(uid, "is that of several events, and of which one an exception is one is not sure")
        for number, one in enumerate(newest[1:], start=2):
            one["UID"] = f"{uid} ({number})"
        yield uid, f"is that of {len(newest)} events, and each is read as one of its own"


def _sequence(event: Any) -> int:
    told = event.get("SEQUENCE", 0)
    return max(map(int, told)) if isinstance(told, list) else int(told)


def _shown(event: Any) -> tuple[str, ...]:
    return tuple(str(event.get(name, "")) for name in ("DTEND", "DURATION", "RRULE", "SUMMARY", "ATTENDEE"))
