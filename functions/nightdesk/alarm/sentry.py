"""
Sentry: issue alerts, issues, metric alerts, and the legacy webhook plugin.

https://docs.sentry.io/organization/integrations/integration-platform/webhooks/
"""

from datetime import datetime
from typing import Any

from nightdesk.alarm import claimed, fields, reading
from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.payload import parse_object
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "sentry"
# Sentry calls every uncaught exception "error"; that claims less than an alerting rule's "error" does.
_SCALE = {"fatal": Severity.SEV1, "error": Severity.SEV2, "warning": Severity.SEV3, "sample": Severity.SEV4}
_QUIET = {"assigned", "archived", "ignored", "unresolved_ignored"}


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The alert or issue; nothing when an issue was merely assigned or archived. Raises Malformed for another shape."""
    body = parse_object(payload)
    data = fields.mapping(body.get("data"))
    action = fields.text(body.get("action")).lower()
    if metric := fields.mapping(data.get("metric_alert")):
        return (_metric(body, data, metric, action, received_at),)
    if issue := fields.mapping(data.get("issue")):
        return () if action in _QUIET else (_issue(body, issue, action, received_at),)
    if event := fields.mapping(data.get("event")):
        return (_event(body, event, fields.text(data.get("triggered_rule")), received_at),)
    if "event" in body or "culprit" in body:
        legacy = {**fields.mapping(body.get("event")), **{key: value for key, value in body.items() if key != "event"}}
        return (_event(body, legacy, "", received_at),)
    raise Malformed("data: holds neither an event, an issue nor a metric_alert")


def _event(body: dict[str, Any], event: dict[str, Any], rule: str, received_at: datetime) -> Alarm:
    labels = fields.labels(fields.tags(event.get("tags")), {"environment": event.get("environment"), "rule": rule})
    service, reason = _service(labels, event.get("project_slug"), event.get("project_name"), event.get("project"))
    title = fields.first(event.get("title"), event.get("message"), fields.mapping(event.get("metadata")).get("value"))
    level = fields.text(event.get("level")).lower()
    issue = fields.first(event.get("issue_id"), event.get("groupID"), event.get("id"), event.get("issue_url"))
    return reading.finish(
        source=SOURCE,
        identity=["issue", issue or title, service],
        state="firing",
        received_at=received_at,
        raw=body,
        name=title,
        service=service,
        resource=fields.first(event.get("culprit"), event.get("location"), event.get("transaction")),
        claim=claimed.severity_of(level, _SCALE) if level else None,
        summary=fields.first(event.get("message"), event.get("title"), limit=500),
        started_at=fields.moment(event.get("datetime")) or fields.moment(event.get("timestamp")),
        links=(event.get("web_url"), event.get("url"), event.get("issue_url")),
        labels=labels,
        reasons=(reason,),
    )


def _issue(body: dict[str, Any], issue: dict[str, Any], action: str, received_at: datetime) -> Alarm:
    project = fields.mapping(issue.get("project"))
    service, reason = _service({}, project.get("slug"), project.get("name"))
    status = fields.text(issue.get("status")).lower()
    is_resolved = action == "resolved" or (not action and status == "resolved")
    level = fields.text(issue.get("level")).lower()
    return reading.finish(
        source=SOURCE,
        identity=["issue", fields.first(issue.get("id"), issue.get("title")), service],
        state="resolved" if is_resolved else "firing",
        received_at=received_at,
        raw=body,
        name=fields.first(issue.get("title"), issue.get("shortId")),
        service=service,
        resource=fields.text(issue.get("culprit")),
        claim=claimed.severity_of(level, _SCALE) if level else None,
        summary=fields.first(fields.mapping(issue.get("metadata")).get("value"), issue.get("title"), limit=500),
        started_at=fields.moment(issue.get("firstSeen")),
        ended_at=(fields.moment(issue.get("lastSeen")) or received_at) if is_resolved else None,
        links=(issue.get("web_url"), issue.get("permalink")),
        labels=fields.labels({"platform": issue.get("platform"), "short_id": issue.get("shortId")}),
        reasons=(reason,),
    )


def _metric(
    body: dict[str, Any], data: dict[str, Any], metric: dict[str, Any], action: str, received_at: datetime
) -> Alarm:
    rule = fields.mapping(metric.get("alert_rule"))
    projects = fields.listing(metric.get("projects")) or fields.listing(rule.get("projects"))
    service, reason = _service({}, *projects)
    triggers = [fields.mapping(trigger) for trigger in fields.listing(rule.get("triggers"))]
    fired = next((trigger for trigger in triggers if fields.text(trigger.get("label")).lower() == action), {})
    is_resolved = action == "resolved"
    return reading.finish(
        source=SOURCE,
        identity=["metric", fields.first(rule.get("id"), rule.get("name"), metric.get("id")), service],
        state="resolved" if is_resolved else "firing",
        received_at=received_at,
        raw=body,
        name=fields.first(rule.get("name"), metric.get("title"), data.get("description_title")),
        service=service,
        resource=fields.first(rule.get("aggregate")),
        claim=None if is_resolved else claimed.severity_of(action),
        summary=fields.first(data.get("description_text"), data.get("description_title"), limit=500),
        threshold=fields.number(fired.get("alert_threshold", fired.get("alertThreshold"))),
        started_at=fields.moment(metric.get("date_started")),
        ended_at=fields.moment(metric.get("date_closed")),
        links=(data.get("web_url"),),
        labels=fields.labels({"environment": rule.get("environment"), "query": rule.get("query")}),
        reasons=(reason,),
    )


def _service(labels: dict[str, str], *projects: Any) -> tuple[str, str]:
    tagged, reason = reading.service_in(labels, noun="tag")
    if tagged:
        return tagged, reason
    project = fields.first(*projects)
    return project, "service is the Sentry project" if project else "service unknown: no tag and no project names it"
