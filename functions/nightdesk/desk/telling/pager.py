"""PagerDuty follows: triggered, acknowledged, resolved. What it is told next is decided from what it was told last."""

from dataclasses import replace

from nightdesk.desk.kit import Kit
from nightdesk.desk.telling.ways import Ways
from nightdesk.errand.told import Told
from nightdesk.incident.incident import Incident
from nightdesk.incident.severity import Severity
from nightdesk.notice.notice import Action, Event
from nightdesk.redaction.redact import redact

RESOLVED: Action = "resolve"
Step = tuple[Action | None, str]
SEVERITIES = {Severity.SEV0: "critical", Severity.SEV1: "error", Severity.SEV2: "warning"}
"""Milder ones are "info". https://developer.pagerduty.com/docs/send-alert-event (severity)"""
MOST_ALARMS = 10


def tell_pager(kit: Kit, ways: Ways, incident: Incident, told: Told) -> bool:
    """Bring it up to date. The key is the incident's id, so a step told twice is one step there."""
    for action, state in steps(incident, told.state):
        if action is not None:
            ways.pager().send(event_of(kit, incident, action))
        told = kit.store.save_told(replace(told, state=state))
    return True


def steps(incident: Incident, state: str) -> tuple[Step, ...]:
    """
    What is to be sent, in order, and the state after each; None when it happened there and needs no telling.

    Nothing after a resolve: the same key would open a new incident. Nothing while nobody is to be woken.
    """
    if state == RESOLVED:
        return ()
    if not incident.is_open:
        return ((RESOLVED if state else None, RESOLVED),)
    if incident.hold or not incident.policy.wakes(incident.severity):
        return ()
    triggered, acknowledged = f"trigger {incident.severity.name}", f"acknowledge {incident.severity.name}"
    wanted = acknowledged if incident.ack else triggered
    if state == wanted:
        return ()
    found: list[Step] = []
    if not incident.ack or state not in {triggered, acknowledged}:
        found.append(("trigger", triggered))
    if incident.ack:
        found.append((None if incident.ack.channel == "pagerduty" else "acknowledge", acknowledged))
    return tuple(found)


def event_of(kit: Kit, incident: Incident, action: Action) -> Event:
    """The event, with what somebody woken by PagerDuty needs to see."""
    if action != "trigger":
        return Event(action=action, key=incident.id)
    links = [(f"{kit.settings.public_url}/console#{incident.id}", "Incident in Nightdesk")]
    if kit.settings.status_url:
        links.append((kit.settings.status_url, "What customers see"))
    return Event(
        action="trigger",
        key=incident.id,
        summary=redact(f"{incident.severity.name} {incident.title}"),
        source=f"nightdesk {next(iter(incident.services), 'ops')}",
        severity=SEVERITIES.get(incident.severity, "info"),  # type: ignore[arg-type]  # the literals above
        at=incident.detected_at,
        component=next(iter(incident.services), ""),
        details={name: redact(words)[:1000] for name, words in _details(incident).items() if words},
        links=tuple(links),
    )


def _details(incident: Incident) -> dict[str, str]:
    alarms = [f"{alarm.name}: {alarm.summary}".rstrip(": ") for alarm in incident.alarms]
    more = len(alarms) - MOST_ALARMS
    return {
        "incident": incident.id,
        "severity": f"{incident.severity.name} ({incident.severity.label})",
        "why": "; ".join(incident.reasons),
        "services": ", ".join(incident.services),
        "also affected": ", ".join(incident.blast_radius),
        "customer impact": incident.impact.summary,
        "alarms": "; ".join(alarms[:MOST_ALARMS]) + (f"; and {more} more" if more > 0 else ""),
        "first step": incident.first_step,
        "who has it": incident.ack.name if incident.ack else "nobody yet",
        "probable cause": incident.hypothesis.summary if incident.hypothesis else "",
    }
