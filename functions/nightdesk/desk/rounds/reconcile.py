"""What the carrier's webhooks did not bring us is read from its own books: receipts of pages, and texts to the desk."""

from collections.abc import Callable, Iterable
from datetime import timedelta

from nightdesk.channel.ledger import Ledger
from nightdesk.contact.contact import Message
from nightdesk.desk.kit import Kit
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.raising import Ill
from nightdesk.desk.rounds.receipt import IS_OVER, take_receipt
from nightdesk.incident.incident import Incident, Page, PageState

RECEIPT_WITHIN = timedelta(minutes=3)
LOOKED_BACK = timedelta(minutes=30)
TEXT_WITHIN, TEXTS_BACK = timedelta(minutes=2), timedelta(minutes=15)
"""A webhook and its repeats are over in half a minute; what came longer ago than the second is history."""
MOST_PAGES = 40
"""Looked up in one minute, oldest first."""


def reconcile(kit: Kit, ledger: Callable[[], Ledger]) -> tuple[tuple[Ill, ...], tuple[str, ...]]:
    """One round: what had been lost, mended by now, and what failed. Texts are heard as if they had just come."""
    ills: list[Ill] = []
    failed: list[str] = []
    duties: tuple[Callable[[], list[Ill]], ...] = (
        lambda: _receipts(kit, ledger(), kit.store.open_incidents()),
        lambda: _texts(kit, ledger()),
    )
    for duty in duties:
        try:
            ills += duty()
        except Exception as error:  # also our own mistakes: the audit of the chains comes after these
            failed.append(f"reconciling: {type(error).__name__}: {error}")
    return tuple(ills), tuple(failed)


def _receipts(kit: Kit, ledger: Ledger, incidents: Iterable[Incident]) -> list[Ill]:
    """A page that ended at the carrier without our hearing of it: its webhook was lost."""
    lost = []
    for page in sorted((p for one in incidents for p in one.pages if _waits(kit, p)), key=lambda p: p.at)[:MOST_PAGES]:
        row = kit.store.errand(page.outbox)
        became = ledger.became(row.sid) if row and row.sid and not row.way else None
        if became and became.status in IS_OVER:
            take_receipt(kit, page.outbox, status=became.status, error=became.error)
            lost.append(Ill("receipt lost", page.outbox, since=page.at, is_mended=True))
    return lost


def _waits(kit: Kit, page: Page) -> bool:
    return page.state is PageState.ACCEPTED and RECEIPT_WITHIN <= kit.now() - page.at <= LOOKED_BACK


def _texts(kit: Kit, ledger: Ledger) -> list[Ill]:
    """A text the carrier took and we never saw: a person waits for an answer to it."""
    texts = ledger.received(since=kit.now() - TEXTS_BACK, until=kit.now() - TEXT_WITHIN)
    return [Ill("text lost", text.id, since=text.at, is_mended=True) for text in texts if _was_lost(kit, text)]


def _was_lost(kit: Kit, text: Message) -> bool:
    """Hears it, unless it was heard; whether it had not been. What was heard but not kept is not heard again."""
    if kit.store.message(text.phone, text.id) is not None:
        return False
    receive(kit, text)
    return kit.store.message(text.phone, text.id) is not None
