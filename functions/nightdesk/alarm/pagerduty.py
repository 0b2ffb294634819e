"""
PagerDuty's v3 webhooks: what happened to an incident there.

https://developer.pagerduty.com/docs/webhooks-overview
"""

from datetime import datetime
from typing import Any

from nightdesk.alarm import claimed, fields, reading
from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.payload import an_object, parse_object
from nightdesk.errors import Malformed

SOURCE = "pagerduty"
_RESOLVED = {"incident.resolved"}
_FIRING = {
    "incident.triggered", "incident.reopened", "incident.escalated", "incident.delegated", "incident.reassigned",
    "incident.acknowledged", "incident.unacknowledged", "incident.priority_updated", "incident.service_updated",
}  # fmt: skip


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """
    The incident as an alarm; nothing for notes, responder changes, service edits and pings.

    Raises Malformed for the retired v1/v2 shape or when there is no event.
    """
    body = parse_object(payload)
    if "messages" in body and "event" not in body:
        raise Malformed("messages: this is PagerDuty's retired v2 webhook; send v3")
    event = an_object(body.get("event"), "event")
    kind = fields.text(event.get("event_type"))
    if not kind:
        raise Malformed("event.event_type: missing")
    if kind not in _RESOLVED | _FIRING:
        return ()
    return (_read(event, an_object(event.get("data"), "event.data"), kind, received_at),)


def _read(event: dict[str, Any], data: dict[str, Any], kind: str, received_at: datetime) -> Alarm:
    incident = fields.first(data.get("id"), data.get("incident_key"))
    if not incident:
        raise Malformed("event.data.id: missing, so this incident cannot be told from another")
    resolved = kind in _RESOLVED or fields.text(data.get("status")).lower() == "resolved"
    priority = fields.first(fields.mapping(data.get("priority")).get("summary"), data.get("priority"))
    claim, reasons = claimed.claimed_in({"priority": priority, "urgency": fields.text(data.get("urgency"))})
    service = fields.first(
        fields.mapping(data.get("service")).get("summary"), fields.mapping(data.get("service")).get("name")
    )
    occurred_at = fields.moment(event.get("occurred_at"))
    details = fields.mapping(fields.mapping(data.get("body")).get("details"))
    return reading.finish(
        source=SOURCE,
        identity=[incident],
        state="resolved" if resolved else "firing",
        received_at=received_at,
        raw=event,
        name=fields.first(data.get("title"), data.get("summary"), data.get("description")),
        service=service,
        resource=fields.first(data.get("incident_key")),
        claim=claim,
        summary=fields.first(data.get("description"), data.get("title"), limit=500),
        started_at=fields.moment(data.get("created_at")) or (None if resolved else occurred_at),
        ended_at=occurred_at if resolved else None,
        links=(data.get("html_url"), fields.mapping(event.get("client")).get("url")),
        labels=fields.labels(details, {"number": data.get("number"), "status": data.get("status")}),
        reasons=(
            "service from the PagerDuty service" if service else "service unknown: PagerDuty names none",
            *reasons,
        ),
    )
