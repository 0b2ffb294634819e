"""The alarm queue: CloudWatch alarms and AWS events that came through SNS."""

import json
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.alarm.lane import Delivery
from nightdesk.alarm.readers.registry import read
from nightdesk.alarm.reading.reading import clock_ahead
from nightdesk.desk.alarms.raise_alarm import kept_unread
from nightdesk.errors import Refused
from nightdesk.shelf import shelf

log = Logger()


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """
    Each message once, a batch's saved together. What cannot be taken or read goes back, and after three tries to the
    dead-letter queue.
    """
    failures: list[dict[str, str]] = []
    for record in _left_of(event["Records"]):
        try:
            _take(record["body"], record["messageId"])
        except Exception:  # whatever it is, it is this message's own: the others of the batch must not go back with it
            log.exception("alarm not taken", extra={"delivery": record["messageId"]})
            failures.append({"itemIdentifier": record["messageId"]})
    return {"batchItemFailures": failures}


def _left_of(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take those that can be read together; the messages that must be taken one by one, all of them if that fails."""
    kit, deliveries, left = wiring.kit(), list[Delivery](), list[dict[str, Any]]()
    for record in records:
        try:
            alarms = read(_source(record["body"]), record["body"], received_at=kit.now())
        except Exception:  # taken by itself it says why, and is kept
            left.append(record)
            continue
        if ahead := clock_ahead(alarms):
            log.warning("sender's clock ahead", extra={"delivery": record["messageId"], "seconds": ahead})
            wiring.measure("SenderClockAhead", ahead, "Seconds", source=_source(record["body"]))
        deliveries += [(alarm, f"alarm:{record['messageId']}:{n}") for n, alarm in enumerate(alarms)]
    try:
        raised = wiring.intake().take(kit, shelf().catalogue, deliveries)
    except Exception:  # taken one by one, what was saved already is known by its id
        log.exception("alarms not taken together")
        return records
    log.info("alarms", extra={"outcomes": [one.outcome for one in raised]})
    return left


def _take(body: str, delivery: str) -> None:
    kit, catalogue, source = wiring.kit(), shelf().catalogue, _source(body)
    try:
        alarms = read(source, body, received_at=kit.now())
    except Refused as error:
        unread = kept_unread(kit, source=source, raw=body, why=str(error), once=f"alarm:{delivery}")
        (raised,) = wiring.intake().take(kit, catalogue, [(unread, f"alarm:{delivery}")])
        log.warning("alarm unreadable", extra={"why": str(error), "incident": raised.incident})
        raise  # the incident wakes someone; the message itself must end in the dead-letter queue, raw
    for position, alarm in enumerate(alarms):
        (raised,) = wiring.intake().take(kit, catalogue, [(alarm, f"alarm:{delivery}:{position}")])
        log.info("alarm", extra={"name_of_alarm": alarm.name, "state": alarm.state, "outcome": raised.outcome})


def _source(body: str) -> str:
    """Events of EventBridge have a detail-type; what else comes through the topic is CloudWatch's."""
    try:
        message = json.loads(body)
        inner = json.loads(message["Message"]) if isinstance(message.get("Message"), str) else message
    except (ValueError, AttributeError, TypeError, RecursionError):
        return "cloudwatch"
    return "eventbridge" if isinstance(inner, dict) and "detail-type" in inner else "cloudwatch"
