"""
Uptime Kuma's webhook: one heartbeat of one monitor, or a bare sentence about a certificate or a domain.

https://github.com/louislam/uptime-kuma, server/notification-providers/webhook.js and server/model/monitor.js
"""

import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.errors import Malformed

SOURCE = "uptime-kuma"
_STATES: dict[int, reading.State] = {0: "firing", 1: "resolved"}
_QUIET = {2: "pending", 3: "maintenance"}
_WORDS = {"down": 0, "up": 1, "pending": 2, "maintenance": 3}
_MARKED = re.compile(r"^\[(?P<name>[^\]]{1,150})\]\s*\[\W*(?P<word>Up|Down)\W*\]\s*(?P<told>.*)", re.IGNORECASE)
_EXPIRES = re.compile(
    r"^\[(?P<name>[^\]]{1,150})\](?:\[(?P<url>[^\]]{0,300})\])?\s*(?P<what>.{1,200}?)\s+"
    r"(?:will (?:be )?expired? in|expires in|has expired)\s*(?P<days>-?\d+)?",
    re.IGNORECASE,
)
_TEST = re.compile(r"(?:.{0,150}\s)?testing\W*", re.IGNORECASE)


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The heartbeat as an alarm; nothing for pending, maintenance and the settings page's test message."""
    body = parse_object(payload)
    beat, monitor = fields.mapping(body.get("heartbeat")), fields.mapping(body.get("monitor"))
    message = fields.text(body.get("msg"), 500)
    if not beat and not monitor:
        return _without_beat(body, message, received_at)
    status = _status(beat)
    if status in _QUIET:
        return ()
    state = _STATES.get(status) if status is not None else None
    return (_read(body, beat, monitor, state, message, received_at),)


def _status(beat: dict[str, Any]) -> int | None:
    told = beat.get("status")
    number = fields.number(told)
    return int(number) if number is not None else _WORDS.get(fields.text(told).lower())


def _without_beat(body: dict[str, Any], message: str, received_at: datetime) -> tuple[Alarm, ...]:
    """A sentence alone: "[name] [Down] why", "[name][url] server certificate .. will expire in 7 days", or a test."""
    if not message:
        raise Malformed("heartbeat: missing, and there is no msg either")
    if expires := _EXPIRES.match(message):
        return (_expiry(body, expires, message, received_at),)
    if marked := _MARKED.match(message):
        beat = {"msg": marked["told"] or message}
        state = _STATES[_WORDS[marked["word"].lower()]]
        return (_read(body, beat, {"name": marked["name"]}, state, message, received_at),)
    return () if _TEST.fullmatch(message) else (_read(body, {}, {}, None, message, received_at),)


def _read(
    body: dict[str, Any],
    beat: dict[str, Any],
    monitor: dict[str, Any],
    state: reading.State | None,
    message: str,
    received_at: datetime,
) -> Alarm:
    name = fields.first(monitor.get("name"), monitor.get("pathName"), message)
    told = (fields.text(monitor.get(key)) for key in ("hostname", "url", "docker_container", "mqttTopic", "grpcUrl"))
    target = next((address for address in told if address and address not in {"https://", "http://"}), "")
    labels = fields.labels(fields.tags(monitor.get("tags")), {"type": monitor.get("type")})
    service, reason = reading.service_in(labels, noun="tag")
    is_inferred = False
    if not service and monitor.get("name"):
        service, reason = fields.text(monitor.get("name")), "service is the monitor's name"
        is_inferred = True
    claim, claim_reasons = claimed.claimed_in(labels)
    at = fields.moment(beat.get("time"))
    key = fields.first(monitor.get("id"), beat.get("monitorID"), beat.get("monitor_id"))
    said = fields.first(beat.get("msg"), message, limit=500)
    return reading.finish(
        source=SOURCE,
        identity=["monitor", key or name],
        state=state or "firing",
        received_at=received_at,
        raw=body,
        name=name,
        service=service,
        resource=target,
        claim=claim,
        summary=_missed(said) if labels.get("type") == "push" and state == "firing" else _summary(state, said),
        value=fields.number(beat.get("ping")),
        started_at=at if state != "resolved" else None,
        ended_at=at if state == "resolved" else None,
        links=(monitor.get("url"),),
        labels=labels,
        reasons=(reason, *claim_reasons, "" if state else "no status is given, read as firing"),
        is_service_inferred=is_inferred,
    )


def _expiry(body: dict[str, Any], told: re.Match[str], message: str, received_at: datetime) -> Alarm:
    """Each day's reminder is the same alarm; how many days are left is its value."""
    url = fields.text(told["url"])
    return reading.finish(
        source=SOURCE,
        identity=["expiry", told["name"], told["what"].lower()],
        state="firing",
        received_at=received_at,
        raw=body,
        name=f"{told['name']}: {told['what']} expires",
        service=fields.text(told["name"]),
        resource="" if url in {"https://", "http://"} else url,
        summary=message,
        value=fields.number(told["days"]),
        links=(url,),
        reasons=("service is the monitor's name",),
        is_service_inferred=True,
    )


def _missed(told: str) -> str:
    """A push monitor is called by a job when it is done; what watches it knows that no call came, not what is down."""
    return (
        "a job that reports itself did not report in time" if re.match(r"no heartbeat", told, re.IGNORECASE) else told
    )


def _summary(state: reading.State | None, told: str) -> str:
    """A monitor is named for what it watches, so that it is down has to be said beside its name."""
    return f"down: {told}".rstrip(": ") if state == "firing" and "down" not in told.lower() else told
