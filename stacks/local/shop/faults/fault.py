"""What a fault is."""

from collections.abc import Mapping
from typing import Protocol

from stacks.local.shop.condition import Condition


class Fault(Protocol):
    """
    One way to break the shop, by changing a real resource, and the reading of that resource.

    `symptoms` never asks what was broken: it reads what is there, so that whoever puts the resource right
    heals the shop, and whoever breaks it by other means makes it just as ill. Errors of botocore come through.
    """

    name: str
    title: str
    """For people, a few words."""
    what: str
    """For people, one sentence: what happens and what puts it right."""

    def break_(self) -> dict[str, str]:
        """Break it; says what was changed. Breaking what is broken changes nothing."""
        ...

    def symptoms(self) -> Mapping[str, Condition]:
        """What ails which service, by service name; a service that is well may be left out or carry log lines only."""
        ...

    def is_healed(self) -> bool:
        """Whether the resource is as it should be."""
        ...

    def undo(self) -> dict[str, str]:
        """Put it right by hand; says what was changed. Safe to repeat."""
        ...
