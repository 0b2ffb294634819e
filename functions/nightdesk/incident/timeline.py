"""What happened, as it is first noted. The audit room seals facts into a chain when they are saved."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of fact on a timeline. The report picks its milestones by these."""

    ANOMALY = "anomaly"
    ALARM = "alarm"
    OPENED = "opened"
    HEARD = "heard"
    SAID = "said"
    SEVERITY = "severity"
    PAGED = "paged"
    RECEIPT = "receipt"
    CLIMBED = "climbed"
    ACKNOWLEDGED = "acknowledged"
    RELEASED = "released"
    BREACHED = "breached"
    INVESTIGATING = "investigating"
    CAUSE = "cause"
    PROPOSED = "proposed"
    APPROVED = "approved"
    DENIED = "denied"
    EXPIRED = "expired"
    CHECKED = "checked"
    BACKED_UP = "backed up"
    ACTED = "acted"
    VERIFIED = "verified"
    UNDONE = "undone"
    FAILED = "failed"
    RECOVERED = "recovered"
    RESOLVED = "resolved"
    REPORTED = "reported"
    REVIEW = "review"
    BRIDGED = "bridged"
    JOINED = "joined"
    LEFT = "left"
    ERASED = "erased"
    HELD = "held"
    MERGED = "merged"
    SPLIT = "split"
    NOTE = "note"


GENESIS = "0" * 64
"""What the first entry of every chain follows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """The head of an incident's audit chain: how many entries it has and the hash of the last one."""

    count: int = 0
    hash: str = GENESIS


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """
    One action, decision or observation.

    at: aware UTC. actor: "desk", "watch", a person's id ("ana"), "owner", "alarm:cloudwatch".
    data: small strings for machines (codes excluded, numbers by their last four digits).
    """

    at: datetime
    kind: Kind
    actor: str
    text: str
    data: dict[str, str] = field(default_factory=dict)
