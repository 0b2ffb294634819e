"""Chain task: do what is due for one incident, and say when to wake."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.watching.watch import attend
from nightdesk.incident.desk import IncidentId

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """{incident, generation, turns} -> {is_over, is_stale, wait_seconds, turns}."""
    attention = attend(
        wiring.kit(),
        IncidentId(event["incident"]),
        generation=int(event["generation"]),
        turns=int(event.get("turns", 0)),
    )
    log.info("watched", extra={"incident": event["incident"], **asdict(attention)})
    return asdict(attention)
