"""Which change, if any, is to blame. "None" is a candidate like the others and has to be beaten."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp
from typing import Literal

from nightdesk.evidence.evidence import ChangeEvent
from nightdesk.investigation.shift import is_surge
from nightdesk.investigation.suspect import Suspect
from nightdesk.runbook.service import Catalogue

BLAME_FLOOR = 0.5
LOOK_BACK = timedelta(hours=24)
HALF_GAP_MINUTES = 20.0
"""After 20 minutes a change is half as suspect; after three hours a tenth, so that slow leaks still find theirs."""

BIAS, RELATION, RECENCY, NOVELTY, TOKENS, SURGE = -3.0, 2.5, 2.0, 1.0, 1.0, -2.0

Relation = Literal["same service", "on the path", "on the path but well", "unrelated"]
RELATED: dict[Relation, float] = {
    "same service": 1.0,
    "on the path": 0.6,
    "on the path but well": 0.25,
    "unrelated": 0.1,
}
CLOCK_SKEW = timedelta(seconds=10)
"""Clocks disagree by seconds, log lines are stamped in batches, and Lambda dates a version to the second."""

_COMMON = frozenset(
    [
        *("code", "deploy", "deployment", "environment", "error", "errors", "exception", "failed", "false", "from"),
        *("function", "none", "null", "release", "service", "traceback", "true", "update", "version", "with"),
    ]
)
"""Words that any change and any error may share without having anything to do with each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """One change and the probability (0-1) that it caused this. shared: words it has in common with new errors."""

    change: ChangeEvent
    probability: float
    gap: timedelta
    relation: Relation
    shared: tuple[str, ...]

    @property
    def is_blamed(self) -> bool:
        """More likely the cause than not."""
        return self.probability >= BLAME_FLOOR


def weigh(
    changes: tuple[ChangeEvent, ...],
    suspect: Suspect,
    *,
    services: Catalogue,
    onset: datetime,
    resolution: timedelta,
    well: frozenset[str] = frozenset(),
) -> tuple[Weighed, ...]:
    """
    The changes that came before the trouble, the likeliest first. What came after it began is no candidate at all.

    onset: start of the first bad sampling period, which is `resolution` long: the trouble began somewhere in it.
    well: services that were measured and show nothing; a change there is a poor explanation for a caller's trouble.
    """
    latest = onset + max(resolution, CLOCK_SKEW)
    candidates = [one for one in changes if latest - LOOK_BACK <= one.at < latest]
    weighed = [_weigh(one, suspect, services, onset, well) for one in candidates]
    return tuple(sorted(weighed, key=lambda one: (-one.probability, one.gap, one.change.what)))


def _weigh(
    change: ChangeEvent, suspect: Suspect, services: Catalogue, onset: datetime, well: frozenset[str]
) -> Weighed:
    gap = max(timedelta(), onset - change.at)
    relation = _relation(change.service, suspect.service, services, well)
    share = RELATED[relation]
    recency = 1 / (1 + gap.total_seconds() / 60 / HALF_GAP_MINUTES)
    fresh = max((one.strength for one in suspect.novelties if one.is_new), default=0.0)
    shared = _shared(change, suspect)
    surge = 0.0 if fresh else max((s.strength for s in suspect.shifts if is_surge(s, by=onset)), default=0.0)
    logit = BIAS + RELATION * share + RECENCY * recency + share * (NOVELTY * fresh + TOKENS * bool(shared))
    return Weighed(
        change=change,
        probability=1 / (1 + exp(-(logit + SURGE * surge))),
        gap=gap,
        relation=relation,
        shared=shared,
    )


def _relation(changed: str, suspect: str, services: Catalogue, well: frozenset[str]) -> Relation:
    if changed == suspect:
        return "same service"
    if changed not in services.dependencies(suspect):
        return "unrelated"
    return "on the path but well" if changed in well else "on the path"


def _shared(change: ChangeEvent, suspect: Suspect) -> tuple[str, ...]:
    words = _words(" ".join([change.what, change.detail.get("description", ""), change.detail.get("differs", "")]))
    said = _words(" ".join(one.template for one in suspect.novelties))
    return tuple(sorted((words & said) - _words(change.service) - _words(change.detail.get("function", ""))))


def _words(text: str) -> frozenset[str]:
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", text)
    return frozenset(word for word in re.findall(r"[a-z]{4,}", spaced.lower())) - _COMMON
