"""Somebody writes who has told nothing about an ill animal: a hello, a test, a question, an insult."""

from nightdesk.incident.severity import Severity
from nightdesk.persona.wording.words import Contact
from nightdesk.triage.verdict import Intent, Verdict

_CONTACTS: dict[Intent, Contact] = {
    "question": "question",
    "greeting": "greeting",
    "bot": "bot",
    "test": "test",
    "spam": "spam",
    "abuse": "abuse",
    "unclear": "unclear",
    "thanks": "other",
    "wrong_number": "other",
    "instructions": "other",
    "stop": "other",
    "talk": "other",
    "cost": "other",
    "farewell": "other",
    "loss": "other",
    "missing": "other",
    "off_topic": "off_topic",
}
_NOTHING = 0.4
"""The confidence of a verdict that found neither a sign nor a poison."""


def contact_of(verdict: Verdict) -> Contact | None:
    """What they want of us, or None when the verdict is about an animal or a person in trouble."""
    if verdict.human_route or verdict.dose or verdict.severity <= Severity.SEV2:
        return None
    if verdict.intent in _CONTACTS:
        return _CONTACTS[verdict.intent]
    return None if is_known(verdict) else "story"


def is_known(verdict: Verdict) -> bool:
    """Whether anything was found in what they told."""
    return verdict.confidence != _NOTHING
