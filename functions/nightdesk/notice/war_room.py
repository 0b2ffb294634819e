"""The call that everybody on an incident can talk on."""

from collections.abc import Sequence
from typing import Protocol

from nightdesk.incident.roll_call import Live


class WarRoom(Protocol):
    """
    Conferences of the carrier, by the name they were entered under: an incident's id.

    People come in by TwiML, after a key; what remains to be done from outside is to see who is in one, and to
    end it.
    """

    def end(self, room: str) -> None:
        """Hang up on everybody in it, and on nobody when it is empty. Repeating it is harmless. Raises Unavailable."""
        ...

    def live(self, room: str) -> Sequence[Live]:
        """The conferences of this name that go on, and who is in each; none when nobody is. Raises Unavailable."""
        ...
