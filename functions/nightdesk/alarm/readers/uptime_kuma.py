"""
Uptime Kuma's webhook: one heartbeat of one monitor.

https://github.com/louislam/uptime-kuma, server/notification-providers/webhook.js
"""

import re
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.errors import Malformed

SOURCE = "uptime-kuma"
_STATES: dict[int, reading.State] = {0: "firing", 1: "resolved"}
_QUIET = {2: "pending", 3: "maintenance"}


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The heartbeat as an alarm; nothing for pending, maintenance and the settings page's test message."""
    body = parse_object(payload)
    beat, monitor = fields.mapping(body.get("heartbeat")), fields.mapping(body.get("monitor"))
    message = fields.text(body.get("msg"), 500)
    if not beat and not monitor:
        if re.search(r"\btest(?:ing)?\b", message, re.IGNORECASE):
            return ()
        if not message:
            raise Malformed("heartbeat: missing, and there is no msg either")
    status = fields.number(beat.get("status"))
    if status is not None and int(status) in _QUIET:
        return ()
    state = _STATES.get(int(status)) if status is not None else None
    name = fields.first(monitor.get("name"), monitor.get("pathName"), message)
    told = (fields.text(monitor.get(key)) for key in ("hostname", "url", "docker_container", "mqttTopic", "grpcUrl"))
    target = next((address for address in told if address and address not in {"https://", "http://"}), "")
    labels = fields.labels(fields.tags(monitor.get("tags")), {"type": monitor.get("type")})
    service, reason = reading.service_in(labels, noun="tag")
    if not service and monitor.get("name"):
        service, reason = fields.text(monitor.get("name")), "service is the monitor's name"
    claim, claim_reasons = claimed.claimed_in(labels)
    at = fields.moment(beat.get("time"))
    key = fields.first(monitor.get("id"), beat.get("monitorID"), beat.get("monitor_id"))
    return (
        reading.finish(
            source=SOURCE,
            identity=["monitor", key or name],
            state=state or "firing",
            received_at=received_at,
            raw=body,
            name=name,
            service=service,
            resource=target,
            claim=claim,
            summary=_summary(state, fields.first(beat.get("msg"), message, limit=500)),
            value=fields.number(beat.get("ping")),
            started_at=at if state != "resolved" else None,
            ended_at=at if state == "resolved" else None,
            links=(monitor.get("url"),),
            labels=labels,
            reasons=(reason, *claim_reasons, "" if state else "no status is given, read as firing"),
        ),
    )


def _summary(state: reading.State | None, told: str) -> str:
    """A monitor is named for what it watches, so that it is down has to be said beside its name."""
    return told if state == "resolved" or "down" in told.lower() else f"down: {told}".rstrip(": ")
