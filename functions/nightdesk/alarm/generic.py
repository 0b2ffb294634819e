"""
Any JSON, through a declared mapping from our words to paths in it: for scripts and systems without a reader.

A path is dotted (`labels.service`, `checks.0.name`); a word may have several, the first that says anything counts.
"""

from collections.abc import Mapping as Readable
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from datetime import datetime
from typing import Any

from nightdesk.alarm import claimed, fields, reading
from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.payload import an_object, parse
from nightdesk.errors import Malformed, Misconfigured

SOURCE = "generic"
Paths = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """
    Where each of our words is found in somebody's JSON. The default knows our own spelling and the common others.

    alarms: path of the list of alarms; when nothing is there, the body itself is one alarm or a list of them.
    identity: paths that identify the alarm; empty means its name, service, resource and labels.
    firing, resolved: lower-case words, read at `state`.
    """

    alarms: Paths = ("alarms", "alerts", "events")
    name: Paths = ("name", "alarm", "alert", "alertname", "title", "check", "rule", "monitor", "subject")
    service: Paths = ("service", "service.name", "service_name", "app", "application", "component")
    resource: Paths = ("resource", "host", "hostname", "instance", "node", "entity", "target", "url")
    state: Paths = ("state", "status", "event", "action", "condition", "current_state")
    severity: Paths = ("claimed_severity", "severity", "priority", "level", "urgency")
    summary: Paths = ("summary", "description", "message", "text", "details", "output", "reason")
    value: Paths = ("value", "current_value", "metric_value", "observed")
    threshold: Paths = ("threshold", "limit")
    started_at: Paths = (
        "started_at",
        "startsAt",
        "starts_at",
        "start",
        "triggered_at",
        "timestamp",
        "time",
        "at",
        "date",
    )
    ended_at: Paths = ("ended_at", "endsAt", "ends_at", "end", "resolved_at", "closed_at")
    links: Paths = ("link", "url", "links.0", "links", "dashboard", "runbook", "runbook_url", "html_url")
    labels: Paths = ("labels", "tags", "dimensions", "attributes", "metadata")
    identity: Paths = ("dedup_key", "dedupKey", "incident_key", "alias")
    firing: Paths = (
        "firing", "alarm", "alert", "alerting", "triggered", "trigger", "open", "opened", "active", "problem", "down",
        "critical", "warning", "error", "fail", "failed", "failing", "bad", "unhealthy", "new", "1", "true",
    )  # fmt: skip
    resolved: Paths = (
        "resolved", "resolve", "ok", "recovered", "recovery", "closed", "close", "cleared", "clear", "normal", "up",
        "healthy", "success", "passing", "good", "inactive", "0", "false",
    )  # fmt: skip


DEFAULT = Mapping()


def mapping_from(declared: Readable[str, Any], *, where: str) -> Mapping:
    """
    The mapping a data file declares, each word a path or a list of paths; words it leaves out keep the default.

    Raises Misconfigured naming `where` and the field.
    """
    known = {field.name for field in fields_of(Mapping)}
    chosen: dict[str, Paths] = {}
    for word, told in declared.items():
        if word not in known:
            raise Misconfigured(f"{where}: {word}: not one of {', '.join(sorted(known))}")
        paths = (told,) if isinstance(told, str) else tuple(told) if isinstance(told, list) else ()
        if not paths or not all(isinstance(path, str) and path for path in paths):
            raise Misconfigured(f"{where}: {word}: must be a path or a list of paths")
        chosen[word] = tuple(path.lower() for path in paths) if word in {"firing", "resolved"} else paths
    return replace(DEFAULT, **chosen)


def read(
    payload: bytes | str, *, received_at: datetime, mapping: Mapping = DEFAULT, source: str = SOURCE
) -> tuple[Alarm, ...]:
    """Every alarm in the body. Raises Malformed when it holds none, or nothing that could be a name."""
    body = parse(payload)
    if not isinstance(body, list):
        an_object(body, "body")
    inside = _find(body, mapping.alarms)
    entries = inside if isinstance(inside, list) else body if isinstance(body, list) else [body]
    where = "alarms" if isinstance(inside, list) else "body"
    return reading.each(entries, where, lambda entry: _read_one(entry, mapping, source, received_at))


def _read_one(entry: dict[str, Any], mapping: Mapping, source: str, received_at: datetime) -> Alarm:
    name = _text(entry, mapping.name)
    summary = _text(entry, mapping.summary, limit=500)
    if not name and not summary:
        raise Malformed(f"{mapping.name[0]}: nothing in the body names the alarm or says what is wrong")
    labels = fields.tags(_find(entry, mapping.labels))
    service, service_reason = _text(entry, mapping.service), ""
    if not service:
        service, service_reason = reading.service_in(labels)
    resource = _text(entry, mapping.resource) or reading.resource_in(labels)
    state, state_reason = _state(entry, mapping)
    claim, claim_reasons = claimed.claimed_in({"severity": _text(entry, mapping.severity)})
    if claim is None:
        claim, more = claimed.claimed_in(labels)
        claim_reasons = (*claim_reasons, *more)
    ended_at = fields.moment(_find(entry, mapping.ended_at))
    stamped_at = fields.moment(_find(entry, mapping.started_at))
    explicit = [told for path in mapping.identity if (told := fields.text(_at(entry, path)))]
    return reading.finish(
        source=source,
        identity=["key", *explicit] if explicit else [name or summary, service, resource, reading.lasting(labels)],
        state=state,
        received_at=received_at,
        raw=entry,
        name=name or summary,
        service=service,
        resource=resource,
        claim=claim,
        summary=summary,
        value=fields.number(_find(entry, mapping.value)),
        threshold=fields.number(_find(entry, mapping.threshold)),
        started_at=stamped_at,
        ended_at=ended_at,
        links=[_at(entry, path) for path in mapping.links],
        labels=labels,
        reasons=(service_reason, state_reason, *claim_reasons),
    )


def _state(entry: dict[str, Any], mapping: Mapping) -> tuple[reading.State, str]:
    spoken = [word for path in mapping.state if (word := _word(_at(entry, path)))]
    for word in spoken:
        if word in mapping.resolved:
            return "resolved", ""
        if word in mapping.firing:
            return "firing", ""
    said = f"state {spoken[0]!r} is unknown" if spoken else "no state is given"
    return "firing", f"{said}, read as firing"


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else fields.text(value).lower()


def _text(entry: dict[str, Any], paths: Paths, limit: int = 200) -> str:
    return next((told for path in paths if (told := fields.text(_at(entry, path), limit))), "")


def _find(body: Any, paths: Paths) -> Any:
    return next((found for path in paths if (found := _at(body, path)) is not None), None)


def _at(body: Any, path: str) -> Any:
    """What is at a dotted path, None when the way is blocked. A key that itself holds dots is tried first."""
    if isinstance(body, dict) and path in body:
        return body[path]
    here = body
    for step in path.split("."):
        if isinstance(here, dict):
            here = here.get(step)
        elif isinstance(here, list) and step.isdigit() and len(step) < 6:
            here = here[int(step)] if int(step) < len(here) else None
        else:
            return None
    return here
