"""Named, registered, tested actions: the only things Nightdesk can do to a system."""

from collections.abc import Mapping
from typing import Protocol

from nightdesk.incident.ask import Risk

Parameters = Mapping[str, str]
Backup = dict[str, str]


class Action(Protocol):
    """
    One thing that can be done, with everything needed to do it responsibly.

    Every method raises ActionUnavailable when the system could not be asked, and ActionFailed when it answered no.
    Order: check, back_up, act, then the caller verifies recovery and calls undo when it does not come.
    """

    @property
    def name(self) -> str:
        """What runbooks call it."""
        ...

    @property
    def risk(self) -> Risk:
        """The least risk it may be run at."""
        ...

    @property
    def needs(self) -> tuple[str, ...]:
        """Names of the parameters that must be given."""
        ...

    def check(self, parameters: Parameters) -> str:
        """Read the system and say, in one sentence, that the precondition holds; ActionFailed when it does not."""
        ...

    def back_up(self, parameters: Parameters) -> Backup:
        """Read what undo will need. Called and saved before act."""
        ...

    def act(self, parameters: Parameters, backup: Backup) -> str:
        """Do it; says in one sentence what was done. Doing it twice is the same as once."""
        ...

    def verify(self, parameters: Parameters, backup: Backup) -> str:
        """Read the system: did what was asked take hold? ActionFailed when not. (Recovery is judged elsewhere.)"""
        ...

    def undo(self, parameters: Parameters, backup: Backup) -> str:
        """Put the system back as `backup` remembers it; says what was done. Safe to repeat."""
        ...


Registry = Mapping[str, Action]
