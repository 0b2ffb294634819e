"""What is looked after once a minute beside the chains: silent heartbeats, windows and offers that are over."""

from collections.abc import Callable, Iterable

from nightdesk.desk.alarms.heartbeats import listen
from nightdesk.desk.alarms.reviews import review_windows
from nightdesk.desk.kit import Kit
from nightdesk.desk.owners import next_day
from nightdesk.desk.responders.digest import send_digest
from nightdesk.desk.responders.overdue_swaps import end_offers
from nightdesk.runbook.heartbeat import Heartbeat


def look_after(kit: Kit, heartbeats: tuple[Heartbeat, ...]) -> tuple[str, ...]:
    """One round; returns what failed, each apart, so that no failure stops another duty."""
    failed: list[str] = []
    duties: tuple[Callable[[], Iterable[str]], ...] = (
        lambda: listen(kit, heartbeats),
        lambda: send_digest(kit),
        lambda: end_offers(kit),
        lambda: kit.mistaken,
        lambda: review_windows(kit, kit.store.incidents(limit=200)),
        lambda: next_day.ask_due(kit),
    )
    for duty in duties:
        try:
            failed += duty()
        except Exception as error:  # also our own mistakes: the audit of the chains comes after these
            failed.append(f"{type(error).__name__}: {error}")
    return tuple(failed)
