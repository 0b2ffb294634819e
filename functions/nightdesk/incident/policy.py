"""Escalation policies: who is woken at each tier, and how long a silence lasts."""

from dataclasses import dataclass, field
from itertools import pairwise

from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import PROMISES, Severity

HURRIED = Severity.SEV2
"""
The mildest severity that the tiers' own thresholds hurry. What is milder has hours to be answered by its promise: to
wake a director after half an hour for it would teach everybody to sleep through pages.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """
    One tier of a ladder. roles: names of schedules in the roster, all of which are paged.

    from_minutes: of silence since the first tier was woken, at which this one is at the latest; None says nothing.
    """

    tier: int
    roles: tuple[str, ...]
    label: str
    from_minutes: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """
    One ladder and its timings. It is copied into an incident when that opens, so that an edit in the
    middle of the night cannot break a chain; the people behind each role are looked up at each tier.

    pages_from: the mildest severity that wakes anybody. receipt_minutes: how long a text may go without a
    delivery receipt before its reader is called instead.
    undo_seconds: how long an approved step waits before it begins, so that whoever was asked can still stop it.
    quiet_minutes: how long every alarm must have been over before the incident closes by itself.
    Times are minutes. ack_minutes overrides the promises of the mission by severity name ("SEV1").
    """

    name: str
    desk: Desk
    rungs: tuple[Rung, ...]
    pages_from: str = "SEV3"
    ack_minutes: dict[str, float] = field(default_factory=dict)
    second_call_minutes: float = 2.0
    receipt_minutes: float = 1.0
    nudge_minutes: dict[str, float] = field(default_factory=dict)
    check_in_minutes: dict[str, float] = field(default_factory=dict)
    update_minutes: dict[str, float] = field(default_factory=dict)
    approval_minutes: float = 15.0
    undo_seconds: float = 60.0
    quiet_minutes: float = 5.0

    def wakes(self, severity: Severity) -> bool:
        """Whether anybody is paged for this severity at all."""
        return severity <= Severity[self.pages_from]

    def ack_sla_minutes(self, severity: Severity) -> float:
        """Within how many minutes somebody must have it."""
        return self.ack_minutes.get(severity.name, PROMISES[severity].acknowledge)

    def patience_minutes(self, tier: int, severity: Severity) -> float:
        """How long this tier may stay silent: as its severity promises an answer, at most until the next one's time."""
        promised, starts = self.ack_sla_minutes(severity), self._starts()
        here, above = starts.get(tier), starts.get(tier + 1)
        if here is None or above is None or severity > HURRIED:
            return promised
        return min(promised, above - here)

    def _starts(self) -> dict[int, float]:
        """
        Minutes at which each tier is woken at the latest, as far as that is told; the first is woken at once.

        Tiers that say nothing below one that does share the time until then.
        """
        told = {1: 0.0, **{rung.tier: rung.from_minutes for rung in self.rungs if rung.from_minutes is not None}}
        found: dict[int, float] = {}
        for (below, since), (above, until) in pairwise(sorted(told.items())):
            each = (until - since) / (above - below)
            found |= {tier: since + each * (tier - below) for tier in range(below, above + 1)}
        return found
