"""What the record itself teaches. Every sentence rests on something that was measured; praise and blame are not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from nightdesk.audit.chain import Entry
from nightdesk.incident.ask import AskState, StepState
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident, PageState, Status
from nightdesk.incident.timeline import Kind
from nightdesk.report.measures import Kept, measure, promises
from nightdesk.report.timeline import of_kinds
from nightdesk.report.wording import span

_NARROWLY = 0.2
"""A permission that came in the last fifth of its time came by luck."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Sentences for the three headings; each may be empty."""

    well: tuple[str, ...]
    poorly: tuple[str, ...]
    lucky: tuple[str, ...]


def lessons(incident: Incident, entries: Sequence[Entry]) -> Lessons:
    """Read them off the incident and its entries."""
    return Lessons(
        well=tuple(_well(incident)),
        poorly=tuple(_poorly(incident, entries)),
        lucky=tuple(_lucky(incident)),
    )


def _well(incident: Incident) -> Iterator[str]:
    yield from (_said(kept) for kept in promises(incident) if kept.is_kept)
    cause, took = incident.hypothesis, measure(incident).mtti
    if cause and not cause.is_abstained and took is not None:
        yield f"A cause was named {span(took)} after detection, with {cause.confidence:.0%} confidence."
    if incident.steps and all(step.state is StepState.VERIFIED for step in incident.steps):
        yield f"'{incident.steps[0].plan.title}' worked at the first try."
    alarming = {alarm.service for alarm in incident.alarms if alarm.service}
    if len(alarming) > 1:
        yield f"Alarms of {len(alarming)} services were handled as one incident."


def _poorly(incident: Incident, entries: Sequence[Entry]) -> Iterator[str]:
    judged = promises(incident)
    yield from (_said(kept) for kept in judged if not kept.is_kept)
    for name in incident.breached:
        if name not in {kept.name for kept in judged}:
            yield f"The promise to {name} was not kept."
    answered = {page.tier for page in incident.pages if page.state is PageState.ANSWERED}
    woken = {page.tier for page in incident.pages}  # one of people who were woken before is passed over
    silent = [str(tier) for tier in range(1, incident.tier) if tier in woken - answered]
    if silent:
        yield f"Nobody answered at tier {', '.join(silent)}."
    for step in incident.steps:
        if step.state in {StepState.FAILED, StepState.UNDONE}:
            yield f"'{step.plan.title}' was {step.state.value}{f': {step.outcome}' if step.outcome else ''}."
    if failed := sum(page.state is PageState.FAILED for page in incident.pages):
        yield f"Pages that could not be delivered: {failed}."
    if released := len(of_kinds(entries, (Kind.RELEASED,))):
        yield f"Acknowledged and then let go again: {released} x."
    if expired := len(of_kinds(entries, (Kind.EXPIRED,))):
        yield f"Requests for approval that expired unanswered: {expired}."
    if incident.desk is Desk.OPS and incident.hypothesis and incident.hypothesis.is_abstained:
        yield "The investigation could not name a cause."


def _lucky(incident: Incident) -> Iterator[str]:
    is_over = incident.status is Status.RESOLVED
    if is_over and incident.desk is Desk.OPS and not any(s.state is StepState.VERIFIED for s in incident.steps):
        yield "It ended without any action of ours; the cause may still be there."
    last = max((rung.tier for rung in incident.policy.rungs), default=0)
    if incident.first_acked_at and incident.tier > 1 and incident.tier == last:
        yield "The last tier was the one that answered."
    ask = incident.ask
    if ask and ask.state is AskState.GRANTED and ask.answered_at:
        left = ask.expires_at - ask.answered_at
        if timedelta() <= left <= (ask.expires_at - ask.asked_at) * _NARROWLY:
            yield f"Permission came {span(left)} before the request expired."
    alarming = {alarm.service for alarm in incident.alarms}
    spared = [name for name in incident.blast_radius if name not in alarming and name not in incident.services]
    if spared:
        lean = "leans" if len(spared) == 1 else "lean"
        yield f"{', '.join(spared)} {lean} on it and raised no alarm."


def _said(kept: Kept) -> str:
    verdict = "within" if kept.is_kept else "beyond"
    done = {"detect": "Detected", "acknowledge": "Acknowledged", "resolve": "Resolved"}[kept.name]
    return f"{done} in {span(kept.took)}, {verdict} the promise of {kept.promised:g} min."
