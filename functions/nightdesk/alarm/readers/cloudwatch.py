"""
CloudWatch alarms, however they travel: bare, inside an SNS notification, inside the SQS record of one, as the event
of an alarm's Lambda action, or as EventBridge's "CloudWatch Alarm State Change".

https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
"""

import json
import re
from datetime import datetime
from typing import Any
from urllib.parse import quote

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.cloudwatch_numbers import limit_of, value_of
from nightdesk.alarm.readers.cloudwatch_trigger import Trigger, trigger_of
from nightdesk.alarm.reading import claimed, envelope, fields, reading
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "cloudwatch"

_STATES: dict[str, reading.State] = {"ALARM": "firing", "OK": "resolved", "INSUFFICIENT_DATA": "firing"}
_DESCRIBED = re.compile(r"([A-Za-z][A-Za-z0-9_.-]{1,40})\s*[=:]\s*\"?([A-Za-z0-9][\w./-]{0,80})")


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """
    Every alarm in the body; none for an SNS subscription message. AWS events that are not alarms but came down the
    same topic are handed to the eventbridge reader, so are the notices that AWS services post to a topic themselves.

    Raises Malformed naming the field and why.
    """
    return tuple(
        alarm for message in envelope.messages(payload) for alarm in _read_one(message, received_at=received_at)
    )


_OWN_KEYS = frozenset({"AlarmName", "AlarmArn", "NewStateValue", "alarmData"})


def _read_one(message: dict[str, Any], *, received_at: datetime) -> tuple[Alarm, ...]:
    if _OWN_KEYS & message.keys() or message.get("detail-type") == "CloudWatch Alarm State Change":
        return (read_alarm(message, received_at=received_at),)
    # A Lambda that only sees alarms does not pay for what follows.
    from nightdesk.alarm.readers import aws_prose, aws_sns, eventbridge

    is_prose = envelope.is_prose(message)
    event = message if "detail-type" in message else (aws_prose if is_prose else aws_sns).as_event(message)
    if event is not None:
        return eventbridge.read_event(event, received_at=received_at, posted=message)
    if is_prose:
        return (aws_prose.read_prose(message, received_at=received_at),)
    return _of_ours(message, received_at)


def _of_ours(message: dict[str, Any], received_at: datetime) -> tuple[Alarm, ...]:
    """What a program of ours posted to the topic; to be an alarm it must name itself."""
    from nightdesk.alarm.readers import generic, paths

    name = paths.find(paths.opened(message, generic.DEFAULT), generic.DEFAULT.name)
    if not fields.text(name).strip("0123456789"):
        raise Malformed("AlarmName: missing, so this is not a CloudWatch alarm, and no name of another kind is there")
    return generic.read_parsed(message, received_at=received_at, source=SOURCE)


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
    service, service_reason = _service(trigger, _described(description))
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


def _service(trigger: Trigger, described: dict[str, Any]) -> tuple[str, str]:
    declared, reason = reading.service_in(fields.labels(described), noun="the description's")
    if declared:
        return declared, reason
    if trigger.service:
        return trigger.service, f"service from dimension {trigger.service_dimension}"
    return "", "service unknown: neither a dimension nor the description names it"


def _claim(name: str, description: str, labels: dict[str, str]) -> tuple[Severity | None, tuple[str, ...]]:
    found, reasons = claimed.claimed_in(labels)
    if found is not None:
        return found, reasons
    worded = claimed.claimed_in_words(name, description)
    return worded, reasons if worded is None else (*reasons, "severity claimed in the alarm's name or description")
