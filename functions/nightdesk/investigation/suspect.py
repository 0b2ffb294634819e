"""
Which service is the cause and which only suffers: order of onset and direction of calls.

`rank` is the whole metric ranking behind one signature, so that a better scorer can take its place.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from nightdesk.evidence.family import Family
from nightdesk.investigation.novelty import Novelty
from nightdesk.investigation.shift import Shift
from nightdesk.runbook.service import Catalogue

WEIGHT = {Family.ERRORS: 1.0, Family.LATENCY: 0.9, Family.RESOURCE: 0.9, Family.OTHER: 0.25, Family.TRAFFIC: 0.3}
"""Traffic moves with everything and is weak evidence of where a fault is; an unknown metric weaker still."""
LOG_WEIGHT = 0.6
FELT = frozenset({Family.ERRORS, Family.LATENCY})
"""What a caller can catch from its callee."""
EXPLAINED_MOST = 0.9
CREDIT = 0.5
OFF_THE_PATH = 0.3

Found = TypeVar("Found", Shift, Novelty)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspect:
    """
    score: own trouble, less what callees explain, plus what callers owe to it. own: 0-1.
    explained_by: the callee that accounts for most of its trouble, if any.
    """

    service: str
    score: float
    own: float
    onset: datetime | None
    shifts: tuple[Shift, ...]
    novelties: tuple[Novelty, ...]
    explained_by: str = ""


def rank(
    services: Catalogue,
    alarming: tuple[str, ...],
    shifts: Iterable[Shift],
    novelties: Iterable[Novelty],
    *,
    observed: frozenset[str] = frozenset(),
) -> tuple[Suspect, ...]:
    """
    Every service that shows anything, the likeliest cause first. Ties go to the earlier onset, then the name.

    observed: services whose metrics were read, so that being absent from `shifts` means being well.
    """
    moved, said = _by_service(shifts), _by_service(novelties)
    names = sorted({*moved, *said})
    own = {name: _own(moved[name], said[name]) for name in names}
    onsets = {name: first_onset(moved[name], said[name]) for name in names}
    callees = {name: _callees(services, name, own, observed) for name in names}
    explained = {name: _explained(name, callees[name], own, onsets, moved) for name in names}
    near = _near(services, alarming)
    suspects = []
    for name in names:
        owed = sum(own[caller] * share for caller, (by, share) in explained.items() if by == name)
        score = own[name] * (1 - explained[name][1]) + CREDIT * min(1.0, owed)
        if near and name not in near:
            score *= OFF_THE_PATH
        suspects.append(
            Suspect(
                service=name,
                score=score,
                own=own[name],
                onset=onsets[name],
                shifts=tuple(sorted(moved[name], key=lambda shift: (-_weighed(shift), shift.metric))),
                novelties=tuple(said[name]),
                explained_by=explained[name][0],
            )
        )
    return tuple(sorted(suspects, key=lambda one: (-round(one.score, 6), _stamp(one.onset), one.service)))


def is_ailing(suspect: Suspect) -> bool:
    """Something is wrong with the service itself; being asked for more or less than usual is nothing wrong."""
    return bool(suspect.novelties) or any(
        shift.sense.family in FELT or shift.sense.family is Family.RESOURCE for shift in suspect.shifts
    )


def first_onset(shifts: Iterable[Shift], novelties: Iterable[Novelty]) -> datetime | None:
    """When this service's trouble began: its earliest felt or bodily shift; failing those, its first new message."""
    times = [shift.onset for shift in shifts if shift.sense.family in FELT or shift.sense.family is Family.RESOURCE]
    return min(times, default=None) or min((one.first_at for one in novelties), default=None)


def _by_service(found: Iterable[Found]) -> defaultdict[str, list[Found]]:
    groups: defaultdict[str, list[Found]] = defaultdict(list)
    for one in found:
        groups[one.service].append(one)
    return groups


def _weighed(shift: Shift) -> float:
    return WEIGHT[shift.sense.family] * shift.strength


def _own(shifts: list[Shift], novelties: list[Novelty]) -> float:
    """Metrics and logs as two independent witnesses: either convinces, both convince more."""
    metric = max(map(_weighed, shifts), default=0.0)
    log = LOG_WEIGHT * max((one.strength for one in novelties), default=0.0)
    return 1 - (1 - metric) * (1 - log)


def _callees(services: Catalogue, name: str, own: Mapping[str, float], observed: frozenset[str]) -> tuple[str, ...]:
    """
    The nearest services in trouble that `name` calls.

    A callee that nobody measures is looked through; one that was measured and is well ends the path.
    """
    found: dict[str, None] = {}
    seen, queue = {name}, [name]
    while queue:
        service = services.get(queue.pop(0))
        for callee in service.depends_on if service else ():
            if callee in seen:
                continue
            seen.add(callee)
            if callee in own:
                found[callee] = None
            elif callee not in observed:
                queue.append(callee)
    return tuple(found)


def _explained(
    name: str,
    callees: tuple[str, ...],
    own: Mapping[str, float],
    onsets: Mapping[str, datetime | None],
    moved: Mapping[str, list[Shift]],
) -> tuple[str, float]:
    """
    The callee that best accounts for this service's trouble, and for what share of it (0-0.9).

    A callee explains what its caller feels (errors, latency) when its own trouble is as strong and did not begin
    later. It does not explain a caller's own body (cpu, memory, disk) moving first, nor is a callee to blame that
    only answers more requests than before.
    """
    best = ("", 0.0)
    for callee in callees:
        if callee == name or not _is_felt(moved[callee], own[callee]) or _is_later(onsets[callee], onsets[name], moved):
            continue
        share = EXPLAINED_MOST * min(1.0, own[callee] / max(own[name], 1e-9)) * (1 - _body_first(moved[name]))
        if share > best[1]:
            best = (callee, share)
    return best


def _is_felt(shifts: list[Shift], own: float) -> bool:
    if not shifts:
        return own > 0
    return any(shift.sense.family in FELT or shift.sense.family is Family.RESOURCE for shift in shifts)


def _is_later(callee: datetime | None, caller: datetime | None, moved: Mapping[str, list[Shift]]) -> bool:
    """Later by more than one sampling period: closer than that, order cannot be told."""
    if callee is None or caller is None:
        return False
    periods = [shift.resolution for shifts in moved.values() for shift in shifts]
    return callee > caller + max(periods, default=timedelta())


def _body_first(shifts: list[Shift]) -> float:
    """How strongly a service's own resources moved, if not after what its callers feel of it."""
    felt = min((shift.onset for shift in shifts if shift.sense.family in FELT), default=None)
    bodily = [shift for shift in shifts if shift.sense.family is Family.RESOURCE]
    return max((one.strength for one in bodily if felt is None or one.onset <= felt + one.resolution), default=0.0)


def _near(services: Catalogue, alarming: tuple[str, ...]) -> frozenset[str]:
    """The alarming services and all they lean on: where the cause of these alarms can be."""
    return frozenset(alarming).union(*(services.dependencies(name) for name in alarming)) if alarming else frozenset()


def _stamp(onset: datetime | None) -> float:
    return onset.timestamp() if onset else float("inf")
