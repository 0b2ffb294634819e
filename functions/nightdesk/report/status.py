"""How an open incident stands, for people who are told on a cadence."""

from collections.abc import Callable
from datetime import datetime, timedelta

from nightdesk.incident.ask import AskState
from nightdesk.incident.incident import Incident, Status
from nightdesk.persona.wording.composing import clock
from nightdesk.report.wording import UNKNOWN, line, span


def _minutes(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def status_update(incident: Incident, now: datetime, *, pace: Callable[[float], timedelta] = _minutes) -> str:
    """
    The update in the format people know. pace: how long a policy's minutes really take (Settings.pace).
    """
    phase, action, following = _phase(incident)
    lines = (
        "=== INCIDENT STATUS UPDATE ===",
        f"Incident ID: {incident.id}",
        f"Severity: {incident.severity.name} ({incident.severity.label})",
        f"Status: {phase}",
        f"Elapsed Time: {span((incident.resolved_at or now) - incident.detected_at)}",
        f"Current Action: {line(action)}",
        f"Next Step: {line(following)}",
        f"Escalation: {_escalation(incident, pace)}",
        "=== END UPDATE ===",
    )
    return "\n".join(lines)


def _phase(incident: Incident) -> tuple[str, str, str]:
    """The phase it is in, what is being done, and what comes next."""
    ask = incident.ask
    if incident.status is Status.RESOLVED:
        return "Resolved", incident.resolution or "closed", "review within 48 h"
    if incident.status is Status.MONITORING or incident.recovered_at:
        return "Monitoring", "watching that it stays recovered", "close it once it has stayed quiet"
    if step := incident.running:
        return "Remediation", step.plan.title, "verify recovery; undo it if recovery does not come"
    if held := incident.about_to_run:
        at = f" at {clock(held.not_before)}" if held.not_before else ""
        return "Remediation", f"about to begin: {held.plan.title}", f"run it{at} unless somebody stops it"
    if ask and ask.state is AskState.PENDING:
        following = f"run it when approved; escalate at {clock(ask.expires_at)} when not"
        return "Awaiting approval", f"waiting for permission: {ask.plan.title}", following
    if incident.hypothesis:
        known = UNKNOWN if incident.hypothesis.is_abstained else incident.hypothesis.summary
        return "Cause identified" if known != UNKNOWN else "Investigated", f"cause: {known}", _after_the_cause(incident)
    holder = f"{incident.ack.name} has it" if incident.ack else "waking people on call" if incident.pages else "triage"
    return "Investigation" if incident.ack else "Notification", holder, "name the cause"


def _after_the_cause(incident: Incident) -> str:
    if incident.plan:
        return f"propose: {incident.plan.title}"
    return f"{incident.ack.name} decides" if incident.ack else "a human decides"


def _escalation(incident: Incident, pace: Callable[[float], timedelta]) -> str:
    labels = {rung.tier: rung.label for rung in incident.policy.rungs}
    if incident.tier == 0:
        return "nobody woken"
    reached = f"tier {incident.tier} ({line(labels.get(incident.tier, UNKNOWN))})"
    since = f"{reached}, woken at {clock(incident.tier_at)}" if incident.tier_at else reached
    if incident.ack:
        return f"{since}; {line(incident.ack.name)} has it since {clock(incident.ack.at)}"
    if not incident.is_open:
        return since
    if incident.tier_at is None or incident.tier + 1 not in labels:
        return f"{since}; nobody has it"
    at = incident.tier_at + pace(incident.policy.patience_minutes(incident.tier, incident.severity))
    return f"{since}; tier {incident.tier + 1} ({line(labels[incident.tier + 1])}) at {clock(at)} unless acknowledged"
