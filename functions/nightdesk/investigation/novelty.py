"""Which error messages are new, or far more frequent than they were."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, sqrt

from nightdesk.investigation.logline import Entry
from nightdesk.investigation.template import Miner

SURGE_Z = 5.0
SURGE_RATIO = 3.0
FEWEST = 2
"""Once is an accident."""
LEAD = timedelta(minutes=2)
LEAD_SHARE = 0.1
"""How far ahead of the pivot a new message may begin: alarms and sampling periods lag behind the first failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Novelty:
    """
    One error template of one service that came up or surged. count: occurrences since it did; before: until then.
    first_at: the first of them. strength: 0-1.
    """

    service: str
    template: str
    count: int
    before: int
    first_at: datetime
    is_exception: bool
    strength: float

    @property
    def is_new(self) -> bool:
        """Never seen before the trouble began."""
        return self.before == 0


def novelties(entries: Iterable[Entry], *, pivot: datetime, start: datetime, end: datetime) -> tuple[Novelty, ...]:
    """
    New and surged error templates, strongest first. The window from `start` to `pivot` is what is usual.

    Counts are compared by Poisson z against the earlier rate, so a busier hour alone is no surge. Without any
    earlier window (start >= pivot) nothing can be called new, and nothing is.
    """
    before, after = (pivot - start).total_seconds(), (end - pivot).total_seconds()
    if before <= 0 or after <= 0:
        return ()
    miner = Miner()
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.is_trouble:
            found[miner.add(entry.text, key=entry.service)].append(entry)
    lead = min(LEAD, (pivot - start) * LEAD_SHARE)
    judged = (_judge(miner.template(id_), some, pivot, lead, after / before) for id_, some in found.items())
    return tuple(sorted((one for one in judged if one), key=lambda one: (-one.strength, one.service, one.template)))


def _judge(template: str, entries: list[Entry], pivot: datetime, lead: timedelta, ratio: float) -> Novelty | None:
    is_new = all(entry.at >= pivot - lead for entry in entries)
    late = entries if is_new else [entry for entry in entries if entry.at >= pivot]
    count, before = len(late), len(entries) - len(late)
    expected = before * ratio
    z = (count - expected) / sqrt(expected + 1)
    is_surge = z >= SURGE_Z and count >= SURGE_RATIO * expected
    if count < FEWEST or not (is_new or is_surge):
        return None
    return Novelty(
        service=late[0].service,
        template=template,
        count=count,
        before=before,
        first_at=min(entry.at for entry in late),
        is_exception=any(entry.is_exception for entry in late),
        strength=1 - exp(-count / 5 if is_new else -z / SURGE_Z),
    )
