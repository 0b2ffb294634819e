"""When a service's trouble was felt in an incident."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """
    The first and the newest alarm of one service in one incident; repeats of an alarm do not count.

    is_quiet: all of them tell of something that neither follows from a failing neighbour nor makes one fail: a
    certificate that will expire, a cost, a backup. places: where it alarmed, as in "region eu-west-1".
    """

    service: str
    first_at: datetime
    last_at: datetime
    is_quiet: bool = False
    places: tuple[str, ...] = ()

    def apart(self, at: datetime) -> timedelta:
        """From a moment to the nearer end; nothing while its alarms were still coming in."""
        if at < self.first_at:
            return self.first_at - at
        return max(at - self.last_at, timedelta(0))

    def and_also(self, at: datetime, *, is_quiet: bool, places: tuple[str, ...] = ()) -> "Felt":
        """With one more alarm. What was only quiet begins anew with the first that is not."""
        if self.is_quiet and not is_quiet:
            return Felt(service=self.service, first_at=at, last_at=at, places=places)
        if is_quiet and not self.is_quiet:
            return self
        return Felt(
            service=self.service,
            first_at=min(self.first_at, at),
            last_at=max(self.last_at, at),
            is_quiet=is_quiet,
            places=tuple(dict.fromkeys((*self.places, *places)))[:MOST_PLACES],
        )


MOST_PLACES = 6
"""Of one service in one incident: what is felt in so many is of none of them."""


def felt_too(
    known: tuple[Felt, ...], service: str, at: datetime, *, is_quiet: bool, places: tuple[str, ...] = ()
) -> tuple[Felt, ...]:
    """These with one more alarm of a service; an alarm that names none changes nothing."""
    if not service:
        return known
    before = next((one for one in known if one.service == service), None)
    now = (
        before.and_also(at, is_quiet=is_quiet, places=places)
        if before
        else Felt(service=service, first_at=at, last_at=at, is_quiet=is_quiet, places=places)
    )
    return (*(one for one in known if one.service != service), now)


def joined(known: tuple[Felt, ...], more: tuple[Felt, ...]) -> tuple[Felt, ...]:
    """What two incidents felt, as one."""
    for one in more:
        known = felt_too(known, one.service, one.first_at, is_quiet=one.is_quiet, places=one.places)
        known = felt_too(known, one.service, one.last_at, is_quiet=one.is_quiet, places=one.places)
    return known
