"""A made-up shop to investigate: storefront calls checkout, which calls payments and stock."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from nightdesk.evidence.evidence import ChangeEvent, LogLine, Series
from nightdesk.runbook.service import Catalogue, Service

ONSET = datetime(2026, 11, 23, 3, 12, 20, tzinfo=UTC)
STEP = timedelta(seconds=10)
TRACE = (
    "[ERROR] KeyError: 'discount_code'\rTraceback (most recent call last):\r\xa0\xa0File \"/var/task/checkout.py\", "
    'line 31, in handler\r\xa0\xa0\xa0\xa0return total(event)\r\xa0\xa0File "/var/task/checkout.py", line {line}, '
    "in apply_discount\r\xa0\xa0\xa0\xa0code = order['discount_code']"
)


def service(name: str, *depends_on: str) -> Service:
    return Service(name=name, owner="ana", tier=1, criticality="critical", depends_on=depends_on)


SHOP = Catalogue(
    services=(
        service("storefront", "checkout"),
        service("checkout", "payments", "stock"),
        service("payments"),
        service("stock"),
    )
)


def series(
    name: str,
    metric: str,
    usual: float,
    then: float | None = None,
    *,
    at: datetime = ONSET,
    minutes_before: float = 20,
    minutes_after: float = 3,
    noise: float = 0.05,
    seed: int = 1,
    unit: str = "",
) -> Series:
    """Every ten seconds `usual`, and from `at` on `then`, both with Gaussian noise of that share."""
    dice = random.Random(f"{name} {metric} {seed}")
    first = ONSET - timedelta(minutes=minutes_before)
    count = int((minutes_before + minutes_after) * 60 / STEP.total_seconds())
    times = [first + i * STEP for i in range(count)]
    levels = [then if then is not None and t >= at else usual for t in times]
    points = tuple((t, max(0.0, dice.gauss(level, noise * level))) for t, level in zip(times, levels, strict=True))
    return Series(service=name, metric=metric, unit=unit, points=points, source=f"CloudWatch Shop/{metric.title()}")


def lines(name: str, text: str, *, count: int, first: datetime = ONSET) -> tuple[LogLine, ...]:
    return tuple(
        LogLine(service=name, at=first + i * timedelta(seconds=1), message=text.format(line=40 + i % 2, i=i))
        for i in range(count)
    )


def usual_lines(name: str) -> tuple[LogLine, ...]:
    first = ONSET - timedelta(minutes=20)
    return tuple(
        LogLine(service=name, at=first + i * timedelta(seconds=5), message=f"INFO order {i} placed in {i % 90} ms")
        for i in range(270)
    )


def deployment(name: str, at: datetime, *, version: int = 7, description: str = "discount codes") -> ChangeEvent:
    return ChangeEvent(
        service=name,
        at=at,
        kind="deployment",
        what=f"version {version} of shop-{name} ({description})",
        detail={
            "function": f"shop-{name}",
            "alias": "live",
            "from_version": str(version - 1),
            "to_version": str(version),
            "description": description,
        },
        source=f"Lambda shop-{name}:live",
    )


BAD_DEPLOY_SERIES = (
    series("checkout", "requests", 200),
    series("checkout", "errors", 0.8, 82),
    series("checkout", "latency", 0.12, 0.13),
    series("storefront", "requests", 400),
    series("storefront", "errors", 1.0, 60, at=ONSET + STEP),
    series("storefront", "latency", 0.2, 0.9, at=ONSET + STEP),
    series("payments", "requests", 180),
    series("payments", "errors", 0.2),
    series("payments", "latency", 0.08),
)
BAD_DEPLOY_LINES = (
    *usual_lines("checkout"),
    *usual_lines("storefront"),
    *lines("checkout", TRACE, count=150),
    *lines("storefront", "ERROR checkout answered 500 for cart {i}", count=90, first=ONSET + STEP),
)
BAD_DEPLOY = deployment("checkout", ONSET - timedelta(seconds=15))


Observed = TypeVar("Observed", Series, LogLine, ChangeEvent)


def moved(by: timedelta, what: Observed) -> Observed:
    """The same thing at another time."""
    if isinstance(what, Series):
        return replace(what, points=tuple((at + by, value) for at, value in what.points))
    return replace(what, at=what.at + by)
