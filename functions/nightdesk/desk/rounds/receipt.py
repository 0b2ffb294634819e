"""What became of a text or call: receipts come late, twice and out of order, and an undelivered page is no page."""

from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.rounds import second_way
from nightdesk.desk.vets import advise
from nightdesk.desk.watching.carry_out import run_watch
from nightdesk.errand.errand import Outbox, OutboxState, Ring, Text
from nightdesk.incident import changes
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import PageState
from nightdesk.incident.timeline import Kind

_CARRIER = {
    # Whatever is told of a message proves that the carrier has it, also to whoever died before noting that.
    **dict.fromkeys(("accepted", "scheduled", "queued", "sending", "sent"), OutboxState.ACCEPTED),
    **dict.fromkeys(("initiated", "ringing", "answered", "in-progress"), OutboxState.ACCEPTED),
    "delivered": OutboxState.DELIVERED,
    "read": OutboxState.DELIVERED,
    "undelivered": OutboxState.FAILED,
    "failed": OutboxState.FAILED,
    "canceled": OutboxState.FAILED,
    # A call that ended says nothing about having been heard: only a key press is an answer.
    "completed": OutboxState.DELIVERED,
    "busy": OutboxState.FAILED,
    "no-answer": OutboxState.FAILED,
}
IS_OVER = frozenset(status for status, state in _CARRIER.items() if state is not OutboxState.ACCEPTED)
"""In the carrier's words: nothing more will become of it."""
_PAGE = {
    OutboxState.ACCEPTED: PageState.ACCEPTED,
    OutboxState.DELIVERED: PageState.DELIVERED,
    OutboxState.FAILED: PageState.FAILED,
    OutboxState.DROPPED: PageState.DROPPED,
    OutboxState.WAITING: PageState.WAITING,
    OutboxState.BUNDLED: PageState.BUNDLED,
    OutboxState.DIVERTED: PageState.DIVERTED,
}


def take_receipt(kit: Kit, outbox: str, *, status: str, error: int = 0, sid: str = "") -> None:
    """One carrier callback. Unknown errands and statuses are not an error: the carrier must not retry for ever."""
    state = _CARRIER.get(status.strip().lower())
    if state is None:
        return
    if state is OutboxState.FAILED and second_way.turned_by_receipt(kit, outbox, error):
        return  # it is queued again, and the stream has it
    settled = kit.store.settle(outbox, state=state, now=kit.now(), error=error, sid=sid)
    if settled is None and state is not OutboxState.ACCEPTED:
        settled = kit.store.errand(outbox)
    if settled:
        # Also when the row knew it already: whoever took this receipt before may have died before telling the incident.
        page_settled(kit, settled)


def page_settled(kit: Kit, row: Outbox) -> None:
    """Tell the incident what became of one of its pages; an undelivered text makes the phone ring at once."""
    became = _PAGE.get(row.state)
    if became is PageState.FAILED and row.incident and isinstance(row.errand, Text) and row.errand.purpose == "ask":
        _not_asked(kit, row.incident, row.errand.to)
    if became is None or row.incident is None or getattr(row.errand, "purpose", "") != "page":
        return
    if became is PageState.ACCEPTED and row.is_put_off:
        became = PageState.BUNDLED  # its own words or those of many: it was not told at once
    if isinstance(row.errand, Ring) and became is PageState.DELIVERED:
        became = PageState.UNANSWERED
    incident_id = row.incident

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.incident = changes.page_became(incident, row.id, became)
        if draft.incident == incident:
            return
        if became is PageState.FAILED:
            page = next(page for page in incident.pages if page.outbox == row.id)
            draft.note(Kind.RECEIPT, "carrier", f"{page.channel} to {page.person} failed", error=str(row.error))
        run_watch(draft, kit)
        kit.store.commit(draft.change())

    decide_again_if_stale(once)


def _not_asked(kit: Kit, incident_id: IncidentId, phone: Phone) -> None:
    """An owner's question never reached this vet: others are asked now, not when the time is up."""

    def once() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None or not incident.is_open:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        advise.unreached(draft, kit, phone)
        if draft.incident != incident:
            run_watch(draft, kit)
            kit.store.commit(draft.change())

    decide_again_if_stale(once)
