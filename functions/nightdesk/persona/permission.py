"""What an engineer or a vet reads about a request for permission: the request, and every way it can end."""

from datetime import datetime
from textwrap import shorten

from nightdesk.channel.fitting import fold, segments
from nightdesk.incident.ask import AskState, Plan
from nightdesk.incident.desk import short_code
from nightdesk.incident.incident import Incident
from nightdesk.persona.composing import clock, compose, sentence
from nightdesk.redaction.redact import redact

MOST_SEGMENTS = 3
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

    All four are always there and the answer is never cut: what is too long is shortened evenly.
    """
    keep = f"Reply go {code} or no {code} within {minutes:g} min."
    fields = {
        f"{incident.severity.name} INC-{short_code(incident.id)} needs your OK:": plan.title,
        "Why:": plan.why,
        "Impact:": plan.impact,
        "Undo:": plan.rollback,
    }
    for width in range(300, _SHORTEST, -4):
        body = " ".join(f"{label} {_cut(text, width)}" for label, text in fields.items())
        if segments(f"{body} {keep}").count <= MOST_SEGMENTS:
            break
    return f"{body} {keep}"


def approved(incident: Incident) -> str:
    """The person who may say yes said yes."""
    return _about(incident, "Approved: {what}", "I check it once more, run it now and tell you the result.")


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
    what = sentence(plan.title if plan else incident.title)
    return compose([(0, f"INC-{short_code(incident.id)}. {start.format(what=_cut(what, 90))}"), (0, end)], at_most=2)


def _cut(text: str, width: int) -> str:
    """At most `width` characters as they are sent, cut between words."""
    return shorten(fold(" ".join(redact(text).split())) or "not known", width=width, placeholder="...").rstrip(" ;,:")
