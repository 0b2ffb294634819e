"""Optimism with a limit: when somebody else wrote first, read and decide again."""

import random
import time
from collections.abc import Callable
from typing import TypeVar

from nightdesk.errors import Stale

T = TypeVar("T")
LONGEST = 32
"""Times the first pause: some tenths of a second. Rows are written in less; who waits longer waits in vain."""


def decide_again_if_stale(decide: Callable[[], T], *, tries: int = 6, pause: Callable[[float], None] = time.sleep) -> T:
    """Run a read-decide-save until nobody was in between. Raises the last Stale after `tries`."""
    for attempt in range(1, tries):
        try:
            return decide()
        except Stale:
            pause(random.uniform(0.005, 0.02) * min(2**attempt, LONGEST))  # noqa: S311  # jitter, not a secret
    return decide()
