"""What a metric's name says about it: what kind of thing it measures, and which way is bad."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Literal


class Family(StrEnum):
    """ERRORS and LATENCY are what callers feel; RESOURCE is a service's own body; TRAFFIC is what is asked of it."""

    ERRORS = "errors"
    LATENCY = "latency"
    RESOURCE = "resource"
    TRAFFIC = "traffic"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sense:
    """bad: +1 when more is worse, -1 when less is worse, 0 when either may be."""

    family: Family
    bad: Literal[-1, 0, 1]


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+\d*|\d+[a-z]*")


def _row(words: str, family: Family, bad: Literal[-1, 0, 1]) -> tuple[frozenset[str], Sense]:
    return frozenset(words.split()), Sense(family, bad)


# The first row that shares a word with the name decides, so the narrower words stand first.
_ROWS = (
    _row("availability success uptime healthy", Family.ERRORS, -1),
    _row(
        "error errors err fail failed failure failures fault faults 5xx 4xx 500 503 exception exceptions timeout "
        "timeouts throttle throttles throttled reject rejected dropped unhealthy deadletter",
        Family.ERRORS,
        1,
    ),
    _row("latency duration delay elapsed rtt gap wait ttfb p50 p75 p90 p95 p99 p999 response", Family.LATENCY, 1),
    _row("free freeable credit credits headroom idle", Family.RESOURCE, -1),
    _row(
        "cpu memory mem heap rss disk storage volume inode inodes swap load pool connections threads handles fds queue "
        "backlog lag age saturation utilization utilisation gc goroutines restarts evictions",
        Family.RESOURCE,
        1,
    ),
    _row(
        "requests request invocations invocation workload ops qps rps tps rate throughput traffic count calls hits "
        "receive transmit bytes packets",
        Family.TRAFFIC,
        0,
    ),
)


@cache
def sense(metric: str) -> Sense:
    """Read a metric's name, in any of the usual spellings: `p95_latency`, `PodServerLatencyP90(s)`, `HTTPCode_5XX`."""
    spelled = re.sub(r"(\d)[xX]{2}", r"\g<1>xx", metric)
    words = {word.lower() for word in _WORD.findall(spelled)} | set(re.split(r"[^a-z0-9]+", spelled.lower()))
    for vocabulary, meaning in _ROWS:
        if words & vocabulary:
            return meaning
    return Sense(Family.OTHER, 0)
