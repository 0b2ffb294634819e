"""What every reader does with what it found: identify, attribute, bound, and say what could not be believed."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Literal

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields
from nightdesk.alarm.reading.payload import kind_of
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

State = Literal["firing", "resolved"]

SERVICE_KEYS = (
    "service", "service_name", "servicename", "svc", "app", "application", "app_name", "appname", "application_name",
    "applicationname", "app_kubernetes_io_name", "k8s_app", "microservice", "kubernetes_service", "k8s_service_name",
    "ecs_service", "exported_service", "deployment", "deployment_name", "k8s_deployment_name", "kube_deployment",
    "statefulset", "k8s_statefulset_name", "kube_stateful_set", "daemonset", "k8s_daemonset_name", "workload",
    "workload_name", "functionname", "function_name", "container", "container_name", "k8s_container_name", "component",
    "exported_job", "job",
)  # fmt: skip
"""Labels that name the service, in the order they are believed."""

RESOURCE_KEYS = (
    "resource", "resource_id", "pod", "pod_name", "k8s_pod_name", "kube_pod", "instance", "instance_id", "node",
    "node_name", "k8s_node_name", "host", "hostname", "host_name", "server", "vm", "persistentvolumeclaim", "device",
    "mountpoint", "queue", "topic", "database", "db", "table", "function", "container", "endpoint", "url", "target",
)  # fmt: skip
"""Labels that name the one thing that fails, most specific first."""

# Prometheus and others put these in front of labels that they took over from somewhere else.
_TAKEN_OVER = re.compile(r"^(?:label|tag|kubernetes)_(?=[a-z])")

# A scraper's own name in `job` or `service` says who measured, not what is broken.
_MEASURERS = re.compile(
    r"(?:.*[-_])?(?:node[-_]?exporter|kube[-_]state[-_]metrics|blackbox(?:[-_]exporter)?|cadvisor|kubelet|pushgateway"
    r"|prometheus(?:[-_]k8s)?|alertmanager|grafana|otel[-_]collector|kubernetes[-_].*|integrations/.*|.*[-_]exporter)",
    re.IGNORECASE,
)
# A bare tag ("db", "prod") is told as true; it and what stands for nothing name nothing.
_NO_NAME = re.compile(r"true|false|none|null|nil|unknown|undefined|n/?a|[*?_-]+", re.IGNORECASE)
# What may differ between two deliveries of the same alarm.
_FLEETING = frozenset({
    *claimed.KEYS, "value", "current_value", "threshold", "prometheus_replica", "__replica__", "replica_external_label",
    "timestamp", "summary", "description", "message",
})  # fmt: skip

SKEW = timedelta(days=1)
NOTED_SKEW = timedelta(seconds=30)
"""A sender's clock that runs further ahead of ours is noted. One that runs behind looks like a slow delivery."""
AHEAD = "clock_ahead_s"
"""The label that says by how many seconds."""

EARLIEST = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


def fingerprint(source: str, *identity: Any) -> str:
    """
    A short stable name for "this alarm": 24 hex digits over the source and whatever identifies it there.

    Callers pass what stays the same through firing, repeats and recovery: no values, times, severities or prose.
    """
    canonical = json.dumps([source, *identity], sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:24]


def lasting(labels: Mapping[str, str]) -> dict[str, str]:
    """The labels that identify an alarm: all but severities, values and which replica happened to send it."""
    return {key: value for key, value in labels.items() if key.lower() not in _FLEETING}


def service_in(
    labels: Mapping[str, str], *, keys: Sequence[str] = SERVICE_KEYS, noun: str = "label"
) -> tuple[str, str]:
    """
    (service, reason). The service is "" when no key of `keys` names one; the reason says where it came from.
    """
    spelled = [(_plain(key), key, value) for key, value in reversed(tuple(labels.items()))]
    named = {_TAKEN_OVER.sub("", plain): (key, value) for plain, key, value in spelled}
    named |= {plain: (key, value) for plain, key, value in spelled}  # a label of its own counts for more
    for key in keys:
        told, value = named.get(key, ("", ""))
        if (
            value
            and not _NO_NAME.fullmatch(value)
            and not (key in {"service", "job", "container"} and _MEASURERS.fullmatch(value))
        ):
            return value, f"service from {noun} {told}"
    return "", f"service unknown: no {noun} names it"


def resource_in(labels: Mapping[str, str], keys: Sequence[str] = RESOURCE_KEYS) -> str:
    """What fails, as the most specific label names it; "" when none does."""
    named = {_TAKEN_OVER.sub("", _plain(key)): value for key, value in reversed(tuple(labels.items()))}
    named |= {_plain(key): value for key, value in labels.items()}
    return next((value for key in keys if (value := named.get(key, "")) and not _NO_NAME.fullmatch(value)), "")


def _plain(key: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", key.lower()).strip("_")


def finish(
    *,
    source: str,
    identity: Sequence[Any],
    state: State,
    received_at: datetime,
    raw: Any,
    name: str,
    service: str = "",
    resource: str = "",
    claim: Severity | None = None,
    summary: str = "",
    value: float | None = None,
    threshold: float | None = None,
    started_at: datetime | None = None,
    ended_at: datetime | None = None,
    links: Iterable[Any] = (),
    labels: Mapping[str, str] | None = None,
    reasons: Iterable[str] = (),
    is_service_inferred: bool = False,
) -> Alarm:
    """The Alarm, its text bounded and cleaned, its times plausible, with a reason for everything that was dropped."""
    said = [reason for reason in reasons if reason]
    if not name:
        said.append("the alarm has no name")
    said.extend(
        f"its {what} is cut at {most} characters; the raw payload keeps it whole"
        for what, told, most in (("name", name, 200), ("summary", summary, 500), ("resource", resource, 200))
        if len(told) > most or (told.endswith("...") and len(told) > most - 20)
    )
    began = _plausible("start", started_at, received_at, said)
    ended = _plausible("end", ended_at, received_at, said) if state == "resolved" else None
    ahead = max((at - received_at for at in (began, ended) if at is not None), default=timedelta())
    if ahead > NOTED_SKEW:
        said.append(
            f"its sender's clock runs {ahead.total_seconds():.0f} s ahead of ours, which is the one that counts"
        )
    if began and ended and ended < began:
        said.append("it ended before it started; the start is dropped")
        began = None
    return Alarm(
        source=source,
        fingerprint=fingerprint(source, *identity),
        service=fields.clean(service, 100),
        resource=fields.clean(resource, 200),
        name=fields.clean(name, 200) or "unnamed alarm",
        state=state,
        claimed_severity=claim,
        summary=fields.clean(summary, 500),
        value=value,
        threshold=threshold,
        started_at=began,
        ended_at=ended,
        links=fields.links(*links),
        labels=dict(labels or {}) | ({AHEAD: f"{ahead.total_seconds():.0f}"} if ahead > NOTED_SKEW else {}),
        raw=json.dumps(raw, separators=(",", ":")),
        reasons=tuple(fields.clean(reason, 300) for reason in said),
        is_service_inferred=is_service_inferred and bool(service),
    )


def _plausible(what: str, at: datetime | None, received_at: datetime, said: list[str]) -> datetime | None:
    if at is None or EARLIEST <= at <= received_at + SKEW:
        return at
    said.append(f"its {what}, {at.isoformat()}, is not plausible and is dropped")
    return None


def clock_ahead(alarms: Iterable[Alarm]) -> int:
    """Seconds by which their sender's clock runs ahead of ours, 0 when it does not."""
    return max((int(alarm.labels.get(AHEAD, "0")) for alarm in alarms), default=0)


def each(entries: Any, where: str, read: Callable[[dict[str, Any]], Alarm | None]) -> tuple[Alarm, ...]:
    """
    Read a list of alarms one by one. What cannot be read is left out and every other alarm says so; when none of those
    fires, it becomes a firing alarm itself, so that somebody looks.

    Raises Malformed when there is no list, it is empty, or nothing in it could be read.
    """
    if not isinstance(entries, list):
        raise Malformed(f"{where}: must be a list, not {kind_of(entries)}")
    if not entries:
        raise Malformed(f"{where}: the list is empty")
    found: list[Alarm] = []
    unread: list[str] = []
    missed: list[Any] = []
    for position, entry in enumerate(entries):
        if not isinstance(entry, dict):
            unread.append(f"{where}.{position}: {kind_of(entry)}")
            missed.append(entry)
            continue
        try:
            alarm = read(entry)
        except Malformed as error:
            unread.append(f"{where}.{position}: {error}" if len(entries) > 1 else str(error))
            missed.append(entry)
            continue
        if alarm is not None:
            found.append(alarm)
    if not found and unread:
        if not any(isinstance(entry, dict) for entry in entries):
            raise Malformed(f"{where}: none of its {len(entries)} entries is an object")
        raise Malformed(unread[0])
    if not unread:
        return tuple(found)
    if any(entry is not None for entry in missed) and not any(alarm.state == "firing" for alarm in found):
        found.append(_unreadable(found[0].source, unread[0], missed))
    return with_reason(found, f"{len(unread)} of {len(entries)} entries beside it could not be read ({unread[0]})")


def _unreadable(source: str, why: str, missed: Sequence[Any]) -> Alarm:
    """Beside alarms that all tell of an end, the one nobody could read may be the one that fires."""
    return Alarm(
        source=source,
        fingerprint=fingerprint(source, "unreadable entry"),
        service="",
        resource="",
        name=f"unreadable alarm from {source}",
        state="firing",
        summary=fields.clean(why, 500),
        raw=json.dumps(missed, separators=(",", ":")),
        reasons=("service unknown: the alarm could not be read",),
    )


def with_reason(alarms: Iterable[Alarm], reason: str) -> tuple[Alarm, ...]:
    """The same alarms, each saying one thing more."""
    return tuple(replace(alarm, reasons=(*alarm.reasons, reason)) for alarm in alarms)
