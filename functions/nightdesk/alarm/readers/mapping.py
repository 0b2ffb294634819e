"""Where each of our words stands in somebody else's JSON, declared in runbooks/sources.yaml or known by default."""

from collections.abc import Mapping as Readable
from dataclasses import dataclass, replace
from dataclasses import fields as fields_of
from typing import Any

from nightdesk.errors import Misconfigured

Paths = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """
    A path is dotted (`labels.service`, `checks.0.name`); a word may have several, the first that says anything counts.
    Keys are found in any spelling (`startsAt`, `starts_at`). The default knows our own spelling and the common others.

    alarms: path of the list of alarms; when nothing is there, the body itself is one alarm or a list of them.
    identity: paths that identify the alarm; when they say nothing, its name, service, resource and labels do.
    at: when this was sent, which is the start of what fires and the end of what is over unless those are told.
    firing, resolved: lower-case words, read at `state`.
    says: a word, no path: what firing means, said before the summary where monitors are named for what they watch.
    """

    alarms: Paths = ("alarms", "alerts", "events")
    name: Paths = (
        "name", "alarm", "alert", "alertname", "alarm_name", "alert_name", "labels.alertname", "title", "check_name",
        "check", "monitor", "monitor_name", "monitor_friendly_name", "rule_name", "rule", "alert_rule", "policy_name",
        "search_name", "monitor.name", "problem_title", "event_definition_title", "entity_display_name", "sensor",
        "event_name", "condition_name", "alert_title", "subject", "headline", "check.name", "rule.name", "check.alias",
        "entity_id", "check.url", "monitor.url",
    )  # fmt: skip
    service: Paths = (
        "service", "service.name", "service.summary", "service_name", "app", "application", "component",
        "affected_service", "service_id", "system", "app_name", "application_name", "project.slug", "project.name",
    )  # fmt: skip
    resource: Paths = (
        "resource", "resource.name", "resource_display_name", "host", "host.name", "host_name", "instance", "node",
        "server", "entity", "entity.name", "impacted_entity", "configuration_items.0", "target",
        "check_params.full_url",
        "check_params.hostname", "device", "device.hostname", "device.name", "check.url",
        "monitor_url", "website_url", "url",
    )  # fmt: skip
    state: Paths = (
        "state", "status", "current_state", "new_state", "alert_state", "monitor_condition", "alert_type_friendly_name",
        "event", "event_type", "action", "event_action", "transition", "condition", "alert_type", "alert_event",
        "message_type",
        "action_group_name", "alert_action_group", "action_group", "type", "result",
    )  # fmt: skip
    severity: Paths = (
        "claimed_severity", "severity", "sev", "priority", "level", "urgency", "criticality", "importance_level",
        "importance", "problem_severity",
    )  # fmt: skip
    summary: Paths = (
        "summary", "description", "message", "text", "details", "long_description", "alert_details", "output", "reason",
        "cause", "body", "msg", "error", "state_message", "annotations.summary", "annotations.description",
        "annotations.message",
    )  # fmt: skip
    value: Paths = (
        "value", "current_value", "metric_value", "observed_value", "observed", "current", "actual", "measured",
        "reading",
        "alert_context.condition.all_of.0.metric_value", "result_groups_triggered.0.result", "context.value",
    )  # fmt: skip
    threshold: Paths = (
        "threshold", "threshold_value", "limit", "expected_below", "alert_context.condition.all_of.0.threshold",
        "context.threshold",
    )  # fmt: skip
    started_at: Paths = (
        "started_at", "starts_at", "start_time", "started", "start", "since", "triggered_at", "fired_at",
        "fired_date_time",
        "opened_at", "detected_at", "first_seen", "down_since", "created_at", "state_start_time",
    )  # fmt: skip
    ended_at: Paths = (
        "ended_at", "ends_at", "end_time", "ended", "end", "resolved_at", "resolved_date_time", "closed_at",
        "recovered_at",
        "cleared_at",
    )  # fmt: skip
    at: Paths = (
        "timestamp", "time", "at", "date", "datetime", "date_time", "ts", "now", "occurred_at", "event_time",
        "state_changed_timestamp", "state_changed_utc_time", "alert_date_time", "sent_at", "last_updated", "when",
        "state_start_time", "event.timestamp",
    )  # fmt: skip
    links: Paths = (
        "link", "links.0", "links", "url", "dashboard", "dashboard_url", "runbook", "runbook_url", "html_url",
        "alert_url",
        "incident_url", "problem_url", "results_link",
    )  # fmt: skip
    labels: Paths = ("labels", "tags", "dimensions", "attributes", "metadata")
    identity: Paths = (
        "dedup_key", "dedupe_key", "deduplication_key", "incident_key", "alias", "fingerprint", "check_id",
        "monitor_id",
        "incident_id", "entity_id", "rule.id", "alert.id",
    )  # fmt: skip
    firing: Paths = (
        "firing", "fired", "alarm", "alert", "alerting", "triggered", "trigger", "open", "opened", "active",
        "activated",
        "problem", "down", "critical", "crit", "warning", "warn", "error", "fail", "failed", "failure", "failing",
        "bad",
        "unhealthy", "new", "started", "start", "ongoing", "unreachable", "timeout", "unknown", "breached", "late",
        "degraded", "outage", "1", "true", "raised", "raise", "reopened", "no data", "no_data", "missed",
    )  # fmt: skip
    resolved: Paths = (
        "resolved", "resolve", "ok", "okay", "recovered", "recovery", "closed", "close", "cleared", "clear", "normal",
        "up",
        "healthy", "success", "succeeded", "passing", "passed", "good", "inactive", "0", "false", "fixed", "ended",
        "operational", "restored", "back to normal",
    )  # fmt: skip
    says: Paths = ()


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
