"""What moves have in common: what may be chosen for each, the night they happen in, and how they happen."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from nightdesk.alarm.alarm import Alarm
from nightdesk.contact.contact import Message
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.responders.receive import receive
from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.incident import Incident
from nightdesk.roster.person import Person
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.walking.night import Night, Order, night
from tests.integration.desk.walking.promises import Promises

SERVICES = ("checkout", "catalog", "search", "image-resizer", "payments")
WRONGS = {
    "down": "complete outage, all customers affected, 100% of requests fail",
    "errors": "error rate 41% over limit 5%",
    "latency": "p95 latency 900 ms over 800 ms",
    "disk": "disk 81% over 80%",
    "certificate": "certificate expires in 20 days",
}
ENGINEERS = ("ana", "ben", "cleo", "dev", "eve", "finn", "gus")
VETS = ("maya", "omar", "dana", "iris", "paul")
ORDERS = ("ack", "take", "pass", "status", "who", "more", "note looking at it", "snooze 20", "resolve")
FREE_WORDS = (
    "ok",
    "I am driving, call you later",
    "yes",
    "go",
    "is it the database again",
    "no idea, sounds like ack to me but who knows",
    "despierto en 5",
)
KEYS = ("4", "3", "5", "8", "2", "*", "1")
STEPS_OF_TIME = (3, 20, 47, 65, 95, 130, 200, 310, 620, 1000, 1810, 3700)

REPEATED_WITHIN = timedelta(minutes=10)
"""Carriers, queues and chains try again for a while and not for ever."""
EITHER = (True, False)
services, wrongs = SERVICES, tuple(WRONGS)
people, which = (*ENGINEERS, *VETS), tuple(range(4))


Does = TypeVar("Does", bound=Callable[..., None])
MOVES: dict[str, dict[str, tuple[Any, ...]]] = {}
"""By name, what may be chosen for each argument."""
OFTEN = {"time_passes": 8, "fires": 4, "orders": 3, "presses": 2, "phone_becomes": 2}


def move(**choices: tuple[Any, ...]) -> Callable[[Does], Does]:
    """Something that may happen; where it makes no sense just now it does nothing."""

    def known(does: Does) -> Does:
        MOVES[does.__name__] = choices
        return does

    return known


class Walker:
    """Who moves. Whatever happened can happen again: its carrier, queue or stream delivers it once more."""

    def __init__(self) -> None:
        self.night: Night = night()
        self.promises = Promises(self.night)
        self.night.looks = self.promises.look
        self.done: list[tuple[datetime, Callable[[], object]]] = []
        self.numbers = 0
        self.left: dict[str, Person] = {}

    def _does(self, act: Callable[[], object]) -> None:
        self.night.does(act)
        self.done.append((self.night.now, act))

    def _alarm(self, service: str, wrong: str, *, ended: bool) -> None:
        now, once = self.night.now, self._name("alarm")
        alarm = Alarm(
            source="cloudwatch",
            fingerprint=f"{service}-{wrong}",
            service=service,
            resource=service,
            name=f"{service}-{wrong}",
            state="resolved" if ended else "firing",
            summary=f"{service} {WRONGS[wrong]}",
            started_at=now - timedelta(seconds=30),
            ended_at=now if ended else None,
            raw="{}",
        )
        self._does(lambda: raise_alarm(self.night.kit, BOOKS.catalogue, alarm, once=once))

    def _text(self, phone: str, body: str) -> None:
        message = Message(
            id=self._name("SM"), phone=Phone(phone), at=self.night.now, direction="in", channel="sms", body=body
        )
        self._does(lambda: receive(self.night.kit, message))

    def _name(self, kind: str) -> str:
        self.numbers += 1
        return f"{kind}{self.numbers}"

    def _order(self, who: str, verb: str, incident: Incident) -> None:
        self.night.orders.append(Order(self.night.now, who, verb, incident.id))

    def _person(self, who: str) -> Person | None:
        return self.night.roster.person(who) if self.night.roster.has(who) else None

    def _incident(self, who: str, at: int) -> Incident | None:
        desk = Desk.PETS if who in VETS else Desk.OPS
        found = [one for one in self.night.open() if one.desk is desk]
        return found[at % len(found)] if found else None
