"""The incident report as values: nine sections in the order people know, each a list of lines or a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.audit.chain import Entry
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.severity import broken
from nightdesk.incident.timeline import Kind
from nightdesk.report.actions import actions_taken
from nightdesk.report.items import follow_ups, remediation_items
from nightdesk.report.lessons import lessons
from nightdesk.report.measures import measure
from nightdesk.report.timeline import milestones, of_kinds
from nightdesk.report.wording import UNKNOWN, bullets, day, line, listed, moment, span

STATUS = {Status.RESOLVED: "Resolved", Status.MONITORING: "Monitoring"}
NO_FACTOR = "none on record"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section. rows: a table, its first row the heading; lines come before it."""

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


def sections(
    incident: Incident,
    entries: Sequence[Entry],
    *,
    now: datetime,
    currency: str,
    owners: Mapping[str, str],
    boards: Mapping[str, Sequence[str]],
) -> tuple[Section, ...]:
    """Every section with every field. What is not known says so; nothing is estimated here."""
    return (
        _summary(incident, now),
        _timeline(incident, entries),
        _root_cause(incident, entries, boards),
        _impact(incident, now, currency),
        _actions(incident, entries),
        _items(incident, entries, now, owners),
        _lessons(incident, entries),
        _metrics(incident),
        _follow_ups(incident, now),
    )


def _summary(incident: Incident, now: datetime) -> Section:
    took = (incident.resolved_at or now) - incident.detected_at
    lines = (
        f"Incident ID: {incident.id}",
        f"Severity: {incident.severity.name} ({incident.severity.label})",
        f"Status: {STATUS.get(incident.status, 'Ongoing')}",
        f"Duration: {span(took)}{'' if incident.resolved_at else ' so far'} (detection to resolution)",
        f"Affected Services: {_affected(incident)}",
        f"Customer Impact: {line(incident.impact.summary)}",
    )
    return Section(title="INCIDENT SUMMARY", lines=lines)


def _affected(incident: Incident) -> str:
    if incident.desk is Desk.PETS:
        return f"none (pets desk: {line(incident.title)})"
    behind = [name for name in incident.blast_radius if name not in incident.services]
    return listed(incident.services) + (f"; leaning on them: {listed(behind)}" if behind else "")


def _timeline(incident: Incident, entries: Sequence[Entry]) -> Section:
    missing = "not yet" if incident.is_open else UNKNOWN
    return Section(
        title="TIMELINE OF EVENTS",
        lines=tuple(
            f"[{moment(mark.at) if mark.at else missing}] - {mark.label}"
            + (f": {line(mark.detail)}" if mark.detail else "")
            for mark in milestones(incident, entries)
        ),
    )


def _root_cause(incident: Incident, entries: Sequence[Entry], boards: Mapping[str, Sequence[str]]) -> Section:
    found = incident.hypothesis
    if found is None:
        cause = UNKNOWN
    elif found.is_abstained:
        cause = f"{UNKNOWN} (the investigation abstained: {line(found.summary)})"
    else:
        cause = f"{line(found.summary)} (confidence {found.confidence:.0%})"
    evidence = [*found.evidence] if found else []
    evidence += [f"looked at {what}" for what in (found.checked if found else ())]
    evidence += [f"dashboard of {name}: {link}" for name in incident.services for link in boards.get(name, ())]
    if incident.report_uri:
        evidence.append(f"record kept at {incident.report_uri}")
    return Section(
        title="ROOT CAUSE ANALYSIS",
        lines=(
            f"Root Cause: {cause}",
            "Contributing Factors:",
            *bullets(_factors(incident, entries), otherwise=NO_FACTOR if found else UNKNOWN),
            "Evidence:",
            *bullets(evidence),
        ),
    )


def _factors(incident: Incident, entries: Sequence[Entry]) -> list[str]:
    """What made it worse or longer, as far as it was measured."""
    named = [
        value for entry in of_kinds(entries, (Kind.CAUSE,)) for key, value in entry.data.items() if "factor" in key
    ]
    unanswered = [
        f"not {broken(promise)} within the promise of {incident.severity.name}" for promise in incident.breached
    ]
    failed = [entry.text for entry in of_kinds(entries, (Kind.FAILED, Kind.UNDONE, Kind.EXPIRED))]
    return [*named, *unanswered, *failed]


def _impact(incident: Incident, now: datetime, currency: str) -> Section:
    impact = incident.impact
    end = incident.recovered_at or incident.resolved_at
    lasted = max((end or now) - incident.first_anomaly_at, timedelta())
    count = f"{impact.requests_failed:,}" if impact.requests_failed is not None else UNKNOWN
    share = f"{impact.failed_share:.1%}" if impact.failed_share is not None else UNKNOWN
    lines = [
        f"Users Affected: {f'{impact.users_affected:,}' if impact.users_affected is not None else UNKNOWN}",
        f"Requests Failed: {count} ({share} of requests)",
        f"Revenue Impact: {_revenue(impact.revenue_per_minute, lasted, currency)}",
        f"Duration of Impact: {span(lasted)}{'' if end else ' so far'}",
        f"Regions Affected: {listed(impact.regions)}",
    ]
    if impact.how:
        lines.append(f"How estimated: {'; '.join(line(how) for how in impact.how)}")
    return Section(title="CUSTOMER IMPACT", lines=tuple(lines))


def _revenue(per_minute: float | None, lasted: timedelta, currency: str) -> str:
    if per_minute is None:
        return UNKNOWN
    minutes = lasted.total_seconds() / 60
    return (
        f"about {per_minute * minutes:,.0f} {currency} ({per_minute:,.0f} {currency} a minute for {minutes:,.0f} min)"
    )


def _actions(incident: Incident, entries: Sequence[Entry]) -> Section:
    done = actions_taken(incident, entries)
    lines = tuple(
        f"{number}. [{moment(taken.at)}] {line(taken.what)} - Outcome: {line(taken.outcome)}"
        for number, taken in enumerate(done, start=1)
    )
    return Section(title="ACTIONS TAKEN", lines=lines or ("None on record.",))


def _items(incident: Incident, entries: Sequence[Entry], now: datetime, owners: Mapping[str, str]) -> Section:
    heading = ("Priority", "Item", "Owner", "Due Date", "Status")
    rows = tuple(
        (
            item.priority,
            line(item.what).replace("|", "/"),
            line(item.owner).replace("|", "/"),
            day(item.due_at),
            item.status,
        )
        for item in remediation_items(incident, entries, now=now, owners=owners)
    )
    return Section(
        title="REMEDIATION ITEMS", rows=(heading, *(rows or (("-", "none follows from the record", "-", "-", "-"),)))
    )


def _lessons(incident: Incident, entries: Sequence[Entry]) -> Section:
    learned = lessons(incident, entries)
    return Section(
        title="LESSONS LEARNED",
        lines=(
            "What Went Well:",
            *bullets(learned.well, otherwise="nothing measured"),
            "What Went Poorly:",
            *bullets(learned.poorly, otherwise="nothing measured"),
            "Where We Got Lucky:",
            *bullets(learned.lucky, otherwise="nothing in the record points to luck"),
        ),
    )


def _metrics(incident: Incident) -> Section:
    took = measure(incident)
    return Section(
        title="METRICS",
        lines=(
            f"MTTD: {span(took.mttd)}",
            f"MTTA: {span(took.mtta)}",
            f"MTTI: {span(took.mtti)}",
            f"MTTR: {span(took.mttr)}",
        ),
    )


def _follow_ups(incident: Incident, now: datetime) -> Section:
    return Section(
        title="FOLLOW-UP ACTION ITEMS",
        lines=tuple(
            f"- [ ] {line(item.what)} (owner: {line(item.owner)}, deadline: {moment(item.due_at)})"
            for item in follow_ups(incident, now=now)
        ),
    )
