"""What an owner shows the emergency vet: everything that was said and done, readable in twenty seconds."""

from collections.abc import Sequence
from datetime import timedelta

from nightdesk.audit.chain import Entry
from nightdesk.contact.contact import Message
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.persona.wording.composing import clock
from nightdesk.redaction.redact import last4
from nightdesk.report.timeline import of_kinds
from nightdesk.report.wording import UNKNOWN, bullets, line, listed, moment

_BEFORE = timedelta(hours=6)
"""Words this long before the case was opened can still belong to it."""


def visit_summary(incident: Incident, entries: Sequence[Entry], messages: Sequence[Message]) -> str:
    """
    The summary: what matters first, then the owner's words with their times, the advice, and who was reached.

    messages: the owner's conversation; without any, the words noted in the entries are used. Nothing in it is a
    diagnosis, and it says so.
    """
    parts = (
        (f"=== VISIT SUMMARY {incident.id} ===",),
        _at_a_glance(incident),
        ("OWNER'S WORDS", *bullets(_heard(incident, entries, messages))),
        ("ADVICE GIVEN", *bullets(_timed(_advice(entries)))),
        ("WHO WAS REACHED", *bullets(_timed(of_kinds(entries, _REACHING)))),
        ("TIMES", *_times(incident)),
        (
            "Written from what the owner told us by phone. Nobody from this desk has examined the animal. "
            "Nothing here is a diagnosis.",
        ),
        ("=== END SUMMARY ===",),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


_REACHING = (Kind.CLIMBED, Kind.PAGED, Kind.ACKNOWLEDGED, Kind.BRIDGED, Kind.RELEASED)


def _at_a_glance(incident: Incident) -> tuple[str, ...]:
    pet = ", ".join(filter(None, (incident.pet_name, incident.species)))
    return (
        f"Pet: {line(pet)}",
        f"What happened: {line(incident.subject or incident.title)}",
        *((f"Health, as the owner told it: {line(incident.health)}",) if incident.health else ()),
        f"Urgency: {incident.severity.name} ({incident.severity.label}) because {listed(incident.reasons)}",
        f"First advice: {line(incident.first_step)}",
        f"Clinic named: {incident.clinic or UNKNOWN}",
        f"Vet on the case: {line(incident.ack.name if incident.ack else '')}",
        f"Owner's phone: {last4(incident.owner) if incident.owner else UNKNOWN}",
    )


def _heard(incident: Incident, entries: Sequence[Entry], messages: Sequence[Message]) -> tuple[str, ...]:
    since = incident.opened_at - _BEFORE
    until = incident.resolved_at
    said = [
        f'[{clock(message.at)}] "{line(message.body)}"'
        for message in messages
        if message.direction == "in"
        and (message.incident == incident.id or (message.incident is None and message.at >= since))
        and (until is None or message.at <= until)
    ]
    return tuple(said) or _timed(of_kinds(entries, (Kind.HEARD,)))


def _advice(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """What the desk or a vet told the owner; the watch talks to others."""
    return tuple(entry for entry in of_kinds(entries, (Kind.SAID,)) if entry.actor != "watch")


def _timed(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(f"[{clock(entry.at)}] {line(entry.text)}" for entry in entries)


def _times(incident: Incident) -> tuple[str, ...]:
    return (
        f"First heard: {moment(incident.detected_at)}",
        f"Vet first paged: {moment(incident.pages[0].at if incident.pages else None)}",
        f"Vet answered: {moment(incident.first_acked_at)}",
        f"Closed: {moment(incident.resolved_at) if not incident.is_open else 'not yet'}",
    )
