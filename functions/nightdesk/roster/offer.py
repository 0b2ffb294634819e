"""Two turns that one person offers to trade with another, who has to say yes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

LONGEST = timedelta(hours=24)
"""How long an offer waits for an answer, at most; never into one of the turns."""
KEPT = timedelta(days=2)
"""How long one that is over is kept, so that a late answer is told what became of it."""
MOST_WRONG = 3
"""The third wrong code of whoever was asked ends the offer."""


class OfferState(Enum):
    """What became of it."""

    OPEN = "open"
    AGREED = "agreed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    OVER = "over"
    """Nobody answered, codes were guessed, or one of the turns was somebody else's by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Somebody's time on call for a role, between two aware moments."""

    role: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """
    `one` asks `other` to take the turn `mine` and takes `theirs` instead.

    Nothing changes before `other` answers from their own phone, with the code that only they were sent. wrong: how
    many wrong codes they sent.
    """

    one: str
    other: str
    mine: Turn
    theirs: Turn
    code: str
    until: datetime
    made_at: datetime
    id: str
    state: OfferState = OfferState.OPEN
    wrong: int = 0

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be agreed to."""
        return self.state is OfferState.OPEN and now < self.until

    def counted(self) -> "Offer":
        """After one more wrong code."""
        wrong = self.wrong + 1
        return replace(self, wrong=wrong, state=OfferState.OVER if wrong >= MOST_WRONG else self.state)


def open_until(mine: Turn, theirs: Turn, now: datetime) -> datetime:
    """When an offer made now is over: before either turn begins; of a turn that is on, before it ends."""
    begun = mine.ends_at if mine.starts_at <= now else mine.starts_at
    return min(now + LONGEST, begun, theirs.starts_at)
