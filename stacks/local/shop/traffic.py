"""One beat of the shop's traffic: what each service's metrics would say, given what ails whom."""

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass

from stacks.local.shop.company import BY_NAME, PARTS, Part
from stacks.local.shop.condition import Condition

SHAPE = ((0.7, 0.35), (1.0, 0.35), (1.3, 0.20), (1.9, 0.10))
"""Latencies of a good day, as (times the typical one, share of requests); their mean is 1.05 times the typical one."""

WELL = Condition()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    One service over `seconds`.

    errors: failed requests, of which `upstream` failed because a service it calls did, `blamed` most of all.
    latencies: (milliseconds, how many requests).
    """

    service: str
    seconds: float
    requests: int
    errors: int
    upstream: int
    blamed: str
    latencies: tuple[tuple[float, int], ...]
    cpu: float

    @property
    def error_percent(self) -> float:
        """Failed requests of a hundred."""
        return 100 * self.errors / self.requests if self.requests else 0.0

    @property
    def latency_ms(self) -> float:
        """Mean latency."""
        count = sum(n for _, n in self.latencies)
        return sum(ms * n for ms, n in self.latencies) / count if count else 0.0


@dataclass(frozen=True, slots=True)
class _Felt:
    failing: float
    latency_ms: float
    blamed: str


def beat(conditions: Mapping[str, Condition], *, seconds: float, dice: random.Random) -> tuple[Reading, ...]:
    """Every service's traffic over `seconds`, with the trouble of each carried on to those who call it."""
    return tuple(_reading(part, conditions, seconds, dice) for part in PARTS)


def _reading(part: Part, conditions: Mapping[str, Condition], seconds: float, dice: random.Random) -> Reading:
    own, felt = conditions.get(part.name, WELL), _felt(part, conditions)
    arriving = part.requests_per_minute / 60 * seconds * _reach(part.name, conditions) * dice.gauss(1, 0.03)
    requests = max(1, _whole(arriving, dice))
    usual = part.error_percent / 100
    failing = min(1.0, usual + (1 - usual) * felt.failing * max(0.0, dice.gauss(1, 0.05)))
    errors = min(requests, _whole(requests * failing, dice))
    blame = max(0.0, felt.failing - own.failing) / felt.failing if felt.failing else 0.0
    typical = felt.latency_ms * dice.gauss(1, 0.03)
    return Reading(
        service=part.name,
        seconds=seconds,
        requests=requests,
        errors=errors,
        upstream=round(errors * blame),
        blamed=felt.blamed,
        latencies=tuple(
            (round(typical * times, 2), count) for times, share in SHAPE if (count := _whole(requests * share, dice))
        ),
        cpu=round(min(100.0, max(1.0, part.cpu_percent * dice.gauss(1, 0.04) + own.cpu)), 2),
    )


def _felt(part: Part, conditions: Mapping[str, Condition]) -> _Felt:
    """What the callers of a service feel: its own trouble and what it passes on of others'."""
    own = conditions.get(part.name, WELL)
    good, latency = 1 - own.failing, part.latency_ms * own.slowdown
    worst, blamed = 0.0, ""
    for call in part.calls:
        callee = BY_NAME[call.callee]
        below = _felt(callee, conditions)
        passed_on = call.fails * below.failing
        good *= 1 - passed_on
        latency += call.waits * (below.latency_ms - callee.latency_ms)
        if passed_on > worst:
            worst, blamed = passed_on, call.callee
    return _Felt(1 - good, latency, blamed)


def _reach(name: str, conditions: Mapping[str, Condition]) -> float:
    """The share of a good day's requests that still reach a service: a caller that fails early does not call on."""
    reaching = 1.0
    for caller in PARTS:
        if any(call.callee == name for call in caller.calls):
            reaching *= _reach(caller.name, conditions) * (1 - conditions.get(caller.name, WELL).failing)
    return reaching


def _whole(expected: float, dice: random.Random) -> int:
    """A whole number that is `expected` on average."""
    return math.floor(expected + dice.random())
