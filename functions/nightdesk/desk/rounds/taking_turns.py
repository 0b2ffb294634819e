"""Too many things to look at in one minute: each has its turn within minutes."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

T = TypeVar("T")


def turn_of(things: Sequence[T], now: datetime, *, most: int) -> Sequence[T]:
    """All of them, or of more than `most` those whose turn it is this minute."""
    rounds = -(-len(things) // most) or 1
    return things[int(now.timestamp() // 60) % rounds :: rounds]
