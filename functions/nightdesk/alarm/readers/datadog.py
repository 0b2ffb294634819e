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

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import amounts, claimed, fields, reading
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.alarm.reading.spoken_numbers import limit_said, value_said
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "datadog"
_RESOLVED = {"recovered", "ok", "success", "resolved", "no data recovered", "warn recovered", "completed", "stable"}
_FIRING = {
    "triggered", "re-triggered", "warn", "re-warn", "no data", "re-no data", "alert", "error", "warning", "renotify",
    "critical", "active",
}  # fmt: skip
_SEVERITIES = ("severity", "incident_severity", "security_signal_severity")
_HEAD = re.compile(r"^\[(?P<flags>[^\]]{1,200})\]\s*")
# What a head says about the alarm; any other bracket belongs to the name.
_FLAG = re.compile(
    r"^(?:P[1-5]|(?:re-)?(?:triggered|warn|no data|renotify)|recovered|(?:warn|no data) recovered|alert|ok|error|"
    r"monitor alert|resolved|sample|test)\b",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"\bP[1-5]\b")
_SCOPED = re.compile(r"\bon \{([^}]{1,400})\}", re.IGNORECASE)
_TOLD_VALUE = re.compile(r"\bmetric value:\s*\*{0,2}([-+0-9.,eE]+)", re.IGNORECASE)


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The one event in the body. Raises Malformed when it has neither a title nor a message."""
    posted = parse_object(payload)
    body = {_snake(key): value for key, value in posted.items()}
    title = fields.first(*(body.get(key) for key in ("title", "event_title", "alert_title", "alert_name", "subject")))
    message = fields.first(
        *(body.get(key) for key in ("body", "event_msg", "message", "text_only_msg", "msg", "text")), limit=500
    )
    if not title and not message:
        raise Malformed("title: neither it nor a body says what is wrong")
    return (replace(_read(body, title, message, received_at), raw=json.dumps(posted)),)


def _snake(key: str) -> str:
    """alertTitle, ALERT_TITLE and $ALERT_TITLE alike."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key).lower().replace("-", "_").lstrip("$")


def _read(body: dict[str, Any], title: str, message: str, received_at: datetime) -> Alarm:
    flags, bare = _heads(title)
    name = fields.first(body.get("monitor_name"), _heads(fields.text(body.get("alert_name")))[1], bare, message)
    scope = _scope(body, title)
    labels = fields.labels(fields.tags(body.get("tags")), scope)
    service, service_reason = reading.service_in(
        {**labels, **fields.labels({"service": body.get("service")})}, noun="tag"
    )
    state, state_reason = _state(body, flags)
    claim, claim_reasons = _claim(body, flags, labels)
    stamped_at = next(
        (at for key in ("date", "last_updated", "timestamp", "time") if (at := fields.moment(body.get(key)))), None
    )
    resource = fields.first(body.get("hostname"), body.get("host")) or reading.resource_in(labels)
    monitor = fields.first(body.get("alert_id"), body.get("monitor_id"))
    cycle = fields.first(body.get("alert_cycle_key"), body.get("aggreg_key"))
    value, threshold, reason = _numbers(body)
    return reading.finish(
        source=SOURCE,
        identity=["monitor", monitor, scope or resource]
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
        value=value,
        threshold=threshold,
        started_at=stamped_at if state == "firing" else None,
        ended_at=stamped_at if state == "resolved" else None,
        links=(body.get("link"), body.get("url"), body.get("event_url"), body.get("snapshot")),
        labels=fields.labels(
            labels,
            {
                "metric": body.get("alert_metric"),
                "query": body.get("alert_query"),
                "event_type": body.get("event_type"),
            },
        ),
        reasons=(service_reason, state_reason, *claim_reasons, reason),
    )


def _heads(title: str) -> tuple[str, str]:
    """("P1 Triggered on {host:a}", "CPU is high") of "[P1] [Triggered on {host:a}] CPU is high"."""
    flags: list[str] = []
    rest = title
    while (head := _HEAD.match(rest)) and _FLAG.match(head["flags"]):
        flags.append(head["flags"])
        rest = rest[head.end() :]
    return " ".join(flags), rest


def _scope(body: dict[str, Any], title: str) -> dict[str, str]:
    told = fields.text(body.get("alert_scope"), 500)
    if told and told != "*":
        return fields.tags(told)
    return fields.tags(scoped[1]) if (scoped := _SCOPED.search(title)) else {}


def _numbers(body: dict[str, Any]) -> tuple[float | None, float | None, str]:
    """(value, threshold, reason): as the template names them, else out of the message and the monitor's query."""
    prose = fields.first(body.get("body"), body.get("event_msg"), body.get("message"), limit=4000)
    told = _TOLD_VALUE.search(prose)
    value = next(
        (
            found
            for given in (body.get("alert_value"), body.get("value"), body.get("metric_value"), told and told[1])
            if (found := fields.number(given)) is not None
        ),
        None,
    )
    if value is None:
        value = value_said(_after_limit(body.get("alert_status")), prose)
    for key in ("alert_threshold", "threshold"):
        if (declared := fields.number(body.get(key))) is not None:
            return value, declared, ""
    for key, what in (("alert_query", "query"), ("query", "query"), ("alert_status", "status")):
        if (compared := amounts.limit_in(body.get(key))) is not None:
            return value, compared, f"threshold from the monitor's {what}"
    said = limit_said(prose)
    return value, said, "threshold from the message" if said is not None else ""


def _after_limit(status: Any) -> str:
    """ "avg(last_5m):avg:system.load{*} > 0.9 was 0.93 at 03:10": the end of it, behind the query."""
    return re.sub(r"^.*[<>]=?\s*[-+0-9.eE]+", "", status[:2000]) if isinstance(status, str) else ""


def _state(body: dict[str, Any], flags: str) -> tuple[reading.State, str]:
    in_title = re.sub(r"^P[1-5]\s*", "", re.split(r" on |,", flags)[0], flags=re.IGNORECASE)
    told = (
        body.get("alert_transition"),
        body.get("transition"),
        in_title,
        body.get("alert_type"),
        body.get("alert_status"),
        body.get("incident_status"),
        body.get("status"),
        body.get("state"),
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
        spoken = fields.text(told).upper()
        spoken = f"P{spoken}" if spoken in {"1", "2", "3", "4", "5"} else spoken  # as the monitor API has it
        if match := _PRIORITY.search(spoken):
            return claimed.severity_of(match[0]), ()
    found, reasons = claimed.claimed_in(
        {**labels, **fields.labels({"severity": fields.first(*(body.get(key) for key in _SEVERITIES))})}
    )
    if found is not None:
        return found, reasons
    kind = fields.text(body.get("alert_type")).lower()
    if kind not in {"error", "warning", "info"} and re.match(r"(?:re-)?warn\b", flags, re.IGNORECASE):
        kind = "warning"
    return {"error": Severity.SEV1, "warning": Severity.SEV2, "info": Severity.SEV4}.get(kind), reasons
