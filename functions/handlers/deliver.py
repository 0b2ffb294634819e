"""The table's stream: hand each queued outbox row to the outside world."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.rounds.deliver import deliver

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """Each row once. A row that cannot be handled now is reported back, and the auditor looks after it as well."""
    failures: list[dict[str, str]] = []
    for record in event["Records"]:
        stream = record["dynamodb"]
        outbox = stream["Keys"]["pk"]["S"].removeprefix("OUT#")
        try:
            state = deliver(wiring.kit(), wiring.doors(), outbox)
            log.info("errand", extra={"outbox": outbox, "state": state.value if state else "not ours"})
        except Exception:
            log.exception("errand failed", extra={"outbox": outbox})
            failures.append({"itemIdentifier": stream["SequenceNumber"]})
            break  # a stream is retried from the first failure on
    return {"batchItemFailures": failures}
