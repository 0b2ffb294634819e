"""What kind of cause it is, from the family of evidence that came first."""

import re
from dataclasses import dataclass
from datetime import datetime

from nightdesk.evidence.family import Family
from nightdesk.investigation.deployment import Weighed
from nightdesk.investigation.novelty import Novelty
from nightdesk.investigation.shift import Shift, is_surge
from nightdesk.investigation.suspect import Suspect
from nightdesk.runbook.service import Catalogue

_EXHAUSTED = re.compile(
    r"out of ?memory|OutOfMemory|MemoryError|heap space|no space left|disk full|too many (open files|connections)"
    r"|pool (is )?exhausted|QueuePool limit|connection pool|ENOSPC|EMFILE|signal: killed|OOM",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"timed? ?out|connection (refused|reset|aborted)|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENOTFOUND|unreachable"
    r"|name resolution|getaddrinfo|bad gateway|service unavailable|upstream|certificate|\b50[234]\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """
    kind: as in Hypothesis.kind. is_decisive: something beyond "it moved" speaks for it.
    dependency: what it leans on and blames in its own words, if named.
    """

    kind: str
    is_decisive: bool
    dependency: str = ""
    shift: Shift | None = None
    novelty: Novelty | None = None


def cause_of(suspect: Suspect, blamed: Weighed | None, onset: datetime | None, services: Catalogue) -> Cause:
    """The most specific kind the evidence carries; "unknown" when it only shows where, not why."""
    if blamed is not None:
        return Cause(kind=blamed.change.kind, is_decisive=True, novelty=next(iter(suspect.novelties), None))
    for novelty in suspect.novelties:
        if _EXHAUSTED.search(novelty.template):
            return Cause(kind="resource", is_decisive=True, novelty=novelty)
    if bodily := _first_body(suspect, onset):
        return Cause(kind="resource", is_decisive=bodily.strength > 0.5, shift=bodily)
    for novelty in suspect.novelties:
        if _ELSEWHERE.search(novelty.template):
            named = _named(novelty.template, suspect.service, services)
            return Cause(kind="dependency", is_decisive=bool(named), dependency=named, novelty=novelty)
    surge = next((s for s in suspect.shifts if onset and is_surge(s, by=onset)), None)
    if surge is not None and not any(one.is_exception for one in suspect.novelties):
        return Cause(kind="traffic", is_decisive=surge.strength > 0.5, shift=surge)
    return Cause(kind="unknown", is_decisive=False, novelty=next(iter(suspect.novelties), None))


def _first_body(suspect: Suspect, onset: datetime | None) -> Shift | None:
    """A resource that moved in the bad direction, not after the trouble was felt, and not merely with the traffic."""
    if onset is None:
        return None
    surging = any(is_surge(shift, by=onset) for shift in suspect.shifts)
    return next(
        (
            shift
            for shift in suspect.shifts
            if shift.sense.family is Family.RESOURCE and shift.onset <= onset + shift.resolution and not surging
        ),
        None,
    )


def _named(template: str, service: str, services: Catalogue) -> str:
    """A service it depends on whose name its own error message carries."""
    said = template.lower()
    found = services.get(service)
    return next((name for name in (found.depends_on if found else ()) if name.lower() in said), "")
