"""Who would hold one role, layer upon layer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from nightdesk.roster.layer import Layer


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """Layers of which a later one covers an earlier one wherever it has anybody. time_zone: of all their clocks."""

    layers: tuple[Layer, ...]
    time_zone: str = "UTC"

    @property
    def zone(self) -> ZoneInfo:
        """Its clock."""
        return ZoneInfo(self.time_zone)

    def orders(self, now: datetime) -> Iterator[tuple[str, ...]]:
        """Of each layer that is on, the covering one first: whose turn it is and who comes after them."""
        for layer in reversed(self.layers):
            if order := layer.order(now, self.zone):
                yield order

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody it names, each once."""
        named = (person for layer in self.layers for person in (*layer.people, *(s.person for s in layer.shifts)))
        return tuple(dict.fromkeys(named))

    def edges(self, start: datetime, end: datetime) -> Iterator[datetime]:
        """Every moment at which the answer may change between two moments; some may lie outside."""
        for layer in self.layers:
            yield from layer.edges(start, end, self.zone)


def turns(people: tuple[str, ...], *, starts_at: datetime, hours: float = 168.0) -> Schedule:
    """One layer of turns of so many hours, in UTC, that goes back for ever. The first person took over then."""
    first = starts_at.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    return Schedule(layers=(Layer(people=people, first_at=first, every=max(1, round(hours * 60)), unit="minute"),))
