"""Events of what keeps or moves data: RDS, Glue, Backup, EBS."""

import re

from nightdesk.alarm.readers.aws_told import Event, Told, first_resource, last, outcome
from nightdesk.alarm.reading import claimed, fields

# What RDS does every day. Other categories, also ones it may invent, are trouble or its end.
_ROUTINE = {
    "backup", "backtrack", "creation", "deletion", "configuration change", "maintenance", "notification",
    "restoration", "security", "security patching", "patching",
}  # fmt: skip
_TROUBLE = re.compile(
    r"\b(?:fail(?!over)|error|unable|cannot|could not|not be|incompatible|exhaust|storage-full)", re.IGNORECASE
)
_OVER = re.compile(r"\b(?:completed?|finished|restarted|resumed|succeeded|successfully|recovered)\b", re.IGNORECASE)
_TOPICS = {"failover": "failover", "low storage": "storage", "read replica": "replication"}


def rds(event: Event) -> Told | tuple[Told, ...] | None:
    """An RDS message of one of its categories, none for routine; an end ends only trouble of its own topic."""
    detail = event["detail"]
    categories = [fields.text(category).lower() for category in fields.listing(detail.get("EventCategories"))]
    message = fields.text(detail.get("Message"), 500)
    is_trouble = bool(_TROUBLE.search(message))
    if not set(categories) - _ROUTINE and not is_trouble:
        return () if categories else None
    database = fields.first(detail.get("SourceIdentifier"), last(detail.get("SourceArn")))
    is_over = bool(_OVER.search(message)) and not is_trouble and "failure" not in categories
    topic = next((_TOPICS[category] for category in categories if category in _TOPICS), "availability")
    return Told(
        name=f"RDS {', '.join(categories) or 'event'}: {database}",
        identity=("rds", database, topic),
        state="resolved" if is_over else "firing",
        service=database,
        resource=database,
        summary=message,
        started_at=None if is_over else fields.moment(detail.get("Date")),
        ended_at=fields.moment(detail.get("Date")) if is_over else None,
        labels={"event_id": detail.get("EventID"), "categories": ", ".join(categories)},
    )


def glue(event: Event) -> Told | None:
    """A job or crawler that ended, or runs for longer than it was said to."""
    detail, kind = event["detail"], fields.text(event.get("detail-type"))
    word = fields.text(detail.get("state")).upper()
    state = outcome(word, bad={"FAILED", "TIMEOUT", "STOPPED", "ERROR"}, good={"SUCCEEDED"})
    is_late = kind == "Glue Job Run Status"
    if state is None and not is_late:
        return None
    job = fields.first(detail.get("jobName"), detail.get("crawlerName"))
    severity = fields.text(detail.get("severity"))
    return Told(
        name=f"Glue {'crawler' if detail.get('crawlerName') else 'job'} {job} {'late' if is_late else word.lower()}",
        identity=("glue", kind, job),
        state=state or "firing",
        service=job,
        resource=job,
        claim=claimed.severity_of(severity) if severity and state != "resolved" else None,
        summary=fields.first(detail.get("message"), detail.get("errorMessage"), limit=500),
        labels={"run": detail.get("jobRunId")},
    )


def backup(event: Event) -> Told | None:
    """A backup, copy or restore that ended."""
    detail, kind = event["detail"], fields.text(event.get("detail-type"))
    word = fields.first(detail.get("state"), detail.get("status")).upper()
    state = outcome(word, bad={"FAILED", "ABORTED", "EXPIRED", "PARTIAL"}, good={"COMPLETED"})
    if state is None:
        return None
    resource = last(detail.get("resourceArn")) or last(first_resource(event))
    job = kind.replace(" State Change", "")
    return Told(
        name=f"{job} of {resource} {word.lower()}",
        identity=("backup", job, resource),
        state=state,
        service="" if re.match(r"(?:i|vol|fs|ami|snap)-[0-9a-f]+$", resource) else resource,
        resource=resource,
        summary=fields.text(detail.get("statusMessage"), 500),
        started_at=None if state == "resolved" else fields.moment(detail.get("completionDate")),
        ended_at=fields.moment(detail.get("completionDate")),
        labels={"vault": detail.get("backupVaultName"), "resource_type": detail.get("resourceType")},
    )


def ebs(event: Event) -> Told | None:
    """A volume or snapshot whose operation failed, or works again."""
    detail = event["detail"]
    state = outcome(detail.get("result"), bad={"FAILED"}, good={"SUCCEEDED", "AVAILABLE"})
    if state is None:
        return None
    volume = last(first_resource(event))
    return Told(
        name=f"{fields.text(event.get('detail-type'))}: {fields.text(detail.get('event'))}".rstrip(": "),
        identity=("ebs", volume, fields.text(detail.get("event"))),
        state=state,
        resource=volume,
        summary=fields.text(detail.get("cause"), 500),
    )
