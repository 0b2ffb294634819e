"""
Sentry: issue alerts, issues, metric alerts, and the legacy webhook plugin.

https://docs.sentry.io/organization/integrations/integration-platform/webhooks/
"""

import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "sentry"
# Sentry calls every uncaught exception "error"; that claims less than an alerting rule's "error" does.
_SCALE = {"fatal": Severity.SEV1, "error": Severity.SEV2, "warning": Severity.SEV3, "sample": Severity.SEV4}
_QUIET = {"assigned", "archived", "ignored", "unresolved_ignored"}
_NO_ALARM = {"installation", "comment", "comment_id", "seer", "run_id", "preprod"}
"""What Sentry also posts to the same address: its own installing, people's comments, its assistant's work."""

_PROJECT_IN_LINK = re.compile(r"/projects/[^/]{1,100}/([a-z0-9][a-z0-9_-]{0,99})/", re.IGNORECASE)
_LEADING_FIGURE = re.compile(r"\s*([-+]?[0-9][0-9.,]*\s*(?:%|ms|s)?)(?=\s|$)")


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The alert or issue; nothing when an issue was merely assigned or archived. Raises Malformed for another shape."""
    body = parse_object(payload)
    data = fields.mapping(body.get("data"))
    action = fields.text(body.get("action")).lower()
    if metric := fields.mapping(data.get("metric_alert")):
        return (_metric(body, data, metric, action, received_at),)
    if issue := fields.mapping(data.get("issue")):
        return () if action in _QUIET else (_issue(body, issue, action, received_at),)
    if event := fields.mapping(data.get("event")) or fields.mapping(data.get("error")):
        return (_event(body, event, fields.text(data.get("triggered_rule")), received_at),)
    if _NO_ALARM & data.keys():
        return ()
    if "event" in body or "culprit" in body:
        legacy = {**fields.mapping(body.get("event")), **{key: value for key, value in body.items() if key != "event"}}
        return (_event(body, legacy, "", received_at),)
    raise Malformed("data: holds neither an event, an issue nor a metric_alert")


def _event(body: dict[str, Any], event: dict[str, Any], rule: str, received_at: datetime) -> Alarm:
    labels = fields.labels(fields.tags(event.get("tags")), {"environment": event.get("environment"), "rule": rule})
    slug = event.get("project_slug") or _slug_in(event.get("url")) or _slug_in(event.get("issue_url"))
    service, reason = _service(labels, slug, event.get("project_name"), event.get("project"))
    title = fields.first(event.get("title"), event.get("message"), fields.mapping(event.get("metadata")).get("value"))
    level = fields.text(event.get("level")).lower()
    issue = fields.first(event.get("issue_id"), event.get("groupID"), event.get("id"), event.get("issue_url"))
    happened_at = event.get("datetime") or event.get("timestamp") or event.get("received")
    return reading.finish(
        source=SOURCE,
        identity=["issue", issue or [title, service]],
        state="firing",
        received_at=received_at,
        raw=body,
        name=title,
        service=service,
        resource=fields.first(event.get("culprit"), event.get("location"), event.get("transaction")),
        claim=claimed.severity_of(level, _SCALE) if level else None,
        summary=fields.first(event.get("message"), event.get("title"), limit=500),
        started_at=fields.moment(happened_at),
        links=(event.get("web_url"), event.get("url"), event.get("issue_url")),
        labels=labels,
        reasons=(reason,),
        is_service_inferred=reason == _OF_PROJECT,
    )


def _issue(body: dict[str, Any], issue: dict[str, Any], action: str, received_at: datetime) -> Alarm:
    project = fields.mapping(issue.get("project"))
    service, reason = _service({}, project.get("slug"), project.get("name"))
    status = fields.text(issue.get("status")).lower()
    is_resolved = action == "resolved" or (not action and status == "resolved")
    level = fields.text(issue.get("level")).lower()
    return reading.finish(
        source=SOURCE,
        # An issue's id is its own in all of Sentry, so the alert that a rule sends and its end meet in it.
        identity=["issue", fields.first(issue.get("id")) or [fields.first(issue.get("title")), service]],
        state="resolved" if is_resolved else "firing",
        received_at=received_at,
        raw=body,
        name=fields.first(issue.get("title"), issue.get("shortId")),
        service=service,
        resource=fields.text(issue.get("culprit")),
        claim=claimed.severity_of(level, _SCALE) if level else claimed.severity_of(fields.text(issue.get("priority"))),
        summary=fields.first(fields.mapping(issue.get("metadata")).get("value"), issue.get("title"), limit=500),
        started_at=fields.moment(issue.get("firstSeen")),
        ended_at=(fields.moment(issue.get("lastSeen")) or received_at) if is_resolved else None,
        links=(issue.get("web_url"), issue.get("permalink")),
        labels=fields.labels(
            {
                "platform": issue.get("platform"),
                "short_id": issue.get("shortId"),
                "substatus": issue.get("substatus"),
                "events": issue.get("count"),
                "users": issue.get("userCount"),
            }
        ),
        reasons=(reason,),
        is_service_inferred=reason == _OF_PROJECT,
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
    told = fields.text(data.get("description_text"), 500)
    figure = _LEADING_FIGURE.match(told)
    return reading.finish(
        source=SOURCE,
        identity=["metric", fields.first(rule.get("id"), rule.get("name"), metric.get("title"), metric.get("id"))],
        state="resolved" if is_resolved else "firing",
        received_at=received_at,
        raw=body,
        name=fields.first(rule.get("name"), metric.get("title"), data.get("description_title")),
        service=service,
        resource=fields.first(rule.get("aggregate")),
        claim=None if is_resolved else claimed.severity_of(action),
        summary=told or fields.text(data.get("description_title"), 500),
        value=fields.number(figure[1]) if figure else None,
        threshold=fields.number(fired.get("alert_threshold", fired.get("alertThreshold"))),
        started_at=fields.moment(metric.get("date_started")),
        ended_at=fields.moment(metric.get("date_closed")),
        links=(data.get("web_url"),),
        labels=fields.labels({"environment": rule.get("environment"), "query": rule.get("query")}),
        reasons=(reason,),
        is_service_inferred=reason == _OF_PROJECT,
    )


def _slug_in(link: Any) -> str:
    """The project's name in an API address, where the event itself carries only its number."""
    found = _PROJECT_IN_LINK.search(link[:500]) if isinstance(link, str) else None
    return found[1] if found else ""


_OF_PROJECT = "service is the Sentry project"


def _service(labels: dict[str, str], *projects: Any) -> tuple[str, str]:
    tagged, reason = reading.service_in(labels, noun="tag")
    if tagged:
        return tagged, reason
    spoken = (
        project.get("slug") or project.get("name") if isinstance(project, dict) else project for project in projects
    )
    project = fields.first(*(name for name in spoken if not fields.text(name).isdigit()))
    return project, _OF_PROJECT if project else "service unknown: no tag and no project names it"
