"""The page: what wakes somebody, as a text and as a call."""

from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import name_of, spoken, typed
from nightdesk.persona.owner.household import health_line
from nightdesk.persona.owner.speech import plain
from nightdesk.persona.wording.composing import Part, clock, compose, sentence, told
from nightdesk.persona.wording.order import mandatory


def page(incident: Incident, *, reader: Phone, tier_label: str, why: str = "") -> str:
    """
    At most two segments: how bad, what, since when, who is hurt, and the words that answer.

    tier_label: why this person, as in "on-call vet"; why: what happened since, as in "nobody answered at tier 1".
    """
    code = typed(incident, reader)
    for_you = sentence(f"Woken as {tier_label}") if tier_label else ""
    # Somebody may have it already: an ack would only be told so.
    held = f"{incident.ack.name} has it. " if incident.ack else ""
    take = f"{held}Reply take {code} to take over" if incident.ack else f"Reply ack {code} to take it"
    if incident.desk is Desk.PETS:
        keep = f"{take}, join {code} to talk to the owner, escalate {code} to pass on."
        return compose([*_of_a_pet(incident), (3, told(why)), (5, for_you)], at_most=2, keep=keep)
    keep = f"{take}, escalate {code} to pass on, more {code} for detail."
    return compose([*_of_systems(incident), (2, told(why)), (5, for_you)], at_most=2, keep=keep)


def page_speech(incident: Incident, *, listener: Phone, is_whisper: bool = False) -> str:
    """
    What somebody woken by a call hears; the keys that answer it come behind it, see responder_speech.py.

    listener: whose number for it is said. is_whisper: said to a vet before an owner is put through; the key that takes
    the call is asked for apart.
    """
    code = spoken(incident, listener)
    what = plain(sentence(incident.title))
    if is_whisper:
        return f"Nightdesk, case {code}. The owner wants to talk. {what}"
    kind = "pet emergency" if incident.desk is Desk.PETS else "incident"
    hurt = plain(told(incident.impact.summary, names=incident.services))
    return f"This is Nightdesk. {incident.severity.label} severity, {kind} number {code}. {what} {hurt}".strip()


def _of_a_pet(incident: Incident) -> list[Part]:
    reasons = "; ".join(reason for reason in incident.reasons if reason.lower() not in incident.title.lower())
    return [
        (0, f"{incident.severity.name} pet {name_of(incident.id)}: {sentence(incident.title)}"),
        (1, health_line(incident.health, but=incident.title)),
        (4, told(reasons)),
        (1, sentence(f"Owner was told: {mandatory(incident.first_step)}") if incident.first_step else ""),
        (2, sentence(f"First aid: {incident.following.said}") if incident.following else ""),
        # A clinic's number is public, and the vet needs it whole.
        (2, f"Clinic: {incident.clinic}." if incident.clinic else ""),
    ]


def _of_systems(incident: Incident) -> list[Part]:
    others = [name for name in incident.blast_radius if name not in incident.services]
    return [
        (0, f"{incident.severity.name} {name_of(incident.id)}: {sentence(incident.subject or incident.title)}"),
        (1, f"Since {clock(incident.first_anomaly_at)}."),
        (1, told(incident.impact.summary, names=incident.services)),
        (3, sentence(f"Leaning on it: {', '.join(others)}") if others else ""),
        (4, told("; ".join(incident.reasons[:2]), names=incident.services)),
    ]
