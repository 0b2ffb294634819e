"""Keys of the single table. design: one partition per thing that is read together."""

from datetime import UTC, datetime

from nightdesk.incident.desk import Desk, IncidentId, Phone

INCIDENTS = "INCIDENTS"
OPEN_INCIDENTS = "INCIDENTS#OPEN"
"""Index partition of what is not over, so that finding all of it never costs reading what is."""
UNREPORTED_INCIDENTS = "INCIDENTS#UNREPORTED"
"""Index partition of what is over and has no record yet; what writes it may die for good."""
QUARANTINE = "QUARANTINE"
SUBSCRIBERS = "SUBSCRIBERS"
"""Index partition of numbers that want to hear of trouble, by since when."""
NOTICE = "notice"
"""Stands for the state in the index partition of notices that are not settled, whatever their state."""
CHECK_INS = "CHECK-INS"
_NUMBERS = "CODES"


def incident(incident_id: IncidentId) -> tuple[str, str]:
    return f"INC#{incident_id}", "INCIDENT"


def event(incident_id: IncidentId, seq: int) -> tuple[str, str]:
    return f"INC#{incident_id}", f"EVENT#{seq:08d}"


def alarm(incident_id: IncidentId, fingerprint: str) -> tuple[str, str]:
    return f"INC#{incident_id}", f"ALARM#{fingerprint}"


# Everything from PAGED# on is what one text needs: PAGED# < PENDING# < PROFILE; MSG# and CODES sort before them.
STANDING_FROM = "PAGED#"


def profile(phone: Phone) -> tuple[str, str]:
    return f"CONTACT#{phone}", "PROFILE"


def subscriber(phone: Phone) -> tuple[str, str]:
    return f"CONTACT#{phone}", "NEWS"


def message(phone: Phone, message_id: str) -> tuple[str, str]:
    return f"CONTACT#{phone}", f"MSG#{message_id}"


def paged(phone: Phone, incident_id: IncidentId) -> tuple[str, str]:
    return f"CONTACT#{phone}", f"PAGED#{incident_id}"


def code(phone: Phone, code: str) -> tuple[str, str]:
    return f"CONTACT#{phone}", f"PENDING#{code}"


def numbering(phone: Phone) -> tuple[str, str]:
    """What the phone's short numbers mean. A text of its owner needs none of it: each PAGED# row tells its own."""
    return f"CONTACT#{phone}", _NUMBERS


def is_numbering(pair: tuple[str, str]) -> bool:
    """Whether this is the key of what a phone's numbers mean."""
    return pair[1] == _NUMBERS


def phone_of(numbering: tuple[str, str]) -> Phone:
    """Whose numbers this key is of."""
    return Phone(numbering[0].partition("#")[2])


def once(source_id: str) -> tuple[str, str]:
    return f"ONCE#{source_id}", "ONCE"


def outbox(outbox_id: str) -> tuple[str, str]:
    return f"OUT#{outbox_id}", "OUT"


def board(desk: Desk) -> tuple[str, str]:
    return f"BOARD#{desk.value}", "BOARD"


def mark(desk: Desk, key: str) -> tuple[str, str]:
    return f"MARK#{desk.value}#{key}", "MARK"


def early(mark: str, source_id: str) -> tuple[str, str]:
    """Payloads of alarms whose end came first, by the fingerprint's mark."""
    return f"EARLY#{mark}", source_id


def heartbeat(name: str) -> tuple[str, str]:
    return f"BEAT#{name}", "BEAT"


def told(incident_id: IncidentId, place: str) -> tuple[str, str]:
    return f"INC#{incident_id}", f"TOLD#{place}"


def trouble(opened_at: datetime, incident_id: IncidentId) -> tuple[str, str]:
    """Troubles customers felt stand together, in order of time."""
    return "TROUBLE", f"{opened_at.astimezone(UTC).isoformat()}#{incident_id}"


def edition() -> tuple[str, str]:
    """Counts the status page's editions: the highest number was composed last."""
    return "COUNTER", "EDITION"


def counter() -> tuple[str, str]:
    return "COUNTER", "INCIDENT"


def rota_change(change_id: str) -> tuple[str, str]:
    return "ROTA", f"CHANGE#{change_id}"


def raw(raw_id: str) -> tuple[str, str]:
    return f"RAW#{raw_id}", "RAW"


def ration(phone: Phone) -> tuple[str, str]:
    """What one person was paged with lately."""
    return f"RATION#{phone}", "RATION"


def settled(to: str) -> str:
    """Index partition of what was said and done for one incident, or outside of any for one phone."""
    return f"SAID#{to}"


def unsettled(state: str) -> str:
    """Index partition of errands in a state that must not last."""
    return f"OUT#{state}"
