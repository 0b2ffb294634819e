"""Many alarms that arrive together: decided one after the other, saved together, so that a storm costs few writes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from nightdesk.alarm.lane import Delivery
from nightdesk.desk.alarms.known import keys_of
from nightdesk.desk.alarms.raise_alarm import PATIENCE, raise_alarm
from nightdesk.desk.alarms.raised import Raised
from nightdesk.desk.kit import Kit
from nightdesk.errors import Repeated, Stale, StoreUnavailable
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import Desk
from nightdesk.runbook.service import Catalogue
from nightdesk.store.gathering import MOST_ROWS, Gathering, TooMuch
from nightdesk.store.store import Store
from nightdesk.triage.ops.hearing.attribution import attribute

Part = tuple[int, ...]
"""Which of the deliveries, by their place."""
TRIES = 4
AT_ONCE = 25
MOST_MARKS = 90
MOST_INCIDENTS = 25
"""Read ahead. An incident is up to some ten KB."""
NOT_TOGETHER = (Repeated, Stale, StoreUnavailable, TooMuch)
"""Why some may not be saved together."""


def raise_alarms(kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery]) -> tuple[Raised, ...]:
    """Take them all, however many others do, and say what became of each, in their order."""
    taking = Taking(kit, catalogue, deliveries)
    taking.patiently()
    return taking.outcomes


class Taking:
    """
    Some deliveries on their way in. raised: what became of those that are saved, by their place.

    Every alarm rewrites its incident. Of those that came in one body or one batch these are written once for as many
    as a transaction holds.
    """

    def __init__(self, kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery]) -> None:
        self._kit, self._catalogue, self._deliveries = kit, catalogue, deliveries
        self.raised: dict[int, Raised] = {}

    @property
    def left(self) -> Part:
        """Those that nothing became of yet."""
        return tuple(n for n in range(len(self._deliveries)) if n not in self.raised)

    @property
    def outcomes(self) -> tuple[Raised, ...]:
        """What became of each, in their order, once that is known of all."""
        return tuple(self.raised[n] for n in range(len(self._deliveries)))

    def at_once(self) -> None:
        """Each as it stands in the order, while nobody is in the way. Raises Stale when somebody is."""
        while len(left := self.left) > 1:
            self._together(left)
        for n in left:
            self.singly(n, tries=1)

    def patiently(self) -> None:
        """
        All of them, whoever is in the way.

        When another worker was first with one of them, they are saved incident by incident: in a storm each then
        waits for few, and what is saved stays saved. What was taken before, or will not be saved together, is taken
        one by one at last, where one that cannot be saved costs none of the others.
        """
        while len(left := self.left) > 1:
            try:
                self._together(left)
            except NOT_TOGETHER:
                self._by_incident(left)
        for n in left:
            self.singly(n)

    def singly(self, n: int, *, tries: int = PATIENCE) -> None:
        """This one by itself. Raises Stale when others were first so many times."""
        alarm, once = self._deliveries[n]
        self.raised[n] = raise_alarm(self._kit, self._catalogue, alarm, once=once, tries=tries)

    def _together(self, part: Part) -> None:
        """As many of these as are saved in one transaction, at least one."""
        gathering = Gathering(self._kit.store)
        self._foresee(gathering, part)
        self._decide(gathering, part)

    def _by_incident(self, part: Part) -> None:
        """All of these, those of one incident in one transaction; what was read serves until somebody is first."""
        gathering: Gathering | None = None
        waiting = [(group, TRIES) for group in self._likely_together(part)]
        while waiting:
            group, tries = waiting.pop(0)
            try:
                if gathering is None:
                    gathering = Gathering(self._kit.store)
                    self._foresee(gathering, [*group, *(n for later, _ in waiting for n in later)])
                self._decide(gathering, group)
            except NOT_TOGETHER as error:
                gathering = None
                if isinstance(error, Stale) and tries:
                    waiting.append((group, tries - 1))  # at the end: by then whoever was first is done
                    continue
                for n in group:
                    self.singly(n)
            if left := tuple(n for n in group if n not in self.raised):
                waiting.insert(0, (left, TRIES))

    def _decide(self, gathering: Gathering, part: Part) -> None:
        # It has a store's every method: its own, and the store's for what it does not gather.
        inner = replace(self._kit, store=cast(Store, gathering))
        raised: dict[int, Raised] = {}
        for n in part:
            if raised and gathering.rows >= MOST_ROWS:
                break
            alarm, once = self._deliveries[n]
            raised[n] = raise_alarm(inner, self._catalogue, alarm, once=once)
        gathering.save()
        self.raised |= raised

    def _likely_together(self, part: Part) -> list[Part]:
        """Parts of what likely belongs to one incident, in their order: by the board, else by the service."""
        rows = {service: row.id for row in self._kit.store.board(Desk.OPS).open for service in row.services}
        groups: dict[str, list[int]] = {}
        for n in part:
            alarm = attribute(self._deliveries[n][0], self._catalogue)
            groups.setdefault(rows.get(alarm.service, alarm.service or alarm.fingerprint), []).append(n)
        return [tuple(group) for group in groups.values()]

    def _foresee(self, gathering: Gathering, part: Sequence[int]) -> None:
        """Read what these alarms will likely ask for in two round trips, instead of two for each."""
        attributed = [attribute(self._deliveries[n][0], self._catalogue) for n in part[:AT_ONCE]]
        wanted = {key for alarm in attributed for key in (mark(alarm.fingerprint), *keys_of(alarm).values())}
        board, marks = gathering.known(Desk.OPS, sorted(wanted)[:MOST_MARKS])
        known = {to for mark in marks.values() if (to := board.moved.get(mark.incident or "", mark.incident))}
        services = {alarm.service for alarm in attributed if alarm.service}
        felt = {row.id for row in board.open if row.id in known or not services.isdisjoint(row.services)}
        gathering.several(sorted(felt)[:MOST_INCIDENTS])
