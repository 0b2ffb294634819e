"""Watches the metrics after a step: back at baseline means resolved, worse means undo, and time is limited."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.repair.workshop import Workshop
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import close
from nightdesk.evidence.evidence import Series
from nightdesk.evidence.gathered import gather
from nightdesk.incident import changes
from nightdesk.incident.ask import StepState, StepTaken
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.timeline import Kind
from nightdesk.remediation.match import step_of
from nightdesk.remediation.recovery import Exhausted, Recovered, Waiting, Worse, judge_recovery

LOOK_BACK = timedelta(minutes=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovery:
    """state: "recovered", "waiting" (look again in wait_seconds), "worse" or "exhausted" (undo it)."""

    state: Literal["recovered", "waiting", "worse", "exhausted"]
    wait_seconds: int = 5
    why: str = ""


def check_recovery(kit: Kit, workshop: Workshop, incident_id: IncidentId) -> Recovery:
    """One look. Recovery is read from the system, never assumed from the step having run."""
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open:
        return Recovery(state="recovered", why="resolved already")
    step = next((s for s in reversed(incident.steps) if s.state is StepState.ACTED and s.ended_at), None)
    if step is None or step.ended_at is None:
        return Recovery(state="exhausted", why="no step has acted")
    now = kit.now()
    verification = step_of(step.plan, workshop.runbooks).verify
    service = workshop.catalogue.get(step.plan.service)
    read = gather(
        workshop.evidence,
        (service,) if service else (),
        start=incident.first_anomaly_at - LOOK_BACK,
        end=now,
    )
    judged = judge_recovery(
        baseline=_between(read.series, None, incident.first_anomaly_at),
        since_action=_between(read.series, incident.first_anomaly_at, None),
        verification=verification,
        acted_at=step.ended_at,
        now=now,
        pace=kit.pace,
    )
    match judged:
        case Recovered(proof):
            why = "; ".join(proof)
            decide_again_if_stale(lambda: _resolve(kit, incident_id, step, why))
            return Recovery(state="recovered", why=why)
        case Waiting(seconds, why):
            return Recovery(state="waiting", wait_seconds=max(1, round(seconds)), why=why)
        case Worse(why):
            return Recovery(state="worse", why=why)
        case Exhausted(why):
            return Recovery(state="exhausted", why=why)


def _resolve(kit: Kit, incident_id: IncidentId, step: StepTaken, why: str) -> None:
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open:
        return
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    draft.incident = changes.step_became(incident, replace(step, state=StepState.VERIFIED))
    draft.note(Kind.VERIFIED, "desk", f"{step.plan.title}: {why}", step=step.id)
    draft.note(Kind.RECOVERED, "desk", why)
    with_incident(draft, recovered_at=draft.now)
    close(draft, kit, actor="desk", how=f"{step.plan.title}; {why}")
    kit.store.commit(draft.change())


def _between(series: tuple[Series, ...], start: datetime | None, end: datetime | None) -> tuple[Series, ...]:
    return tuple(
        replace(
            one,
            points=tuple(p for p in one.points if (start is None or p[0] >= start) and (end is None or p[0] < end)),
        )
        for one in series
    )
