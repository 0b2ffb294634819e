"""One CloudWatch alarm in any of its three spellings: SNS's, a Lambda action's, EventBridge's."""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import quote

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.cloudwatch_numbers import limit_of, value_of
from nightdesk.alarm.readers.cloudwatch_trigger import Trigger, trigger_of
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "cloudwatch"

_STATES: dict[str, reading.State] = {"ALARM": "firing", "OK": "resolved", "INSUFFICIENT_DATA": "firing"}
_DESCRIBED = re.compile(r"([A-Za-z][A-Za-z0-9_.-]{1,40})\s*[=:]\s*\"?([A-Za-z0-9][\w./-]{0,80})")


def read_alarm(message: dict[str, Any], *, received_at: datetime) -> Alarm:
    """One alarm in any of its three spellings. Raises Malformed when it names no alarm or no state."""
    told = _as_sns(message)
    name = fields.text(told.get("AlarmName"))
    if not name:
        raise Malformed("AlarmName: missing, so this is not a CloudWatch alarm")
    spoken = fields.text(told.get("NewStateValue")).upper()
    if spoken not in _STATES:
        raise Malformed(f"NewStateValue: {spoken!r} is none of {', '.join(_STATES)}")
    state = _STATES[spoken]
    trigger = trigger_of(told)
    description = fields.text(told.get("AlarmDescription"), 1000)
    why = fields.text(told.get("NewStateReason"), 1000)
    labels = fields.labels(
        trigger.dimensions,
        _described(description),
        {"region": _region(told), "account": told.get("AWSAccountId")},
        trigger.accounts,
    )
    service, service_reason, is_stated = _service(trigger, _described(description))
    changed_at = fields.moment(told.get("StateChangeTime"))
    claim, claim_reasons = _claim(name, description, labels)
    value, value_reason = value_of(told, why)
    limit, limit_reason = (trigger.threshold, "") if trigger.threshold is not None else limit_of(told, why, value)
    return reading.finish(
        source=SOURCE,
        identity=[_account(told), _region(told), name],
        state=state,
        received_at=received_at,
        raw=message,
        name=name,
        service=service,
        resource=trigger.resource,
        claim=Severity.SEV3 if spoken == "INSUFFICIENT_DATA" and claim is None else claim,
        summary=why if description.startswith("{") else f"{description} {why}",
        value=value,
        threshold=limit,
        started_at=changed_at if state == "firing" else fields.moment(told.get("RaisedTime")),
        ended_at=changed_at if state == "resolved" else None,
        links=(_console(told, name),),
        labels=fields.labels(labels, {"metric": trigger.metric, "namespace": trigger.namespace}),
        reasons=(
            service_reason,
            *claim_reasons,
            value_reason,
            limit_reason,
            _suppressed(told),
            *trigger.reasons,
            "INSUFFICIENT_DATA: silence is not recovery, read as firing" if spoken == "INSUFFICIENT_DATA" else "",
        ),
        is_service_inferred=not is_stated,
    )


def _as_sns(message: dict[str, Any]) -> dict[str, Any]:
    """The SNS spelling of an alarm told as a Lambda action (`alarmData`) or an EventBridge event (`detail`)."""
    data = fields.mapping(message.get("alarmData")) or fields.mapping(message.get("detail"))
    if not data:
        return message
    state = fields.mapping(data.get("state"))
    previous, configuration = fields.mapping(data.get("previousState")), fields.mapping(data.get("configuration"))
    arn = message.get("alarmArn") or next(iter(fields.listing(message.get("resources"))), None)
    return {
        "AlarmName": data.get("alarmName"),
        "AlarmDescription": configuration.get("description"),
        "AlarmArn": arn,
        "AWSAccountId": message.get("accountId") or message.get("account"),
        "Region": message.get("region"),
        "NewStateValue": state.get("value"),
        "NewStateReason": state.get("reason"),
        "StateReasonData": state.get("reasonData"),
        "StateChangeTime": state.get("timestamp") or message.get("time"),
        "RaisedTime": previous.get("timestamp") if previous.get("value") == "ALARM" else None,
        "SuppressedBy": state.get("actionsSuppressedBy"),
        "AlarmRule": configuration.get("alarmRule"),
        "EventMetrics": configuration.get("metrics"),
    }


def _arn(told: dict[str, Any]) -> list[str]:
    parts = fields.text(told.get("AlarmArn"), 400).split(":", 6)
    return parts if len(parts) == 7 and parts[0] == "arn" else []


def _region(told: dict[str, Any]) -> str:
    # The ARN says us-east-1 where `Region` says "US East (N. Virginia)".
    arn = _arn(told)
    return arn[3] if arn else fields.text(told.get("Region"))


def _account(told: dict[str, Any]) -> str:
    arn = _arn(told)
    return arn[4] if arn else fields.text(told.get("AWSAccountId"))


def _console(told: dict[str, Any], name: str) -> str:
    region = _region(told)
    if not re.fullmatch(r"[a-z]{2}(-[a-z]+)+-\d", region):
        return ""
    return (
        f"https://{region}.console.aws.amazon.com/cloudwatch/home?region={region}#alarmsV2:alarm/{quote(name, safe='')}"
    )


def _described(description: str) -> dict[str, Any]:
    """What a description declares: a JSON object, or `service=checkout` and the like among its words."""
    if description.startswith("{"):
        try:
            return fields.mapping(json.loads(description))
        except (ValueError, RecursionError):
            return {}
    known = {*reading.SERVICE_KEYS, *claimed.KEYS, "runbook", "team", "env", "environment", "owner"}
    return {key: value for key, value in _DESCRIBED.findall(description) if key.lower() in known}


def _suppressed(told: dict[str, Any]) -> str:
    by = fields.text(told.get("SuppressedBy"))
    return f"its own actions are suppressed by {by}" if by else ""


def _service(trigger: Trigger, described: dict[str, Any]) -> tuple[str, str, bool]:
    """(service, reason, whether it is stated rather than the name of a function, a queue, a database)."""
    declared, reason = reading.service_in(fields.labels(described), noun="the description's")
    if declared:
        return declared, reason, True
    if told := trigger.service_dimension:
        return trigger.service, f"service from dimension {told}", told.lower() in _STATING
    return "", "service unknown: neither a dimension nor the description names it", False


_STATING = frozenset({"service", "servicename", "app", "application", "applicationname", "microservice"})


def _claim(name: str, description: str, labels: dict[str, str]) -> tuple[Severity | None, tuple[str, ...]]:
    found, reasons = claimed.claimed_in(labels)
    if found is not None:
        return found, reasons
    worded = claimed.claimed_in_words(name, description)
    return worded, reasons if worded is None else (*reasons, "severity claimed in the alarm's name or description")
