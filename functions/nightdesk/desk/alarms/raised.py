"""What became of an alarm."""

from dataclasses import dataclass

from nightdesk.incident.desk import IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The board still showed this incident, and it is over."""

    incident: IncidentId


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """
    What became of one alarm: "opened", "joined", "repeated", "ended", "early" (its end came first), "seen" or, in a
    crowd, "queued".
    """

    outcome: str
    incident: IncidentId | None = None
    why: str = ""
