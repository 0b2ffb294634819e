"""Runs one approved step: check, back up, act, and undo when told to. Never without its permission."""

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from nightdesk.action.action import Action
from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.repair.permitted import held_for, is_taken_back, refusal_of
from nightdesk.desk.repair.workshop import Workshop
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.errors import ActionFailed, ActionUnavailable
from nightdesk.incident import changes
from nightdesk.incident.ask import Plan, StepState, StepTaken
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind

T = TypeVar("T")
TRIES = 3


@dataclass(frozen=True, slots=True)
class Ran:
    """How it went. held: approved, but others may stop it for wait_seconds more."""

    state: Literal["acted", "failed", "held"]
    wait_seconds: int = 0


class _Stopped(Exception):  # not an error: a human was faster
    """Permission went away between the check and the backup."""


ACTED, FAILED = Ran("acted"), Ran("failed")


def run_step(kit: Kit, workshop: Workshop, incident_id: IncidentId) -> Ran:
    """
    Do the incident's plan. Safe to repeat after a crash anywhere: the backup is saved before anything is changed,
    and a step that has acted is not acted again.
    """
    incident = kit.store.incident(incident_id)
    if incident is None or incident.plan is None or not incident.is_open:
        return FAILED
    plan, step = incident.plan, _step_of(incident)
    if step and step.state in {StepState.ACTED, StepState.VERIFIED}:
        return ACTED
    if is_taken_back(incident):
        return FAILED
    if wait_seconds := held_for(incident, now=kit.now()):
        return Ran("held", wait_seconds)
    refusal = refusal_of(incident, plan)
    action = workshop.actions.get(plan.action)
    if refusal or action is None:
        why = refusal or f"no action is registered as {plan.action!r}"
        is_known = step is not None and step.state is StepState.FAILED and step.outcome == why
        # A task that is asked again wakes nobody more: nothing was tried since.
        return FAILED if is_known else _give_up(kit, incident_id, plan, step, why)
    try:
        if step is None or not step.backup:
            step = _prepare(kit, incident_id, plan, action)
        backup = step.backup
        done = _patiently(lambda: action.act(plan.parameters, backup))
        verified = _patiently(lambda: action.verify(plan.parameters, backup))
    except _Stopped:
        return FAILED
    except (ActionFailed, ActionUnavailable) as error:
        return _give_up(kit, incident_id, plan, step, str(error))
    step = replace(step, state=StepState.ACTED, outcome=f"{done} {verified}", ended_at=kit.now())
    _save(kit, incident_id, step, Kind.ACTED, done)
    return ACTED


def undo_step(kit: Kit, workshop: Workshop, incident_id: IncidentId, *, why: str) -> Ran:
    """Put things back as they were and wake the next tier: the fix failed or made it worse."""
    incident = kit.store.incident(incident_id)
    step = _step_of(incident) if incident else None
    if incident is None or step is None or step.state is StepState.UNDONE:
        return FAILED
    action = workshop.actions.get(step.plan.action)
    if action is None:
        return _give_up(kit, incident_id, step.plan, step, f"cannot undo: no action {step.plan.action!r}")
    try:
        undone = _patiently(lambda: action.undo(step.plan.parameters, step.backup))
    except (ActionFailed, ActionUnavailable) as error:
        return _give_up(kit, incident_id, step.plan, step, f"undo failed: {error}")
    undone_step = replace(step, state=StepState.UNDONE, outcome=f"{why}; {undone}", ended_at=kit.now())
    _save(kit, incident_id, undone_step, Kind.UNDONE, f"{undone} ({why})", urge=f"remediation failed: {why}")
    return ACTED


def _prepare(kit: Kit, incident_id: IncidentId, plan: Plan, action: Action) -> StepTaken:
    """
    Check the precondition on the live system, read what undo needs, and save it before anything is touched.

    From this save on it can no longer be stopped; a no that was faster is seen by it.
    """
    holds = _patiently(lambda: action.check(plan.parameters))
    backup = _patiently(lambda: action.back_up(plan.parameters))
    step = StepTaken(id=kit.new_id(), plan=plan, state=StepState.BACKED_UP, started_at=kit.now(), backup=backup)
    noted = f"checked: {holds} Backed up before changing anything."
    _save(kit, incident_id, step, Kind.BACKED_UP, noted, first=_still_permitted)
    return step


def _still_permitted(incident: Incident) -> None:
    """Raises _Stopped when it was stopped, ended or changed while it was checked and backed up."""
    if not incident.is_open or incident.plan is None or refusal_of(incident, incident.plan):
        raise _Stopped


def _give_up(kit: Kit, incident_id: IncidentId, plan: Plan, step: StepTaken | None, why: str) -> Ran:
    failed = step or StepTaken(id=kit.new_id(), plan=plan, state=StepState.FAILED, started_at=kit.now())
    failed = replace(failed, state=StepState.FAILED, outcome=why, ended_at=kit.now())
    _save(kit, incident_id, failed, Kind.FAILED, f"{plan.title}: {why}", urge=f"remediation failed: {why}")
    return FAILED


def _save(
    kit: Kit,
    incident_id: IncidentId,
    step: StepTaken,
    kind: Kind,
    text: str,
    *,
    urge: str = "",
    first: Callable[[Incident], None] | None = None,
) -> None:
    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None:
            return
        if first:
            first(incident)
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
