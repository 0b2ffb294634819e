"""Opens an incident: the record, the first pages and the chains, all in one draft."""

from datetime import datetime
from typing import Literal

from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching import holding
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.incident.desk import Desk, Phone, incident_id
from nightdesk.incident.impact import Impact
from nightdesk.incident.incident import AlarmSeen, Hold, Incident, Status
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Fact, Kind
from nightdesk.triage.verdict import Verdict


def open_for_owner(
    kit: Kit,
    verdict: Verdict,
    *,
    owner: Phone,
    clinic: str,
    heard: str,
    language: Literal["en", "es"] = "en",
    health: str = "",
) -> Draft:
    """A pet's emergency, opened by its owner's words. health: what is known of the animal besides them."""
    number = kit.store.foresee(kit.may_wake(Desk.PETS))
    now = kit.now()
    policy = kit.policies["pets"]
    minutes = policy.check_in_minutes.get(verdict.severity.name)
    incident = Incident(
        id=incident_id(kit.store.next_number() if number is None else number),
        desk=Desk.PETS,
        title=verdict.subject,
        subject=verdict.subject,
        severity=verdict.severity,
        status=Status.OPEN,
        first_anomaly_at=now,
        detected_at=now,
        opened_at=now,
        policy=policy,
        reasons=verdict.reasons,
        first_step=verdict.first_step,
        owner=owner,
        pet_name=verdict.pet_name,
        species=verdict.species,
        health=health,
        clinic=clinic,
        language=language,
        check_in_at=now + kit.pace(minutes) if minutes else None,
    )
    draft = Draft(incident, now=now, new_id=kit.new_id, number=number)
    draft.note(Kind.HEARD, "owner", heard[:1000])
    draft.note(Kind.OPENED, "desk", f"{verdict.severity.name} ({verdict.severity.label}): {'; '.join(verdict.reasons)}")
    run_watch(draft, kit)
    return draft


def open_for_caller(kit: Kit, *, owner: Phone, why: str, language: Literal["en", "es"] = "en") -> Draft:
    """Somebody asks for a vet, or cannot speak, before anything is known: taken for SEV1 until it is."""
    verdict = Verdict(
        desk=Desk.PETS,
        severity=Severity.SEV1,
        reasons=(f"{why}; nothing else is known yet",),
        subject=f"Caller wants a vet ({why})",
        confidence=0.3,
    )
    return open_for_owner(kit, verdict, owner=owner, clinic="", heard=f"({why})", language=language)


def open_for_alarm(
    kit: Kit,
    verdict: Verdict,
    *,
    title: str,
    alarm: AlarmSeen,
    services: tuple[str, ...],
    blast_radius: tuple[str, ...],
    impact: Impact,
    started_at: datetime | None,
    links: tuple[str, ...] = (),
    policy_name: str = "ops",
    hold: Hold | None = None,
    number: int | None = None,
) -> Draft:
    """
    Something in production is wrong, opened by its first alarm. Investigation starts beside the watch.

    hold: it was announced, so nobody is woken and nothing is begun until that ends. number: a new one when left out.
    """
    now = kit.now()
    first = min(started_at or now, now)
    incident = Incident(
        id=incident_id(kit.store.next_number() if number is None else number),
        desk=Desk.OPS,
        title=title,
        subject=verdict.subject,
        severity=verdict.severity,
        status=Status.OPEN,
        first_anomaly_at=first,
        detected_at=now,
        opened_at=now,
        policy=kit.policies.get(policy_name) or kit.policies["ops"],
        reasons=verdict.reasons,
        services=services,
        blast_radius=blast_radius,
        impact=impact,
        alarms=(alarm,),
        links=links,
    )
    draft = Draft(incident, now=now, new_id=kit.new_id)
    draft.noted(Fact(at=first, kind=Kind.ANOMALY, actor=f"alarm:{alarm.source}", text=f"{alarm.name} began"))
    draft.note(Kind.ALARM, f"alarm:{alarm.source}", f"{alarm.name} fired", fingerprint=alarm.fingerprint)
    draft.note(Kind.OPENED, "desk", f"{verdict.severity.name} ({verdict.severity.label}): {'; '.join(verdict.reasons)}")
    if hold:
        holding.hold(draft, hold)
    run_watch(draft, kit)
    if not hold:
        draft.start_work()
    return draft
