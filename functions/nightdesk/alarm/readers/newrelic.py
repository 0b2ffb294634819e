"""
New Relic: workflow notifications (issues), and the legacy incident webhook.

https://docs.newrelic.com/docs/alerts/get-notified/notification-integrations/
"""

from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import amounts, claimed, fields, reading
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.errors import Malformed

SOURCE = "newrelic"
_RESOLVED = {"closed", "close", "inactive", "deactivated", "resolved", "recovered"}
_INNER = ("issue", "incident", "violation", "alert")
"""Names under which hand-written templates put the whole thing."""


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The issue or incident in the body. Raises Malformed when it has neither a title nor a condition."""
    posted = parse_object(payload)
    inner = next((fields.mapping(posted.get(key)) for key in _INNER if fields.mapping(posted.get(key))), {})
    body = {**posted, **inner}
    title = _listed(body, "title", "issueTitle", "condition_name", "conditionName", "alertConditionNames", "details")
    if not title:
        raise Malformed("title: neither it nor a condition name says what is wrong")
    return (_read(posted, body, title, received_at),)


def _read(posted: dict[str, Any], body: dict[str, Any], title: str, received_at: datetime) -> Alarm:
    targets = [fields.mapping(target) for target in fields.listing(body.get("targets"))]
    labels = fields.labels(
        fields.tags(body.get("labels")), fields.tags(body.get("tags")), *(fields.tags(t.get("labels")) for t in targets)
    )
    entity = fields.first(
        _listed(body, "impactedEntities", "entitiesData.names", "entityName", "entity_name", "targetName"),
        fields.mapping(body.get("entity")).get("name"),
        *(target.get("name") for target in targets),
    )
    service, reason = reading.service_in(labels)
    is_inferred = False
    if not service and entity:
        service, reason = entity, "service is the affected New Relic entity"
        is_inferred = True
    spoken = fields.first(
        body.get("state"), body.get("current_state"), body.get("issueState"), body.get("status"), body.get("event")
    ).lower()
    resolved = spoken in _RESOLVED
    claim, claim_reasons = claimed.claimed_in(
        fields.labels({"priority": body.get("priority"), "severity": body.get("severity")})
    )
    opened_at = _moment(
        body,
        "createdAt",
        "activatedAt",
        "openTime",
        "openedAt",
        "incident_opened_at",
        "timestamp",
        "timestamp_utc_string",
    )
    closed_at = _moment(body, "closedAt", "closeTime", "updatedAt", "timestamp", "timestamp_utc_string")
    key = fields.first(body.get("id"), body.get("issueId"), body.get("incident_id"), body.get("violationUuId"))
    condition = fields.first(body.get("condition_id"), body.get("conditionId"))
    value, threshold, number_reason = _numbers(body, title)
    return reading.finish(
        source=SOURCE,
        identity=["condition", condition, entity] if condition else ["issue", key or title, "" if key else entity],
        state="resolved" if resolved else "firing",
        received_at=received_at,
        raw=posted,
        name=_listed(body, "condition_name", "conditionName", "alertConditionNames") or title,
        service=service,
        resource=entity,
        claim=claim,
        summary=fields.first(body.get("details"), body.get("description"), title, limit=500),
        value=value,
        threshold=threshold,
        # A legacy notice carries one time, its own: of a close it is the end and tells no start.
        started_at=None if resolved and opened_at == closed_at else opened_at,
        ended_at=closed_at if resolved else None,
        links=(
            body.get("issueUrl"),
            body.get("issuePageUrl"),
            body.get("incident_url"),
            body.get("runbook_url"),
            body.get("violation_chart_url"),
        ),
        labels=fields.labels(labels, {"policy": _listed(body, "policy_name", "alertPolicyNames", "policyName")}),
        reasons=(
            reason,
            *claim_reasons,
            number_reason,
            "" if spoken else "no state is given, read as firing",
            _several(body),
        ),
        is_service_inferred=is_inferred,
    )


def _numbers(body: dict[str, Any], title: str) -> tuple[float | None, float | None, str]:
    """(value, threshold, reason): as declared, else what the condition's sentence compares with."""
    value = _number(body, "value", "current_value", "currentValue", "thresholdValue")
    declared = _number(body, "threshold", "thresholdCritical", "threshold_critical")
    if declared is not None:
        return value, declared, ""
    sentence = fields.first(body.get("details"), title, limit=500)
    compared = amounts.limit_in(sentence)
    return value, compared, "threshold from the condition's sentence" if compared is not None else ""


def _number(body: dict[str, Any], *keys: str) -> float | None:
    return next((found for key in keys if (found := fields.number(body.get(key))) is not None), None)


def _several(body: dict[str, Any]) -> str:
    count = len(fields.listing(body.get("impactedEntities")))
    return f"{count} entities are affected; the first one names the service" if count > 1 else ""


def _listed(body: dict[str, Any], *keys: str) -> str:
    """The first of several keys that says anything, itself or in the first item of its list."""
    told = (body.get(key) for key in keys)
    return fields.first(*(next(iter(value), None) if isinstance(value, list) else value for value in told))


def _moment(body: dict[str, Any], *keys: str) -> datetime | None:
    return next((at for key in keys if (at := fields.moment(body.get(key)))), None)
