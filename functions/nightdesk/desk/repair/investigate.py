"""Looks for the probable cause and proposes the runbook that fits. Finding nothing never stops the watch."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.repair.workshop import Workshop
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.seen import firing
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.evidence.gathered import Gathered, gather
from nightdesk.incident import changes
from nightdesk.incident.ask import Risk
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.impact import Impact
from nightdesk.incident.incident import Hypothesis, Incident
from nightdesk.incident.timeline import Kind
from nightdesk.investigation.investigate import investigate as look_for_cause
from nightdesk.remediation.match import match as match_runbook
from nightdesk.triage.ops.harm.impact import estimate
from nightdesk.triage.ops.judging.case import from_alarms
from nightdesk.triage.ops.judging.severity import judge
from nightdesk.triage.ops.judging.title import measured

LOOK_BACK = timedelta(minutes=60)
LOOK_AGAIN_SECONDS = 20
MOST_LOOKS = 4
"""Metrics lag behind alarms, so a first look that finds too little is repeated a few times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """next: "ask" a human, "run" by itself (LOW, MEDIUM), look "again", or "nothing" that a machine should do."""

    next: Literal["ask", "run", "again", "nothing"]
    wait_seconds: int = LOOK_AGAIN_SECONDS


def investigate(kit: Kit, workshop: Workshop, incident_id: IncidentId) -> Findings:
    """Read, weigh, note. Deterministic in what it concludes from what it read; repeating it only looks again."""
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open:
        return Findings(next="nothing")
    _note_begin(kit, incident)
    now = kit.now()
    services = workshop.around(incident.services)
    read = gather(workshop.evidence, services, start=incident.first_anomaly_at - LOOK_BACK, end=now)
    hypothesis = look_for_cause(
        services=workshop.catalogue,
        alarming=incident.services,
        series=read.series,
        lines=read.lines,
        changes=read.changes,
        onset=incident.first_anomaly_at,
        now=now,
        gaps=read.gaps,
    )
    impact = estimate(incident.services, workshop.catalogue, series=read.series, since=incident.first_anomaly_at)
    return decide_again_if_stale(lambda: _conclude(kit, workshop, incident_id, hypothesis, impact, read))


def _note_begin(kit: Kit, incident: Incident) -> None:
    if incident.investigated_at:
        return

    def once() -> None:
        current = kit.store.incident(incident.id) or incident
        draft = Draft(current, now=kit.now(), new_id=kit.new_id)
        with_incident(draft, investigated_at=draft.now)
        draft.note(Kind.INVESTIGATING, "desk", f"reading metrics, logs and changes of {', '.join(current.services)}")
        kit.store.commit(draft.change())

    decide_again_if_stale(once)


def _conclude(
    kit: Kit, workshop: Workshop, incident_id: IncidentId, hypothesis: Hypothesis, impact: Impact, read: Gathered
) -> Findings:
    incident = kit.store.incident(incident_id)
    if incident is None or not incident.is_open:
        return Findings(next="nothing")
    draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
    looks = incident.looks + 1
    if looks < MOST_LOOKS and (silent := _unexplained(incident, hypothesis, workshop)):
        hypothesis = _not_yet(hypothesis, silent)
    found = replace(incident, hypothesis=hypothesis, impact=impact, looks=looks)
    found = _judged(draft, workshop, found)
    floors = {name: action.risk for name, action in workshop.actions.items()}
    plan = match_runbook(found, workshop.runbooks, floors=floors)
    draft.incident = replace(found, plan=plan)
    run_watch(draft, kit)
    kind = Kind.NOTE if hypothesis.is_abstained else Kind.CAUSE
    draft.note(
        kind,
        "desk",
        hypothesis.summary,
        confidence=f"{hypothesis.confidence:.2f}",
        evidence="; ".join(hypothesis.evidence)[:1500],
        gaps="; ".join(read.gaps)[:500],
    )
    kit.store.commit(draft.change())
    if plan is None:
        # "Where, but not why" is often a look before the first whole period of bad metrics is over.
        is_early = hypothesis.is_abstained or hypothesis.kind == "unknown"
        return Findings(next="again" if is_early and looks < MOST_LOOKS else "nothing")
    return Findings(next="ask" if plan.risk is Risk.HIGH else "run")


def _unexplained(incident: Incident, hypothesis: Hypothesis, workshop: Workshop) -> str:
    """
    A service that fires and cannot be failing because of the supposed origin, which leans on it; "" when there is none.

    Its alarm came before its metrics did: judged now, whoever suffers from it would be blamed in its place.
    """
    if hypothesis.is_abstained:
        return ""
    leans, origin = workshop.catalogue.dependencies(hypothesis.origin), hypothesis.origin
    services = dict.fromkeys(alarm.service for alarm in firing(incident) if alarm.service in leans)
    return next((one for one in services if origin not in workshop.catalogue.dependencies(one)), "")


def _not_yet(hypothesis: Hypothesis, silent: str) -> Hypothesis:
    said = f"Undetermined: {silent} fires, on which {hypothesis.origin} leans, and shows nothing yet"
    return replace(hypothesis, summary=said, origin="", kind="unknown", change={}, is_abstained=True)


def _judged(draft: Draft, workshop: Workshop, found: Incident) -> Incident:
    """The severity by what was measured. A raise on the first look completes triage; later ones wake the next tier."""
    case = from_alarms(firing(found), workshop.catalogue, now=draft.now)
    if case.is_over or not case.alarms:
        return found
    share = found.impact.failed_share
    verdict = judge(replace(case, failing_share=share if share is not None else case.failing_share))
    if share and found.hypothesis and found.hypothesis.origin in found.services:
        said = measured(found.hypothesis.origin, share, found.services)
        found = replace(found, title=said, subject=said)
    if verdict.severity < found.severity:
        draft.note(Kind.SEVERITY, "desk", f"raised to {verdict.severity.name}: {'; '.join(verdict.reasons)}")
    is_triage = found.looks == 1 and found.ack is None
    return changes.worsened(found, severity=verdict.severity, reasons=verdict.reasons, is_triage=is_triage)
