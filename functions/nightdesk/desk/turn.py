"""One request of the carrier about a call, and the addresses of the next one."""

from dataclasses import dataclass, field

from nightdesk.desk.kit import Kit
from nightdesk.incident.desk import Phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """
    One request of the carrier about a call. path: what follows /twilio/voice, split at slashes.

    said: what was heard, "" for silence or noise. digits: keys pressed, "" for none.
    hints: where the carrier says the number is from, "FromZip" and the like.
    """

    path: tuple[str, ...]
    call: str
    phone: Phone
    other: Phone
    said: str = ""
    digits: str = ""
    status: str = ""
    hints: dict[str, str] = field(default_factory=dict)


def url_of(kit: Kit, path: str) -> str:
    """Where the carrier goes on: whole, because the public URL may have a path of its own."""
    return f"{kit.settings.public_url}/twilio/voice/{path}"
