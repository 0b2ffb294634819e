"""
New Relic: workflow notifications (issues), and the legacy incident webhook.

https://docs.newrelic.com/docs/alerts/get-notified/notification-integrations/
"""

from datetime import datetime
from typing import Any

from nightdesk.alarm import claimed, fields, reading
from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.payload import parse_object
from nightdesk.errors import Malformed

SOURCE = "newrelic"
_RESOLVED = {"closed", "close", "inactive", "deactivated", "resolved"}


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The issue or incident in the body. Raises Malformed when it has neither a title nor a condition."""
    body = parse_object(payload)
    title = _listed(body, "title", "issueTitle", "condition_name", "conditionName", "alertConditionNames", "details")
    if not title:
        raise Malformed("title: neither it nor a condition name says what is wrong")
    targets = [fields.mapping(target) for target in fields.listing(body.get("targets"))]
    labels = fields.labels(
        fields.tags(body.get("labels")), fields.tags(body.get("tags")), *(fields.tags(t.get("labels")) for t in targets)
    )
    entity = _listed(body, "impactedEntities", "entitiesData.names", "entityName") or fields.first(
        *(t.get("name") for t in targets)
    )
    service, reason = reading.service_in(labels)
    if not service and entity:
        service, reason = entity, "service is the affected New Relic entity"
    spoken = fields.first(body.get("state"), body.get("current_state"), body.get("issueState")).lower()
    resolved = spoken in _RESOLVED
    claim, claim_reasons = claimed.claimed_in(
        fields.labels({"priority": body.get("priority"), "severity": body.get("severity")})
    )
    opened_at = _moment(body, "createdAt", "activatedAt", "timestamp", "incident_opened_at")
    closed_at = _moment(body, "closedAt", "updatedAt", "timestamp")
    key = fields.first(body.get("id"), body.get("issueId"), body.get("incident_id"))
    condition = fields.first(body.get("condition_id"), body.get("conditionId"))
    return (
        reading.finish(
            source=SOURCE,
            identity=["condition", condition, entity] if condition else ["issue", key or title, "" if key else entity],
            state="resolved" if resolved else "firing",
            received_at=received_at,
            raw=body,
            name=_listed(body, "condition_name", "conditionName", "alertConditionNames") or title,
            service=service,
            resource=entity,
            claim=claim,
            summary=fields.first(body.get("details"), body.get("description"), title, limit=500),
            value=fields.number(body.get("value") or body.get("current_value")),
            threshold=fields.number(body.get("threshold") or body.get("thresholdCritical")),
            started_at=opened_at,
            ended_at=closed_at if resolved else None,
            links=(body.get("issueUrl"), body.get("issuePageUrl"), body.get("incident_url"), body.get("runbook_url")),
            labels=fields.labels(labels, {"policy": _listed(body, "policy_name", "alertPolicyNames")}),
            reasons=(reason, *claim_reasons, "" if spoken else "no state is given, read as firing"),
        ),
    )


def _listed(body: dict[str, Any], *keys: str) -> str:
    """The first of several keys that says anything, itself or in the first item of its list."""
    told = (body.get(key) for key in keys)
    return fields.first(*(next(iter(value), None) if isinstance(value, list) else value for value in told))


def _moment(body: dict[str, Any], *keys: str) -> datetime | None:
    return next((at for key in keys if (at := fields.moment(body.get(key)))), None)
