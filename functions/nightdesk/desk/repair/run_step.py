"""Runs one approved step: check, back up, act, and undo when told to. Never without its permission."""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar

from nightdesk.action.action import Action
from nightdesk.approval.reply import is_same_plan
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.repair.workshop import Workshop
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.errors import ActionFailed, ActionUnavailable
from nightdesk.incident import changes
from nightdesk.incident.ask import AskState, Plan, Risk, StepState, StepTaken
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind

Outcome = Literal["acted", "failed"]
T = TypeVar("T")
TRIES = 3


def run_step(kit: Kit, workshop: Workshop, incident_id: IncidentId) -> Outcome:
    """
    Do the incident's plan. Safe to repeat after a crash anywhere: the backup is saved before anything is changed,
    and a step that has acted is not acted again.
    """
    incident = kit.store.incident(incident_id)
    if incident is None or incident.plan is None or not incident.is_open:
        return "failed"
    plan, step = incident.plan, _step_of(incident)
    if step and step.state in {StepState.ACTED, StepState.VERIFIED}:
        return "acted"
    refusal = _not_permitted(incident, plan)
    action = workshop.actions.get(plan.action)
    if refusal or action is None:
        return _give_up(kit, incident_id, plan, step, refusal or f"no action is registered as {plan.action!r}")
    try:
        if step is None or not step.backup:
            step = _prepare(kit, incident_id, plan, action)
        backup = step.backup
        done = _patiently(lambda: action.act(plan.parameters, backup))
        verified = _patiently(lambda: action.verify(plan.parameters, backup))
    except (ActionFailed, ActionUnavailable) as error:
        return _give_up(kit, incident_id, plan, step, str(error))
    step = replace(step, state=StepState.ACTED, outcome=f"{done} {verified}", ended_at=kit.now())
    _save(kit, incident_id, step, Kind.ACTED, done)
    return "acted"


def undo_step(kit: Kit, workshop: Workshop, incident_id: IncidentId, *, why: str) -> Outcome:
    """Put things back as they were and wake the next tier: the fix failed or made it worse."""
    incident = kit.store.incident(incident_id)
    step = _step_of(incident) if incident else None
    if incident is None or step is None or step.state is StepState.UNDONE:
        return "failed"
    action = workshop.actions.get(step.plan.action)
    if action is None:
        return _give_up(kit, incident_id, step.plan, step, f"cannot undo: no action {step.plan.action!r}")
    try:
        undone = _patiently(lambda: action.undo(step.plan.parameters, step.backup))
    except (ActionFailed, ActionUnavailable) as error:
        return _give_up(kit, incident_id, step.plan, step, f"undo failed: {error}")
    undone_step = replace(step, state=StepState.UNDONE, outcome=f"{why}; {undone}", ended_at=kit.now())
    _save(kit, incident_id, undone_step, Kind.UNDONE, f"{undone} ({why})", urge=f"remediation failed: {why}")
    return "acted"


def _prepare(kit: Kit, incident_id: IncidentId, plan: Plan, action: Action) -> StepTaken:
    """Check the precondition on the live system, read what undo needs, and save it before anything is touched."""
    holds = _patiently(lambda: action.check(plan.parameters))
    backup = _patiently(lambda: action.back_up(plan.parameters))
    step = StepTaken(id=kit.new_id(), plan=plan, state=StepState.BACKED_UP, started_at=kit.now(), backup=backup)
    _save(kit, incident_id, step, Kind.BACKED_UP, f"checked: {holds} Backed up before changing anything.")
    return step


def _not_permitted(incident: Incident, plan: Plan) -> str:
    """Why this plan may not run now; empty when it may. What runs must be exactly what was shown and granted."""
    if plan.risk is not Risk.HIGH:
        return ""
    ask = incident.ask
    if ask is None or ask.state is not AskState.GRANTED:
        return "nobody approved it"
    return "" if is_same_plan(ask, plan) else "the plan changed after it was approved"


def _give_up(kit: Kit, incident_id: IncidentId, plan: Plan, step: StepTaken | None, why: str) -> Outcome:
    failed = step or StepTaken(id=kit.new_id(), plan=plan, state=StepState.FAILED, started_at=kit.now())
    failed = replace(failed, state=StepState.FAILED, outcome=why, ended_at=kit.now())
    _save(kit, incident_id, failed, Kind.FAILED, f"{plan.title}: {why}", urge=f"remediation failed: {why}")
    return "failed"


def _save(kit: Kit, incident_id: IncidentId, step: StepTaken, kind: Kind, text: str, *, urge: str = "") -> None:
    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.incident = changes.step_became(incident, step)
        draft.note(kind, "desk", text, step=step.id, action=step.plan.action, **step.plan.parameters)
        if urge:
            draft.incident = changes.urged(draft.incident, why=urge)
            run_watch(draft, kit)
        kit.store.commit(draft.change())

    decide_again_if_stale(once)


def _step_of(incident: Incident) -> StepTaken | None:
    return next((step for step in reversed(incident.steps) if step.plan == incident.plan), None)


def _patiently(do: Callable[[], T]) -> T:
    """Try again when the system could not be asked; a clear no is final."""
    for attempt in range(1, TRIES):
        try:
            return do()
        except ActionUnavailable:
            time.sleep(0.2 * 2**attempt)
    return do()
