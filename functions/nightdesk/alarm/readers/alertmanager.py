"""
Prometheus Alertmanager's webhook, version 4: one body carries a group of alerts, firing and resolved mixed.

https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
"""

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.alarm.reading.spoken_numbers import limit_said, value_said
from nightdesk.errors import Malformed

SOURCE = "alertmanager"
_VALUES = ("value", "current_value", "currentvalue", "current")
_COMPARISON = re.compile(r"(?:>=|<=|==|!=|>|<)\s*(?:bool\s+)?([-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)[\s)]*$")


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """Every alert of the group. Raises Malformed for another version or when no alert can be read."""
    body = parse_object(payload)
    version = fields.text(body.get("version"))
    if version not in {"4", ""}:
        raise Malformed(f"version: {version!r} is not the 4 this reader knows")
    notes = [] if version else ["the body does not say its version, read as 4"]
    if (cut := fields.number(body.get("truncatedAlerts"))) and cut > 0:
        notes.append(f"{cut:.0f} more alerts of this group were cut off by Alertmanager (max_alerts)")
    found = reading.each(body.get("alerts"), "alerts", lambda alert: _read_one(alert, body, received_at))
    for note in notes:
        found = reading.with_reason(found, note)
    return found


def _read_one(alert: dict[str, Any], group: dict[str, Any], received_at: datetime) -> Alarm:
    labels = fields.labels(fields.mapping(alert.get("labels")), fields.mapping(group.get("commonLabels")))
    notes = fields.mapping(alert.get("annotations")) or fields.mapping(group.get("commonAnnotations"))
    service, service_reason = reading.service_in(labels)
    claim, claim_reasons = claimed.claimed_in(labels)
    state, state_reason = state_of(alert.get("status"), group.get("status"))
    value, threshold, value_reason = _numbers(labels, notes, alert.get("generatorURL"))
    return reading.finish(
        source=SOURCE,
        identity=_identity(labels, alert),
        state=state,
        received_at=received_at,
        raw=alert,
        name=fields.first(rule_without_data(labels), labels.get("alertname"), notes.get("title"), notes.get("summary")),
        service=service,
        resource=reading.resource_in(labels),
        claim=claim,
        summary=fields.first(
            notes.get("summary"), notes.get("description"), notes.get("message"), notes.get("title"), limit=500
        ),
        value=value,
        threshold=threshold,
        started_at=fields.moment(alert.get("startsAt")),
        ended_at=fields.moment(alert.get("endsAt")),
        links=(
            notes.get("runbook_url"),
            notes.get("dashboard_url"),
            notes.get("dashboard"),
            alert.get("generatorURL"),
            group.get("externalURL"),
        ),
        labels=labels,
        reasons=(service_reason, *claim_reasons, state_reason, value_reason),
    )


def rule_without_data(labels: dict[str, str]) -> str:
    """The rule that Grafana could not evaluate: it renames such an alert and keeps the rule's own name beside it."""
    return labels.get("rulename", "") if labels.get("alertname") in _BLIND else ""


_BLIND = frozenset({"DatasourceNoData", "DatasourceError"})


def state_of(*spoken: Any) -> tuple[reading.State, str]:
    """The first status that is one, and a reason. Without any it is firing: the costly mistake is the other one."""
    for word in (fields.text(value).lower() for value in spoken):
        if word in {"firing", "alerting"}:
            return "firing", ""
        if word in {"resolved", "ok", "normal"}:
            return "resolved", ""
    return "firing", "status is missing or unknown, read as firing"


def _identity(labels: dict[str, str], alert: dict[str, Any]) -> list[Any]:
    # Alertmanager's own fingerprint covers the severity label too, so an alert that gets worse would look new.
    lasting = reading.lasting(labels)
    return [lasting] if lasting else ["unlabelled", fields.text(alert.get("fingerprint"))]


def _numbers(labels: dict[str, str], notes: dict[str, Any], rule_url: Any) -> tuple[float | None, float | None, str]:
    """(value, threshold, reason): Alertmanager sends neither, rules often annotate one and always compare the other."""
    told = {**fields.labels(labels), **{str(key).lower(): value for key, value in notes.items()}}
    value = next((found for key in _VALUES if (found := fields.number(told.get(key))) is not None), None)
    reasons = []
    if value is None:
        value = value_said(*(notes.get(key) for key in ("description", "message", "summary")))
        reasons += ["value from the description"] if value is not None else []
    limit = fields.number(told.get("threshold"))
    if limit is None:
        limit = threshold_in(rule_url)
        reasons += ["threshold from the rule's expression"] if limit is not None else []
    if limit is None:
        limit = limit_said(*(notes.get(key) for key in ("summary", "description", "message")))
        reasons += ["threshold from the description"] if limit is not None else []
    return value, limit, "; ".join(reasons)


def threshold_in(rule_url: Any) -> float | None:
    """What a Prometheus expression in a generator link compares with, when it ends in a comparison with a number."""
    if not isinstance(rule_url, str):
        return None
    try:
        expressions = parse_qs(urlsplit(rule_url[:4000]).query).get("g0.expr", [])
    except ValueError:
        return None
    match = _COMPARISON.search(expressions[0]) if expressions else None
    return fields.number(match[1]) if match else None
