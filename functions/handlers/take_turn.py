"""The turn queue (first-in-first-out by phone): let the persona think about one message and answer it."""

import json
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.desk.answer import answer
from nightdesk.incident.desk import Phone
from nightdesk.redaction.redact import last4

log = Logger()


def handler(event: dict[str, Any], _context: object) -> None:
    """One message at a time; an exception gives it back to the queue."""
    for record in event["Records"]:
        order = json.loads(record["body"])
        phone = Phone(order["phone"])
        said = answer(wiring.kit(), wiring.mind, phone=phone, message_id=order["message_id"])
        log.info(
            "turn taken",
            extra={"phone": last4(phone), "source": said.source if said else "", "why": said.why if said else "repeat"},
        )
