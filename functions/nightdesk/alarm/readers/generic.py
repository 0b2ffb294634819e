"""Any JSON, through a mapping from our words to paths in it: for scripts and systems without a reader of their own."""

from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.readers import nagios
from nightdesk.alarm.readers.generic_state import state_of
from nightdesk.alarm.readers.mapping import DEFAULT as DEFAULT
from nightdesk.alarm.readers.mapping import Mapping as Mapping
from nightdesk.alarm.readers.mapping import Paths
from nightdesk.alarm.readers.mapping import mapping_from as mapping_from
from nightdesk.alarm.readers.paths import at, find, opened
from nightdesk.alarm.reading import claimed, fields, reading, times
from nightdesk.alarm.reading.payload import an_object, parse
from nightdesk.errors import Malformed

SOURCE = "generic"
_HEADLINES = ("summary", "message", "text", "msg")
"""What is told first where nothing is named; a description is told after it."""


def read(
    payload: bytes | str, *, received_at: datetime, mapping: Mapping = DEFAULT, source: str = SOURCE
) -> tuple[Alarm, ...]:
    """Every alarm in the body. Raises Malformed when it holds none, or nothing that could be a name."""
    return read_parsed(parse(payload), received_at=received_at, mapping=mapping, source=source)


def read_parsed(
    body: Any, *, received_at: datetime, mapping: Mapping = DEFAULT, source: str = SOURCE
) -> tuple[Alarm, ...]:
    """As read, of what is parsed already."""
    if not isinstance(body, list):
        an_object(body, "body")
    inside = find(body, mapping.alarms)
    entries = inside if isinstance(inside, list) else body if isinstance(body, list) else [body]
    where = "alarms" if isinstance(inside, list) else "body"
    return reading.each(entries, where, lambda entry: _read_one(entry, mapping, source, received_at))


def _read_one(posted: dict[str, Any], mapping: Mapping, source: str, received_at: datetime) -> Alarm | None:
    if mapping is DEFAULT and nagios.speaks(posted):
        return nagios.read_one(posted, source=source, received_at=received_at)
    # A declared mapping says itself where things are.
    entry = opened(posted, mapping) if mapping is DEFAULT else posted
    name = _text(entry, mapping.name)
    summary = _text(entry, mapping.summary, limit=500)
    headline = _text(entry, _HEADLINES) or summary if mapping is DEFAULT else summary
    if not name and not summary:
        raise Malformed(f"{mapping.name[0]}: nothing in the body names the alarm or says what is wrong")
    labels = fields.tags(find(entry, mapping.labels))
    service, service_reason = _text(entry, mapping.service), ""
    if not service:
        service, service_reason = reading.service_in(labels)
    resource = _text(entry, mapping.resource) or reading.resource_in(labels)
    claim, claim_reasons = claimed.claimed_in({"severity": _text(entry, mapping.severity)})
    if claim is None:
        claim, more = claimed.claimed_in(labels)
        claim_reasons = (*claim_reasons, *more)
    started_at, started_naive = _moment(entry, mapping.started_at)
    ended_at, ended_naive = _moment(entry, mapping.ended_at)
    told_at, told_naive = _moment(entry, mapping.at)
    state, state_reason = state_of(entry, mapping, ended_at=ended_at, received_at=received_at)
    explicit = [told for path in mapping.identity if (told := fields.text(at(entry, path)))]
    return reading.finish(
        source=source,
        identity=["key", *explicit] if explicit else [name or headline, service, resource, reading.lasting(labels)],
        state=state,
        received_at=received_at,
        raw=posted,
        name=name or headline,
        service=service,
        resource=resource,
        claim=claim,
        summary=_said(mapping, state, name, summary),
        value=_number(entry, mapping.value),
        threshold=_number(entry, mapping.threshold),
        started_at=started_at or (told_at if state == "firing" else None),
        ended_at=ended_at or (told_at if state == "resolved" else None),
        links=[at(entry, path) for path in mapping.links],
        labels=labels,
        reasons=(
            service_reason,
            state_reason,
            *claim_reasons,
            "a time carries no zone and is read as UTC" if started_naive or ended_naive or told_naive else "",
        ),
    )


def _said(mapping: Mapping, state: reading.State, name: str, summary: str) -> str:
    meant = mapping.says[0] if mapping.says and state == "firing" else ""
    return summary if meant.lower() in f"{name} {summary}".lower() else f"{meant}: {summary}".rstrip(": ")


def _text(entry: dict[str, Any], paths: Paths, limit: int = 200) -> str:
    return next((told for path in paths if (told := fields.text(at(entry, path), limit))), "")


def _number(entry: dict[str, Any], paths: Paths) -> float | None:
    return next((found for path in paths if (found := fields.number(at(entry, path))) is not None), None)


def _moment(entry: dict[str, Any], paths: Paths) -> tuple[datetime | None, bool]:
    """(time, naive) of the first path that tells one."""
    for path in paths:
        told = at(entry, path)
        if (found := fields.moment(told)) is not None:
            return found, times.is_naive(told)
    return None, False
