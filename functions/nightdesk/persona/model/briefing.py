"""What the model is told about a case, and what its answer is then held to."""

from typing import TypedDict

from nightdesk.incident.ask import StepState
from nightdesk.incident.desk import Phone, short_code
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.numbering import typed
from nightdesk.incident.severity import Severity
from nightdesk.persona.guarding.allowed import Allowed, Claim, allowed_from
from nightdesk.persona.guarding.called import names_in
from nightdesk.persona.guarding.vocabulary import words_of
from nightdesk.persona.wording.composing import clock
from nightdesk.persona.wording.dosing import amount
from nightdesk.persona.wording.order import action_of
from nightdesk.redaction.redact import redact
from nightdesk.triage.verdict import Verdict

_NONE = "nothing"
_LONGEST_OWN_WORD = 14
"""Longer than this, a word of the owner's is not taken up: it may be anything but a word."""


class Terms(TypedDict):
    """The keyword arguments of guard.check that depend on the case."""

    verdict: Verdict
    incident: Incident | None
    allowed: Allowed
    must_say: tuple[str, ...]
    plain: str


def guard_terms(verdict: Verdict, *, incident: Incident | None, plain: str = "", heard: str = "") -> Terms:
    """
    What a text to this owner is checked against: the verdict, what may be said, and what must be.

    plain: what the desk says by itself, whose words are all known. heard: the owner's words, of which an urgent answer
    may take up the pet's name and a calm one any, for whoever wrote them chose them.
    """
    dose = verdict.dose
    allowed = allowed_from(
        verdict.subject,
        verdict.first_step,
        verdict.question or "",
        f"{dose.dose:g} {dose.unit}" if dose and dose.dose is not None else "",
        amount(dose) if dose else "",
        verdict.human_route.call if verdict.human_route else "",
        incident.clinic if incident else "",
        claims=claims_of(incident) if incident else frozenset(),
        # Named by code already: what was eaten, or what a step forbids.
        drugs=words_of(f"{verdict.subject} {verdict.first_step} {f'{dose.toxin} {dose.label}' if dose else ''}"),
        words=_words_of(verdict, incident, plain, heard),
    )
    return Terms(verdict=verdict, incident=incident, allowed=allowed, must_say=_must_say(verdict), plain=plain)


def _words_of(verdict: Verdict, incident: Incident | None, plain: str, heard: str) -> frozenset[str]:
    dose = verdict.dose
    known = words_of(
        " ".join(
            (
                verdict.subject,
                verdict.first_step,
                verdict.question or "",
                verdict.pet_name or "",
                f"{dose.toxin} {dose.label}" if dose else "",
                incident.clinic if incident else "",
                incident.ack.name if incident and incident.ack else "",
                plain,
            )
        )
    )
    known |= names_in(heard)
    if verdict.severity <= Severity.SEV2 or (incident and incident.severity <= Severity.SEV2):
        return known
    return known | {word for word in words_of(heard) if len(word) <= _LONGEST_OWN_WORD}


def claims_of(incident: Incident) -> frozenset[Claim]:
    """What has really been done, so that nothing else is claimed."""
    done: set[Claim] = set()
    if incident.pages:
        done.add("woken")
    if incident.ack:
        done |= {"woken", "answered"}
    if any(step.state in {StepState.ACTED, StepState.VERIFIED} for step in incident.steps):
        done.add("acted")
    if incident.recovered_at or incident.status is Status.RESOLVED:
        done |= {"recovered"}
    if incident.status is Status.RESOLVED:
        done.add("resolved")
    return frozenset(done)


def prompt_values(
    verdict: Verdict, *, incident: Incident | None, heard: str, plain: str, photo: str = ""
) -> dict[str, str]:
    """
    The values of prompts/pets/reply.md.

    heard: the owner's words, redacted by whoever calls. plain: what the desk says if the model has nothing better.
    photo: what came of looking at the owner's photo, empty when there was none.
    """
    return {
        "facts": _facts(verdict, incident, photo),
        "state": state_of(incident) if incident else _NONE,
        "plain": plain,
        "must_say": "\n".join(_must_say(verdict)) or _NONE,
        "heard": heard,
    }


def state_of(incident: Incident) -> str:
    """What has been done and is true now, one line each."""
    lines = []
    if incident.ack:
        lines.append(f"{incident.ack.name} has answered and has the case.")
    elif incident.pages:
        lines.append("People on call are being woken. Nobody has answered yet.")
    else:
        lines.append("Nobody has been woken.")
    lines += [f"{step.plan.title}: {step.state.value}." for step in incident.steps]
    if incident.status is Status.RESOLVED:
        lines.append("Resolved.")
    return "\n".join(lines)


class IncidentTerms(TypedDict):
    """The keyword arguments of guard.check for a text about an incident of the ops desk."""

    incident: Incident
    allowed: Allowed
    must_say: tuple[str, ...]


def incident_terms(incident: Incident, *, reader: Phone) -> IncidentTerms:
    """What a text about this incident may say to them: its facts, its state, what they type for it, nothing else."""
    facts = (incident_facts(incident), state_of(incident), typed(incident, reader))
    allowed = allowed_from(*facts, claims=claims_of(incident))
    return IncidentTerms(incident=incident, allowed=allowed, must_say=())


def incident_values(incident: Incident, *, reader: Phone, heard: str) -> dict[str, str]:
    """The values of prompts/ops/reply.md. heard: the engineer's words, redacted by whoever calls."""
    code = typed(incident, reader)
    return {
        "facts": incident_facts(incident),
        "state": state_of(incident),
        "must_say": f"{_NONE} (words that act: ack {code}, escalate {code}, more {code}, resolve {code})",
        "heard": heard,
    }


def summary_values(incident: Incident, *, timeline: str) -> dict[str, str]:
    """The values of prompts/ops/summary.md. timeline: the record in order, one line an entry, redacted."""
    return {"facts": incident_facts(incident), "state": state_of(incident), "timeline": timeline}


def incident_facts(incident: Incident) -> str:
    """What is known about an incident, one line a fact, redacted; what is not known is left out."""
    found, impact = incident.hypothesis, incident.impact
    lines = [
        f"Incident: INC-{short_code(incident.id)} {redact(incident.title)}",
        f"Severity: {incident.severity.name} ({incident.severity.label})",
        f"Since: {clock(incident.first_anomaly_at)}, detected {clock(incident.detected_at)}",
        _listed("Services", incident.services),
        _listed("Leaning on them", incident.blast_radius),
        _listed("Why this severity", incident.reasons),
        f"Impact: {redact(impact.summary)}" if impact.summary else "",
        f"Users affected: {impact.users_affected}" if impact.users_affected is not None else "",
        f"Requests failed: {impact.failed_share:.1%}" if impact.failed_share is not None else "",
        _listed("Regions", impact.regions),
    ]
    if found and found.is_abstained:
        lines.append(f"Cause: the investigation abstained. {redact(found.summary)}")
    elif found:
        lines.append(f"Probable cause ({found.confidence:.0%} confident): {redact(found.summary)}")
    if found:
        lines += [_listed("Evidence", found.evidence), _listed("Looked at", found.checked)]
    if incident.plan:
        lines.append(f"Proposed: {redact(incident.plan.title)}; undo: {redact(incident.plan.rollback)}")
    return "\n".join(filter(None, lines))


def _listed(label: str, items: tuple[str, ...]) -> str:
    return f"{label}: {'; '.join(redact(item) for item in items)}" if items else ""


def _must_say(verdict: Verdict) -> tuple[str, ...]:
    """Whom to call for a person, when it is a number, and the one action of the step; the reflex said the rest."""
    route = verdict.human_route
    called = (route.call,) if route and any(char.isdigit() for char in route.call) else ()
    step = (action_of(verdict.first_step),) if verdict.severity <= Severity.SEV1 else ()
    return tuple(filter(None, (*called, *step)))


def _facts(verdict: Verdict, incident: Incident | None, photo: str) -> str:
    dose = verdict.dose
    lines = {
        "Severity": f"{verdict.severity.name} ({verdict.severity.label})",
        "Pet": ", ".join(filter(None, (verdict.pet_name, verdict.species))),
        "What happened": verdict.subject,
        "Why so urgent": "; ".join(verdict.reasons),
        "Kind of contact": verdict.intent.replace("_", " "),
        "Answer in": {"en": "English", "es": "Spanish"}[verdict.language],
        "First step": verdict.first_step,
        "Question": verdict.question or "",
        "Dose": f"{dose.toxin}: {dose.dose:g} {dose.unit}, {dose.band}" if dose and dose.dose is not None else "",
        "A person is in danger": f"call {verdict.human_route.call}" if verdict.human_route else "",
        "Clinic": incident.clinic if incident else "",
        "Photo": photo,
    }
    return "\n".join(f"{name}: {value}" for name, value in lines.items() if value)
