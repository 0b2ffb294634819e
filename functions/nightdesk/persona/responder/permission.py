"""What an engineer or a vet reads about a request for permission: the request, and every way it can end."""

from datetime import datetime

from nightdesk.channel.fitting import segments
from nightdesk.incident.ask import AskState, Plan
from nightdesk.incident.desk import short_code
from nightdesk.incident.incident import Incident
from nightdesk.persona.wording.composing import brief, clock, compose

MOST_SEGMENTS = 3
_LONGEST = 220
_SHORTEST = 20
_DONE = {
    AskState.GRANTED: "approved",
    AskState.DENIED: "refused",
    AskState.EXPIRED: "expired unanswered",
    AskState.WITHDRAWN: "withdrawn",
    AskState.PENDING: "still open",
}


def ask(incident: Incident, plan: Plan, code: str, minutes: float) -> str:
    """
    The request: action, why, impact, how it is undone, and the words that answer it.

    All four are always there and the answer is never cut: the longest gives way first, clause by clause. Who leans on
    the service follows the impact when there is room for it.
    """
    keep = f"Reply go {code} or no {code} within {minutes:g} min."
    others = [name for name in incident.blast_radius if name not in incident.services]
    fields = {
        f"{incident.severity.name} INC-{short_code(incident.id)} needs your OK:": plan.title,
        "Why:": plan.why,
        "Impact:": plan.impact,
        "Leaning on it:": ", ".join(others),
        "Undo:": plan.rollback,
    }
    if not others:
        del fields["Leaning on it:"]
    widths = dict.fromkeys(fields, _LONGEST)
    while segments(text := f"{_joined(fields, widths)} {keep}").count > MOST_SEGMENTS:
        if "Leaning on it:" in fields and max(map(len, others)) > _SHORTEST:
            del fields["Leaning on it:"]
            continue
        longest = max(fields, key=lambda label: len(brief(fields[label], widths[label])))
        if widths[longest] <= _SHORTEST:
            break
        widths[longest] = max(_SHORTEST, len(brief(fields[longest], widths[longest])) - 1)
    return text


def _joined(fields: dict[str, str], widths: dict[str, int]) -> str:
    return " ".join(f"{label} {_ended(brief(said, widths[label]))}" for label, said in fields.items())


def _ended(text: str) -> str:
    """With a full stop, unless it is cut; what is empty is not known, which is an answer too."""
    return text if text.endswith("...") else f"{text or 'not known'}."


def approved(incident: Incident, *, code: str, seconds: float) -> str:
    """The person who may say yes said yes. code: theirs, which stops it for so many seconds more."""
    if not seconds:
        return _about(incident, "Approved: {what}", "I check it once more, run it now and tell you the result.")
    return _about(
        incident, "Approved: {what}", f"I check it once more and run it in {seconds:g} s. no {code} stops it."
    )


def approved_by(incident: Incident, *, by: str, code: str, seconds: float) -> str:
    """The same for somebody else who was asked, whose own code stops it too."""
    return _about(incident, f"{by} approved: {{what}}", f"It runs in {seconds:g} s. no {code} stops it.")


def taken_back(incident: Incident, *, by: str = "") -> str:
    """Approved, and stopped before it began. by: their name, empty for whoever reads it."""
    start = f"{by} stopped it: {{what}}" if by else "Stopped: {what}"
    return _about(incident, start, "Nothing was run. The next tier is being woken.")


def denied(incident: Incident) -> str:
    """Said no: nothing runs, and another human looks."""
    return _about(incident, "Noted, no: {what}", "It will not run. The next tier is being woken.")


def expired(incident: Incident) -> str:
    """An answer that came too late is answered and not obeyed."""
    at = f" at {clock(incident.ask.expires_at)}" if incident.ask else ""
    return _about(incident, "Too late: {what}", f"The request ended{at} and nothing was run.")


def ask_expired(incident: Incident) -> str:
    """Told to whoever was asked and did not answer."""
    return _about(incident, "No answer: {what}", "Nothing was run. The next tier is being woken.")


def has_begun(incident: Incident) -> str:
    """A no that comes when the step has been begun."""
    end = "Too late to stop. I watch whether it helps, and undo it if it does not."
    return _about(incident, "It has begun: {what}", end)


def already_answered(incident: Incident, *, by: str, at: datetime | None, state: AskState) -> str:
    """Somebody was first. by: their name, empty when nobody answered."""
    who = f" by {by}" if by else ""
    when = f" at {clock(at)}" if at else ""
    return _about(incident, f"Already {_DONE[state]}{who}{when}: {{what}}", "Your answer changes nothing.")


def wrong_code() -> str:
    """A code this phone was never given. It does not say whether the code exists elsewhere."""
    return "That code is not open on this phone. Nothing was run. Copy it from the last request I sent you."


def not_yours() -> str:
    """A code that was given to somebody else's phone."""
    return "That code was given to somebody else, and only their phone can answer it. Nothing was run."


def locked() -> str:
    """Too many wrong codes."""
    return "Too many wrong codes: approvals from this phone are locked for an hour. Your other words still work."


def _about(incident: Incident, start: str, end: str) -> str:
    plan = incident.ask.plan if incident.ask else incident.plan
    what = _ended(brief(plan.title if plan else incident.title, 90))
    return compose([(0, f"INC-{short_code(incident.id)}. {start.format(what=what)}"), (0, end)], at_most=2)
