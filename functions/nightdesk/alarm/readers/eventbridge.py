"""
AWS events that tell of trouble. What each source says is read in the aws_* modules; a kind that none of them knows is
kept as it is, and says so.

https://docs.aws.amazon.com/eventbridge/latest/ref/events.html
"""

import re
from collections.abc import Callable
from datetime import datetime

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers import aws_compute, aws_data, aws_deploys, aws_notices, aws_rds, aws_security
from nightdesk.alarm.readers.aws_told import Event, Told, first_resource, is_step
from nightdesk.alarm.readers.cloudwatch_alarm import read_alarm
from nightdesk.alarm.reading import claimed, envelope, fields, reading
from nightdesk.alarm.reading.payload import an_object
from nightdesk.errors import Malformed

SOURCE = "eventbridge"
Says = Callable[[Event], Told | tuple[Told, ...] | None]


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """Every event in the body; nothing for events that tell of no trouble (a deployment that started)."""
    return tuple(alarm for event in envelope.messages(payload) for alarm in read_event(event, received_at=received_at))


def read_event(event: Event, *, received_at: datetime, posted: Event | None = None) -> tuple[Alarm, ...]:
    """
    One event. posted: what really came, when the event was made of it; that is what an alarm keeps as its raw.

    Raises Malformed without a source, a detail-type or a detail.
    """
    if "detail-type" not in event and {"AlarmName", "alarmData"} & event.keys():
        return (read_alarm(event, received_at=received_at),)
    source, kind = fields.text(event.get("source")), fields.text(event.get("detail-type"))
    if not source or not kind:
        raise Malformed("detail-type: missing, or without a source, so this is not an AWS event")
    an_object(event.get("detail"), "detail")
    if kind == "CloudWatch Alarm State Change":
        return (read_alarm(event, received_at=received_at),)
    told = _says(source, kind)(event)
    if told is None:
        if is_step(event) or kind in _ALWAYS_QUIET or _ROUTINE_KIND.search(kind):
            return ()
        told = _unknown(event)
    came = event if posted is None else posted
    return tuple(_alarm(event, one, received_at, came) for one in (told if isinstance(told, tuple) else (told,)))


def _alarm(event: Event, told: Told, received_at: datetime, came: Event) -> Alarm:
    source, kind = fields.text(event.get("source")), fields.text(event.get("detail-type"))
    at = fields.moment(event.get("time"))
    return reading.finish(
        source=SOURCE,
        identity=[source, fields.text(event.get("account")), fields.text(event.get("region")), *told.identity],
        state=told.state,
        received_at=received_at,
        raw=came if told.part is None else {**event, "detail": told.part},
        name=told.name,
        service=told.service,
        resource=told.resource or first_resource(event),
        claim=told.claim,
        summary=told.summary,
        value=told.value,
        threshold=told.threshold,
        started_at=told.started_at or (at if told.state == "firing" else None),
        ended_at=told.ended_at or (at if told.state == "resolved" else None),
        links=told.links,
        labels=fields.labels(
            {"event": kind, "from": source, "region": event.get("region"), "account": event.get("account")},
            told.labels,
        ),
        reasons=(
            "service from the event" if told.service else "service unknown: the event names none",
            *told.reasons,
        ),
        is_service_inferred=not told.is_service_stated,
    )


def _says(source: str, kind: str) -> Says:
    if kind in _BY_KIND:
        return _BY_KIND[kind]
    says, kinds = _BY_SOURCE.get(source, (_unknown, ()))
    return says if kind.startswith(kinds) else _unknown


_ALWAYS_QUIET = frozenset({"Scheduled Event"})  # a clock, not an alarm
_ROUTINE_KIND = re.compile(r"\b(?:Success|Successful|Lifecycle Action|Test Notification)\b")

_GOOD = frozenset({
    "succeeded", "success", "successful", "completed", "complete", "ok", "resolved", "closed", "healthy", "passed",
    "recovered",
})  # fmt: skip


def _unknown(event: Event) -> Told:
    """A kind nobody taught us: its own words, and firing unless it says in one of them that all is well."""
    detail, source = event["detail"], fields.text(event.get("source"))
    kind = fields.text(event.get("detail-type"))
    outcomes = [
        fields.text(value).lower()
        for key, value in detail.items()
        if str(key).lower().replace("-", "").endswith(("status", "state", "result", "outcome"))
    ]
    is_over = any(word in _GOOD for word in outcomes)
    named = fields.first(detail.get("title"), detail.get("name"), detail.get("eventName"))
    labels = fields.labels(detail)
    claim, claim_reasons = claimed.claimed_in(labels)
    # In AWS's own events a "service" is one of AWS's.
    owner = {} if source.startswith("aws.") else labels
    keys = [value for key, value in sorted(labels.items()) if key.lower().endswith(("id", "name", "arn", "service"))]
    return Told(
        name=f"{kind}: {named}" if named else kind,
        identity=(kind, fields.listing(event.get("resources")) or keys),
        state="resolved" if is_over else "firing",
        service=reading.service_in(owner)[0],
        is_service_stated=True,
        resource=first_resource(event) or reading.resource_in(owner),
        claim=claim,
        summary=fields.first(
            detail.get("description"),
            detail.get("message"),
            detail.get("reason"),
            detail.get("errorMessage"),
            *outcomes,
            limit=500,
        ),
        value=fields.number(detail.get("value")),
        threshold=fields.number(detail.get("threshold")),
        labels=dict(labels),
        reasons=(
            f"no reader knows events of kind {kind!r} from {source!r}: kept as it came, read as "
            + ("resolved because it says so" if is_over else "firing"),
            *claim_reasons,
        ),
    )


_BY_KIND: dict[str, Says] = {
    "Scheduled Event": lambda _: None,
    "EBS Volume Notification": aws_data.ebs,
    "EBS Snapshot Notification": aws_data.ebs,
    "EBS Multi-Volume Snapshots Completion Status": aws_data.ebs,
    "Inspector2 Finding": aws_security.other_finding,
    "Macie Finding": aws_security.other_finding,
    "Access Analyzer Finding": aws_security.other_finding,
}
_BY_SOURCE: dict[str, tuple[Says, tuple[str, ...]]] = {
    "aws.health": (aws_notices.health, ("AWS Health",)),
    "aws.ce": (aws_notices.cost, ("Anomaly Detected",)),
    "aws.acm": (aws_notices.certificate, ("ACM Certificate",)),
    "aws.trustedadvisor": (aws_notices.trusted_advisor, ("Trusted Advisor Check",)),
    "aws.guardduty": (aws_security.guardduty, ("GuardDuty Finding",)),
    "aws.securityhub": (aws_security.securityhub, ("Security Hub",)),
    "aws.config": (aws_security.config, ("Config Rules Compliance Change",)),
    "aws.codedeploy": (aws_deploys.codedeploy, ("CodeDeploy ",)),
    "aws.codepipeline": (aws_deploys.codepipeline, ("CodePipeline ",)),
    "aws.codebuild": (aws_deploys.codebuild, ("CodeBuild Build",)),
    "aws.cloudformation": (aws_deploys.cloudformation, ("CloudFormation ",)),
    "aws.states": (aws_deploys.states, ("Step Functions Execution",)),
    "lambda": (aws_deploys.invocation, ("Lambda Function Invocation",)),
    "aws.ecs": (aws_compute.ecs, ("ECS Task", "ECS Container Instance", "ECS Service Action", "ECS Deployment")),
    "aws.ec2": (aws_compute.ec2, ("EC2 ",)),
    "aws.autoscaling": (aws_compute.autoscaling, ("EC2 Instance", "EC2 Auto Scaling Instance Refresh")),
    "aws.batch": (aws_compute.batch, ("Batch Job",)),
    "aws.synthetics": (aws_compute.synthetics, ("Synthetics Canary",)),
    "aws.rds": (aws_rds.rds, ("RDS ",)),
    "aws.glue": (aws_data.glue, ("Glue Job", "Glue Crawler State")),
    "aws.backup": (aws_data.backup, ("Backup Job", "Copy Job", "Restore Job")),
}
"""
Which function reads a source's events whose kind begins with one of these words. It may return None for a step on the
way; a kind that is not on the list never vanishes like that.
"""
