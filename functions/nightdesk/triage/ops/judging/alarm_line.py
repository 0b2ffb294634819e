"""One alarm of a line of the command line, as `alarm read` prints it."""

from collections.abc import Mapping
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields
from nightdesk.alarm.reading.reading import fingerprint, lasting
from nightdesk.errors import Malformed


def alarm_from_line(line: Mapping[str, Any]) -> Alarm:
    """
    One normalised alarm, as `alarm read` prints it or `alarm group` reads it. `severity` counts as claimed.

    One without a name and a summary is an unnamed alarm of what else it says. Raises Malformed when it says nothing.
    """
    name, summary = (
        fields.text(line.get("name")),
        fields.first(line.get("summary"), line.get("description"), line.get("message"), limit=500),
    )
    if not name and not summary:
        if not any(fields.text(line.get(key)) for key in ("service", "resource", "fingerprint", "value")):
            raise Malformed("name: the alarm has neither a name nor a summary, nor anything else that tells it")
        name = "unnamed alarm"
    labels = fields.labels(fields.tags(line.get("labels")), {"metric": line.get("metric"), "unit": line.get("unit")})
    source, service, resource = (fields.text(line.get(key)) for key in ("source", "service", "resource"))
    spoken = fields.first(line.get("claimed_severity"), line.get("severity"), line.get("claimed"))
    said = claimed.severity_of(spoken) if spoken else claimed.claimed_in(labels)[0]
    state = fields.text(line.get("state")).lower()
    started_at = fields.moment(line.get("started_at")) or fields.moment(line.get("at"))
    return Alarm(
        source=source,
        fingerprint=fields.text(line.get("fingerprint"))
        or fingerprint(source, name or summary, service, resource, lasting(labels)),
        service=service,
        resource=resource,
        name=name or summary,
        state="resolved" if state in {"resolved", "ok", "recovered", "closed", "normal"} else "firing",
        claimed_severity=said,
        summary=summary,
        value=fields.number(line.get("value")),
        threshold=fields.number(line.get("threshold")),
        started_at=started_at,
        ended_at=fields.moment(line.get("ended_at")),
        labels=labels,
    )
