"""The open cases somebody on call was woken for, as they hear them one after another: newest first."""

from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.kit import Kit
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident

MOST = 9
"""Cases that are offered on the phone; a night with more is for the console."""


def open_cases(kit: Kit, turn: Turn) -> tuple[Incident, ...]:
    """In two round trips."""
    rows = sorted(kit.store.standing(turn.phone).paged, key=lambda row: row.at, reverse=True)
    ids = list(dict.fromkeys(row.incident for row in rows if not row.is_over))[:MOST]
    return tuple(incident for incident in kit.store.several(ids) if incident.is_open) if ids else ()


def next_case(kit: Kit, turn: Turn, *, after: IncidentId) -> tuple[Incident | None, bool]:
    """The case that follows this one, the newest again after the last, and whether there are others to go on to."""
    found = open_cases(kit, turn)
    names = [incident.id for incident in found]
    at = names.index(after) + 1 if after in names else 0
    return (found[at % len(found)] if found else None), len(found) > 1
