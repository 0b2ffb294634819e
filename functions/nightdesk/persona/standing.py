"""How an incident stands right now, in one text."""

from collections.abc import Sequence
from datetime import datetime

from nightdesk.incident.ask import AskState, StepState
from nightdesk.incident.desk import short_code
from nightdesk.incident.incident import Incident
from nightdesk.persona.composing import Part, clock, compose, elapsed, sentence

_BUSY = {StepState.STARTED, StepState.BACKED_UP, StepState.ACTED}


def status_line(incident: Incident, *, now: datetime) -> str:
    """How bad, how long, who has it, the cause, and what it waits for."""
    code = short_code(incident.id)
    end = incident.resolved_at or now
    state = f"{incident.status.value} {elapsed(end - incident.detected_at)}"
    parts: list[Part] = [
        (0, f"INC-{code} {incident.severity.name}, {state}: {sentence(incident.title)}"),
        (0, _holder(incident)),
        (1, cause_of(incident)),
        (1, waits_for(incident)),
    ]
    return compose(parts, at_most=2)


def who(incident: Incident, names: Sequence[str]) -> str:
    """Who has it and who was woken."""
    woken = f"Woken so far: {', '.join(names)}." if names else "Nobody was woken."
    return compose([(0, f"INC-{short_code(incident.id)}."), (0, _holder(incident)), (0, woken)], at_most=2)


def more(incident: Incident) -> str:
    """Everything that fits into three segments, most useful first."""
    hypothesis = incident.hypothesis
    code = short_code(incident.id)
    parts: list[Part] = [
        (0, f"{incident.severity.name} INC-{code}: {sentence(incident.title)}"),
        (1, sentence(incident.impact.summary)),
        (2, sentence("; ".join(incident.reasons))),
        (3, sentence(f"Leaning on it: {', '.join(incident.blast_radius)}") if incident.blast_radius else ""),
        (1, cause_of(incident)),
        *((4, sentence(line)) for line in (hypothesis.evidence[:3] if hypothesis else ())),
        (1, sentence(f"Owner was told: {incident.first_step}") if incident.first_step else ""),
        (2, sentence(f"Clinic: {incident.clinic}") if incident.clinic else ""),
        (1, waits_for(incident)),
    ]
    return compose(parts, at_most=3, keep=f"Reply ack {code}, escalate {code} or resolve {code}.")


def cause_of(incident: Incident) -> str:
    """The probable cause with its confidence, or that it is not known; empty before anybody looked."""
    found = incident.hypothesis
    if found is None:
        return ""
    if found.is_abstained:
        return "Cause not known."
    return f"Probable cause ({found.confidence:.0%}): {sentence(found.summary)}"


def waits_for(incident: Incident) -> str:
    """The permission that is asked for, or the step that is running."""
    if incident.ask and incident.ask.state is AskState.PENDING:
        return f"Waiting for approval until {clock(incident.ask.expires_at)}: {sentence(incident.ask.plan.title)}"
    if incident.steps and incident.steps[-1].state in _BUSY:
        return f"Running: {sentence(incident.steps[-1].plan.title)}"
    return ""


def _holder(incident: Incident) -> str:
    if incident.ack:
        return f"{incident.ack.name} has it since {clock(incident.ack.at)}."
    if not incident.is_open:
        return ""
    return f"Nobody has it yet; tier {incident.tier} was woken." if incident.tier else "Nobody was woken."
