"""What the live page shows, as plain JSON. Numbers of owners are cut to their last four digits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from nightdesk.audit.chain import Entry, first_break
from nightdesk.incident.ask import Ask
from nightdesk.incident.incident import Incident, Page
from nightdesk.incident.numbering import name_of
from nightdesk.redaction.redact import last4, redact

Json = dict[str, Any]


def summary(incident: Incident, *, now: datetime) -> Json:
    """One line of the list. code: what anybody on the roster may type for it; each also has a number of their own."""
    return {
        "id": incident.id,
        "code": name_of(incident.id),
        "desk": incident.desk.value,
        "severity": incident.severity.name,
        "severity_label": incident.severity.label,
        "status": incident.status.value,
        "title": redact(incident.title),
        "opened_at": _time(incident.opened_at),
        "resolved_at": _time(incident.resolved_at),
        "elapsed_seconds": int(((incident.resolved_at or now) - incident.opened_at).total_seconds()),
        "tier": incident.tier,
        "tiers": len(incident.policy.rungs),
        "acknowledged_by": incident.ack.name if incident.ack else None,
        "acknowledged_at": _time(incident.ack.at) if incident.ack else None,
        "waits_for_approval": bool(incident.ask and incident.ask.state.value == "pending"),
        "is_about_to_run": incident.about_to_run is not None,
    }


def detail(
    incident: Incident,
    entries: tuple[Entry, ...],
    *,
    now: datetime,
    report: str = "",
    names: Mapping[str, str] | None = None,
) -> Json:
    """
    Everything about one incident. Codes that permit and task tokens never leave the table; the numbers that people type
    for an incident permit nothing.

    names: what people are called, by their ids; an id that is not there is shown as it is.
    """
    called = names or {}
    numbers = {page.person: codes[0] for page in incident.pages if (codes := incident.codes.get(page.phone))}
    broken = first_break(entries, head=incident.seal)
    hypothesis = incident.hypothesis
    return {
        **summary(incident, now=now),
        "subject": redact(incident.subject),
        "reasons": [redact(reason) for reason in incident.reasons],
        "first_step": incident.first_step,
        "owner": last4(incident.owner) if incident.owner else None,
        "pet_name": incident.pet_name,
        "species": incident.species,
        "clinic": incident.clinic or None,
        "services": list(incident.services),
        "blast_radius": list(incident.blast_radius),
        "impact": {
            "summary": incident.impact.summary,
            "users_affected": incident.impact.users_affected,
            "requests_failed": incident.impact.requests_failed,
            "failed_share": incident.impact.failed_share,
            "revenue_per_minute": incident.impact.revenue_per_minute,
            "regions": list(incident.impact.regions),
            "how": list(incident.impact.how),
        },
        "alarms": [
            {
                "name": redact(alarm.name),
                "service": alarm.service,
                "resource": redact(alarm.resource),
                "summary": redact(alarm.summary),
                "source": alarm.source,
                "is_firing": alarm.is_firing,
                "first_at": _time(alarm.first_at),
                "last_at": _time(alarm.last_at),
                "times": alarm.times,
                "why_joined": alarm.why_joined,
                "value": alarm.value,
                "threshold": alarm.threshold,
            }
            for alarm in incident.alarms
        ],
        "ladder": [{"tier": rung.tier, "label": rung.label} for rung in incident.policy.rungs],
        "pages": [_page(page, called, numbers) for page in incident.pages],
        "hypothesis": {
            "summary": redact(hypothesis.summary),
            "origin": hypothesis.origin,
            "kind": hypothesis.kind,
            "confidence": round(hypothesis.confidence, 2),
            "evidence": [redact(line) for line in hypothesis.evidence],
            "checked": list(hypothesis.checked),
            "is_abstained": hypothesis.is_abstained,
        }
        if hypothesis
        else None,
        "ask": _ask(incident.ask, called) if incident.ask else None,
        "steps": [
            {
                "title": step.plan.title,
                "action": step.plan.action,
                "state": step.state.value,
                "started_at": _time(step.started_at),
                "ended_at": _time(step.ended_at),
                "outcome": redact(step.outcome),
            }
            for step in incident.steps
        ],
        "timeline": [
            {
                "seq": entry.seq,
                "at": _time(entry.at),
                "kind": entry.kind.value,
                "actor": called.get(entry.actor, entry.actor),
                "text": redact(entry.text),
                "hash": entry.hash[:12],
            }
            for entry in entries
        ],
        "audit": {"entries": len(entries), "is_intact": broken is None, "why": broken.why if broken else ""},
        "resolution": redact(incident.resolution),
        "links": list(incident.links),
        "report_uri": incident.report_uri or None,
        "report": report or None,
    }


def _page(page: Page, called: Mapping[str, str], numbers: Mapping[str, int]) -> Json:
    return {
        "person": page.person,
        "name": called.get(page.person, page.person),
        "code": numbers.get(page.person),
        "tier": page.tier,
        "channel": page.channel,
        "attempt": page.attempt,
        "at": _time(page.at),
        "state": page.state.value,
    }


def _ask(ask: Ask, called: Mapping[str, str]) -> Json:
    return {
        "title": ask.plan.title,
        "risk": ask.plan.risk.value,
        "why": redact(ask.plan.why),
        "impact": ask.plan.impact,
        "rollback": ask.plan.rollback,
        "state": ask.state.value,
        "asked": [called.get(asked.person, asked.person) for asked in ask.asked],
        "asked_at": _time(ask.asked_at),
        "expires_at": _time(ask.expires_at),
        "answered_by": called.get(ask.answered_by, ask.answered_by) or None,
        "answered_at": _time(ask.answered_at),
        "not_before": _time(ask.not_before),
    }


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
