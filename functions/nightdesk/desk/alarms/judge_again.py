"""An incident judged anew from everything that fires now: severity, reach, title, and whether it may still be held."""

from datetime import timedelta

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.seen import firing
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.desk.watching.holding import still_held
from nightdesk.incident import changes
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.harm.blast import blast_radius, origin
from nightdesk.triage.ops.harm.impact import estimate
from nightdesk.triage.ops.judging.case import from_alarms
from nightdesk.triage.ops.judging.severity import judge
from nightdesk.triage.ops.judging.title import subject, title_of

TRIAGE = timedelta(seconds=60)
"""
Alarms of one cause arrive together. For this long (of real time, whatever the desk's speed: monitoring has its own)
what they add completes the first picture, and only afterwards does it wake the next tier.
"""


def judge_again(draft: Draft, kit: Kit, catalogue: Catalogue, *, before: Incident) -> None:
    """Worse escalates; milder changes nothing by itself, for lowering needs a human."""
    alarms = firing(draft.incident)
    verdict = judge(from_alarms(alarms, catalogue, now=draft.now))
    services = draft.incident.services
    describe(draft, catalogue, before=before)
    if verdict.severity < before.severity:
        draft.note(Kind.SEVERITY, "desk", f"raised to {verdict.severity.name}: {'; '.join(verdict.reasons)}")
    is_triage = draft.now - before.opened_at < TRIAGE and before.ack is None
    draft.incident = changes.worsened(
        draft.incident, severity=verdict.severity, reasons=verdict.reasons, is_triage=is_triage
    )
    newly = [name for name in services if name not in before.services]
    still_held(draft, kit, catalogue, before=before)
    if newly and not is_triage and draft.incident.hold is None:
        draft.incident = changes.urged(draft.incident, why=f"{', '.join(newly)} affected too")
    run_watch(draft, kit)


def describe(draft: Draft, catalogue: Catalogue, *, before: Incident) -> None:
    """Title, reach and impact from what fires now; what was measured since is better than what an alarm said."""
    alarms, services = firing(draft.incident), draft.incident.services
    first_at = {alarm.service: alarm.started_at or draft.now for alarm in reversed(alarms)}
    lead = origin(services, catalogue, first_at).service
    with_incident(draft, blast_radius=blast_radius(services, catalogue))
    if before.hypothesis is None and alarms:
        said = subject(alarms, first=lead)
        with_incident(
            draft,
            title=said or title_of(alarms, first=lead),
            subject=said,
            impact=estimate(services, catalogue, alarms=alarms, now=draft.now),
        )
