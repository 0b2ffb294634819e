"""A night with a worker that dies at random, and a world that repeats and reorders everything it tells."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta

from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.errand.errand import OutboxState
from nightdesk.errors import Stale
from tests.fakes.crash import Crash
from tests.integration.desk.acts import BOOKS, alarm
from tests.integration.desk.world import World

SERVICES = ("checkout", "search", "catalog")
OF_CALLS = ("initiated", "ringing", "no-answer")
OF_TEXTS = ("queued", "sent", "delivered")


class Unruly(World):
    """Everything that asks, asks again now and then, and dies at a random call of one try in eight."""

    dice: random.Random
    deaths: int = 0

    def tries(self, do: Callable[[], object], *, times: int = 3) -> None:
        for _ in range(1 + (self.dice.random() < 0.3)):
            self._until_done(do)

    def _until_done(self, do: Callable[[], object]) -> None:
        while True:
            is_deadly = self.dice.random() < 0.125
            if is_deadly:
                self.fuse.arm(len(self.fuse.calls) + self.dice.randrange(4), self.dice.choice(("before", "after")))
            try:
                do()
            except Crash:
                self.deaths += 1
                continue
            except Stale:
                continue
            finally:
                self.fuse.disarm()
            return

    def settle(self) -> None:
        """The stream, in no order, and each record perhaps twice; the carrier's receipts, late, mixed and repeated."""
        super().settle()
        told: list[tuple[str, str]] = []
        for one in self.channel.sent[self.told :]:
            outbox = one.receipt.rsplit("/", 1)[-1]
            told += [(outbox, status) for status in (OF_TEXTS if one.kind == "text" else OF_CALLS)]
        self.told = len(self.channel.sent)
        self.dice.shuffle(told)
        for outbox, status in [*told, *self.dice.sample(told, len(told) // 3)]:
            self._until_done(lambda o=outbox, s=status: take_receipt(self.kit, o, status=s))  # type: ignore[misc]
        super().settle()

    told: int = 0


def played(seed: int, *, minutes: int = 45) -> Unruly:
    """Three alarms that nobody answers: every tier is woken, by text and call, and then everybody again."""
    world = Unruly(BOOKS)
    world.dice = random.Random(seed)
    arriving = [*SERVICES, *SERVICES]
    world.dice.shuffle(arriving)
    for service in arriving:
        told = alarm(world, service)
        world.tries(lambda t=told, s=service: raise_alarm(world.kit, BOOKS.catalogue, t, once=f"{s}-delivery"))  # type: ignore[misc]
    world.settle()
    world.passes(minutes=minutes)
    world.now += timedelta(minutes=1)
    return world


def pages_sent(world: World) -> Counter[str]:
    """How often the carrier took each page: by the outbox row it carries, which is one attempt to reach one person."""
    pages = {page.outbox for one in world.store.incidents(limit=100) for page in one.pages}
    sent = (one.receipt.rsplit("/", 1)[-1] for one in world.channel.sent)
    return Counter(outbox for outbox in sent if outbox in pages)


def pages_wanted(world: World) -> set[str]:
    """Every page that was worth sending when its turn came; of what waits to be told with others, that is late."""
    pages = {page.outbox for one in world.store.incidents(limit=100) for page in one.pages}
    rows = {outbox: world.store.errand(outbox) for outbox in pages}
    unsent = {OutboxState.DROPPED, OutboxState.BUNDLED}
    late = world.now - timedelta(minutes=2)
    waits = {outbox for outbox, row in rows.items() if row and row.waits_until and row.waits_until > late}
    return {outbox for outbox, row in rows.items() if row and row.state not in unsent and outbox not in waits}
