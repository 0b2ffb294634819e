"""Tells one place how one incident stands, and remembers what it was told. A place that fails holds up nobody else."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from nightdesk.desk.draft import Draft
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.telling.customers import tell_page
from nightdesk.desk.telling.pager import tell_pager
from nightdesk.desk.telling.room import tell_room
from nightdesk.desk.telling.subscribers import tell_subscribers
from nightdesk.desk.telling.ways import Ways
from nightdesk.errand.errand import RANK, Notify, OutboxState
from nightdesk.errand.told import Told
from nightdesk.errors import Misconfigured, NoticeUnavailable, Repeated
from nightdesk.incident.audience import Place
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.timeline import Kind

GIVE_UP_AFTER = timedelta(hours=6)
NOTED_AFTER = timedelta(minutes=2)
"""A place may stumble; one that stays away stands on the timeline."""
OVER = RANK[OutboxState.DELIVERED]

Teller = Callable[[Kit, Ways, Incident, Told], bool]
"""Brings a place up to date, saving what it was told as it goes. False when there is more to tell, later."""
TELLERS: dict[Place, Teller] = {
    "status page": tell_page,
    "subscribers": tell_subscribers,
    "pagerduty": tell_pager,
    "slack": tell_room,
}
NAMES: dict[Place, str] = {
    "status page": "The status page",
    "subscribers": "Subscribers",
    "pagerduty": "PagerDuty",
    "slack": "Slack",
}


def tell(kit: Kit, ways: Ways, outbox: str) -> OutboxState | None:
    """
    One notice; what became of it, None when there was nothing to do. It is not settled while the place fails: the
    minute's audit queues it again.
    """
    row = kit.store.errand(outbox)
    if row is None or row.incident is None or not isinstance(row.errand, Notify) or RANK[row.state] >= OVER:
        return None
    place, now = row.errand.to, kit.now()
    incident = kit.store.incident(row.incident)
    told = kit.store.told(row.incident, place)
    if incident is None or place not in kit.settings.notices or now - row.at > GIVE_UP_AFTER:
        return _settled(kit, outbox, OutboxState.DROPPED if incident is None else OutboxState.FAILED)
    if told.wait_until and now < told.wait_until:
        return row.state
    try:
        is_done = TELLERS[place](kit, ways, incident, told)
    except (NoticeUnavailable, Misconfigured) as error:
        _fails(kit, row.incident, place, error)
        return row.state
    _works(kit, row.incident, place)
    return _settled(kit, outbox, OutboxState.DELIVERED) if is_done else row.state


def _settled(kit: Kit, outbox: str, state: OutboxState) -> OutboxState | None:
    settled = kit.store.settle(outbox, state=state, now=kit.now())
    return settled.state if settled else None


def _fails(kit: Kit, incident: IncidentId, place: Place, error: NoticeUnavailable | Misconfigured) -> None:
    """Since when and why; on the timeline once it is clear that it will not pass by itself."""
    now, told = kit.now(), kit.store.told(incident, place)
    asked = getattr(error, "retry_seconds", None)
    since = told.failing_since or now
    is_final = isinstance(error, Misconfigured) or error.is_final
    told = kit.store.save_told(
        replace(
            told,
            failing_since=since,
            error=str(error)[:300],
            wait_until=now + timedelta(seconds=asked) if asked else None,
        )
    )
    if not told.is_noted and (is_final or now - since >= NOTED_AFTER):
        _note(kit, incident, place, f"{NAMES[place]} could not be told: {error}", once=f"{since.isoformat()}:fails")
        kit.store.save_told(replace(told, is_noted=True))


def _works(kit: Kit, incident: IncidentId, place: Place) -> None:
    told = kit.store.told(incident, place)
    if told.failing_since is None:
        return
    if told.is_noted:
        since = f"{told.failing_since.isoformat()}:works"
        _note(kit, incident, place, f"{NAMES[place]} can be told again, and was", once=since)
    kit.store.save_told(replace(told, failing_since=None, error="", is_noted=False, wait_until=None))


def _note(kit: Kit, incident_id: IncidentId, place: Place, text: str, *, once: str) -> None:
    def note() -> None:
        incident = kit.store.incident(incident_id)
        if incident is None:
            return
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        draft.note(Kind.NOTE, "notice", text[:500], place=place)
        kit.store.commit(draft.change(once=f"notice:{incident_id}:{place}:{once}"))

    try:
        decide_again_if_stale(note)
    except Repeated:
        return
