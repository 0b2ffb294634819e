"""Which error messages are new, or far more frequent than they were."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
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
SHORTEST_QUIET, LONGEST_QUIET = timedelta(seconds=5), timedelta(seconds=20)
QUIET_GAPS = 5
"""A silence of five usual gaps, between 5 and 20 seconds, parts one run of messages from another."""


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
    if not start < pivot < end:
        return ()
    miner = Miner()
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.is_trouble:
            found[miner.add(entry.text, key=entry.service)].append(entry)
    earliest = pivot - min(LEAD, (pivot - start) * LEAD_SHARE)
    judged = (
        _judge(miner.template(id_), sorted(some, key=lambda one: one.at), pivot, earliest, (start, end))
        for id_, some in found.items()
    )
    return tuple(sorted((one for one in judged if one), key=lambda one: (-one.strength, one.service, one.template)))


def _judge(
    template: str, entries: list[Entry], pivot: datetime, earliest: datetime, window: tuple[datetime, datetime]
) -> Novelty | None:
    split = _begin(entries, pivot, earliest)
    count, before = len(entries) - split, split
    if count < FEWEST:
        return None
    start, end = window
    first = entries[split]
    expected = before * (end - first.at) / max(first.at - start, timedelta(seconds=1))
    z = (count - expected) / sqrt(expected + 1)
    if before and not (z >= SURGE_Z and count >= SURGE_RATIO * expected):
        return None
    return Novelty(
        service=first.service,
        template=template,
        count=count,
        before=before,
        first_at=first.at,
        is_exception=any(entry.is_exception for entry in entries[split:]),
        strength=1 - exp(-z / SURGE_Z if before else -count / 5),
    )


def _begin(entries: list[Entry], pivot: datetime, earliest: datetime) -> int:
    """
    Index of the entry that begins the run leading up to the first one since the pivot.

    Goes back no further than `earliest`, and over no silence: what came before that was another story.
    """
    split = next((i for i, entry in enumerate(entries) if entry.at >= pivot), len(entries))
    begin = entries[split].at if split < len(entries) else pivot
    gaps = sorted(b.at - a.at for a, b in pairwise(entries[split:]))
    usual = QUIET_GAPS * gaps[len(gaps) // 2] if gaps else LONGEST_QUIET
    quiet = min(LONGEST_QUIET, max(SHORTEST_QUIET, usual))
    while split > 0 and entries[split - 1].at >= earliest and begin - entries[split - 1].at <= quiet:
        split -= 1
        begin = entries[split].at
    return split
