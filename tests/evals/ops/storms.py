"""
Storms of alarms with known truth, from a seed.

A storm is a service graph and the alarms that some root causes raise in it, each as a line that `nightdesk alarm group`
reads. A cause fails one service (or a host, a deployment, a database that several share) and travels to those that
lean on it, hop by hop, with monitoring's own delays. Nothing here looks at how the desk groups.
"""

import hashlib
import random
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from tests.evals.ops.storm_graph import Graph, Spelling, graph

BEGUN = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
NOISE = "noise"

_SYMPTOMS = (
    "HighErrorRate", "HighLatency", "RequestsTimingOut", "5xxRate", "SLOBurnRate", "ErrorBudgetBurn", "SlowResponses",
)  # fmt: skip
_ORIGINAL = (
    "ServiceDown", "HighErrorRate", "InstancesUnavailable", "ConnectionPoolExhausted", "HighLatency", "CrashLooping",
)  # fmt: skip
_NOISY = (
    ("DiskFillingUp", "disk 87% used"),
    ("CertificateExpiresSoon", "certificate expires in 12 days"),
    ("BackupFailed", "nightly backup failed"),
    ("CostAnomaly", "cost 20% above last week"),
    ("PodRestarted", "one pod of 12 restarted"),
    ("CpuHigh", "cpu 88%"),
)
_SOURCES = ("alertmanager", "cloudwatch", "datadog", "grafana", "newrelic", "zabbix")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """How hard a storm is. Seconds, shares 0-1, counts."""

    causes: int
    spread_s: float
    hop_s: tuple[float, float] = (5.0, 75.0)
    reach: float = 0.75
    silent: float = 0.25
    flapping: float = 0.25
    recurring: float = 0.2
    late: float = 0.08
    skew_s: float = 15.0
    unnamed: float = 0.08
    noise: int = 4
    shared: float = 0.25
    overlapping: float = 0.1
    minutes: tuple[float, float] = (6.0, 30.0)


@dataclass(slots=True)
class Storm:
    """lines in order of arrival; truth: line id -> the cause it belongs to; each noise is a cause of its own."""

    catalogue: dict[str, Any]
    lines: list[dict[str, Any]] = field(default_factory=list)
    truth: dict[str, str] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)


def storm(seed: int) -> Storm:
    """The storm of this seed; the same for ever."""
    dice = random.Random(seed)
    town = graph(dice)
    weather = _weather(dice)
    made = Storm(catalogue=town.catalogue(dice))
    emitted = sorted(_all(town, weather, dice, made), key=lambda one: one[0])
    for number, (received, cause, line) in enumerate(emitted, start=1):
        line_id = f"a{number:05}"
        made.lines.append({"id": line_id, "received_at": _iso(received), **line})
        made.truth[line_id] = cause
    return made


def _weather(dice: random.Random) -> Weather:
    return Weather(
        causes=dice.choice((1, 1, 2, 3, 4, 6)),
        spread_s=dice.choice((30.0, 300.0, 1200.0, 7200.0)),
        reach=dice.uniform(0.5, 0.95),
        silent=dice.choice((0.0, 0.25, 0.5)),
        flapping=dice.choice((0.0, 0.3)),
        unnamed=dice.choice((0.0, 0.1)),
        noise=dice.choice((0, 3, 8)),
        shared=dice.choice((0.0, 0.3)),
        late=dice.choice((0.0, 0.1)),
    )


_Emitted = tuple[datetime, str, dict[str, Any]]


def _all(town: Graph, weather: Weather, dice: random.Random, made: Storm) -> Iterator[_Emitted]:
    taken: set[str] = set()
    for number in range(weather.causes):
        begun = BEGUN + timedelta(seconds=dice.uniform(0, weather.spread_s))
        cause = f"cause-{number}"
        if dice.random() < weather.shared:
            yield from _shared(town, weather, dice, cause, begun)
            continue
        origin = _origin(town, weather, dice, taken)
        if origin is None:
            continue
        made.origins[cause] = origin
        end = yield from _cascade(town, weather, dice, cause, origin, begun)
        if dice.random() < weather.recurring:
            again = end + timedelta(minutes=dice.uniform(25, 90))
            yield from _cascade(town, weather, dice, f"{cause}-again", origin, again)
    for number in range(weather.noise):
        at = BEGUN + timedelta(seconds=dice.uniform(0, weather.spread_s + 900))
        name, summary = dice.choice(_NOISY)
        service = dice.choice(sorted(town.depends_on))
        yield _line(
            dice, weather, f"{NOISE}-{number}", at,
            spelling=town.spelling, service=service, name=name, state="firing", summary=summary,
        )  # fmt: skip


def _origin(town: Graph, weather: Weather, dice: random.Random, taken: set[str]) -> str | None:
    """
    Where a cause begins. Causes of one hour are unrelated: they reach no service in common, but for a few, where even
    a person could not tell which of two failures a victim feels.
    """
    free = [name for name in town.origins() if not town.reach(name) & taken]
    if dice.random() < weather.overlapping:
        free = town.origins()
    if not free:
        return None
    chosen = dice.choice(free)
    taken |= town.reach(chosen)
    return chosen


def _cascade(
    town: Graph, weather: Weather, dice: random.Random, cause: str, origin: str, begun: datetime
) -> Generator[_Emitted, None, datetime]:
    """A failing service and those that feel it; returns (to `yield from`) when it is over."""
    over = begun + timedelta(minutes=dice.uniform(*weather.minutes))
    felt = {origin: begun + timedelta(seconds=dice.uniform(0, 45))}
    ring = [origin]
    for hop in range(4):
        following = []
        for failing in ring:
            for caller in town.callers(failing):
                if caller not in felt and dice.random() < weather.reach * 0.9**hop:
                    felt[caller] = felt[failing] + timedelta(seconds=dice.uniform(*weather.hop_s))
                    following.append(caller)
        ring = following
    is_silent = len(felt) > 2 and dice.random() < weather.silent
    for service, at in felt.items():
        if service == origin and is_silent:
            continue
        names = dice.sample(_ORIGINAL if service == origin else _SYMPTOMS, k=dice.choice((1, 1, 2, 3)))
        for name in names:
            start = at + timedelta(seconds=dice.uniform(0, 40))
            labels = town.labels(dice, service)
            yield from _life(town, weather, dice, cause, service, name, start, over, labels)
    return over


def _shared(town: Graph, weather: Weather, dice: random.Random, cause: str, begun: datetime) -> Iterator[_Emitted]:
    """A machine, a deployment, a database that services share which otherwise have nothing to do with each other."""
    key, value = dice.choice(
        (
            ("host", f"ip-10-0-{dice.randrange(99)}-{dice.randrange(250)}"),
            ("node", f"node-{dice.randrange(900)}.prod.internal"),
            ("deployment_id", f"d-{dice.randrange(16**8):08X}"),
            ("db_instance", f"pg-{dice.randrange(900)}-primary"),
            ("instance_id", f"i-{dice.randrange(16**12):012x}"),
        )
    )
    services = dice.sample(sorted(town.depends_on), k=min(len(town.depends_on), dice.randrange(2, 7)))
    over = begun + timedelta(minutes=dice.uniform(*weather.minutes))
    for service in services:
        at = begun + timedelta(seconds=dice.uniform(0, 120))
        labels = {**town.labels(dice, service), key: value}
        yield from _life(town, weather, dice, cause, service, dice.choice(_SYMPTOMS + _ORIGINAL), at, over, labels)


def _life(
    town: Graph,
    weather: Weather,
    dice: random.Random,
    cause: str,
    service: str,
    name: str,
    start: datetime,
    over: datetime,
    labels: dict[str, str],
) -> Iterator[_Emitted]:
    """One alarm from its first word to its recovery: repeats, flaps, and what arrives late."""
    source = dice.choice(_SOURCES)
    spoken = town.spelling.spoken(dice, service) if dice.random() >= weather.unnamed else ""
    says = partial(
        _line, dice, weather, cause, spelling=town.spelling, service=service, name=name,
        labels=labels, source=source, spoken=spoken,
    )  # fmt: skip
    end = max(over + timedelta(seconds=dice.uniform(0, 120)), start + timedelta(seconds=60))
    yield says(start, state="firing")
    if dice.random() < weather.flapping:
        at = start + timedelta(seconds=dice.uniform(60, 150))
        while at < end - timedelta(seconds=120):
            yield says(at, state="resolved", began=start)
            start = at + timedelta(seconds=dice.uniform(30, 120))
            yield says(start, state="firing")
            at = start + timedelta(seconds=dice.uniform(60, 240))
    elif dice.random() < 0.4:
        at = start + timedelta(minutes=5)
        while at < end:
            yield says(at, state="firing", began=start)
            at += timedelta(minutes=5)
    if dice.random() < 0.92:
        yield says(end, state="resolved", began=start)


def _line(
    dice: random.Random,
    weather: Weather,
    cause: str,
    at: datetime,
    *,
    spelling: Spelling,
    service: str,
    name: str,
    state: str,
    began: datetime | None = None,
    labels: dict[str, str] | None = None,
    source: str = "",
    spoken: str | None = None,
    summary: str = "",
) -> _Emitted:
    delay = dice.uniform(1, 20) if dice.random() >= weather.late else dice.uniform(45, 240)
    skew = timedelta(seconds=dice.uniform(-weather.skew_s, weather.skew_s))
    told = spelling.spoken(dice, service) if spoken is None else spoken
    carried, source = labels or {}, source or dice.choice(_SOURCES)
    key = f"{source}|{service}|{name}|{sorted(carried.items())}"
    started = (began or at) + skew
    return (
        at + timedelta(seconds=delay),
        cause,
        {
            "at": _iso(at + skew),
            "labels": carried,
            "source": source,
            "service": told,
            "resource": "" if told else spelling.machine(service),
            "name": name,
            "summary": summary,
            "state": state,
            "severity": dice.choice(("critical", "warning", "warning", "high", "")),
            "started_at": _iso(started),
            "ended_at": _iso(at + skew) if state == "resolved" else None,
            "fingerprint": hashlib.sha256(key.encode()).hexdigest()[:16],
        },
    )


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
