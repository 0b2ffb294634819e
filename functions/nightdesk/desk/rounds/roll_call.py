"""
Who is on each incident's call, asked of the carrier itself: of the callbacks that tell of it, one may be lost.

The timeline says what is true, with the time it was found; what the carrier then tells late is noted as late.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from nightdesk.desk.draft import Draft, with_incident
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.desk.rounds.raising import Ill
from nightdesk.desk.rounds.taking_turns import turn_of
from nightdesk.desk.watching.war_room import take
from nightdesk.errors import ChannelUnavailable, NightdeskError
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.incident.roll_call import Live, call_roll, may_go_on
from nightdesk.notice.war_room import WarRoom

MOST_ROOMS = 10
"""Asked about in one minute; with more than these every one has its turn within minutes."""
PATIENCE = timedelta(seconds=10)
"""The minute has other duties, and a carrier may be slow."""


def call_rolls(kit: Kit, war_room: Callable[[], WarRoom]) -> tuple[tuple[Ill, ...], tuple[str, ...]]:
    """One round: whose callbacks had been lost, and what could not be asked. Neither stops anything else."""
    ills: list[Ill] = []
    failed: list[str] = []
    begun = kit.now()
    try:
        for incident in turn_of(_talking(kit, begun), begun, most=MOST_ROOMS):
            if kit.now() - begun > PATIENCE:
                break
            try:
                shown = war_room().live(incident.id)
            except ChannelUnavailable as error:
                failed.append(f"{incident.id}: {error}")
                if error.is_final:
                    continue
                break  # a carrier that is away is away for all of them
            if hold_against(kit, incident.id, shown):
                ills.append(Ill("callback lost", incident.id, since=begun, is_mended=True))
    except NightdeskError as error:
        failed.append(f"asking who is on the calls: {error}")
    return tuple(ills), tuple(failed)


def hold_against(kit: Kit, incident_id: IncidentId, shown: Sequence[Live]) -> bool:
    """Note what the carrier shows and did not tell, in one transaction; whether there was any."""

    def once() -> bool:
        incident = kit.store.incident(incident_id)
        if incident is None or incident.war_room is None:
            return False
        draft = Draft(incident, now=kit.now(), new_id=kit.new_id)
        room, events = call_roll(incident.war_room, shown, now=draft.now)
        if room == incident.war_room and not events:
            return False
        with_incident(draft, war_room=room)
        for event in events:
            take(draft, kit, event)
        kit.store.commit(draft.change())
        return bool(events)

    return decide_again_if_stale(once)


def _talking(kit: Kit, now: datetime) -> list[Incident]:
    """Also those that are over: their calls end after them."""
    known = {one.id: one for one in (*kit.store.incidents(), *kit.store.open_incidents())}
    return [one for one in known.values() if may_go_on(one.war_room, now=now)]
