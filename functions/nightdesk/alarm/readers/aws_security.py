"""Events of what watches for attacks and rules broken: GuardDuty, Security Hub, Inspector, Macie, Config."""

from typing import Any

from nightdesk.alarm.readers.aws_told import Event, Told
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.incident.severity import Severity

# GuardDuty: 9-10 critical, 7-8.9 high, 4-6.9 medium, 1-3.9 low. Security Hub's normalized score is ten times that.
_FLOORS = ((9.0, Severity.SEV0), (7.0, Severity.SEV1), (4.0, Severity.SEV2))
_STRUCK = (
    ("instanceDetails", "instanceId"), ("eksClusterDetails", "name"), ("ecsClusterDetails", "name"),
    ("lambdaDetails", "functionName"), ("rdsDbInstanceDetails", "dbInstanceIdentifier"),
    ("containerDetails", "name"), ("accessKeyDetails", "userName"),
)  # fmt: skip


def guardduty(event: Event) -> Told:
    """A finding; archived means somebody is done with it."""
    detail = event["detail"]
    service, struck = fields.mapping(detail.get("service")), fields.mapping(detail.get("resource"))
    score = fields.number(detail.get("severity"))
    tags = [fields.tags(fields.mapping(part).get("tags")) for part in struck.values() if isinstance(part, dict)]
    buckets = [fields.mapping(bucket) for bucket in fields.listing(struck.get("s3BucketDetails"))]
    named = (fields.mapping(struck.get(part)).get(key) for part, key in _STRUCK[:-1])
    key = fields.mapping(struck.get("accessKeyDetails")).get("userName")
    owner = fields.labels(*tags, *(fields.tags(bucket.get("tags")) for bucket in buckets))
    return Told(
        name=fields.first(detail.get("type"), detail.get("title")),
        identity=(fields.first(detail.get("id"), detail.get("arn"), detail.get("type")),),
        state="resolved" if service.get("archived") is True else "firing",
        service=reading.service_in(owner)[0],
        is_service_stated=True,
        resource=fields.first(*named, *(bucket.get("name") for bucket in buckets), key),
        claim=_of_score(score),
        summary=fields.first(detail.get("title"), detail.get("description"), limit=500),
        started_at=fields.moment(service.get("eventFirstSeen")),
        labels={
            "finding_severity": score,
            "resource_type": struck.get("resourceType"),
            "security": True,
            "count": service.get("count"),
            "finding_account": detail.get("accountId"),
            "host": owner.get("Name"),
        },
    )


def _of_score(score: float | None) -> Severity | None:
    if score is None:
        return None
    return next((severity for floor, severity in _FLOORS if score >= floor), Severity.SEV3)


def securityhub(event: Event) -> tuple[Told, ...]:
    """Every finding in the event. One without findings (an insight) says only its own name."""
    findings = [fields.mapping(finding) for finding in fields.listing(event["detail"].get("findings"))]
    kept = [finding for finding in findings if finding]
    if not kept:
        kind = fields.text(event.get("detail-type"))
        named = fields.first(event["detail"].get("insightName"), event["detail"].get("actionName"))
        return (Told(name=f"{kind}: {named}".rstrip(": "), identity=(kind, named), labels={"security": True}),)
    return tuple(_finding(finding) for finding in kept)


def _finding(finding: dict[str, Any]) -> Told:
    severity = fields.mapping(finding.get("Severity"))
    label, score = fields.text(severity.get("Label")), fields.number(severity.get("Normalized"))
    workflow = fields.first(fields.mapping(finding.get("Workflow")).get("Status"), finding.get("WorkflowState")).upper()
    compliance = fields.text(fields.mapping(finding.get("Compliance")).get("Status")).upper()
    is_over = (
        fields.text(finding.get("RecordState")).upper() == "ARCHIVED"
        or workflow in {"RESOLVED", "SUPPRESSED"}
        or compliance == "PASSED"
    )
    resources = [fields.mapping(resource) for resource in fields.listing(finding.get("Resources"))]
    owner = fields.labels(*(fields.tags(resource.get("Tags")) for resource in resources))
    first_seen, updated = finding.get("FirstObservedAt") or finding.get("CreatedAt"), finding.get("UpdatedAt")
    return Told(
        name=fields.first(finding.get("Title"), finding.get("GeneratorId"), finding.get("Id")),
        identity=(fields.first(finding.get("Id"), finding.get("Title"), limit=500),),
        state="resolved" if is_over else "firing",
        service=reading.service_in(owner)[0],
        is_service_stated=True,
        resource=fields.first(*(resource.get("Id") for resource in resources)),
        claim=claimed.severity_of(label) if label else None if score is None else _of_score(score / 10),
        summary=fields.first(finding.get("Description"), finding.get("Title"), limit=500),
        started_at=fields.moment(first_seen),
        ended_at=fields.moment(updated) if is_over else None,
        links=(finding.get("SourceUrl"),),
        labels={
            "security": True,
            "product": finding.get("ProductName"),
            "workflow": workflow,
            "host": owner.get("Name"),
        },
        part=finding,
    )


def other_finding(event: Event) -> Told:
    """A finding of Inspector, Macie or Access Analyzer, which spell the same things alike."""
    detail = event["detail"]
    told = detail.get("severity")
    label = fields.first(fields.mapping(told).get("description"), told)
    status = fields.text(detail.get("status")).upper()
    resources = [fields.mapping(one) for one in fields.listing(detail.get("resources"))]
    bucket = fields.mapping(fields.mapping(detail.get("resourcesAffected")).get("s3Bucket"))
    owner = fields.labels(*(fields.tags(one.get("tags")) for one in resources), fields.tags(bucket.get("tags")))
    return Told(
        name=fields.first(detail.get("title"), detail.get("type"), detail.get("findingType"), event.get("detail-type")),
        identity=(fields.first(detail.get("findingArn"), detail.get("id"), detail.get("title"), limit=500),),
        state="resolved" if status in {"CLOSED", "SUPPRESSED", "ARCHIVED", "RESOLVED"} or detail.get("archived") is True
        else "firing",
        service=reading.service_in(owner)[0],
        is_service_stated=True,
        resource=fields.first(*(one.get("id") for one in resources), bucket.get("name"), detail.get("resource")),
        claim=claimed.severity_of(label) if label else None,
        summary=fields.first(detail.get("description"), detail.get("title"), limit=500),
        started_at=fields.moment(detail.get("firstObservedAt")) or fields.moment(detail.get("createdAt")),
        labels={"security": True, "score": detail.get("inspectorScore")},
    )  # fmt: skip


def config(event: Event) -> Told | None:
    """A resource that breaks a rule, or keeps it again."""
    detail = event["detail"]
    told = fields.mapping(detail.get("newEvaluationResult"))
    word = fields.first(told.get("complianceType"), detail.get("complianceType")).upper()
    if word not in {"NON_COMPLIANT", "COMPLIANT", "NOT_APPLICABLE"}:
        return None
    rule, resource = fields.text(detail.get("configRuleName")), fields.text(detail.get("resourceId"))
    return Told(
        name=f"Config rule {rule}: {word.lower().replace('_', ' ')}",
        identity=("config", rule, resource),
        state="firing" if word == "NON_COMPLIANT" else "resolved",
        resource=resource,
        summary=fields.text(told.get("annotation"), 500),
        labels={"resource_type": detail.get("resourceType"), "rule": rule},
    )
