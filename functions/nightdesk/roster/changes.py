"""What departs from the schedules: overrides, swaps and vacations, planned in the file or made in the night."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nightdesk.roster.offer import KEPT, Offer

LONGEST_ASKED = timedelta(hours=12)
"""How long somebody's question for cover stays open, at most."""
MOST = 200
"""Changes made in the night that are kept at once; they share a row with the counter of incidents."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """
    Someone holds a role between two aware times; of several at once the one made last counts.

    instead_of: only where this person would be on call. id, made_by and made_at: of one made in the night.
    of_swap: half of a trade, which one of the two alone cannot end.
    """

    role: str
    person: str
    starts_at: datetime
    ends_at: datetime
    instead_of: str = ""
    id: str = ""
    made_by: str = ""
    made_at: datetime | None = None
    of_swap: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Between two aware times, two people have each other's turns. role: of one schedule only; empty for all."""

    one: str
    other: str
    starts_at: datetime
    ends_at: datetime
    role: str = ""
    id: str = ""
    made_by: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Somebody is on vacation between two aware times: their turns go to whoever is next."""

    person: str
    starts_at: datetime
    ends_at: datetime
    id: str = ""
    made_by: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Somebody asked by text to be covered until then, and nobody has said yes so far."""

    person: str
    until: datetime
    made_at: datetime
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """
    Every departure, in the order in which they were made. version: counts up in the table.

    unreadable: why what the table holds could not be read; then there are none, and none may be made on top.
    """

    overrides: tuple[Override, ...] = ()
    swaps: tuple[Swap, ...] = ()
    away: tuple[Away, ...] = ()
    wanted: tuple[Wanted, ...] = ()
    offers: tuple[Offer, ...] = ()
    version: int = 0
    unreadable: str = ""

    def then(self, later: "Changes") -> "Changes":
        """These, and then others that were made later."""
        return Changes(
            overrides=self.overrides + later.overrides,
            swaps=self.swaps + later.swaps,
            away=self.away + later.away,
            wanted=self.wanted + later.wanted,
            offers=self.offers + later.offers,
        )

    def of_known(self, people: Iterable[str], roles: Iterable[str]) -> "Changes":
        """Without those that name somebody or a role that is gone from the roster since."""
        known, has = {"", *people}, {"", *roles}
        return Changes(
            overrides=tuple(o for o in self.overrides if o.person in known and o.instead_of in known and o.role in has),
            swaps=tuple(s for s in self.swaps if {s.one, s.other} <= known and s.role in has),
            away=tuple(a for a in self.away if a.person in known),
            wanted=tuple(w for w in self.wanted if w.person in known),
            offers=tuple(o for o in self.offers if {o.one, o.other} <= known),
        )

    def still_to_come(self, now: datetime) -> "Changes":
        """Without what is over, and no more than a row holds: the ones made last."""
        return replace(
            self,
            overrides=tuple(o for o in self.overrides if o.ends_at > now)[-MOST:],
            swaps=tuple(s for s in self.swaps if s.ends_at > now)[-MOST:],
            away=tuple(a for a in self.away if a.ends_at > now)[-MOST:],
            wanted=tuple(w for w in self.wanted if now < min(w.until, w.made_at + LONGEST_ASKED))[-MOST:],
            offers=tuple(o for o in self.offers if now < o.until + KEPT)[-MOST:],
        )

    def without(self, change_id: str) -> "Changes":
        """Without the change of this id; the same when there is none."""
        return replace(
            self,
            overrides=tuple(o for o in self.overrides if o.id != change_id),
            swaps=tuple(s for s in self.swaps if s.id != change_id),
            away=tuple(a for a in self.away if a.id != change_id),
            offers=tuple(o for o in self.offers if o.id != change_id),
        )

    def swapped(self, person: str, role: str, now: datetime) -> str:
        """Who has this person's turn of a role."""
        for swap in self.swaps:
            if swap.starts_at <= now < swap.ends_at and swap.role in {"", role} and person in {swap.one, swap.other}:
                person = swap.other if person == swap.one else swap.one
        return person

    def is_away(self, person: str, now: datetime) -> bool:
        """Whether they are on vacation then."""
        return any(a.person == person and a.starts_at <= now < a.ends_at for a in self.away)

    def covered(self, person: str, role: str, now: datetime) -> str:
        """Who holds a role after all overrides; empty when nobody did and none says otherwise."""
        for override in self.overrides:
            is_on = override.role == role and override.starts_at <= now < override.ends_at
            if is_on and override.instead_of in {"", person}:
                person = override.person
        return person

    def edges(self, role: str) -> Iterator[datetime]:
        """Every moment at which one of these begins or ends."""
        departures: tuple[Override | Swap | Away, ...] = (*self.overrides, *self.swaps, *self.away)
        for one in departures:
            if not isinstance(one, Override) or one.role == role:
                yield from (one.starts_at, one.ends_at)
