"""A minute of 10,000 alarms from 50 root causes, as Alertmanager posts them, with the truth beside it."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import yaml

CAUSES, SERVICES = 50, 6
HOPS = (0, 1, 1, 2, 2, 2)
"""How far each service of a product is from its first."""
BODY = 10
"""Alerts in one post, of whatever causes: the worst case for who saves together what belongs together."""


@dataclass(frozen=True, slots=True)
class Told:
    """One alert of Alertmanager's webhook (version 4), and the cause it belongs to."""

    alert: dict[str, Any]
    cause: str


def services() -> list[dict[str, Any]]:
    """Fifty products of six services each, a tree that leans on its first."""
    return [
        {
            "name": f"product{cause}-s{n}",
            "owner": "storm",
            "tier": 2,
            "criticality": "high",
            "depends_on": [f"product{cause}-s{(n - 1) // 2}"] if n else [],
        }
        for cause in range(CAUSES)
        for n in range(SERVICES)
    ]


def library_with_products(folder: Path, ours: Path) -> Path:
    """Our own library with the products in its catalogue."""
    for name in ("runbooks", "prompts"):
        copytree(ours / name, folder / name)
    file = folder / "runbooks" / "services.yaml"
    told = yaml.safe_load(file.read_text())
    told["services"] += services()
    file.write_text(yaml.safe_dump(told, sort_keys=False))
    return folder


def alarms(count: int, *, seed: int = 4, at: datetime | None = None) -> list[Told]:
    """In order of arrival: each cause begins somewhere in the minute and spreads from its first service."""
    dice, begun = random.Random(seed), at or datetime.now(UTC)
    told: list[tuple[float, int, int, int]] = []
    for number in range(count):
        cause, n = number % CAUSES, (number // CAUSES) % SERVICES
        told.append((cause * 0.4 + HOPS[n] * 12 + dice.expovariate(1 / 6), cause, n, number))
    return [
        Told(alert(f"product{cause}-s{n}", number, begun + timedelta(seconds=after)), f"cause-{cause}")
        for after, cause, n, number in sorted(told)
    ]


def alert(service: str, number: int, at: datetime, *, severity: str = "warning") -> dict[str, Any]:
    return {
        "status": "firing",
        "labels": {
            "alertname": "HighErrorRate",
            "service": service,
            "instance": f"10.0.{number // 250}.{number % 250}:9100",
            "severity": severity,
            "region": "us-east-1",
        },
        "annotations": {"summary": f"errors 12% of requests on {service}"},
        "startsAt": at.isoformat(),
        "endsAt": "0001-01-01T00:00:00Z",
        "generatorURL": "http://prometheus:9090/graph?g0.expr=errors",
        "fingerprint": f"{number:016x}",
    }


def lonely(number: int) -> Told:
    """A critical alarm of a service that nothing else concerns."""
    return Told(alert(f"lonely{number}", 900_000 + number, datetime.now(UTC), severity="critical"), f"lonely-{number}")


def body(alerts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "version": "4",
        "groupKey": "{}:{}",
        "status": "firing",
        "receiver": "desk",
        "groupLabels": {},
        "commonLabels": {},
        "commonAnnotations": {},
        "externalURL": "http://alertmanager:9093",
        "alerts": alerts,
    }
