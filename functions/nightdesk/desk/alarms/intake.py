"""How a worker takes what it was brought: by itself at once, and in a crowd through the lane."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from nightdesk.alarm.lane import Delivery, Lane
from nightdesk.desk.alarms.raise_alarms import NOT_TOGETHER, Taking
from nightdesk.desk.alarms.raised import Raised
from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errors import LaneUnavailable, Stale
from nightdesk.incident.desk import Desk
from nightdesk.incident.severity import Severity
from nightdesk.runbook.service import Catalogue
from nightdesk.triage.ops.hearing.attribution import attribute

QUEUED = Raised(outcome="queued", why="many came at once, it waits its turn")
CROWDED_FOR = timedelta(seconds=3)
"""How long who was refused does not try by itself: about what the lane needs to be through with a wave."""
TRIES = 2
PRESSING_TRIES = 6
"""With their pauses below a second each, so that a post with as many as may press is answered in time."""
MOST_PRESSING = 5
"""Of one post: more than these are a crowd themselves, and the lane is some seconds long at most."""


class Intake:
    """
    One worker's way in.

    It takes alarms by itself while nobody is in its way: that is the fastest, and the sender hears what became of
    each. When others were first again and again it hands what is left to the lane, where they wait in order, and does
    so without trying for a few seconds. Only what claims to be critical of a service that nobody was woken for yet
    does not wait.
    """

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._crowded_until: datetime | None = None

    def take(self, kit: Kit, catalogue: Catalogue, deliveries: Sequence[Delivery]) -> tuple[Raised, ...]:
        """Take them all and say what became of each, in their order; of one in the lane that it is "queued"."""
        taking = Taking(kit, catalogue, deliveries)
        if self._crowded_until is None or kit.now() >= self._crowded_until:
            if _try(taking):
                return taking.outcomes
            self._crowded_until = kit.now() + CROWDED_FOR
        for n in _pressing(kit, catalogue, taking, deliveries):
            try:
                taking.singly(n, tries=PRESSING_TRIES)
            except Stale:
                continue
        self._let_wait(taking, deliveries)
        return taking.outcomes

    def _let_wait(self, taking: Taking, deliveries: Sequence[Delivery]) -> None:
        left = taking.left
        try:
            self._lane.put([deliveries[n] for n in left])
        except LaneUnavailable:
            taking.patiently()
        else:
            taking.raised |= dict.fromkeys(left, QUEUED)


def _try(taking: Taking) -> bool:
    """Whether all could be taken while hardly anybody was in the way."""
    try:
        decide_again_if_stale(taking.at_once, tries=TRIES)
    except Stale:
        return False
    except NOT_TOGETHER:
        taking.patiently()
    return True


def _pressing(kit: Kit, catalogue: Catalogue, taking: Taking, deliveries: Sequence[Delivery]) -> list[int]:
    """Those left that claim to be critical and are of a service that no open incident has; a few at most."""
    claimed = {n: deliveries[n][0] for n in taking.left if _is_critical(deliveries[n])}
    if not claimed:
        return []
    felt = {service for row in kit.store.board(Desk.OPS).open for service in row.services}
    fresh = [n for n, alarm in claimed.items() if attribute(alarm, catalogue).service not in felt]
    return fresh[:MOST_PRESSING]


def _is_critical(delivery: Delivery) -> bool:
    alarm = delivery[0]
    return alarm.state == "firing" and alarm.claimed_severity is not None and alarm.claimed_severity <= Severity.SEV1
