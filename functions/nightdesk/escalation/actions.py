"""What the watch may want done beside waking people; that is in pages.py and relief.py."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Heed:
    """What urged the next tier has been dealt with: everybody there is was woken, or somebody at the top has it."""

    why: str


@dataclass(frozen=True, slots=True)
class Nudge:
    """Ask whoever has it whether they still do."""


@dataclass(frozen=True, slots=True)
class Release:
    """Whoever has it did not answer that question."""


@dataclass(frozen=True, slots=True)
class HolderGone:
    """Whoever has it is not on the roster any more: nobody can be asked, so nobody has it."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A promise of the severity was not kept."""

    promise: Literal["detect", "acknowledge", "resolve"]


@dataclass(frozen=True, slots=True)
class ExpireAsk:
    """Nobody answered a request for permission in time."""


@dataclass(frozen=True, slots=True)
class ExpireAdvice:
    """No vet answered an owner's question in time. ask: its id."""

    ask: str


@dataclass(frozen=True, slots=True)
class SendHeld:
    """The owner's texts that were held back for company are sent on to whoever has the case."""


@dataclass(frozen=True, slots=True)
class CheckIn:
    """Ask the owner how the pet is."""


@dataclass(frozen=True, slots=True)
class OwnerSilent:
    """An emergency's owner did not answer a check-in, or not the call after it either."""


@dataclass(frozen=True, slots=True)
class RingBack:
    """The owner hung up on an emergency before a human had it: they are rung, once."""


@dataclass(frozen=True, slots=True)
class WriteBack:
    """The owner did not take that call: they are written to, and that is all."""


@dataclass(frozen=True, slots=True)
class Update:
    """Tell everyone involved where things stand."""


@dataclass(frozen=True, slots=True)
class HoldOver:
    """The time for which nobody was to be woken is over."""


@dataclass(frozen=True, slots=True)
class HoldBroken:
    """Somebody must be woken although nobody was to be: it was passed on, raised, or its fix failed."""


@dataclass(frozen=True, slots=True)
class Close:
    """Every alarm has been over for long enough."""
