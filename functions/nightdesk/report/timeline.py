"""The milestones of an incident, picked from its sealed entries by kind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from nightdesk.audit.chain import Entry
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One line of the timeline. at None: it did not happen yet, or was never recorded."""

    label: str
    at: datetime | None
    detail: str = ""


def milestones(incident: Incident, entries: Sequence[Entry]) -> tuple[Milestone, ...]:
    """
    The eight, always all of them and in this order: first anomaly, alert, acknowledgement, investigation, cause,
    remediation, recovery, resolution. An entry wins over the incident's own fields because it is sealed.
    """
    cause = incident.hypothesis if incident.hypothesis and not incident.hypothesis.is_abstained else None
    ack = incident.ack
    alerts = (Kind.ALARM,) if incident.desk is Desk.OPS else (Kind.ALARM, Kind.HEARD)
    return (
        _first("First anomaly", entries, (Kind.ANOMALY,), at=incident.first_anomaly_at),
        _first("Alert triggered", entries, alerts, at=incident.detected_at),
        _first(
            "Acknowledged by",
            entries,
            (Kind.ACKNOWLEDGED,),
            at=incident.first_acked_at,
            detail=ack.name if ack else "",
        ),
        _first("Investigation began", entries, (Kind.INVESTIGATING,), at=None),
        _first(
            "Root cause identified",
            entries,
            (Kind.CAUSE,),
            at=cause.at if cause else None,
            detail=cause.summary if cause else "",
        ),
        _first(
            "Remediation initiated",
            entries,
            (Kind.CHECKED, Kind.BACKED_UP, Kind.ACTED),
            at=incident.steps[0].started_at if incident.steps else None,
            detail=incident.steps[0].plan.title if incident.steps else "",
        ),
        _last("Recovery confirmed", entries, (Kind.RECOVERED, Kind.VERIFIED), at=incident.recovered_at),
        _last("Resolved", entries, (Kind.RESOLVED,), at=incident.resolved_at, detail=incident.resolution),
    )


def of_kinds(entries: Sequence[Entry], kinds: tuple[Kind, ...]) -> tuple[Entry, ...]:
    """Entries of these kinds in the order they were sealed."""
    return tuple(entry for entry in entries if entry.kind in kinds)


def _first(
    label: str, entries: Sequence[Entry], kinds: tuple[Kind, ...], *, at: datetime | None, detail: str = ""
) -> Milestone:
    found = of_kinds(entries, kinds)
    return (
        Milestone(label=label, at=found[0].at, detail=found[0].text)
        if found
        else Milestone(label=label, at=at, detail=detail)
    )


def _last(
    label: str, entries: Sequence[Entry], kinds: tuple[Kind, ...], *, at: datetime | None, detail: str = ""
) -> Milestone:
    found = of_kinds(entries, kinds)
    return (
        Milestone(label=label, at=found[-1].at, detail=found[-1].text)
        if found
        else Milestone(label=label, at=at, detail=detail)
    )
