"""What has to be done so that it does not happen again, derived from what the record shows and from nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.audit.chain import Entry
from nightdesk.incident.ask import StepState, StepTaken
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident, PageState, Status
from nightdesk.incident.timeline import Kind
from nightdesk.report.measures import promises
from nightdesk.report.timeline import of_kinds
from nightdesk.report.wording import UNKNOWN, span

REVIEW_WITHIN = timedelta(hours=48)
_DUE = {"P0": timedelta(days=2), "P1": timedelta(days=7), "P2": timedelta(days=30)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to mend. priority: P0 (within two days), P1 (a week), P2 (a month). owner: a name, or a role."""

    priority: str
    what: str
    owner: str
    due_at: datetime
    status: str = "Open"


def remediation_items(
    incident: Incident, entries: Sequence[Entry], *, now: datetime, owners: Mapping[str, str]
) -> tuple[Item, ...]:
    """
    The table of the report, most urgent first.

    owners: service -> owner, from the catalogue; without it a service's owner is named by role.
    """
    start = incident.resolved_at or now
    rows = [
        *_of_steps(incident, owners),
        *_of_the_cause(incident, owners),
        *_of_people(incident, entries),
        *_of_time(incident, owners),
    ]
    items = {row: Item(priority=row[0], what=row[1], owner=row[2], due_at=start + _DUE[row[0]]) for row in rows}
    return tuple(sorted(items.values(), key=lambda item: item.priority))


def follow_ups(incident: Incident, *, now: datetime) -> tuple[Item, ...]:
    """What remains to be done about the record itself: the review, and whatever the report could not say."""
    due = (incident.resolved_at or now) + REVIEW_WITHIN
    owner = incident.ack.name if incident.ack else "team lead" if incident.desk is Desk.OPS else "desk lead"
    wanted = ["Hold the incident review" if incident.status is Status.RESOLVED else "Bring the incident to an end"]
    if incident.desk is Desk.OPS:
        impact = incident.impact
        gaps = {
            "how many users were affected": impact.users_affected,
            "how many requests failed": impact.requests_failed if impact.failed_share is None else impact.failed_share,
            "what it cost": impact.revenue_per_minute,
        }
        wanted += [f"Establish {what}; the record does not say" for what, known in gaps.items() if known is None]
    return tuple(Item(priority="P1", what=what, owner=owner, due_at=due) for what in wanted)


_Row = tuple[str, str, str]


def _of_steps(incident: Incident, owners: Mapping[str, str]) -> Iterator[_Row]:
    for step in incident.steps:
        owner = _owner(step.plan.service, owners)
        if step.state is StepState.VERIFIED and _is_rollback(step):
            yield "P0", f"Fix forward what was rolled back ({step.plan.title})", _deployer(incident) or owner
        if step.state in {StepState.FAILED, StepState.UNDONE}:
            why = f": {step.outcome}" if step.outcome else ""
            yield "P0", f"Find out why '{step.plan.title}' did not help{why}", owner


def _of_the_cause(incident: Incident, owners: Mapping[str, str]) -> Iterator[_Row]:
    if incident.desk is not Desk.OPS:
        return
    cause, service = incident.hypothesis, incident.services[0] if incident.services else ""
    if cause is None or cause.is_abstained:
        yield "P1", "Find the root cause; the investigation did not name one", _owner(service, owners)
    elif incident.status is Status.RESOLVED and not any(s.state is StepState.VERIFIED for s in incident.steps):
        owner = _owner(cause.origin or service, owners)
        yield "P1", f"Confirm and remove the cause ({cause.summary}); no action of ours did", owner
        yield "P2", f"Write a runbook for causes of kind '{cause.kind}'", owner


def _of_people(incident: Incident, entries: Sequence[Entry]) -> Iterator[_Row]:
    keeper = "roster owner"
    rungs = {rung.tier: rung.label for rung in incident.policy.rungs}
    answered = {page.tier for page in incident.pages if page.state is PageState.ANSWERED}
    for tier in range(1, incident.tier):
        if tier in {page.tier for page in incident.pages} - answered:
            people = ", ".join(dict.fromkeys(page.person for page in incident.pages if page.tier == tier))
            yield (
                "P1",
                f"Tier {tier} ({rungs.get(tier, UNKNOWN)}: {people}) did not answer; check phones and hours",
                keeper,
            )
    for person in dict.fromkeys(page.person for page in incident.pages if page.state is PageState.FAILED):
        yield "P1", f"A page to {person} could not be delivered; check the number", keeper
    if of_kinds(entries, (Kind.EXPIRED,)):
        yield "P1", "A request for approval expired unanswered; check who may approve at this hour", keeper


def _of_time(incident: Incident, owners: Mapping[str, str]) -> Iterator[_Row]:
    service = incident.services[0] if incident.services else ""
    for kept in promises(incident):
        if kept.is_kept:
            continue
        took = f"{span(kept.took)} against a promise of {kept.promised:g} min"
        if kept.name == "detect" and incident.desk is Desk.OPS:
            yield "P1", f"Detect it sooner: it took {took}", _owner(service, owners)
        if kept.name == "resolve":
            yield "P2", f"Resolve it sooner: it took {took}", _owner(service, owners)


def _is_rollback(step: StepTaken) -> bool:
    return any(
        "rollback" in text.lower().replace(" ", "") or "roll back" in text.lower()
        for text in (step.plan.runbook, step.plan.title)
    )


def _deployer(incident: Incident) -> str:
    change = incident.hypothesis.change if incident.hypothesis else {}
    return change.get("actor") or change.get("by") or ""


def _owner(service: str, owners: Mapping[str, str]) -> str:
    return owners.get(service) or (f"owner of {service}" if service else UNKNOWN)
