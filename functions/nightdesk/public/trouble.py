"""From an incident to what customers may know of it: chosen from fixed words, so that none of ours can slip through."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from nightdesk.audit.chain import Entry
from nightdesk.incident.desk import Desk
from nightdesk.incident.incident import Incident, Status
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.incident.trouble import RANK, Level, Spell, Stage, Trouble, Turn
from nightdesk.public.component import is_shown
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.harm.blast import radius

LEVELS: dict[Severity, Level] = {Severity.SEV0: "major", Severity.SEV1: "partial", Severity.SEV2: "degraded"}
"""Milder ones customers do not feel."""
MOST_TURNS = 40
_STAGES: dict[Kind, Stage] = {
    Kind.OPENED: "investigating",
    Kind.ACKNOWLEDGED: "engaged",
    Kind.CAUSE: "identified",
    Kind.ACTED: "fixing",
    Kind.UNDONE: "undone",
    Kind.RECOVERED: "watching",
    Kind.RESOLVED: "resolved",
}
_SEVERITY = re.compile(r"\bSEV([0-4])\b")


def felt_in(incident: Incident, catalogue: Catalogue) -> tuple[str, ...]:
    """
    The customer-facing services of production that feel it: the failing ones, and those that lean on them.

    None for the pets desk, whose cases are nobody else's business.
    """
    if incident.desk is not Desk.OPS:
        return ()
    known = (catalogue.get(name) for name in radius(incident.services, catalogue).customer_facing)
    return tuple(service.name for service in known if service and is_shown(service))


def customers_feel(incident: Incident, catalogue: Catalogue) -> bool:
    """
    Whether they are affected now, as far as is known. Not known is taken for yes, measured as none for no.

    What was announced as maintenance counts: it is shown as that. What a responder wants quiet about for a while does
    not stop being felt.
    """
    if incident.severity not in LEVELS or not felt_in(incident, catalogue):
        return False
    return incident.impact.users_affected != 0 or incident.severity is Severity.SEV0


def trouble_of(incident: Incident, entries: Sequence[Entry], catalogue: Catalogue) -> Trouble:
    """What customers may know of an incident they feel, or felt."""
    services = felt_in(incident, catalogue)
    spells = tuple(_spells(incident, entries, services))
    over_at = incident.resolved_at
    felt: list[Level] = [spell.level for spell in spells] or ["degraded"]
    worst = max(felt, key=lambda level: RANK[level])
    return Trouble(
        incident=incident.id,
        services=services,
        level=worst if over_at else level_now(incident),
        opened_at=incident.opened_at,
        resolved_at=over_at,
        turns=tuple(_turns(incident, entries))[-MOST_TURNS:],
        spells=spells,
        is_part_of=incident.merged_into,
        version=incident.version,
    )


def is_planned(incident: Incident) -> bool:
    """Whether it was announced as maintenance, and that has not ended while it went on."""
    return bool(incident.held_in) and incident.held_until is None


def level_now(incident: Incident) -> Level:
    """How badly customers feel it now."""
    if is_planned(incident):
        return "maintenance"
    if incident.status is Status.MONITORING:
        return "recovering"
    return LEVELS.get(incident.severity, "degraded")


def _turns(incident: Incident, entries: Sequence[Entry]) -> Iterator[Turn]:
    """How far it was, each turn once: saying the same again tells a customer nothing."""
    if is_planned(incident):
        yield Turn(at=incident.opened_at, stage="planned", level="maintenance")
        if incident.resolved_at:
            yield Turn(at=incident.resolved_at, stage="done", level="maintenance")
        return
    level: Level = LEVELS.get(_first_severity(incident, entries), "degraded")
    last: Stage | None = None
    for entry in entries:
        stage = _STAGES.get(entry.kind)
        if entry.kind is Kind.SEVERITY and (severity := _severity_in(entry)) is not None:
            now = LEVELS.get(severity, "degraded")
            if RANK[now] == RANK[level]:
                continue
            stage, level = "worse" if RANK[now] > RANK[level] else "better", now
        if stage is None or (stage == last and stage not in {"worse", "better"}):
            continue
        last = stage
        yield Turn(at=entry.at, stage=stage, level="recovering" if stage in {"watching", "resolved"} else level)


def _spells(incident: Incident, entries: Sequence[Entry], services: tuple[str, ...]) -> Iterator[Spell]:
    """From when to when it was how bad. A failing service feels all of it; what only leans on one feels it degraded."""
    ends = incident.recovered_at or incident.resolved_at
    changes: list[tuple[datetime, Severity]] = [(incident.first_anomaly_at, _first_severity(incident, entries))]
    changes += [
        (entry.at, severity)
        for entry in entries
        if entry.kind is Kind.SEVERITY and (severity := _severity_in(entry)) is not None
    ]
    direct = tuple(name for name in services if name in incident.services)
    indirect = tuple(name for name in services if name not in direct)
    for i, (since, severity) in enumerate(changes):
        until = changes[i + 1][0] if i + 1 < len(changes) else None
        until = min(filter(None, (until, ends)), default=None)
        level = LEVELS.get(severity)
        if level is None or not services or (until is not None and until <= since):
            continue
        level = "maintenance" if is_planned(incident) else level
        milder: Level = level if not direct or level == "maintenance" else "degraded"
        for names, felt in ((direct, level), (indirect, milder)):
            if names:
                yield Spell(level=felt, services=names, starts_at=since, ends_at=until)


def _first_severity(incident: Incident, entries: Sequence[Entry]) -> Severity:
    opened = (_severity_in(entry) for entry in entries if entry.kind is Kind.OPENED)
    return next((severity for severity in opened if severity is not None), incident.severity)


def _severity_in(entry: Entry) -> Severity | None:
    """The severity an entry speaks of first: "SEV1 (High): ...", "raised to SEV0: ...", "Ana set SEV2 (was SEV1)"."""
    found = _SEVERITY.search(entry.text)
    return Severity(int(found[1])) if found else None
