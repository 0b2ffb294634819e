"""
What people on call read when the desk's own carrier takes nothing: by another number, which no reply comes back from.

Nothing here says "reply", and no code is in it: a code that cannot be used would only cost the time of trying.
"""

import re

from nightdesk.channel.fitting import fit
from nightdesk.incident.desk import Desk, short_code
from nightdesk.incident.incident import Incident
from nightdesk.persona.wording.composing import Part, clock, compose, sentence, told
from nightdesk.persona.wording.order import mandatory, sentences

_ASKS_FOR_A_REPLY = re.compile(
    r"\b(?:reply|text (?:me|us|back|it)|answer (?:with|by)|call this number)\b|\back \d+\b"
    r"|\b(?:go|no|say) [BCDFGHJKMNPQRSTVWXYZ2-9]{6}\b",
    re.IGNORECASE,
)


def page(incident: Incident, *, console: str, has_pagerduty: bool, is_call: bool = False) -> str:
    """
    At most two segments: how bad, what, since when, and how to act without an answer by text.

    is_call: it stands for a call that could not be placed.
    """
    if incident.desk is Desk.PETS:
        kind = f"{incident.severity.name} pet INC-{short_code(incident.id)}"
        more: list[Part] = [(2, _owner_was_told(incident))]
    else:
        kind = f"{incident.severity.name} INC-{short_code(incident.id)}"
        more = [
            (1, f"Since {clock(incident.first_anomaly_at)}."),
            (2, told(incident.impact.summary, names=incident.services)),
        ]
    head = "CALL NOT POSSIBLE. " if is_call else ""
    held = f"{incident.ack.name} has it." if incident.ack else ""
    what = sentence(incident.subject or incident.title)
    parts: list[Part] = [(0, f"{head}{kind}: {what}"), (1, held), *more]
    return compose(parts, at_most=2, keep=instead(console=console, has_pagerduty=has_pagerduty))


def decision(incident: Incident, *, console: str, has_pagerduty: bool) -> str:
    """Permission is wanted; its words and code wait for the desk's own number."""
    first = f"INC-{short_code(incident.id)} waits for a decision that only a text can give. Nothing runs without it."
    keep = instead(console=console, has_pagerduty=has_pagerduty)
    return compose([(0, first), (1, sentence(incident.title))], at_most=2, keep=keep)


def update(body: str, *, console: str, has_pagerduty: bool) -> str:
    """What else would have been said, without its invitations to answer."""
    said = " ".join(part for part in sentences(body) if not _ASKS_FOR_A_REPLY.search(part))
    return fit(said, segments=3, keep=instead(console=console, has_pagerduty=has_pagerduty))


def instead(*, console: str, has_pagerduty: bool) -> str:
    """That a reply reaches nobody, and what to do."""
    do = "Ack in PagerDuty" if has_pagerduty else "Start now: you can't ack, so others are woken too"
    return f"REPLIES DON'T REACH US: our carrier is down. {do}. See {console}"


def subject(body: str) -> str:
    """An e-mail's subject: the first words, which say how bad and what."""
    return f"[Nightdesk] {next(iter(sentences(body)), body)[:120]}"


def _owner_was_told(incident: Incident) -> str:
    return sentence(f"Owner was told: {mandatory(incident.first_step)}") if incident.first_step else ""
