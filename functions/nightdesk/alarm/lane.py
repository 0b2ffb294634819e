"""
The lane: where alarms of a crowd wait in their order, to be taken by one worker at a time.

Each alarm rewrites what is known of its incident, so many workers at once are in each other's way: they read, decide,
find that another was first, and begin anew. One after the other they are faster, and none has to be refused.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

import msgspec

from nightdesk.alarm.alarm import Alarm
from nightdesk.errors import Malformed

Delivery = tuple[Alarm, str]
"""An alarm, and the id of this very delivery: taking it twice is the same as once."""


class Lane(Protocol):
    """Where alarms wait."""

    def put(self, deliveries: Sequence[Delivery]) -> None:
        """Let them wait. Raises LaneUnavailable; then some of them may wait all the same."""
        ...


def packed(deliveries: Sequence[Delivery], *, most_bytes: int) -> Iterator[str]:
    """Messages that hold them in their order. One alarm that is too large by itself makes a message too large."""
    parts: list[bytes] = []
    size = 2
    for delivery in deliveries:
        part = msgspec.json.encode(delivery)
        if parts and size + len(part) + 1 > most_bytes:
            yield _message(parts)
            parts, size = [], 2
        parts.append(part)
        size += len(part) + 1
    if parts:
        yield _message(parts)


def unpacked(message: str) -> tuple[Delivery, ...]:
    """What `packed` packed. Raises Malformed."""
    try:
        return msgspec.json.decode(message, type=tuple[Delivery, ...])
    except msgspec.DecodeError as error:
        raise Malformed(f"no message of the lane: {error}") from error


def _message(parts: Sequence[bytes]) -> str:
    return (b"[" + b",".join(parts) + b"]").decode()
