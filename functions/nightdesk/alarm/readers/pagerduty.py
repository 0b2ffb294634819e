"""
PagerDuty: its v3 webhooks, the v1 and v2 ones that older installations still send, and bodies of its Events API, which
many tools speak and nothing else.

https://developer.pagerduty.com/docs/webhooks-overview
https://developer.pagerduty.com/docs/send-alert-event
"""

import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.pagerduty_ours import ours
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.alarm.reading.payload import an_object, parse_object
from nightdesk.errors import Malformed

SOURCE = "pagerduty"
_RESOLVED = {"incident.resolved", "incident.resolve"}
_FIRING = {
    "incident.triggered", "incident.reopened", "incident.escalated", "incident.delegated", "incident.reassigned",
    "incident.acknowledged", "incident.unacknowledged", "incident.priority_updated", "incident.service_updated",
    # as v1 and v2 call them
    "incident.trigger", "incident.acknowledge", "incident.unacknowledge", "incident.escalate", "incident.delegate",
    "incident.assign",
}  # fmt: skip
_QUIET = re.compile(
    r"incident\.(?:annotat\w+|responder\b.*|status_update_\w+|conference_bridge\b.*|workflow\b.*|custom_field\w*\b.*|"
    r"incident_type\b.*|subscrib\w+\b.*|role\b.*|action_invocation\b.*)|service\..+|pagey\..+"
)
"""What tells nothing of how an incident stands. A kind of neither list is read by the incident's own status."""
_OPEN = {"triggered", "acknowledged"}
_EVENT_ACTIONS: dict[str, reading.State] = {"trigger": "firing", "acknowledge": "firing", "resolve": "resolved"}


def why_quiet(payload: bytes | str) -> str:
    """Why a delivery raises no alarm, when it tells of incidents that are ours; "" for everything else."""
    body = parse_object(payload)
    events = [body, fields.mapping(fields.mapping(body.get("event")).get("data"))]
    events.extend(
        fields.mapping(message.get("incident") or fields.mapping(message.get("data")).get("incident"))
        for message in map(fields.mapping, fields.listing(body.get("messages")))
    )
    told = list(dict.fromkeys(filter(None, map(ours, events))))
    return f"{', '.join(told[:5])}: opened there by this desk, so it is no alarm here" if told else ""


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """
    The incidents as alarms; nothing for notes, responder changes, service edits, pings and incidents of our own.

    Raises Malformed when there is no event, or none that can be told from another.
    """
    body = parse_object(payload)
    if "messages" in body and "event" not in body:
        return _read_messages(body["messages"], received_at)
    if "event_action" in body or "event_type" in body:
        if ours(body):
            return ()
        return (_read_sent(body, received_at),)
    event = an_object(body.get("event"), "event")
    kind = fields.text(event.get("event_type"))
    if not kind:
        raise Malformed("event.event_type: missing")
    if _QUIET.fullmatch(kind):
        return ()
    data = an_object(event.get("data"), "event.data")
    return () if ours(data) else (_read(event, data, kind, received_at),)


def _read_messages(messages: Any, received_at: datetime) -> tuple[Alarm, ...]:
    """v2 says {event, incident, created_on}, v1 {type, data: {incident}, created_on}; either may send several."""
    return reading.each(messages, "messages", lambda message: _read_message(message, received_at))


def _read_message(message: dict[str, Any], received_at: datetime) -> Alarm | None:
    kind = fields.first(message.get("event"), message.get("type"))
    if not kind:
        raise Malformed("event: missing")
    if _QUIET.fullmatch(kind):
        return None
    incident = message.get("incident") or fields.mapping(message.get("data")).get("incident")
    data = an_object(incident, "incident")
    if ours(data):
        return None
    told = fields.mapping(data.get("trigger_summary_data"))
    data = {
        **data,
        "created_at": data.get("created_at") or data.get("created_on"),
        "number": data.get("number") or data.get("incident_number"),
        "title": fields.first(data.get("title"), told.get("subject"), told.get("description")),
    }
    return _read({**message, "occurred_at": message.get("created_on")}, data, kind, received_at)


def _read(event: dict[str, Any], data: dict[str, Any], kind: str, received_at: datetime) -> Alarm:
    incident = fields.first(data.get("id"), data.get("incident_key"))
    if not incident:
        raise Malformed("event.data.id: missing, so this incident cannot be told from another")
    unknown = kind not in _RESOLVED | _FIRING
    if unknown and fields.text(data.get("status")).lower() not in {*_OPEN, "resolved"}:
        raise Malformed(f"event.event_type: {kind!r} is none we know, and no status says how the incident stands")
    resolved = kind in _RESOLVED or (
        kind not in {"incident.reopened"} and fields.text(data.get("status")).lower() == "resolved"
    )
    priority = fields.mapping(data.get("priority"))
    claim, reasons = claimed.claimed_in(
        {
            "priority": fields.first(priority.get("summary"), priority.get("name"), data.get("priority")),
            "urgency": fields.text(data.get("urgency")),
        }
    )
    told = fields.mapping(data.get("service"))
    service = fields.first(told.get("summary"), told.get("name"), data.get("service"))
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
        labels=fields.labels(
            details, {"number": data.get("number"), "status": data.get("status"), "urgency": data.get("urgency")}
        ),
        reasons=(
            "service from the PagerDuty service" if service else "service unknown: PagerDuty names none",
            *reasons,
            f"event {kind!r} is unknown, read by the incident's status" if unknown else "",
        ),
        is_service_inferred=True,
    )


def _read_sent(body: dict[str, Any], received_at: datetime) -> Alarm:
    """A body of the Events API: v2 tells it in `payload`, v1 in `description` and `details`."""
    action = fields.first(body.get("event_action"), body.get("event_type")).lower()
    if action not in _EVENT_ACTIONS:
        raise Malformed(f"event_action: {action!r} is none of {', '.join(_EVENT_ACTIONS)}")
    told = fields.mapping(body.get("payload"))
    key = fields.first(body.get("dedup_key"), body.get("incident_key"))
    name = fields.first(told.get("summary"), body.get("description"))
    if not key and not name:
        raise Malformed("payload.summary: neither it nor a dedup_key says what this is about")
    details = fields.labels(fields.mapping(told.get("custom_details")), fields.mapping(body.get("details")))
    source, component = fields.text(told.get("source")), fields.text(told.get("component"))
    service, reason = reading.service_in({**details, **fields.labels({"service": told.get("service")})}, noun="detail")
    if not service and component:
        service, reason = component, "service from the event's component"
    claim, reasons = claimed.claimed_in({"severity": fields.text(told.get("severity")), **details})
    at = fields.moment(told.get("timestamp"))
    state = _EVENT_ACTIONS[action]
    lower = {label.lower(): value for label, value in details.items()}
    return reading.finish(
        source=SOURCE,
        identity=["key", key] if key else ["event", name, source, component],
        state=state,
        received_at=received_at,
        raw=body,
        name=name or key,
        service=service,
        resource=source,
        claim=claim,
        summary=name,
        value=fields.number(lower.get("value")),
        threshold=fields.number(lower.get("threshold")),
        started_at=at if state == "firing" else None,
        ended_at=at if state == "resolved" else None,
        links=(
            *(fields.mapping(link).get("href") for link in fields.listing(body.get("links"))),
            body.get("client_url"),
        ),
        labels=fields.labels(details, {"group": told.get("group"), "class": told.get("class"), "component": component}),
        reasons=(reason, *reasons),
        is_service_inferred=reason == "service from the event's component",
    )
