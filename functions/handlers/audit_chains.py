"""Every minute: wake what overslept, hand over what got stuck, beat the dead-man switch when all is well."""

from dataclasses import asdict
from typing import Any

from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from nightdesk import wiring
from nightdesk.channel import dead_man
from nightdesk.desk.rounds.audit_chains import audit_chains
from nightdesk.desk.rounds.each_minute import look_after
from nightdesk.desk.rounds.owner_lines import check_lines
from nightdesk.desk.rounds.reconcile import reconcile
from nightdesk.desk.rounds.roll_call import call_rolls
from nightdesk.errors import NightdeskError
from nightdesk.shelf import shelf

log = Logger()
metrics = Metrics(namespace="Nightdesk", service="nightdesk")


@metrics.log_metrics
def handler(_event: dict[str, Any], _context: object) -> dict[str, Any]:
    """What was found and mended. The beat goes to NIGHTDESK_HEARTBEAT_URL; its silence raises an alarm elsewhere."""
    missed = look_after(wiring.kit(), shelf().heartbeats)
    lost, unread = reconcile(wiring.kit(), wiring.ledger)
    untold, unasked = call_rolls(wiring.kit(), wiring.doors().war_room)
    lost = (*lost, *untold)
    for one in (*unasked, *check_lines(wiring.kit(), wiring.ledger)):
        log.warning("nobody could say who is on a call", extra={"why": one})
    found = audit_chains(wiring.kit(), wiring.doors(), beat=_beat, also_ill=lost, failed=(*missed, *unread))
    for one in found.failed:
        log.error("minute's duty failed", extra={"why": one})
    metrics.add_metric(name="OversleptIncidents", unit=MetricUnit.Count, value=len(found.overslept))
    metrics.add_metric(name="UntoldNotices", unit=MetricUnit.Count, value=found.untold)
    metrics.add_metric(name="UnwatchedIncidents", unit=MetricUnit.Count, value=len(found.unwatched))
    metrics.add_metric(name="LostWebhooks", unit=MetricUnit.Count, value=len(lost))
    metrics.add_metric(name="StuckErrands", unit=MetricUnit.Count, value=found.stuck + found.diverted)
    _renew_page()
    log.info("chains audited", extra=asdict(found))
    return asdict(found)


def _renew_page() -> None:
    """The status page says when it was last looked after, so it is looked after each minute."""
    notices = wiring.doors().notices
    if "status page" not in wiring.settings().notices or notices is None:
        return
    try:
        notices().renew_page(wiring.kit().now())
    except NightdeskError:
        log.exception("status page not renewed")


def _beat() -> None:
    url = wiring.settings().heartbeat_url
    if url and (why := dead_man.beat(url)):
        log.warning("no beat", extra={"why": why})
