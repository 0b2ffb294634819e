"""Chain task: look for the probable cause and choose a runbook."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.repair.investigate import investigate
from nightdesk.incident.desk import IncidentId

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """{incident} -> {next: "ask" | "run" | "again" | "nothing", wait_seconds}."""
    findings = investigate(wiring.kit(), wiring.workshop(), IncidentId(event["incident"]))
    log.info("investigated", extra={"incident": event["incident"], **asdict(findings)})
    return asdict(findings)
