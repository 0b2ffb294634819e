"""The call that everybody on an incident can talk on."""

from typing import Protocol


class WarRoom(Protocol):
    """
    Conferences of the carrier, by the name they were entered under: an incident's id.

    People come in by TwiML, after a key; what remains to be done from outside is to end one.
    """

    def end(self, room: str) -> None:
        """Hang up on everybody in it, and on nobody when it is empty. Repeating it is harmless. Raises Unavailable."""
        ...
