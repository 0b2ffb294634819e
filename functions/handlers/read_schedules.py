"""Every five minutes: who is on call by PagerDuty's schedules, for the roles that follow one."""

from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from nightdesk import wiring, wiring_notices
from nightdesk.desk.responders.elsewhere import read_elsewhere

log = Logger()
metrics = Metrics(namespace="Nightdesk", service="nightdesk")


@metrics.log_metrics
def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
    """How many shifts there are and what is wrong with them. While PagerDuty is away the last reading holds."""
    reading = read_elsewhere(wiring.kit(), wiring_notices.schedules)
    for problem in reading.problems:
        log.error("schedule elsewhere", extra={"why": problem})
    metrics.add_metric(name="StaleSchedules", unit=MetricUnit.Count, value=reading.is_stale)
    log.info("schedules read", extra={"shifts": reading.shifts, "changed": reading.is_changed})
    return {"shifts": reading.shifts, "changed": reading.is_changed, "problems": list(reading.problems)}
