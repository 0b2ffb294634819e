"""Keys of the single table. design: one partition per thing that is read together."""

from nightdesk.incident.desk import Desk, IncidentId, Phone

INCIDENTS = "INCIDENTS"
QUARANTINE = "QUARANTINE"
CHECK_INS = "CHECK-INS"


def incident(incident_id: IncidentId) -> tuple[str, str]:
    return f"INC#{incident_id}", "INCIDENT"


def event(incident_id: IncidentId, seq: int) -> tuple[str, str]:
    return f"INC#{incident_id}", f"EVENT#{seq:08d}"


def alarm(incident_id: IncidentId, fingerprint: str) -> tuple[str, str]:
    return f"INC#{incident_id}", f"ALARM#{fingerprint}"


# Everything from PAGED# on is what one text needs: PAGED# < PENDING# < PROFILE, and MSG# sorts before them.
STANDING_FROM = "PAGED#"


def profile(phone: Phone) -> tuple[str, str]:
    return f"CONTACT#{phone}", "PROFILE"


def message(phone: Phone, message_id: str) -> tuple[str, str]:
    return f"CONTACT#{phone}", f"MSG#{message_id}"


def paged(phone: Phone, incident_id: IncidentId) -> tuple[str, str]:
    return f"CONTACT#{phone}", f"PAGED#{incident_id}"


def code(phone: Phone, code: str) -> tuple[str, str]:
    return f"CONTACT#{phone}", f"PENDING#{code}"


def once(source_id: str) -> tuple[str, str]:
    return f"ONCE#{source_id}", "ONCE"


def outbox(outbox_id: str) -> tuple[str, str]:
    return f"OUT#{outbox_id}", "OUT"


def board(desk: Desk) -> tuple[str, str]:
    return f"BOARD#{desk.value}", "BOARD"


def heartbeat(name: str) -> tuple[str, str]:
    return f"BEAT#{name}", "BEAT"


def counter() -> tuple[str, str]:
    return "COUNTER", "INCIDENT"


def rota_change(change_id: str) -> tuple[str, str]:
    return "ROTA", f"CHANGE#{change_id}"
def mark(desk: Desk, key: str) -> tuple[str, str]:
    return f"MARK#{desk.value}#{key}", "MARK"


def early(mark: str, source_id: str) -> tuple[str, str]:
    """Payloads of alarms whose end came first, by the fingerprint's mark."""
    return f"EARLY#{mark}", source_id




def raw(raw_id: str) -> tuple[str, str]:
    return f"RAW#{raw_id}", "RAW"


def settled(to: str) -> str:
    """Index partition of what was said and done for one incident, or outside of any for one phone."""
    return f"SAID#{to}"


def unsettled(state: str) -> str:
    """Index partition of errands in a state that must not last."""
    return f"OUT#{state}"
