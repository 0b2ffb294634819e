"""How an incident stands right now, in one text."""

from collections.abc import Sequence
from datetime import datetime

from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import Desk, Phone, short_code
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, typed
from nightdesk.persona.responder.casefile import casefile
from nightdesk.persona.wording.composing import Part, brief, clock, compose, elapsed, sentence, told


def status_line(incident: Incident, *, now: datetime, width: int = 120) -> str:
    """How bad, how long, who has it, the cause, and what it waits for. width: of the title, in characters."""
    code = short_code(incident.id)
    end = incident.resolved_at or now
    lasted = elapsed(end - incident.detected_at)
    state = f"{lasted} so far" if incident.is_open else f"resolved after {lasted}"
    parts: list[Part] = [
        (0, f"INC-{code} {incident.severity.name}, {state}: {sentence(brief(incident.title, width))}"),
        (0, _holder(incident)),
        (1, cause_of(incident, width=100)),
        (1, waits_for(incident)),
    ]
    return compose(parts, at_most=2)


def in_words(incident: Incident, *, reader: Phone, now: datetime, order: str = "") -> str:
    """
    To somebody who wrote in their own words: where it stands, that nothing was done, and which words act.

    order: what they asked about doing, as it is typed.
    """
    code = typed(incident, reader)
    words = dict.fromkeys(filter(None, (order, f"ack {code}", f"pass {code}", f"more {code}", f"note {code}: ...")))
    return compose(
        [(0, status_line(incident, now=now))],
        at_most=3,
        keep=f"I did nothing yet. Words that act: {', '.join(words)}",
    )


def who(incident: Incident, names: Sequence[str]) -> str:
    """Who has it and who was woken."""
    held = _holder(incident) if incident.ack or not names else "Nobody has it yet."
    woken = f"Woken so far: {', '.join(names)}." if names else ""
    return compose([(0, f"INC-{short_code(incident.id)}."), (0, held), (0, woken)], at_most=2)


def more(incident: Incident, *, reader: Phone) -> str:
    """Everything that fits into three segments, most useful first."""
    if incident.desk is Desk.PETS:
        return casefile(incident, reader=reader)
    hypothesis = incident.hypothesis
    code = typed(incident, reader)
    parts: list[Part] = [
        (0, f"{incident.severity.name} {name_of(incident.id)}: {sentence(incident.title)}"),
        (1, told(incident.impact.summary, names=incident.services)),
        (2, told("; ".join(incident.reasons), names=incident.services)),
        (3, sentence(f"Leaning on it: {', '.join(incident.blast_radius)}") if incident.blast_radius else ""),
        (1, cause_of(incident)),
        *((4, told(line, names=incident.services)) for line in (hypothesis.evidence[:3] if hypothesis else ())),
        (1, sentence(f"Owner was told: {incident.first_step}") if incident.first_step else ""),
        (2, sentence(f"Clinic: {incident.clinic}") if incident.clinic else ""),
        (1, waits_for(incident)),
    ]
    return compose(parts, at_most=3, keep=f"Reply ack {code}, escalate {code} or resolve {code}.")


def cause_of(incident: Incident, *, width: int = 300) -> str:
    """The probable cause in at most `width` characters, with its confidence; empty before anybody looked."""
    found = incident.hypothesis
    if found is None:
        return ""
    if found.is_abstained:
        return "Cause not known."
    return f"Probable cause ({found.confidence:.0%}): {sentence(brief(found.summary, width))}"


def waits_for(incident: Incident) -> str:
    """The permission that is asked for, or the step that is running."""
    if incident.ask and incident.ask.state is AskState.PENDING:
        until, what = clock(incident.ask.expires_at), sentence(brief(incident.ask.plan.title, 90))
        return f"Waiting for approval until {until}: {what}"
    if held := incident.about_to_run:
        return f"Approved, about to begin: {sentence(brief(held.plan.title, 90))}"
    if step := incident.running:
        return f"Running: {sentence(step.plan.title)}"
    return ""


def _holder(incident: Incident) -> str:
    if incident.ack:
        return f"{incident.ack.name} has it since {clock(incident.ack.at)}."
    if not incident.is_open:
        return ""
    return f"Nobody has it yet; tier {incident.tier} was woken." if incident.tier else "Nobody was woken."
