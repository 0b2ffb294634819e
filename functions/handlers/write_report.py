"""Chain task: write the report of a resolved incident and keep it."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.repair.write_report import write_report
from nightdesk.incident.desk import IncidentId
from nightdesk.shelf import shelf

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, str]:
    """{incident} -> {uri}."""
    incident = IncidentId(event["incident"])
    uri = write_report(wiring.kit(), shelf().catalogue, incident, keep=wiring.keep_report)
    log.info("report written", extra={"incident": incident, "uri": uri})
    return {"uri": uri}
