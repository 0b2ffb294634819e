"""The turn queue (first-in-first-out by phone): let the persona think about one message and answer it."""

from typing import Any

import msgspec
from aws_lambda_powertools import Logger
from aws_lambda_powertools.metrics import Metrics, MetricUnit

from nightdesk import wiring
from nightdesk.contact.contact import Message
from nightdesk.desk.owners.answer import answer
from nightdesk.desk.owners.household import learn
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.responders.talking import converse
from nightdesk.incident.desk import Phone
from nightdesk.redaction.redact import last4

log = Logger()
metrics = Metrics(namespace="Nightdesk", service="nightdesk")


class _Order(msgspec.Struct):
    """What waits: a message that was saved, by its id, or a whole text that could not be saved."""

    phone: Phone
    message_id: str = ""
    text: Message | None = None


@metrics.log_metrics
def handler(event: dict[str, Any], _context: object) -> None:
    """One message at a time; an exception gives it back to the queue."""
    for record in event["Records"]:
        order = msgspec.json.decode(record["body"], type=_Order)
        if order.text:
            receive(wiring.kit(), order.text)
            log.info("text received late", extra={"phone": last4(order.phone), "message_id": order.text.id})
            continue
        if wiring.kit().roster.by_phone(order.phone):
            talked = converse(wiring.kit(), wiring.mind, phone=order.phone, message_id=order.message_id)
            why = talked.why if talked else "nothing to answer"
            log.info("question answered", extra={"phone": last4(order.phone), "why": why})
            continue
        said = answer(
            wiring.kit(), wiring.mind, phone=order.phone, message_id=order.message_id, pictures=wiring.pictures
        )
        source, why = (said.source, said.why) if said else ("", "repeat")
        if said:
            metrics.add_metric(name="AnswersStopped", unit=MetricUnit.Count, value=bool(said.stopped))
        log.info("turn taken", extra={"phone": last4(order.phone), "source": source, "why": why})
        learn(wiring.kit(), phone=order.phone, message_id=order.message_id)
