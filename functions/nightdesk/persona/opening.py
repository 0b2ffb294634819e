"""Somebody writes who has told nothing about an ill animal: a hello, a test, a question, an insult."""

from nightdesk.incident.severity import Severity
from nightdesk.persona.words import Contact
from nightdesk.triage.verdict import Verdict

_ASKING = 0.8
"""The confidence of a verdict on a question in general."""
_NOTHING = 0.4
"""The confidence of a verdict that found neither a sign nor a poison."""


def contact_of(verdict: Verdict) -> Contact | None:
    """What they want of us, or None when the verdict is about an animal or a person in trouble."""
    if verdict.human_route or verdict.dose or verdict.severity <= Severity.SEV2:
        return None
    if verdict.severity is Severity.SEV3:
        return "story" if verdict.confidence == _NOTHING else None
    return "question" if verdict.confidence >= _ASKING else "greeting"
