"""
Grafana's webhook contact point (unified alerting, version 1), and the legacy one of Grafana 8 and before.

https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.alertmanager import rule_without_data, state_of
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.alarm.reading.spoken_numbers import limit_said, value_said
from nightdesk.errors import Malformed

SOURCE = "grafana"
_VAR = re.compile(r"(?:var|metric)='([^']{0,40})'.*?value=([-+0-9.eE]+)")
_LEGACY: dict[str, reading.State] = {
    "alerting": "firing", "no_data": "firing", "pending": "firing", "ok": "resolved", "paused": "resolved",
}  # fmt: skip


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """Every alert in the body. Raises Malformed for an unknown version or when no alert can be read."""
    body = parse_object(payload)
    if "alerts" not in body and ("ruleName" in body or "ruleId" in body):
        return (_read_legacy(body, received_at),)
    version = fields.text(body.get("version"))
    if version not in {"1", ""}:
        raise Malformed(f"version: {version!r} is not the 1 this reader knows")
    found = reading.each(body.get("alerts"), "alerts", lambda alert: _read_one(alert, body, received_at))
    if (cut := fields.number(body.get("truncatedAlerts"))) and cut > 0:
        found = reading.with_reason(found, f"{cut:.0f} more alerts of this group were cut off by Grafana")
    return found


def _read_one(alert: dict[str, Any], group: dict[str, Any], received_at: datetime) -> Alarm:
    labels = fields.labels(fields.mapping(alert.get("labels")), fields.mapping(group.get("commonLabels")))
    notes = fields.mapping(alert.get("annotations")) or fields.mapping(group.get("commonAnnotations"))
    service, service_reason = reading.service_in(labels)
    claim, claim_reasons = claimed.claimed_in(labels)
    state, state_reason = state_of(alert.get("status"), group.get("status"), group.get("state"))
    value, value_reason = _value(alert)
    told = [notes.get(key) for key in ("summary", "description", "message")]
    if value is None and not rule_without_data(labels) and (value := value_said(*told)) is not None:
        value_reason = "value from the description"
    threshold = fields.number(notes.get("threshold"))
    if threshold is None and (threshold := limit_said(*told)) is not None:
        value_reason = "; ".join(filter(None, (value_reason, "threshold from the description")))
    lasting = reading.lasting(labels)
    return reading.finish(
        source=SOURCE,
        identity=[
            *_organisation(alert, group),
            *([lasting] if lasting else ["unlabelled", fields.text(alert.get("fingerprint"))]),
        ],
        state=state,
        received_at=received_at,
        raw=alert,
        name=fields.first(
            rule_without_data(labels),
            labels.get("alertname"),
            labels.get("rulename"),
            notes.get("summary"),
            group.get("title"),
        ),
        service=service,
        resource=reading.resource_in(labels),
        claim=claim,
        summary=_summary(labels, notes, state),
        value=value,
        threshold=threshold,
        started_at=fields.moment(alert.get("startsAt")),
        ended_at=fields.moment(alert.get("endsAt")),
        links=(
            notes.get("runbook_url"),
            alert.get("dashboardURL"),
            alert.get("panelURL"),
            alert.get("generatorURL"),
            group.get("externalURL"),
        ),
        labels=labels,
        reasons=(service_reason, *claim_reasons, state_reason, value_reason, _why_changed(notes, state)),
    )


def _summary(labels: dict[str, str], notes: Mapping[str, Any], state: reading.State) -> str:
    told = fields.first(notes.get("summary"), notes.get("description"), notes.get("message"), limit=500)
    if state == "resolved" or not rule_without_data(labels):
        return told
    why = fields.first(notes.get("Error"), notes.get("error"), limit=300)
    blind = f"the rule cannot be evaluated: {why}" if why else "no data: the rule has nothing to evaluate"
    return "; ".join(filter(None, (blind, told)))


def _organisation(alert: dict[str, Any], group: dict[str, Any]) -> list[str]:
    """Which of several organisations of one Grafana this is; the first one, which most have alone, goes unsaid."""
    told = fields.first(alert.get("orgId"), group.get("orgId"))
    return [f"organisation {told}"] if told not in {"", "0", "1"} else []


def _why_changed(notes: Mapping[str, Any], state: reading.State) -> str:
    """Grafana resolves an alert also when its series vanished, and fires one when it could not read any data."""
    why = fields.text(notes.get("grafana_state_reason"))
    if not why:
        return ""
    return f"Grafana says {why}: {'silence is not proof of recovery' if state == 'resolved' else 'the data is missing'}"


def _value(alert: dict[str, Any]) -> tuple[float | None, str]:
    """
    One number out of a rule's expressions. By convention A queries, B reduces and C compares (0 or 1), so B is
    meant; a rule of one expression has only that.
    """
    values = {
        key: found
        for key, told in fields.mapping(alert.get("values")).items()
        if (found := fields.number(told)) is not None
    }
    if not values:
        told = alert.get("valueString")
        pairs = _VAR.findall(told[:4000]) if isinstance(told, str) else []
        values = {key: found for key, number in pairs if (found := fields.number(number)) is not None}
    if not values:
        return None, ""
    measured = {key: found for key, found in values.items() if found not in (0, 1)} or values
    chosen = "B" if "B" in measured else min(measured)
    return measured[chosen], f"value from expression {chosen}" if len(values) > 1 else ""


def _read_legacy(body: dict[str, Any], received_at: datetime) -> Alarm:
    spoken = fields.text(body.get("state")).lower()
    if spoken not in _LEGACY:
        raise Malformed(f"state: {spoken!r} is none of {', '.join(_LEGACY)}")
    matches = [fields.mapping(match) for match in fields.listing(body.get("evalMatches"))]
    labels = fields.labels(fields.mapping(body.get("tags")), *(fields.mapping(match.get("tags")) for match in matches))
    service, service_reason = reading.service_in(labels)
    claim, claim_reasons = claimed.claimed_in(labels)
    return reading.finish(
        source=SOURCE,
        identity=["legacy", fields.first(body.get("orgId")), fields.first(body.get("ruleId"), body.get("ruleName"))],
        state=_LEGACY[spoken],
        received_at=received_at,
        raw=body,
        name=fields.first(body.get("ruleName"), body.get("title")),
        service=service,
        resource=reading.resource_in(labels) or fields.first(*(match.get("metric") for match in matches)),
        claim=claim,
        summary=fields.first(body.get("message"), body.get("title"), limit=500),
        value=next((found for match in matches if (found := fields.number(match.get("value"))) is not None), None),
        links=(body.get("ruleUrl"),),
        labels=labels,
        reasons=(service_reason, *claim_reasons, "no data: silence is not recovery" if spoken == "no_data" else ""),
    )
