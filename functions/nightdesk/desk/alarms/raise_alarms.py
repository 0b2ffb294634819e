"""Many alarms that arrive together: decided one after the other, saved together, so that a storm costs few writes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.known import keys_of
from nightdesk.desk.alarms.raise_alarm import Raised, raise_alarm
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
Delivery = tuple[Alarm, str]
"""An alarm, and the id of this very delivery."""


def raise_alarms(kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery]) -> tuple[Raised, ...]:
    """
    Take them all and say what became of each, in their order.

    Every alarm rewrites its incident. Of those that came in one body or one batch these are written once for as many
    as a transaction holds. When another worker was first with one of them, they are saved incident by incident
    instead: in a storm each then waits for few, and what is saved stays saved. What was taken before, or will not be
    saved together, is taken one by one at last, where one that cannot be saved costs none of the others.
    """
    raised: dict[int, Raised] = {}
    left = tuple(range(len(deliveries)))
    while len(left) > 1:
        try:
            raised |= _together(kit, catalogue, deliveries, left)
        except (Repeated, Stale, StoreUnavailable, TooMuch):
            raised |= _by_incident(kit, catalogue, deliveries, left)
        left = tuple(n for n in left if n not in raised)
    for n in left:
        alarm, once = deliveries[n]
        raised[n] = raise_alarm(kit, catalogue, alarm, once=once)
    return tuple(raised[n] for n in range(len(deliveries)))


def _together(kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery], part: Part) -> dict[int, Raised]:
    """As many of these as are saved in one transaction, at least one."""
    gathering = Gathering(kit.store)
    _foresee(gathering, catalogue, [deliveries[n][0] for n in part])
    return _decided(kit, catalogue, gathering, deliveries, part)


def _by_incident(kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery], part: Part) -> dict[int, Raised]:
    """All of these, those of one incident in one transaction; what was read for all serves until somebody is first."""
    raised: dict[int, Raised] = {}
    gathering: Gathering | None = None
    waiting = [(group, TRIES) for group in _likely_together(kit, catalogue, deliveries, part)]
    while waiting:
        group, tries = waiting.pop(0)
        try:
            if gathering is None:
                gathering = Gathering(kit.store)
                rest = [*group, *(n for later, _ in waiting for n in later)]
                _foresee(gathering, catalogue, [deliveries[n][0] for n in rest])
            done = _decided(kit, catalogue, gathering, deliveries, group)
        except (Repeated, Stale, StoreUnavailable, TooMuch) as error:
            gathering = None
            if isinstance(error, Stale) and tries:
                waiting.append((group, tries - 1))  # at the end: by then whoever was first is done
                continue
            done = _one_by_one(kit, catalogue, deliveries, group)
        raised |= done
        if left := tuple(n for n in group if n not in done):
            waiting.insert(0, (left, TRIES))
    return raised


def _one_by_one(kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery], part: Part) -> dict[int, Raised]:
    return {n: raise_alarm(kit, catalogue, deliveries[n][0], once=deliveries[n][1]) for n in part}


def _decided(
    kit: Kit, catalogue: Catalogue, gathering: Gathering, deliveries: Sequence[Delivery], part: Part
) -> dict[int, Raised]:
    # It has a store's every method: its own, and the store's for what it does not gather.
    inner = replace(kit, store=cast(Store, gathering))
    raised: dict[int, Raised] = {}
    for n in part:
        if raised and gathering.rows >= MOST_ROWS:
            break
        alarm, once = deliveries[n]
        raised[n] = raise_alarm(inner, catalogue, alarm, once=once)
    gathering.save()
    return raised


def _likely_together(
    kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery], part: Part
) -> list[tuple[int, ...]]:
    """Parts of what likely belongs to one incident, in their order: by the board, else by the service."""
    rows = {service: row.id for row in kit.store.board(Desk.OPS).open for service in row.services}
    groups: dict[str, list[int]] = {}
    for n in part:
        alarm = attribute(deliveries[n][0], catalogue)
        groups.setdefault(rows.get(alarm.service, alarm.service or alarm.fingerprint), []).append(n)
    return [tuple(group) for group in groups.values()]


def _foresee(gathering: Gathering, catalogue: Catalogue, alarms: Sequence[Alarm]) -> None:
    """Read what these alarms will likely ask for in two round trips, instead of two for each."""
    attributed = [attribute(alarm, catalogue) for alarm in alarms[:AT_ONCE]]
    wanted = {key for alarm in attributed for key in (mark(alarm.fingerprint), *keys_of(alarm).values())}
    board, marks = gathering.known(Desk.OPS, sorted(wanted)[:MOST_MARKS])
    known = {to for mark in marks.values() if (to := board.moved.get(mark.incident or "", mark.incident))}
    services = {alarm.service for alarm in attributed if alarm.service}
    felt = {row.id for row in board.open if row.id in known or not services.isdisjoint(row.services)}
    gathering.several(sorted(felt)[:MOST_INCIDENTS])
