"""Many alarms that arrive together: decided one after the other, saved together, so that a storm costs few writes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from nightdesk.alarm.alarm import Alarm
from nightdesk.desk.alarms.known import keys_of
from nightdesk.desk.alarms.raise_alarm import Raised, raise_alarm
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import Repeated, Stale, StoreUnavailable
from nightdesk.incident.crowd import mark
from nightdesk.incident.desk import Desk
from nightdesk.runbook.service import Catalogue
from nightdesk.store.gathering import MOST_ROWS, Gathering, TooMuch
from nightdesk.store.store import Store
from nightdesk.triage.ops.attribution import attribute

AT_ONCE = 25
MOST_MARKS = 90
MOST_INCIDENTS = 25
"""Read ahead. An incident is up to some ten KB."""
Delivery = tuple[Alarm, str]
"""An alarm, and the id of this very delivery."""


def raise_alarms(kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery]) -> tuple[Raised, ...]:
    """
    Take them all, in order, and say what became of each.

    Every alarm rewrites its incident and the board. Of those that came in one body or one batch these are written once
    for as many as a transaction holds. When somebody else was first, it is decided anew; what was taken before, or will
    not be saved together, is taken one by one, where one that cannot be saved costs none of the others.
    """
    raised: list[Raised] = []
    while len(raised) < len(deliveries):
        raised.extend(_some(kit, catalogue, deliveries[len(raised) :]))
    return tuple(raised)


def _some(kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery]) -> tuple[Raised, ...]:
    """As many of these as are saved together, at least one."""
    if len(deliveries) > 1:
        try:
            return decide_again_if_stale(lambda: _together(kit, catalogue, deliveries), tries=8)
        except (Repeated, Stale, StoreUnavailable, TooMuch):
            pass
    alarm, once = deliveries[0]
    return (raise_alarm(kit, catalogue, alarm, once=once),)


def _together(kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery]) -> tuple[Raised, ...]:
    gathering = Gathering(kit.store)
    _foresee(gathering, catalogue, [alarm for alarm, _ in deliveries])
    # It has a store's every method: its own, and the store's for what it does not gather.
    inner = replace(kit, store=cast(Store, gathering))
    raised: list[Raised] = []
    for alarm, once in deliveries:
        if raised and gathering.rows >= MOST_ROWS:
            break
        raised.append(raise_alarm(inner, catalogue, alarm, once=once))
    gathering.save()
    return tuple(raised)


def _foresee(gathering: Gathering, catalogue: Catalogue, alarms: Sequence[Alarm]) -> None:
    """Read what these alarms will likely ask for in two round trips, instead of two for each."""
    attributed = [attribute(alarm, catalogue) for alarm in alarms[:AT_ONCE]]
    wanted = {key for alarm in attributed for key in (mark(alarm.fingerprint), *keys_of(alarm).values())}
    board, marks = gathering.known(Desk.OPS, sorted(wanted)[:MOST_MARKS])
    known = {to for mark in marks.values() if (to := board.moved.get(mark.incident or "", mark.incident))}
    services = {alarm.service for alarm in attributed if alarm.service}
    felt = {row.id for row in board.open if row.id in known or not services.isdisjoint(row.services)}
    gathering.several(sorted(felt)[:MOST_INCIDENTS])
