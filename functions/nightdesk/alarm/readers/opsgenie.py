"""
Opsgenie's outgoing webhook, and the lookalikes of Jira Service Management and others that speak it.

https://support.atlassian.com/opsgenie/docs/opsgenie-edge-connector-alert-action-data/
"""

from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.alarm.reading.payload import an_object, parse_object
from nightdesk.alarm.reading.spoken_numbers import limit_said, value_said
from nightdesk.errors import Malformed

SOURCE = "opsgenie"
_RESOLVED = {"close", "delete", "autoclose", "resolve"}
_FIRING = {
    "create", "escalate", "escalatenext", "reopen", "updatepriority", "unacknowledge", "acknowledge", "snoozeended",
}  # fmt: skip

_QUIET = {
    "addnote", "addtags", "removetags", "addresponder", "addteam", "addrecipient", "addrenotify", "assign",
    "assignownership", "takeownership", "updatemessage", "updatedescription", "updatenote", "adddetails",
    "removedetails", "adddocument", "snooze", "unsnooze", "seen", "markasread", "test",
}  # fmt: skip
"""What people do to an alert that says nothing new of it. An action of no list may be an alarm: it is taken for one."""


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """
    The alert in the body; nothing for notes, tags and assignments. Raises Malformed without an alert or action.

    A body without either but with a message is what others post to create an alert, and is read as that.
    """
    body = parse_object(payload)
    action = fields.text(body.get("action"))
    if not action and "alert" not in body and fields.text(body.get("message")):
        return (_read(body, body, "create", received_at),)
    if not action:
        raise Malformed("action: missing")
    if action.lower() in _QUIET:
        return ()
    return (_read(body, an_object(body.get("alert"), "alert"), action.lower(), received_at),)


def _read(body: dict[str, Any], alert: dict[str, Any], action: str, received_at: datetime) -> Alarm:
    resolved = action in _RESOLVED
    labels = fields.labels(
        fields.tags(alert.get("details")),
        fields.tags(alert.get("extraProperties")),
        fields.tags(alert.get("tags")),
        {"team": alert.get("team"), "from": alert.get("source")},
    )
    lowered = {key.lower(): value for key, value in labels.items()}
    service, reason = reading.service_in(labels, noun="detail or tag")
    priority = fields.text(alert.get("priority"))
    priority = f"P{priority}" if priority in {"1", "2", "3", "4", "5"} else priority  # older ones send the bare number
    claim, claim_reasons = claimed.claimed_in({"priority": priority})
    if claim is None:
        claim, more = claimed.claimed_in(labels)
        claim_reasons = (*claim_reasons, *more)
    message = fields.first(alert.get("message"), alert.get("description"))
    key = fields.first(alert.get("alias"), alert.get("alertId"), alert.get("id"), alert.get("tinyId"))
    value = fields.number(lowered.get("value", lowered.get("current_value")))
    threshold = fields.number(lowered.get("threshold"))
    created_at = fields.moment(alert.get("createdAt")) or fields.moment(alert.get("insertedAt"))
    return reading.finish(
        source=SOURCE,
        identity=["alias", key] if key else ["message", message, fields.text(alert.get("entity"))],
        state="resolved" if resolved else "firing",
        received_at=received_at,
        raw=body,
        name=message,
        service=service,
        resource=fields.first(alert.get("entity")) or reading.resource_in(labels),
        claim=claim,
        summary=fields.first(alert.get("description"), alert.get("message"), limit=500),
        value=value if value is not None else value_said(message, alert.get("description")),
        threshold=threshold if threshold is not None else limit_said(message, alert.get("description")),
        started_at=created_at,
        ended_at=fields.moment(alert.get("updatedAt")) if resolved else None,
        links=(labels.get("link"), labels.get("url"), labels.get("runbook")),
        labels=labels,
        reasons=(
            reason,
            *claim_reasons,
            "" if resolved or action in _FIRING else f"action {action!r} is unknown, read as firing",
            "deleted in Opsgenie, which is no proof of recovery" if action == "delete" else "",
        ),
    )
