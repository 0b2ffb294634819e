"""
Notifications in words for people: AWS Budgets, AWS Backup, CloudFormation, managed Prometheus, a script's one-liner.

A line "name: value" or "name = value" of theirs is a label, the subject their name. What says nothing of an end fires.
"""

import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers.aws_told import Event
from nightdesk.alarm.reading import claimed, ending, fields, reading
from nightdesk.errors import Malformed

SOURCE = "cloudwatch"
_PAIR = re.compile(
    r"^[\s*-]*(?P<key>[A-Za-z][A-Za-z0-9_ /-]{0,40}?)[ \t]*[:=][ \t]*(?P<value>[^\r\n]{1,300}?)\s*$", re.M
)
_ARN = re.compile(r"\barn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d*:[^\s,;'\"]{1,300}")
_PREFIX = re.compile(r"^\s*\[?(?:RESOLVED|OK|RECOVERY|RECOVERED|FIRING|ALARM|PROBLEM)(?::\d+)?\]?\s*[:-]?\s*", re.I)


def as_event(message: dict[str, Any]) -> Event | None:
    """AWS Backup and CloudFormation write the same facts as sentences that they send as events elsewhere."""
    told = fields.text(message.get("Message"), 8000)
    if "AWS Backup" in fields.text(message.get("Subject")) or told.startswith("An AWS Backup"):
        return _backup(message, told)
    if "StackName='" in told and "ResourceStatus='" in told:
        return _stack(message)
    return None


def _backup(message: dict[str, Any], told: str) -> Event:
    """The state stands in an attribute, and is repeated in the sentence for who did not ask for attributes."""
    attributes = {
        str(key): fields.text(fields.mapping(one).get("Value"))
        for key, one in fields.mapping(message.get("MessageAttributes")).items()
    }
    sentence = re.search(r"\b(completed|success|failed|expired|aborted)", told, re.IGNORECASE)
    word = attributes.get("State") or (sentence[1].upper() if sentence else "")
    job = (attributes.get("EventType") or "BACKUP_JOB").replace("_", " ").title()
    # The resource that is guarded is named last, behind the copy that was made of it.
    struck = [arn.rstrip(".") for arn in _ARN.findall(told)]
    return {
        "source": "aws.backup",
        "detail-type": f"{job} State Change",
        "time": message.get("Timestamp"),
        "region": _place(message)[0],
        "account": _place(message)[1],
        "resources": struck[-1:],
        "detail": {
            "state": {"SUCCESS": "COMPLETED", "SUCCESSFUL": "COMPLETED"}.get(word.upper(), word),
            "resourceArn": struck[-1] if struck else "",
            "statusMessage": told,
            "creationDate": attributes.get("StartTime"),
        },
    }


def _stack(message: dict[str, Any]) -> Event:
    told = dict(re.findall(r"^(\w+)='([^']*)'", str(message.get("Message"))[:20000], re.M))
    is_whole = told.get("ResourceType") == "AWS::CloudFormation::Stack"
    return {
        "source": "aws.cloudformation",
        "detail-type": f"CloudFormation {'Stack' if is_whole else 'Resource'} Status Change",
        "time": told.get("Timestamp") or message.get("Timestamp"),
        "region": _place(message)[0],
        "account": _place(message)[1],
        "resources": [told.get("StackId", "")],
        "detail": {
            "stack-id": told.get("StackId") or told.get("StackName"),
            "logical-resource-id": "" if is_whole else told.get("LogicalResourceId"),
            "physical-resource-id": told.get("PhysicalResourceId"),
            "status-details": {
                "status": told.get("ResourceStatus"),
                "status-reason": told.get("ResourceStatusReason"),
            },
        },
    }


def read_prose(message: dict[str, Any], *, received_at: datetime) -> Alarm:
    """The words as an alarm. Raises Malformed when there are none."""
    subject, told = fields.text(message.get("Subject")), str(message.get("Message"))[:20000]
    pairs = {key.strip(): value.strip("'\"$ ") for key, value in _PAIR.findall(told)}
    labels = fields.labels({re.sub(r"\W+", "_", key.lower()).strip("_"): value for key, value in pairs.items()})
    name = fields.first(
        labels.get("alertname"), _PREFIX.sub("", subject), _PREFIX.sub("", told.strip().split("\n", 1)[0])
    )
    if not name:
        raise Malformed("Message: it is empty, and there is no subject")
    is_over = ending.says_over(subject, told)
    service, reason = reading.service_in(labels, noun="the message's")
    claim, claim_reasons = claimed.claimed_in(labels)
    sent_at = fields.moment(message.get("Timestamp"))
    value, threshold = _amounts(labels)
    region, account = _place(message)
    return reading.finish(
        source=SOURCE,
        identity=["prose", account, region, fields.first(labels.get("budget_name"), name), service],
        state="resolved" if is_over else "firing",
        received_at=received_at,
        raw=message,
        name=f"Budget {labels['budget_name']} is spent" if "budget_name" in labels else name,
        service=service,
        resource=reading.resource_in(labels) or next(iter(_ARN.findall(told)), ""),
        claim=claim or claimed.claimed_in_words(name, told[:1000]),
        summary=fields.text(told, 500),
        value=value,
        threshold=threshold,
        started_at=None if is_over else sent_at,
        ended_at=sent_at if is_over else None,
        labels={**labels, **fields.labels({"region": region, "account": account})},
        reasons=(reason, *claim_reasons, "the message is prose: " + ("it says it is over" if is_over else "it fires")),
    )


_VALUES = ("value", "current_value", "actual_amount", "forecasted_amount")
_LIMITS = ("threshold", "alert_threshold", "limit", "budgeted_amount")


def _amounts(labels: dict[str, str]) -> tuple[float | None, float | None]:
    told, limits = ([fields.number(labels.get(key)) for key in keys] for keys in (_VALUES, _LIMITS))
    return next((one for one in told if one is not None), None), next((one for one in limits if one is not None), None)


def _place(message: dict[str, Any]) -> tuple[str, str]:
    """(region, account) of the topic."""
    parts = fields.text(message.get("TopicArn"), 400).split(":")
    return (parts[3], parts[4]) if len(parts) > 5 else ("", "")
