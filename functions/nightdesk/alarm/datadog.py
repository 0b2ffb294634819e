"""
Datadog's webhook. Its body is a template that each customer writes, so keys are taken under all their usual names and
variables left unexpanded ($ALERT_ID) count as missing.

https://docs.datadoghq.com/integrations/webhooks/
"""

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from nightdesk.alarm import claimed, fields, reading
from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.payload import parse_object
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "datadog"
_RESOLVED = {"recovered", "ok", "success", "resolved", "no data recovered", "warn recovered"}
_FIRING = {
    "triggered",
    "re-triggered",
    "warn",
    "re-warn",
    "no data",
    "re-no data",
    "alert",
    "error",
    "warning",
    "renotify",
}
_HEAD = re.compile(r"^\[(?P<flags>[^\]]{1,200})\]\s*")
_PRIORITY = re.compile(r"\bP[1-5]\b")


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The one event in the body. Raises Malformed when it has neither a title nor a message."""
    posted = parse_object(payload)
    body = {key.lower(): value for key, value in posted.items()}
    title = fields.first(body.get("title"), body.get("event_title"), body.get("alert_title"))
    message = fields.first(
        body.get("body"), body.get("event_msg"), body.get("message"), body.get("text_only_msg"), limit=500
    )
    if not title and not message:
        raise Malformed("title: neither it nor a body says what is wrong")
    return (replace(_read(body, title, message, received_at), raw=json.dumps(posted)),)


def _read(body: dict[str, Any], title: str, message: str, received_at: datetime) -> Alarm:
    head = _HEAD.match(title)
    flags = head["flags"] if head else ""
    name = fields.first(body.get("alert_name"), body.get("monitor_name"), _HEAD.sub("", _HEAD.sub("", title)), message)
    scope = fields.tags(body.get("alert_scope") if body.get("alert_scope") != "*" else None)
    labels = fields.labels(fields.tags(body.get("tags")), scope)
    service, service_reason = reading.service_in(
        {**labels, **fields.labels({"service": body.get("service")})}, noun="tag"
    )
    state, state_reason = _state(body, flags)
    claim, claim_reasons = _claim(body, flags, labels)
    stamped_at = next(
        (at for key in ("date", "last_updated", "timestamp") if (at := fields.moment(body.get(key)))), None
    )
    resource = fields.first(body.get("hostname"), body.get("host")) or reading.resource_in(labels)
    monitor = fields.first(body.get("alert_id"), body.get("monitor_id"))
    cycle = fields.first(body.get("aggreg_key"))
    return reading.finish(
        source=SOURCE,
        identity=["monitor", monitor, scope, resource]
        if monitor
        else ["title", cycle or name, scope, resource, service],
        state=state,
        received_at=received_at,
        raw=body,
        name=name,
        service=service,
        resource=resource,
        claim=claim,
        summary=message,
        value=fields.number(body.get("alert_value") or body.get("value")),
        threshold=fields.number(body.get("alert_threshold") or body.get("threshold")),
        started_at=stamped_at if state == "firing" else None,
        ended_at=stamped_at if state == "resolved" else None,
        links=(body.get("link"), body.get("url"), body.get("snapshot")),
        labels=fields.labels(labels, {"metric": body.get("alert_metric"), "query": body.get("alert_query")}),
        reasons=(service_reason, state_reason, *claim_reasons),
    )


def _state(body: dict[str, Any], flags: str) -> tuple[reading.State, str]:
    in_title = re.split(r" on |,", flags)[0]
    told = (
        body.get("alert_transition"),
        body.get("transition"),
        in_title,
        body.get("alert_type"),
        body.get("alert_status"),
    )
    for word in (fields.text(value).lower() for value in told):
        if word in _RESOLVED:
            return "resolved", ""
        if word in _FIRING:
            return "firing", "no data: the monitor is blind" if "no data" in word else ""
    return "firing", "no transition is given, read as firing"


def _claim(body: dict[str, Any], flags: str, labels: dict[str, str]) -> tuple[Severity | None, tuple[str, ...]]:
    # Datadog's own "priority" is "normal" or "low" for every event; only a monitor's P1-P5 says anything.
    for told in (body.get("alert_priority"), body.get("priority"), flags):
        if match := _PRIORITY.search(fields.text(told).upper()):
            return claimed.severity_of(match[0]), ()
    found, reasons = claimed.claimed_in({**labels, **fields.labels({"severity": body.get("severity")})})
    if found is not None:
        return found, reasons
    kind = fields.text(body.get("alert_type")).lower()
    return {"error": Severity.SEV1, "warning": Severity.SEV2, "info": Severity.SEV4}.get(kind), reasons
