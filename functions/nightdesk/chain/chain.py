"""The durable clock: long-running chains that wake tasks. It decides nothing; the table does."""

from typing import Protocol

from nightdesk.incident.desk import IncidentId


class Chain(Protocol):
    """Starts and wakes chains. Starting one that already runs, or waking one that no longer waits, is not an error."""

    def start_watch(self, incident: IncidentId, *, generation: int) -> None:
        """Start the escalation watch, named incident + generation. Its first turn is number 0."""
        ...

    def is_watched(self, incident: IncidentId, *, generation: int) -> bool:
        """Whether this generation's watch is running. Raises Unavailable when that cannot be told."""
        ...

    def start_work(self, incident: IncidentId, *, attempt: int) -> None:
        """Start investigate -> propose -> remediate -> verify, named incident + attempt."""
        ...

    def answer(self, token: str, *, state: str) -> None:
        """Wake the task that handed out this token."""
        ...
