"""
AWS events that tell of trouble: Health, GuardDuty, CodeDeploy, CodePipeline, Step Functions, ECS, RDS.

https://docs.aws.amazon.com/eventbridge/latest/ref/events.html
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from nightdesk.alarm import cloudwatch, envelope, fields, reading
from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.payload import an_object
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "eventbridge"
Event = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one kind of event says. identity: what stays the same from the trouble to its end."""

    name: str
    identity: tuple[Any, ...]
    state: reading.State = "firing"
    service: str = ""
    resource: str = ""
    claim: Severity | None = None
    summary: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    labels: dict[str, Any] = field(default_factory=dict)


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """Every event in the body; nothing for events that tell of no trouble (a deployment that started)."""
    return tuple(alarm for event in envelope.messages(payload) for alarm in read_event(event, received_at=received_at))


def read_event(event: dict[str, Any], *, received_at: datetime) -> tuple[Alarm, ...]:
    """One event. Raises Malformed without a source, a detail-type or a detail."""
    source, kind = fields.text(event.get("source")), fields.text(event.get("detail-type"))
    if not source or not kind:
        raise Malformed("detail-type: missing, or without a source, so this is not an AWS event")
    an_object(event.get("detail"), "detail")
    if kind == "CloudWatch Alarm State Change":
        return (cloudwatch.read_alarm(event, received_at=received_at),)
    told = _SAYS.get(source, _unknown)(event)
    if told is None:
        return ()
    at = fields.moment(event.get("time"))
    service_reason = "service from the event" if told.service else "service unknown: the event names none"
    return (
        reading.finish(
            source=SOURCE,
            identity=[source, fields.text(event.get("account")), fields.text(event.get("region")), *told.identity],
            state=told.state,
            received_at=received_at,
            raw=event,
            name=told.name,
            service=told.service,
            resource=told.resource or _first_resource(event),
            claim=told.claim,
            summary=told.summary,
            started_at=told.started_at or (at if told.state == "firing" else None),
            ended_at=told.ended_at or (at if told.state == "resolved" else None),
            labels=fields.labels(
                {"event": kind, "from": source, "region": event.get("region"), "account": event.get("account")},
                told.labels,
            ),
            reasons=(service_reason,),
        ),
    )


def _first_resource(event: dict[str, Any]) -> str:
    return fields.first(*fields.listing(event.get("resources")))


def _last(arn: Any) -> str:
    """The name at the end of an ARN: "arn:aws:states:..:stateMachine:orders" -> "orders"."""
    return fields.text(arn, 400).rsplit(":", 1)[-1].rsplit("/", 1)[-1]


def _health(event: Event) -> Told:
    detail = event["detail"]
    category = fields.text(detail.get("eventTypeCategory"))
    claims = {"issue": None, "scheduledChange": Severity.SEV3, "accountNotification": Severity.SEV4}
    said = (fields.mapping(line).get("latestDescription") for line in fields.listing(detail.get("eventDescription")))
    ended = fields.text(detail.get("statusCode")).lower() == "closed"
    affected = (fields.mapping(one).get("entityValue") for one in fields.listing(detail.get("affectedEntities")))
    return Told(
        name=fields.first(detail.get("eventTypeCode"), event.get("detail-type")),
        identity=(fields.first(detail.get("eventArn"), detail.get("eventTypeCode")),),
        state="resolved" if ended else "firing",
        resource=fields.first(*affected),
        claim=claims.get(category),
        summary=fields.first(*said, limit=500),
        started_at=fields.moment(detail.get("startTime")),
        ended_at=fields.moment(detail.get("endTime")) if ended else None,
        labels={"category": category, "aws_service": detail.get("service"), "event_region": detail.get("eventRegion")},
    )


def _guardduty(event: Event) -> Told:
    detail = event["detail"]
    # Their scale: 9-10 critical, 7-8.9 high, 4-6.9 medium, 1-3.9 low.
    score = fields.number(detail.get("severity"))
    claim = None
    if score is not None:
        claim = next(
            sev
            for floor, sev in ((9, Severity.SEV0), (7, Severity.SEV1), (4, Severity.SEV2), (-1e9, Severity.SEV3))
            if score >= floor
        )
    struck = fields.mapping(detail.get("resource"))
    instance = fields.mapping(struck.get("instanceDetails")).get("instanceId")
    key = fields.mapping(struck.get("accessKeyDetails")).get("userName")
    buckets = (fields.mapping(bucket).get("name") for bucket in fields.listing(struck.get("s3BucketDetails")))
    tags = fields.tags(fields.mapping(struck.get("instanceDetails")).get("tags"))
    return Told(
        name=fields.first(detail.get("type"), detail.get("title")),
        identity=(fields.first(detail.get("id"), detail.get("arn"), detail.get("type")),),
        state="resolved" if fields.mapping(detail.get("service")).get("archived") is True else "firing",
        service=reading.service_in(tags)[0],
        resource=fields.first(instance, *buckets, key),
        claim=claim,
        summary=fields.first(detail.get("title"), detail.get("description"), limit=500),
        started_at=fields.moment(fields.mapping(detail.get("service")).get("eventFirstSeen")),
        labels={"finding_severity": score, "resource_type": struck.get("resourceType"), "security": True},
    )


def _codedeploy(event: Event) -> Told | None:
    detail = event["detail"]
    state = fields.text(detail.get("state")).upper()
    if state not in {"FAILURE", "STOP", "SUCCESS"}:
        return None
    application, group = fields.text(detail.get("application")), fields.text(detail.get("deploymentGroup"))
    return Told(
        name=f"Deployment of {application or 'an application'} {'succeeded' if state == 'SUCCESS' else 'failed'}",
        identity=("codedeploy", application, group),
        state="resolved" if state == "SUCCESS" else "firing",
        service=application,
        resource=group,
        summary=f"CodeDeploy {fields.text(detail.get('deploymentId'))}: {state.lower()}",
        labels={"deployment": detail.get("deploymentId"), "deployment_group": group},
    )


def _codepipeline(event: Event) -> Told | None:
    detail = event["detail"]
    state = fields.text(detail.get("state")).upper()
    if state not in {"FAILED", "SUCCEEDED"}:
        return None
    pipeline = fields.text(detail.get("pipeline"))
    stage = fields.first(detail.get("action"), detail.get("stage"))
    return Told(
        name=f"Pipeline {pipeline} {state.lower()}" + (f" at {stage}" if stage else ""),
        identity=("codepipeline", pipeline, stage),
        state="resolved" if state == "SUCCEEDED" else "firing",
        resource=pipeline,
        summary=fields.first(
            fields.mapping(detail.get("execution-result")).get("external-execution-summary"), limit=500
        ),
        labels={"deployment": detail.get("execution-id")},
    )


def _states(event: Event) -> Told | None:
    detail = event["detail"]
    state = fields.text(detail.get("status")).upper()
    if state not in {"FAILED", "TIMED_OUT", "ABORTED", "SUCCEEDED"}:
        return None
    machine = _last(detail.get("stateMachineArn"))
    return Told(
        name=f"Execution of {machine} {state.lower().replace('_', ' ')}",
        identity=("states", machine),
        state="resolved" if state == "SUCCEEDED" else "firing",
        service=machine,
        resource=fields.text(detail.get("executionArn")),
        summary=fields.first(detail.get("cause"), detail.get("error"), limit=500),
        started_at=fields.moment(detail.get("startDate")),
        ended_at=fields.moment(detail.get("stopDate")),
        labels={"execution": detail.get("name"), "error": detail.get("error")},
    )


def _ecs(event: Event) -> Told | None:
    detail = event["detail"]
    what = fields.text(event.get("detail-type"))
    if what == "ECS Task State Change":
        return _ecs_task(detail)
    name = fields.text(detail.get("eventName"))
    level = fields.text(detail.get("eventType")).upper()
    is_over = name in {"SERVICE_STEADY_STATE", "SERVICE_DEPLOYMENT_COMPLETED"}
    if level not in {"ERROR", "WARN"} and not is_over:
        return None
    service = _last(_first_resource(event)) or _last(detail.get("serviceArn"))
    topic = "deployment" if "DEPLOYMENT" in name else "service"
    return Told(
        name=name,
        identity=("ecs", fields.text(detail.get("clusterArn")), service, topic),
        state="resolved" if is_over else "firing",
        service=service,
        resource=_last(detail.get("clusterArn")),
        claim=Severity.SEV2 if level == "ERROR" else Severity.SEV3 if level == "WARN" else None,
        summary=fields.text(detail.get("reason"), 500),
        labels={"deployment": detail.get("deploymentId")},
    )


def _ecs_task(detail: dict[str, Any]) -> Told | None:
    codes = [fields.number(fields.mapping(one).get("exitCode")) for one in fields.listing(detail.get("containers"))]
    crashed = any(code not in (None, 0) for code in codes)
    died = fields.text(detail.get("stopCode")) in {"EssentialContainerExited", "TaskFailedToStart"}
    if fields.text(detail.get("lastStatus")) != "STOPPED" or not (crashed or died):
        return None
    group = fields.text(detail.get("group"))
    service = group.removeprefix("service:") if group.startswith("service:") else ""
    return Told(
        name=f"ECS task of {service or group or 'a service'} stopped: {fields.first(detail.get('stopCode'), 'failed')}",
        identity=("ecs-task", fields.text(detail.get("clusterArn")), group),
        service=service,
        resource=_last(detail.get("taskArn")),
        summary=fields.text(detail.get("stoppedReason"), 500),
        started_at=fields.moment(detail.get("stoppedAt")),
    )


_RDS_TROUBLE = {"failure", "failover", "availability", "low storage", "read replica", "recovery"}


def _rds(event: Event) -> Told | None:
    detail = event["detail"]
    categories = [fields.text(category).lower() for category in fields.listing(detail.get("EventCategories"))]
    if not _RDS_TROUBLE.intersection(categories):
        return None
    database = fields.first(detail.get("SourceIdentifier"), _last(detail.get("SourceArn")))
    message = fields.text(detail.get("Message"), 500)
    is_over = "recovery" in categories or any(
        word in message.lower() for word in ("completed", "restarted", "finished")
    )
    return Told(
        name=f"RDS {', '.join(categories)}: {database}",
        identity=("rds", database),
        state="resolved" if is_over else "firing",
        service=database,
        resource=database,
        summary=message,
        labels={"event_id": detail.get("EventID"), "categories": ", ".join(categories)},
    )


def _unknown(event: Event) -> Told:
    detail = event["detail"]
    kind = fields.text(event.get("detail-type"))
    named = fields.first(detail.get("title"), detail.get("name"), detail.get("eventName"), detail.get("state"))
    return Told(
        name=f"{kind}: {named}" if named else kind,
        identity=(kind, fields.listing(event.get("resources")), named),
        summary=fields.first(detail.get("description"), detail.get("message"), detail.get("reason"), limit=500),
    )


_SAYS: dict[str, Callable[[Event], Told | None]] = {
    "aws.health": _health,
    "aws.guardduty": _guardduty,
    "aws.codedeploy": _codedeploy,
    "aws.codepipeline": _codepipeline,
    "aws.states": _states,
    "aws.ecs": _ecs,
    "aws.rds": _rds,
}
