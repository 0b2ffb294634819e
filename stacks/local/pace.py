"""How fast the simulated night goes."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Pace:
    """
    Real seconds for the network's seconds.

    speed: 60 makes a minute pass as a second, as in the desk. A person (or a test) needs some real time to
    press a key however fast the night goes, so a prompt waits at least `key_press` real seconds, unless the
    document itself asks for less. segments_per_second: what the desk's number may send; the rest queues.
    """

    speed: float = 1.0
    key_press: float = 4.0
    pick_up: float = 0.15
    hop: float = 0.03
    segments_per_second: float = 4.0

    def seconds(self, seconds: float, *, at_least: float = 0.0) -> float:
        """The real time that `seconds` of the network take."""
        return max(seconds / self.speed, min(seconds, at_least))

    def passed(self, real_seconds: float) -> float:
        """The network's seconds that passed in this real time."""
        return real_seconds * self.speed
