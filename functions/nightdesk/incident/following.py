"""Where an owner stands in a first-aid protocol: kept on the incident, so that closing the one ends the other."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """
    The protocol an owner is led through, and the step given last.

    step: its name, "" while the protocol is only offered. number, of: which step that is, for people who are woken and
    have no protocol at hand. body: the build it is told for ("small"), "" when unknown.
    """

    protocol: str
    title: str
    at: datetime
    of: int
    step: str = ""
    number: int = 0
    body: str = ""

    @property
    def said(self) -> str:
        """For example `CPR, step 3 of 8 (push)`, or `CPR offered, not begun`."""
        if not self.step:
            return f"{self.title} offered, not begun"
        return f"{self.title}, step {self.number} of {self.of} ({self.step.replace('_', ' ')})"
