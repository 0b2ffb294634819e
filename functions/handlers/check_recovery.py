"""Chain task: are the metrics back at baseline?"""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.repair.check_recovery import check_recovery
from nightdesk.incident.desk import IncidentId

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """{incident} -> {state: "recovered" | "waiting" | "worse" | "exhausted", wait_seconds, why}."""
    recovery = check_recovery(wiring.kit(), wiring.workshop(), IncidentId(event["incident"]))
    log.info("recovery checked", extra={"incident": event["incident"], **asdict(recovery)})
    return asdict(recovery)
