"""
What AWS services post to a topic themselves, without EventBridge between: told again as the event that EventBridge
would have sent, so that both ways lead to the same alarm.

RDS and its relatives: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Events.Messages.html
Auto Scaling: https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-sns-notifications.html
CodeDeploy: https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-sns-event-notifications-json-format.html
"""

import re
from typing import Any

from nightdesk.alarm.readers.aws_told import Event
from nightdesk.alarm.reading import fields

Message = dict[str, Any]


def as_event(message: Message) -> Event | None:
    """The event this notice stands for; None when it is of no kind we know. Routine notices become routine events."""
    if "detailType" in message and "detail" in message:  # CodeStar's notification rules spell it their own way
        return {**message, "detail-type": message["detailType"]}
    if "Event Message" in message and "Event Source" in message:
        return _database(message)
    if fields.text(message.get("Event")).startswith("autoscaling:"):
        return _scaling(message)
    if "deploymentId" in message and "applicationName" in message:
        return _deployment(message)
    if "anomalyId" in message and "impact" in message:
        return _event("aws.ce", "Anomaly Detected", message, message)
    if message.get("messageType") == "ComplianceChangeNotification":
        return _event("aws.config", "Config Rules Compliance Change", message, message)
    if cached := next((key for key in message if str(key).startswith("ElastiCache:")), ""):
        return _cache(cached, message)
    return None


def _event(source: str, kind: str, detail: Message, posted: Message, *, at: Any = None, arn: str = "") -> Event:
    spoken = fields.text(arn, 400).split(":")
    region, account = (spoken[3], spoken[4]) if len(spoken) > 5 and spoken[0] == "arn" else ("", "")
    return {
        "source": source,
        "detail-type": kind,
        "time": at,
        "region": region or posted.get("awsRegion") or posted.get("region"),
        "account": account
        or fields.first(posted.get("AccountId"), posted.get("accountId"), posted.get("awsAccountId")),
        "resources": [arn] if arn else [],
        "detail": detail,
    }


_CATEGORIES = (
    (re.compile(r"\bfail(?:ed|ing)?[ -]?over\b", re.IGNORECASE), "failover"),
    (re.compile(r"\bstorage\b.{0,80}\b(?:consumed|exhausted|full|low|no space)|\b(?:out of|low) .{0,20}storage", re.I),
     "low storage"),
    (re.compile(r"\breplica(?:tion)?\b", re.IGNORECASE), "read replica"),
    (re.compile(r"\b(?:back(?:ing)?[ -]?(?:ed )?up|snapshot)\b", re.IGNORECASE), "backup"),
    (re.compile(r"\b(?:instance|cluster|database|proxy|endpoint)\b.{0,60}\bdeleted\b", re.IGNORECASE), "deletion"),
    (re.compile(r"\b(?:restart|shutdown|shut down|reboot|recover|unavailable|stopped|started)", re.IGNORECASE),
     "availability"),
    (re.compile(r"\b(?:parameter|modif|changed|updated?|appl(?:y|ied)|created|deleted|reset|patch|upgrade|maintenance"
                r"|option group|security group|monitoring interval|renam)", re.IGNORECASE), "configuration change"),
)  # fmt: skip
"""What an EventBridge event says in EventCategories a notice leaves to its sentence."""


def _database(message: Message) -> Event:
    """RDS, Aurora, Redshift and DMS, which share one shape; what is called Source ID is called Resource by Redshift."""
    told = fields.text(message.get("Event Message"), 1000)
    source_id = fields.first(message.get("Source ID"), message.get("SourceId"), message.get("Resource"))
    categories = [name for said, name in _CATEGORIES if said.search(told)][:1]
    detail = {
        "EventCategories": categories or ["unclassified"],
        "SourceArn": message.get("Source ARN"),
        "SourceIdentifier": source_id,
        "Date": message.get("Event Time"),
        "Message": told,
        "EventID": fields.text(message.get("Event ID"), 400).rsplit("#", 1)[-1],
    }
    arn = fields.text(message.get("Source ARN"), 400)
    return _event("aws.rds", "RDS Event", detail, message, at=message.get("Event Time"), arn=arn)


_SCALED = {
    "EC2_INSTANCE_LAUNCH_ERROR": "EC2 Instance Launch Unsuccessful",
    "EC2_INSTANCE_TERMINATE_ERROR": "EC2 Instance Terminate Unsuccessful",
    "EC2_INSTANCE_LAUNCH": "EC2 Instance Launch Successful",
    "EC2_INSTANCE_TERMINATE": "EC2 Instance Terminate Successful",
    "TEST_NOTIFICATION": "EC2 Instance Test Notification",
}


def _scaling(message: Message) -> Event:
    word = fields.text(message.get("Event")).removeprefix("autoscaling:")
    arn = fields.text(message.get("AutoScalingGroupARN"), 400)
    kind = _SCALED.get(word, f"EC2 Auto Scaling {word}")
    return _event("aws.autoscaling", kind, message, message, at=message.get("Time"), arn=arn)


_DEPLOYED = {"FAILED": "FAILURE", "SUCCEEDED": "SUCCESS", "STOPPED": "STOP"}


def _deployment(message: Message) -> Event:
    word = fields.first(message.get("status"), message.get("instanceStatus")).upper()
    detail = {
        "application": message.get("applicationName"),
        "deploymentGroup": message.get("deploymentGroupName"),
        "deploymentId": message.get("deploymentId"),
        "instanceId": last_part(message.get("instanceId")),
        "state": _DEPLOYED.get(word, word),
    }
    at = message.get("completeTime") or message.get("lastUpdatedAt") or message.get("createTime")
    return _event("aws.codedeploy", "CodeDeploy Deployment State-change Notification", detail, message, at=at)


def last_part(arn: Any) -> str:
    """ "arn:aws:ec2:..:instance/i-1" -> "i-1"; "" for none."""
    return fields.text(arn, 400).rsplit("/", 1)[-1]


def _cache(word: str, message: Message) -> Event:
    kind = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word.removeprefix("ElastiCache:"))
    detail = {"title": fields.text(message.get(word)), "cacheClusterId": message.get(word), "status": _ended(kind)}
    made = _event("aws.elasticache", f"ElastiCache {kind}", detail, message)
    return {**made, "resources": [fields.text(message.get(word))]}


def _ended(kind: str) -> str:
    return "completed" if re.search(r"\b(?:Complete|Completed|Success|Succeeded)\b", kind) else "reported"
