"""What one service looks like to somebody who watches the shop."""

from collections.abc import Sequence
from typing import Any

from stacks.local.shop.company import ALIAS, Part
from stacks.local.shop.functions import Functions
from stacks.local.shop.traffic import Reading

OVER = 5
"""How many of the latest readings make up the numbers of now."""


def view(part: Part, functions: Functions, recent: Sequence[tuple[float, Reading]]) -> dict[str, Any]:
    """
    name, status (healthy, degraded, failing), its numbers of now, its function and versions, and `spark`: the latest
    readings as {at (epoch seconds), error_rate (percent), latency_ms}.
    """
    latest = [reading for _, reading in recent][-OVER:]
    errors, slow, rate = _now(part, latest)
    return {
        "name": part.name,
        "depends_on": [call.callee for call in part.calls],
        "status": "failing" if errors >= 20 else "degraded" if errors >= 5 or slow >= 1.4 else "healthy",
        "requests_per_minute": round(rate),
        "error_rate": round(errors, 2),
        "latency_ms": round(slow * part.latency_ms, 1),
        "cpu": latest[-1].cpu if latest else None,
        "spark": [
            {"at": at, "error_rate": round(one.error_percent, 2), "latency_ms": round(one.latency_ms, 1)}
            for at, one in recent
        ],
        **(_release(part, functions) if part.function else {}),
    }


def _now(part: Part, latest: Sequence[Reading]) -> tuple[float, float, float]:
    if not latest:
        return 0.0, 1.0, part.requests_per_minute
    requests = sum(one.requests for one in latest)
    errors = 100 * sum(one.errors for one in latest) / requests
    slow = sum(one.latency_ms for one in latest) / len(latest) / part.latency_ms
    return errors, slow, 60 * requests / sum(one.seconds for one in latest)


def _release(part: Part, functions: Functions) -> dict[str, Any]:
    serving = functions.serving(part.function)
    return {
        "function": part.function,
        "alias": ALIAS,
        "serving": serving,
        "versions": [
            {
                "version": one.number,
                "description": one.description,
                "modified_at": one.modified_at.isoformat(),
                "is_live": one.number in serving,
            }
            for one in functions.versions(part.function)
        ],
    }
