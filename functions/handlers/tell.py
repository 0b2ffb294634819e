"""The queue of notices (first-in-first-out by place and incident): tell PagerDuty, Slack, customers."""

import json
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring, wiring_notices
from nightdesk.desk.telling.customers import renew_page
from nightdesk.desk.telling.tell import tell

log = Logger()


def handler(event: dict[str, Any], _context: object) -> None:
    """
    One at a time. A place that does not take it is tried again by the minute's audit, not by the queue; an exception,
    such as a table that is away, gives it back to the queue.
    """
    for record in event["Records"]:
        order = json.loads(record["body"])
        if "renew" in order:
            page = renew_page(wiring.kit(), wiring_notices.files())
            log.info("status page renewed", extra={"edition": page.edition, "state": page.state or "well"})
            continue
        state = tell(wiring.kit(), wiring_notices.ways(), str(order["outbox"]))
        log.info("notice", extra={"outbox": order["outbox"], "state": state.value if state else "not ours"})
