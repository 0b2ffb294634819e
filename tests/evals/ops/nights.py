"""
A second storm generator, unlike storms.py: services have health, faults lower it, monitors notice, tools tell.

A fault hits one service, a machine with all that runs on it, a release, a thing nobody watches, or all of a region.
Health falls along calls, over soft ones later and seldom; each service is watched by monitors of its own with their own
patience, and each tool has its own clock, labels, delays and habit of repeating. Truth is the fault.
"""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.evals.ops.storms import Storm
from tests.evals.ops.towns import LABELS, Part, Town, town

BEGUN = datetime(2026, 3, 8, 1, 30, tzinfo=UTC)
_HARM = {
    "crash": ("ServiceDown", "PodCrashLooping", "HealthCheckFailing", "NoHealthyHosts"),
    "slow": ("LatencyP99High", "SlowQueries", "QueueBacklogGrowing", "ThreadPoolSaturated"),
    "errors": ("HTTP5xxHigh", "ErrorRateAnomaly", "TransactionErrors", "FailedRequests"),
}
_FELT = (
    "LatencyP99High", "HTTP5xxHigh", "ApdexLow", "UpstreamTimeouts", "ErrorBudgetBurnFast", "SyntheticCheckFailed",
    "FailedRequests", "CheckoutConversionDrop",
)  # fmt: skip
_CHATTER = (
    ("NodeFilesystemAlmostFull", "filesystem 91% full"),
    ("TLSCertExpiring", "certificate expires in 9 days"),
    ("SnapshotFailed", "last snapshot failed"),
    ("BillingAboveForecast", "spend 14% above forecast"),
    ("HighCPU", "cpu at 93% for 5m"),
    ("JobFailed", "nightly job failed"),
    ("ReplicaLagHigh", "replica lag 41s"),
)


@dataclass(frozen=True, slots=True)
class _Noticed:
    """A monitor that turned red. sure: labels of the cause that the tool happens to know."""

    part: Part
    tool: str
    name: str
    summary: str
    at: datetime
    until: datetime
    sure: dict[str, str]


def night(seed: int) -> Storm:
    """The night of this seed; the same for ever."""
    dice = random.Random(f"night {seed}")
    place = town(dice)
    made = Storm(catalogue=place.catalogue())
    told = [line for cause, noticed in _faults(dice, place, made) for line in _lines(dice, place, cause, noticed)]
    for number, (arrived, cause, line) in enumerate(sorted(told, key=lambda one: one[0]), start=1):
        made.lines.append({"id": f"n{number:05}", "received_at": arrived.isoformat(), **line})
        made.truth[f"n{number:05}"] = cause
    return made


def _faults(dice: random.Random, place: Town, made: Storm) -> Iterator[tuple[str, list[_Noticed]]]:
    at, spans = BEGUN, list[tuple[set[str], datetime]]()
    pace = dice.choice((90.0, 600.0, 2400.0))
    for number in range(dice.choice((1, 2, 3, 5, 8))):
        at += timedelta(seconds=dice.expovariate(1 / pace))
        hit, sure, reason = _hit(dice, place)
        reached = set().union(*(place.reach(part.name) for part in hit))
        over = at + timedelta(minutes=dice.uniform(5, 40))
        # Two failures that hurt the same services at once have no truth that anybody could tell.
        is_mixed = any(reached & other and at - timedelta(minutes=30) < ended for other, ended in spans)
        if is_mixed and dice.random() > 0.08:
            continue
        spans.append((reached, over))
        made.origins[f"fault-{number}"] = hit[0].name
        yield f"fault-{number}", list(_notice(dice, place, hit, sure, reason, at, over))
        if dice.random() < 0.15:
            again = over + timedelta(minutes=dice.uniform(40, 120))
            until = again + timedelta(minutes=dice.uniform(5, 20))
            yield f"fault-{number}-later", list(_notice(dice, place, hit, sure, reason, again, until))
    for number in range(dice.choice((0, 2, 6))):
        name, summary = dice.choice(_CHATTER)
        part, begun = dice.choice(list(place.parts.values())), BEGUN + timedelta(seconds=dice.uniform(0, 5400))
        until = begun + timedelta(hours=1)
        yield f"chatter-{number}", [_Noticed(part, dice.choice(sorted(place.tools)), name, summary, begun, until, {})]


def _hit(dice: random.Random, place: Town) -> tuple[list[Part], dict[str, str], str]:
    """What breaks first, what its alarms may carry of the cause, and how it breaks."""
    parts = list(place.parts.values())
    kind = dice.choice(("one", "one", "one", "store", "machine", "release", "region"))
    victim = dice.choice(parts)
    if kind == "store":
        victim = dice.choice([part for part in parts if part.is_store] or parts)
    if kind == "machine":
        return [part for part in parts if part.host == victim.host], {"node": victim.host}, "crash"
    if kind == "release":
        return (
            [victim],
            {"version": f"2026.03.{dice.randrange(9)}", "deployment_id": f"d-{dice.randrange(10**9)}"},
            ("errors"),
        )
    if kind == "region" and len({part.region for part in parts}) > 1:
        here = [part for part in parts if part.region == victim.region]
        return dice.sample(here, k=max(1, len(here) // 2)), {}, "crash"
    return [victim], {}, dice.choice(sorted(_HARM))


def _notice(
    dice: random.Random,
    place: Town,
    hit: list[Part],
    sure: dict[str, str],
    reason: str,
    at: datetime,
    over: datetime,
) -> Iterator[_Noticed]:
    """Health falls from what was hit to who calls it; monitors see some of it."""
    hurt: dict[str, datetime] = {part.name: at + timedelta(seconds=dice.uniform(0, 20)) for part in hit}
    waiting, strength = list(hurt), dict.fromkeys(hurt, 1.0)
    while waiting:
        name = waiting.pop(0)
        for caller in place.callers(name):
            if caller.name in hurt:
                continue
            is_soft = name in caller.soft
            left = strength[name] * (0.4 if is_soft else 0.85)
            if dice.random() < left:
                wait = dice.lognormvariate(3.4 if is_soft else 2.6, 0.7)
                hurt[caller.name], strength[caller.name] = hurt[name] + timedelta(seconds=wait), left
                waiting.append(caller.name)
    is_unwatched = dice.random() < 0.3 and len(hurt) > len(hit) + 1
    first = {part.name for part in hit}
    for name, since in hurt.items():
        if name in first and is_unwatched:
            continue
        names = _HARM[reason] if name in first else _FELT
        for monitor in dice.sample(names, k=dice.choice((1, 1, 2, 3))):
            patience = dice.choice((5.0, 30.0, 60.0, 120.0))
            yield _Noticed(
                place.parts[name],
                dice.choice(sorted(place.tools)),
                monitor,
                f"{monitor} on {name}" if dice.random() < 0.5 else "",
                since + timedelta(seconds=patience + dice.uniform(0, 15)),
                over + timedelta(seconds=dice.uniform(20, 200)),
                sure if name in first and dice.random() < 0.7 else {},
            )


def _lines(
    dice: random.Random, place: Town, cause: str, noticed: list[_Noticed]
) -> Iterator[tuple[datetime, str, dict[str, Any]]]:
    for one in noticed:
        service, resource, labels = LABELS[one.tool](dice, one.part)
        labels = {**labels, **one.sure}
        key = f"{one.tool}/{one.name}/{one.part.name}/{resource}"
        off = timedelta(seconds=place.tools[one.tool])
        common: dict[str, Any] = {
            "source": one.tool,
            "service": service,
            "resource": resource,
            "name": f"{one.part.name}: {one.name}" if not service and dice.random() < 0.3 else one.name,
            "summary": one.summary,
            "severity": dice.choice(("critical", "page", "warning", "P2", "")),
            "labels": labels,
            "fingerprint": hashlib.md5(key.encode(), usedforsecurity=False).hexdigest(),
        }
        for state, begun, at in _words(dice, one):
            times: dict[str, Any] = {"started_at": (begun + off).isoformat() if dice.random() < 0.9 else None}
            if state == "resolved":
                times["ended_at"] = (at + off).isoformat()
            lag = dice.uniform(0.5, 12) if dice.random() < 0.93 else dice.uniform(60, 420)
            yield (
                at + timedelta(seconds=lag),
                cause,
                {**common, **times, "state": state, "at": (at + off).isoformat()},
            )


def _words(dice: random.Random, one: _Noticed) -> Iterator[tuple[str, datetime, datetime]]:
    """(state, since when it fires, when it is said): steady, repeating, or coming and going."""
    habit = dice.choices(("steady", "repeats", "flaps"), (6, 3, 1))[0]
    until = max(one.until, one.at + timedelta(seconds=90))
    begun = at = one.at
    yield "firing", begun, at
    if habit == "repeats":
        while (at := at + timedelta(minutes=dice.choice((4, 10)))) < until:
            yield "firing", begun, at
    if habit == "flaps":
        while (ended := begun + timedelta(seconds=dice.uniform(40, 300))) < until - timedelta(seconds=90):
            yield "resolved", begun, ended
            begun = ended + timedelta(seconds=dice.uniform(20, 240))
            yield "firing", begun, begun
    if dice.random() < 0.9:
        yield "resolved", begun, until
