"""What every duty needs: the table, the people, the clock and the dice. Made by wiring, passed in, never imported."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.policy import Policy
from nightdesk.roster.own_number import without_number
from nightdesk.roster.roster import Roster, live
from nightdesk.runbook.protocol import Protocol
from nightdesk.runbook.service import Catalogue
from nightdesk.runbook.window import Window
from nightdesk.settings import Settings
from nightdesk.store.store import Store

MOST_WOKEN = 8
"""Phones that are looked up ahead, beside ninety other rows of the hundred that one read holds."""


@dataclass(frozen=True, kw_only=True)
class Kit:
    """
    now: aware UTC. new_id: a fresh ULID. policies: by name. protocols: first aid, the most urgent first.

    catalogue: the services, for what a responder orders. windows: planned maintenance. roster: as the file has it when
    a kit is made; from then on with what people have changed since, as the store last read it.
    """

    store: Store
    roster: Roster
    policies: dict[str, Policy]
    settings: Settings
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    protocols: tuple[Protocol, ...] = ()
    catalogue: Catalogue = field(default_factory=Catalogue)
    windows: tuple[Window, ...] = ()
    mistaken: tuple[str, ...] = ()
    """What this deployment shows to be wrong with the roster, in words; said each minute until it is mended."""

    def __post_init__(self) -> None:
        """Whoever asks the roster must not have to remember that it changes in the night."""
        usable = without_number(self.roster, self.settings.number)
        said = (one for one in usable.remarks if one not in self.roster.remarks)
        object.__setattr__(self, "mistaken", tuple(dict.fromkeys((*self.mistaken, *said))))
        object.__setattr__(self, "roster", live(usable, lambda: self.store.rota))

    def may_wake(self, *desks: Desk) -> tuple[Phone, ...]:
        """The phones that incidents of these desks wake now, the first tiers first: their numbers are read ahead."""
        rungs = sorted(
            (rung.tier, rung.roles)
            for policy in self.policies.values()
            if policy.desk in desks
            for rung in policy.rungs
        )
        roles = dict.fromkeys(role for _, wanted in rungs for role in wanted)
        return tuple(person.phone for person in self.roster.holders(tuple(roles), self.now()))[:MOST_WOKEN]

    def pace(self, minutes: float) -> timedelta:
        """How long a policy's minutes really take here."""
        return self.settings.pace(minutes)
