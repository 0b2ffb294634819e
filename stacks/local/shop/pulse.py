"""The shop's heartbeat: every second or two, traffic as the state of the real resources would have it."""

import logging
import random
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from stacks.local.shop.clients import Clients
from stacks.local.shop.condition import Condition
from stacks.local.shop.journal import Journal
from stacks.local.shop.metrics import publish
from stacks.local.shop.traffic import Reading, beat

STEADY_S = 10
"""A shop that is well publishes every 10 seconds: the emulator keeps every point for two weeks."""
RESTLESS_S = 60
"""How long after trouble every beat is still published."""
KEPT = 90

log = logging.getLogger(__name__)


class Pulse:
    """
    A thread that reads what ails the shop and publishes what follows.

    conditions: asks the resources. seconds: between beats; must divide 10, for beats fall on multiples of it, so that
    every 10-second period holds 10 seconds of traffic. A beat that fails (the emulator is restarting) is skipped.
    """

    def __init__(
        self,
        clients: Clients,
        journal: Journal,
        conditions: Callable[[], Mapping[str, Condition]],
        *,
        seconds: int,
        stream: str,
        dice: random.Random,
    ) -> None:
        self._clients = clients
        self._journal = journal
        self._conditions = conditions
        self._seconds = seconds
        self._stream = stream
        self._dice = dice
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="shop pulse", daemon=True)
        self._published_until = 0.0
        self._restless_until = 0.0
        self._lock = threading.Lock()
        self._recent: dict[str, deque[tuple[float, Reading]]] = defaultdict(lambda: deque(maxlen=KEPT))
        self.problem = ""

    def start(self, since: datetime) -> None:
        """Begin; `since` is where the history ends."""
        self._published_until = since.timestamp()
        self._thread.start()

    def stop(self) -> None:
        """End after the beat that is under way."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout=30)

    def recent(self) -> dict[str, list[tuple[float, Reading]]]:
        """The latest published readings of each service with their times (epoch seconds), oldest first."""
        with self._lock:
            return {service: list(readings) for service, readings in self._recent.items()}

    def _run(self) -> None:
        tick = float(self._seconds)
        while not self._stopping.wait(tick - time.time() % tick):
            now = time.time() // tick * tick
            try:
                self._beat(now)
                self.problem = ""
            except Exception as error:
                self.problem = f"{type(error).__name__}: {error}"
                log.warning("the shop skipped a beat: %s", self.problem)

    def _beat(self, now: float) -> None:
        conditions = self._conditions()
        if any(condition.ails for condition in conditions.values()):
            self._restless_until = now + RESTLESS_S
        due = now < self._restless_until or now % STEADY_S == 0
        since = max(self._published_until, now - 2 * STEADY_S)
        if not due or now <= since:
            return
        readings = beat(conditions, seconds=now - since, dice=self._dice)
        # Stamped just before the tick, so that it falls into the period that ends there.
        publish(self._clients.cloudwatch, [(datetime.fromtimestamp(now - 0.5, UTC), readings)])
        self._published_until = now
        with self._lock:
            for reading in readings:
                self._recent[reading.service].append((now, reading))
        self._journal.write(
            readings,
            conditions,
            stream=self._stream,
            since=datetime.fromtimestamp(since, UTC),
            until=datetime.fromtimestamp(now, UTC),
        )
