"""
How much one person is paged: beyond a few texts and calls in ten minutes, further pages go out together.

The count lies in the table, saved before the page is sent: a worker that dies in between has counted one that its
successor sends, and that one is known by its row. SEV0 is neither counted nor ever held back, the watch knows nothing
of it, and so a tier's time runs on. Where the count cannot be saved the page goes: too many beats none.
"""

from datetime import datetime, timedelta

from nightdesk.desk.kit import Kit
from nightdesk.errand import ration
from nightdesk.errand.errand import Outbox, Ring, Text
from nightdesk.errors import Stale
from nightdesk.incident.desk import Phone
from nightdesk.incident.severity import Severity

TRIES = 4
AUDITED = timedelta(minutes=1)
"""What waits goes out with the minute's audit. Where a desk runs so fast that it comes too late, nothing waits."""


def take(kit: Kit, row: Outbox) -> bool:
    """Count this page as sent; False when its reader has had as many as they can take, and it should wait."""
    if not _is_rationed(kit, row):
        return True
    for _ in range(TRIES):
        known = kit.store.ration(_reader(kit, row))
        if not row.is_put_off and not ration.allows(known, row.id, _kind(row), now=kit.now(), window=_window(kit)):
            return False
        counted = ration.spending(known, row.id, _kind(row), now=kit.now(), window=_window(kit))
        try:
            if counted != known:
                kit.store.save_ration(counted)
            return True
        except Stale:
            continue
    return True


def wait_until(kit: Kit, row: Outbox) -> datetime:
    """When what has to wait goes out with all that wait beside it; now when it is not this that holds it back."""
    now, known = kit.now(), kit.store.ration(_reader(kit, row))
    if ration.allows(known, row.id, _kind(row), now=now, window=_window(kit)):
        return now
    return ration.next_at(known, _kind(row), apart=kit.pace(ration.APART_MINUTES), now=now)


def _is_rationed(kit: Kit, row: Outbox) -> bool:
    """Pages that are held back at all: nothing of SEV0, and no question to whoever has it."""
    if not isinstance(row.errand, Text | Ring) or row.errand.purpose != "page" or not row.unless or not row.incident:
        return False
    if kit.pace(ration.APART_MINUTES) < AUDITED:
        return False
    incident = kit.store.incident(row.incident)
    return incident is not None and incident.severity is not Severity.SEV0


def _reader(kit: Kit, row: Outbox) -> Phone:
    """All numbers of one person count as one."""
    assert isinstance(row.errand, Text | Ring)
    person = kit.roster.by_phone(row.errand.to)
    return person.phone if person else row.errand.to


def _kind(row: Outbox) -> ration.Kind:
    return "text" if isinstance(row.errand, Text) else "call"


def _window(kit: Kit) -> timedelta:
    return kit.pace(ration.WINDOW_MINUTES)
