"""
Keys of a page: where they are answered, and which press it is.

The address holds the incident's version as it was read out. A carrier that asks again about a press asks at the same
address, and it counts once; the same key pressed again later in the call, after the case has changed, is a new press.
"""

from nightdesk.desk.calls.turn import Turn, url_of
from nightdesk.desk.kit import Kit
from nightdesk.incident.desk import IncidentId
from nightdesk.incident.incident import Incident
from nightdesk.roster.person import Person

KEY = "key"


def key_url(kit: Kit, incident: Incident, person: Person, then: str = "") -> str:
    """Where a press on this page goes. then: what the key before it asked for."""
    return url_of(kit, "/".join(filter(None, ("page", incident.id, person.id, f"{KEY}-{incident.version}", then))))


def is_key(part: str) -> bool:
    """Whether this part of a path says that keys are answered there."""
    return part.partition("-")[0] == KEY


def mark(turn: Turn, incident: IncidentId, what: str) -> str:
    """Names one press, however often it is asked about."""
    shown = next((part.partition("-")[2] for part in turn.path if is_key(part)), "")
    return ":".join(filter(None, (KEY, turn.call, incident, what, shown)))
