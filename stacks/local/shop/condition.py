"""What ails a service, as the state of real resources tells it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """
    failing: the share (0-1) of its requests that fail by its own fault. slowdown: its own work takes that many
    times as long. cpu: percentage points of processor on top of a good day.
    failures, successes: log lines that one failed and one good request leave.
    """

    failing: float = 0.0
    slowdown: float = 1.0
    cpu: float = 0.0
    failures: tuple[str, ...] = ()
    successes: tuple[str, ...] = ()

    @property
    def ails(self) -> bool:
        """Whether anything is wrong."""
        return self.failing > 0 or self.slowdown > 1 or self.cpu > 0


def together(conditions: Iterable[Condition]) -> Condition:
    """Several causes at once: failures add up as independent chances, slowdowns multiply."""
    whole = Condition()
    for one in conditions:
        whole = Condition(
            failing=1 - (1 - whole.failing) * (1 - one.failing),
            slowdown=whole.slowdown * one.slowdown,
            cpu=min(100.0, whole.cpu + one.cpu),
            failures=whole.failures + one.failures,
            successes=whole.successes + one.successes,
        )
    return whole
