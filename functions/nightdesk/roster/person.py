"""Somebody who can be woken: their numbers, how they like to be reached, and when they would rather sleep."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from nightdesk.incident.desk import Phone

Channel = Literal["sms", "call"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiet:
    """When a phone should not ring for anything mild, by the clock of its owner's zone; it may go past midnight."""

    starts: time
    ends: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    Somebody who can be woken.

    id: short lower-case name used in logs and timelines. phone: the number that is texted; for somebody without a
    mobile the first that rings. rings: the numbers that are called, in order; none means `phone`. channels: in order
    of preference. is_vet: may answer what only a vet may (a medicine, a dose, making a pet vomit). known_as: what
    calendars call them besides their name: addresses, nicknames. quiet: SEV0 and SEV1 ignore it. email: written to when
    the carrier takes nothing.
    """

    id: str
    name: str
    phone: Phone
    channels: tuple[Channel, ...] = ("sms", "call")
    time_zone: str = "UTC"
    is_vet: bool = False
    rings: tuple[Phone, ...] = ()
    known_as: tuple[str, ...] = ()
    quiet: Quiet | None = None
    email: str = ""

    @property
    def numbers(self) -> tuple[Phone, ...]:
        """Every number of theirs, each once, the texted one first."""
        return tuple(dict.fromkeys((self.phone, *self.rings)))

    @property
    def called(self) -> tuple[str, ...]:
        """Everything others may call them by: id, name, address, nicknames."""
        return tuple(filter(None, (self.id, self.name, self.email, *self.known_as)))

    def ring_phone(self, attempt: int, *, each: int = 1) -> Phone:
        """
        The number to call at the attempt'th try, counted from 1; every number is called `each` times in a row.

        In a row, because a phone on silent lets a repeated call through only when it repeats on that phone.
        """
        rings = self.rings or (self.phone,)
        return rings[(attempt - 1) // each % len(rings)]

    def first_channels(self) -> tuple[Channel, ...]:
        """How they are tried first when nothing is on fire: a text where they take one, a call where they prefer it."""
        return tuple(c for c in self.channels if c == "sms" or c == self.channels[0])

    def quiet_until(self, at: datetime) -> datetime | None:
        """When their quiet hours end, if `at` (aware) lies in them."""
        if self.quiet is None:
            return None
        zone = ZoneInfo(self.time_zone)
        today = at.astimezone(zone).date()
        lasts = timedelta(days=self.quiet.ends <= self.quiet.starts)
        for day in (today - timedelta(days=1), today):
            begins = datetime.combine(day, self.quiet.starts, zone).astimezone(UTC)
            ends = datetime.combine(day + lasts, self.quiet.ends, zone).astimezone(UTC)
            if begins <= at < ends:
                return ends
        return None
