"""What is said on a call, as a message of its conversation."""

from collections.abc import Mapping

from nightdesk.contact.contact import Message
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.kit import Kit
from nightdesk.desk.watching.call_back import CALL


def spoken(kit: Kit, turn: Turn, name: str, words: str, *, hints: Mapping[str, str] | None = None) -> Message:
    """The caller's words. name: tells them from whatever else is said on this call; hints: of where the caller is."""
    return Message(
        id=f"{turn.call}-{name}",
        phone=turn.phone,
        at=kit.now(),
        direction="in",
        channel="call",
        body=words,
        headers={**(hints or {}), CALL: turn.call},
    )
