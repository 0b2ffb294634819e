"""One incident's climb while its clock fails: tasks that fail in spells, late wakes, executions that die."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.desk.rounds.audit_chains import audit_chains
from nightdesk.desk.watching.watch import attend
from nightdesk.incident.incident import Incident
from tests.integration.desk.acts import BOOKS, raises
from tests.integration.desk.world import World

FAILS, SPELL_SECONDS = 0.08, 40.0
"""How often a task fails, and how long (on average) everything then fails in a row."""
DIES = 0.02
"""How often an execution dies at a turn, so that only the minute's audit can find out."""
LATE_SECONDS, VERY_LATE, VERY_LATE_SECONDS = 0.4, 0.02, 20.0
"""How late a wait ends on average; how often much later, and then by how much."""
RETRIES = (1, 2, 4, 8, 16, 32, 60, 60, 60, 60)
"""What watch.asl.json waits before each retry, and then it breathes."""
BREATHES = 10
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Climbed:
    """One tier that was woken: how late, and against which patience. rescued: by the audit and not by its own watch."""

    tier: int
    late_seconds: float
    patience_seconds: float
    rescued: bool

    @property
    def error(self) -> float:
        """Of the tier's patience."""
        return self.late_seconds / self.patience_seconds


class Clock:
    """Step Functions on a bad day, for one incident that nobody answers."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.world = World(BOOKS)
        self.world.now += timedelta(seconds=self.dice.uniform(0, 3600))
        self.audits_at = self.world.now + MINUTE * self.dice.random()
        self.fails_until = self.world.now
        raises(self.world)
        self.wakes_at: datetime | None = self.world.now
        self.tries = 0

    def climbs(self, *, until_tier: int) -> Iterator[Climbed]:
        """Every tier above the first, as it is really woken."""
        while self.world.incident().tier < until_tier:
            before = self.world.incident()
            rescued = self._next()
            after = self.world.incident()
            if after.tier > before.tier:
                yield _climbed(before, after, rescued=rescued)

    def _next(self) -> bool:
        """The next thing that happens; whether it was the audit."""
        if self.wakes_at is None or self.audits_at <= self.wakes_at:
            self.world.now = self.audits_at
            self.audits_at += MINUTE
            self._audits()
            return True
        self.world.now = self.wakes_at
        self._looks()
        return False

    def _audits(self) -> None:
        if self._fails():
            return
        generation = self.world.incident().generation
        audit_chains(self.world.kit, self.world.doors, beat=lambda: None)
        self.world.settle()
        if self.world.incident().generation != generation:
            self._starts()

    def _looks(self) -> None:
        if self._fails():
            self.wakes_at = self.world.now + timedelta(
                seconds=RETRIES[self.tries] if self.tries < len(RETRIES) else BREATHES
            )
            self.tries = self.tries + 1 if self.tries < len(RETRIES) else 0
            return
        self.tries = 0
        incident = self.world.incident()
        attention = attend(self.world.kit, incident.id, generation=incident.generation)
        self.world.settle()
        if self.dice.random() < DIES:
            self.world.chain.watches[incident.id, incident.generation] = False
            self.wakes_at = None
            return
        self.wakes_at = self.world.now + timedelta(seconds=attention.wait_seconds + self._lateness())
        if attention.is_stale:
            self._starts()

    def _starts(self) -> None:
        self.wakes_at, self.tries = self.world.now + timedelta(seconds=self._lateness()), 0

    def _fails(self) -> bool:
        if self.world.now >= self.fails_until and self.dice.random() < FAILS:
            self.fails_until = self.world.now + timedelta(seconds=self.dice.expovariate(1 / SPELL_SECONDS))
        return self.world.now < self.fails_until

    def _lateness(self) -> float:
        return self.dice.expovariate(1 / (VERY_LATE_SECONDS if self.dice.random() < VERY_LATE else LATE_SECONDS))


def _climbed(before: Incident, after: Incident, *, rescued: bool) -> Climbed:
    patience = timedelta(minutes=before.policy.patience_minutes(before.tier, before.severity))
    assert before.tier_at is not None
    assert after.tier_at is not None
    late = after.tier_at - (before.tier_at + patience)
    return Climbed(after.tier, late.total_seconds(), patience.total_seconds(), rescued)
