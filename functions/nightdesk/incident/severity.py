"""The five severities, shared by both desks, and their promises in minutes."""

from dataclasses import dataclass
from enum import IntEnum


class Severity(IntEnum):
    """How bad things are. SEV0 is the worst, so the worse of two is the smaller."""

    SEV0 = 0
    SEV1 = 1
    SEV2 = 2
    SEV3 = 3
    SEV4 = 4

    @property
    def label(self) -> str:
        """The word people use for it: Critical, High, Medium, Low, Informational."""
        return ("Critical", "High", "Medium", "Low", "Informational")[self]


def worst_of(*severities: Severity) -> Severity:
    """The most urgent of several. Uncertain between two means this one."""
    return Severity(min(severities))


def parse_severity(text: str) -> Severity | None:
    """Read `SEV1`, `sev 1` or `1`; None when it is none of them."""
    digits = text.strip().lower().removeprefix("sev").strip()
    return Severity(int(digits)) if digits in {"0", "1", "2", "3", "4"} else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What a severity promises, in minutes from detection. `resolve` None means best effort."""

    detect: float
    acknowledge: float
    resolve: float | None


def broken(promise: str) -> str:
    """What did not happen in time, of the name of a promise: "detect" -> "detected"."""
    return f"{promise}d" if promise.endswith("e") else f"{promise}ed"


PROMISES: dict[Severity, Promise] = {
    Severity.SEV0: Promise(detect=2, acknowledge=5, resolve=30),
    Severity.SEV1: Promise(detect=5, acknowledge=10, resolve=60),
    Severity.SEV2: Promise(detect=10, acknowledge=30, resolve=4 * 60),
    Severity.SEV3: Promise(detect=30, acknowledge=2 * 60, resolve=24 * 60),
    Severity.SEV4: Promise(detect=60, acknowledge=4 * 60, resolve=None),
}
