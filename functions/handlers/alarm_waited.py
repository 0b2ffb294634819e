"""The lane: alarms that came in a crowd, one batch after the other."""

from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.alarm.lane import Delivery, unpacked
from nightdesk.desk.alarms.raise_alarm import kept_unread, raise_alarm
from nightdesk.desk.alarms.raise_alarms import raise_alarms
from nightdesk.errors import Conflict, Malformed, Unavailable
from nightdesk.shelf import shelf

log = Logger()
PATIENTLY = 40
"""Tries of one alarm by itself: only what is critical and goes past the lane can be first."""


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """
    All of a batch together; if that cannot be, message by message. From the first that must wait for the table on all
    go back, in their order. An alarm that cannot be taken for any other reason wakes somebody and holds up nobody.
    """
    kit, records = wiring.kit(), event["Records"]
    waiting = {record["messageId"]: _deliveries(record) for record in records}
    try:
        raised = raise_alarms(kit, shelf().catalogue, [one for some in waiting.values() for one in some])
    except Exception:  # one by one it shows which of them it is; what was saved already is known by its id
        log.exception("alarms not taken together")
    else:
        log.info("alarms waited", extra={"outcomes": [one.outcome for one in raised]})
        return {"batchItemFailures": []}
    for n, (message, deliveries) in enumerate(waiting.items()):
        try:
            for delivery in deliveries:
                _take(delivery)
        except (Unavailable, Conflict):
            log.exception("alarm not taken", extra={"delivery": message})
            return {"batchItemFailures": [{"itemIdentifier": record["messageId"]} for record in records[n:]]}
    return {"batchItemFailures": []}


def _deliveries(record: dict[str, Any]) -> tuple[Delivery, ...]:
    """What waits in this message; of one that cannot be read, that."""
    try:
        return unpacked(record["body"])
    except Malformed as error:
        once = f"lane:{record['messageId']}"
        return ((kept_unread(wiring.kit(), source="lane", raw=record["body"], why=str(error), once=once), once),)


def _take(delivery: Delivery) -> None:
    alarm, once = delivery
    kit, catalogue = wiring.kit(), shelf().catalogue
    try:
        raise_alarm(kit, catalogue, alarm, once=once, tries=PATIENTLY)
    except (Unavailable, Conflict):
        raise
    except Exception as error:
        log.exception("alarm not understood", extra={"delivery": once})
        why = f"{type(error).__name__} while it was taken"
        unread = kept_unread(kit, source=alarm.source, raw=alarm.raw, why=why, once=once)
        raise_alarm(kit, catalogue, unread, once=f"{once}:unread", tries=PATIENTLY)
