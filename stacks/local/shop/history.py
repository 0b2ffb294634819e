"""The hour before anybody looked: a healthy shop, back-dated."""

import random
from collections.abc import Mapping
from datetime import datetime, timedelta

from stacks.local.shop.clients import Clients
from stacks.local.shop.condition import Condition
from stacks.local.shop.journal import Journal
from stacks.local.shop.metrics import last_seen, publish
from stacks.local.shop.traffic import beat

REACH = timedelta(minutes=45)
STEP = timedelta(seconds=10)
LOG_STEP = timedelta(minutes=1)


def fill(
    clients: Clients,
    journal: Journal,
    conditions: Mapping[str, Condition],
    *,
    stream: str,
    until: datetime,
    dice: random.Random,
) -> int:
    """
    Publish what is missing of the last 45 minutes, in 10-second beats; returns how many.

    Only for a shop that is well: nobody can say since when an ailing one has been ill.
    """
    if any(condition.ails for condition in conditions.values()):
        return 0
    earliest = until - REACH
    start = max(earliest, last_seen(clients.cloudwatch, start=earliest, end=until) or earliest)
    # Stamped just before each step ends, as live beats are.
    moments = [start + (n + 1) * STEP - timedelta(seconds=0.5) for n in range(int((until - start) / STEP))]
    beats = [(at, beat(conditions, seconds=STEP.total_seconds(), dice=dice)) for at in moments]
    publish(clients.cloudwatch, beats)
    for at, readings in beats[:: int(LOG_STEP / STEP)]:
        journal.write(readings, conditions, stream=stream, since=at - STEP, until=at)
    return len(beats)
