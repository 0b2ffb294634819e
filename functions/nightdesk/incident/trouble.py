"""What customers may know of an incident: which parts they feel it in, how badly, since when, and how far we are."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from nightdesk.incident.desk import IncidentId

Level = Literal["maintenance", "recovering", "degraded", "partial", "major"]
"""How badly a part is off; "recovering" when it works again and is being watched."""
Stage = (
    Literal["investigating", "engaged", "worse", "better", "identified", "fixing", "undone", "watching", "resolved"]
    | Literal["planned", "done"]
)
"""How far we are; "planned" and "done" are of maintenance."""
RANK: dict[Level, int] = {"maintenance": 0, "recovering": 1, "degraded": 2, "partial": 3, "major": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """Between two times, or until further notice, it was this bad for these parts (names of services)."""

    level: Level
    services: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How far it was from then on. level: how badly customers felt it then."""

    at: datetime
    stage: Stage
    level: Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """
    One incident as customers see it; holds no word that anybody wrote, so none can leak.

    level: now, or the worst of it once it is over. services: the customer-facing ones that feel it. is_part_of: it was
    merged into another, which is told of instead. version: the incident's, the newest wins.
    """

    incident: IncidentId
    services: tuple[str, ...]
    level: Level
    opened_at: datetime
    resolved_at: datetime | None = None
    turns: tuple[Turn, ...] = ()
    spells: tuple[Spell, ...] = ()
    is_part_of: IncidentId | None = None
    version: int = 0

    @property
    def is_over(self) -> bool:
        return self.resolved_at is not None
