"""Chain task: run the approved step, or undo it."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.repair.run_step import run_step, undo_step
from nightdesk.incident.desk import IncidentId

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """{incident, mode: "act" | "undo", why?} -> {state: "acted" | "failed" | "held", wait_seconds}."""
    incident, mode = IncidentId(event["incident"]), event.get("mode", "act")
    if mode == "undo":
        why = str(event.get("why") or "the metrics did not recover")
        ran = undo_step(wiring.kit(), wiring.workshop(), incident, why=why)
    else:
        ran = run_step(wiring.kit(), wiring.workshop(), incident)
    log.info("step", extra={"incident": incident, "mode": mode, "state": ran.state})
    return {"state": ran.state, "wait_seconds": ran.wait_seconds}
