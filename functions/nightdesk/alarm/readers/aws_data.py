"""Events of what keeps or moves data: Glue, Backup, EBS."""

import re

from nightdesk.alarm.readers.aws_told import Event, Told, first_resource, last, outcome
from nightdesk.alarm.reading import claimed, fields


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
