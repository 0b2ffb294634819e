"""The record at the end: the incident report, or the visit summary an owner can show the emergency vet."""

from collections.abc import Callable
from datetime import timedelta

from nightdesk.contact.contact import Contact
from nightdesk.desk.alarms.board import off_board
from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners import forgetting, household
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.errand import Outbox, Purpose
from nightdesk.incident.desk import Desk, IncidentId
from nightdesk.incident.severity import Severity
from nightdesk.incident.timeline import Kind
from nightdesk.persona.owner import pets
from nightdesk.report.html import incident_html
from nightdesk.report.report import incident_report
from nightdesk.report.summary import visit_summary
from nightdesk.runbook.service import Catalogue

REVIEW_WITHIN = timedelta(hours=48)
Keep = Callable[[str, str, str], str]
"""(key, content type, body) -> the URI it is kept under."""


def write_report(kit: Kit, catalogue: Catalogue, incident_id: IncidentId, *, keep: Keep) -> str:
    """Write and keep it, schedule the review, note both; returns its URI. Writing it again replaces the same object."""
    incident = kit.store.incident(incident_id)
    if incident is None or incident.is_open:
        return ""
    if incident.report_uri:
        return incident.report_uri
    now, entries = kit.now(), kit.store.entries(incident_id)
    if incident.desk is Desk.PETS:
        messages = kit.store.messages(incident.owner, limit=50) if incident.owner else ()
        text = visit_summary(incident, entries, messages)
    else:
        owners = {service.name: service.owner for service in catalogue.services}
        boards = {service.name: service.dashboard_links() for service in catalogue.services}
        currency = catalogue.currency
        text = incident_report(incident, entries, now=now, currency=currency, owners=owners, boards=boards)
        page = incident_html(incident, entries, now=now, currency=currency, owners=owners, boards=boards)
        keep(f"reports/{incident_id}.html", "text/html; charset=utf-8", page)
    uri = keep(f"reports/{incident_id}.txt", "text/plain; charset=utf-8", text)

    def note() -> None:
        current = kit.store.incident(incident_id)
        if current is None or current.report_uri:
            return
        draft = Draft(current, now=kit.now(), new_id=kit.new_id)
        with_incident(draft, report_uri=uri)
        draft.note(Kind.REPORTED, "desk", f"report kept at {uri}")
        if current.desk is Desk.OPS:
            due = (current.resolved_at or draft.now) + REVIEW_WITHIN
            draft.note(Kind.REVIEW, "desk", f"review to be held by {due:%Y-%m-%d %H:%M} UTC")
        elif current.owner and current.severity <= Severity.SEV2:
            purpose: Purpose = "report"
            draft.text(current.owner, pets.summary_ready(current, language=current.language), purpose)
        contact, orders = _leave_or_confirm(kit, draft)
        board = None
        if current.desk is Desk.OPS:
            read = kit.store.board(Desk.OPS)
            cleared = off_board(read, incident_id)
            board = None if cleared is read else cleared
        kit.store.commit(draft.change(board=board, contact=contact, errands=orders))

    decide_again_if_stale(note)
    return uri


def _leave_or_confirm(kit: Kit, draft: Draft) -> tuple[Contact | None, tuple[Outbox, ...]]:
    """The owner's case is over: who asked to be forgotten is; others are asked whether what was learned is right."""
    owner = draft.incident.owner
    if owner is None:
        if draft.incident.desk is Desk.PETS:
            forgetting.sweep(kit, draft.incident.id)
        return None, ()
    contact = kit.store.standing(owner).contact
    leaves = forgetting.when_over(contact, now=draft.now, outbox=kit.new_id())
    if leaves:
        blank, order = leaves
        return blank, (order,)
    return household.ask_when_over(draft, contact), ()
