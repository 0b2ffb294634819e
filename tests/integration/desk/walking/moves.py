"""What may happen in a night, one move at a time, in any order; after each everything promised is looked at."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from nightdesk.alarm.alarm import Alarm
from nightdesk.contact.contact import Message
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.repair.ask import ask_approval
from nightdesk.desk.repair.run_step import run_step
from nightdesk.desk.responders.receive import receive
from nightdesk.desk.rounds.deliver import deliver
from nightdesk.incident.ask import AskState, Plan, Risk
from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import typed
from nightdesk.roster.person import Person
from nightdesk.store.store import Change
from tests.integration.desk.acts import BOOKS, CHOCOLATE, GRAPES, OWNER
from tests.integration.desk.test_edited_rosters import without
from tests.integration.desk.walking.endings import Endings
from tests.integration.desk.walking.night import MENDED, Night, Order, night
from tests.integration.desk.walking.phones import CALLS, TEXTS, OfCalls, OfTexts
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
    "what is going on?",
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


class Moves:
    """The moves. Whatever happened can happen again: its carrier, queue or stream delivers it once more."""

    def __init__(self) -> None:
        self.night: Night = night()
        self.promises = Promises(self.night)
        self.night.looks = self.promises.look
        self.done: list[tuple[datetime, Callable[[], object]]] = []
        self.numbers = 0
        self.left: dict[str, Person] = {}

    @move(is_so=EITHER)
    def carrier_tells_backwards(self, is_so: bool) -> None:
        self.night.phones.tells_backwards = is_so

    # -- what is wrong

    @move(service=services, wrong=wrongs)
    def fires(self, service: str, wrong: str) -> None:
        self._alarm(service, wrong, ended=False)

    @move(service=services, wrong=wrongs)
    def ends(self, service: str, wrong: str) -> None:
        self._alarm(service, wrong, ended=True)

    @move()
    def all_end(self) -> None:
        for incident in self.night.open():
            for alarm in incident.alarms:
                service, _, wrong = alarm.fingerprint.rpartition("-")
                if alarm.is_firing and wrong in WRONGS:
                    self._alarm(service, wrong, ended=True)

    @move(words=(CHOCOLATE, GRAPES, "he is getting worse please hurry", "ok thank you"))
    def owner_writes(self, words: str) -> None:
        self._text(OWNER, words)

    # -- what people do

    @move(who=people, verb=ORDERS, at=which, named=EITHER)
    def orders(self, who: str, verb: str, at: int, named: bool) -> None:
        person, incident = self._person(who), self._incident(who, at)
        if person is None or incident is None:
            return
        word, _, argument = verb.partition(" ")
        if word == "resolve" and at < 2:
            return  # or nothing would ever last
        name = typed(incident, person.phone) if named else f"INC-{incident.id.removeprefix('INC-').lstrip('0')}"
        self._order(who, word, incident)
        self._text(person.phone, f"{word} {name} {argument}".strip())

    @move(who=people, verb=("ack", "pass", "take", "a", "on it"))
    def orders_without_a_name(self, who: str, verb: str) -> None:
        if (person := self._person(who)) and self.night.open():
            self.night.orders.append(Order(self.night.now, who, verb, None))
            self._text(person.phone, verb)

    @move(who=people, at=which, severity=tuple(range(4)))
    def sets_severity(self, who: str, at: int, severity: int) -> None:
        person, incident = self._person(who), self._incident(who, at)
        if person and incident:
            self._order(who, "sev", incident)
            self._text(person.phone, f"sev {severity} {typed(incident, person.phone)}")

    @move(who=people, words=FREE_WORDS)
    def says_something(self, who: str, words: str) -> None:
        """Free words order nothing."""
        if person := self._person(who):
            with Endings(self.night).nothing_is_ordered():
                self._text(person.phone, words)

    @move(who=ENGINEERS, one=which, other=which)
    def merges(self, who: str, one: int, other: int) -> None:
        person, loser, winner = self._person(who), self._incident(who, one), self._incident(who, other)
        if person and loser and winner and loser.id != winner.id:
            self._order(who, "merge", loser)
            self._order(who, "merge", winner)
            self._text(person.phone, f"merge {typed(loser, person.phone)} into {typed(winner, person.phone)}")

    @move(who=ENGINEERS, at=which, service=services)
    def splits(self, who: str, at: int, service: str) -> None:
        person, incident = self._person(who), self._incident(who, at)
        if person and incident:
            self._order(who, "split", incident)
            self._text(person.phone, f"split {typed(incident, person.phone)} {service}")

    @move(who=people, at=which, key=KEYS)
    def presses(self, who: str, at: int, key: str) -> None:
        person, incident = self._person(who), self._incident(who, at)
        if person is None or incident is None:
            return
        self._order(who, key, incident)
        turn = Turn(
            path=("page", incident.id, who, f"key-{incident.version}"),
            call=self._name("CA"),
            phone=person.numbers[-1],
            other=Phone("+12025550100"),
            digits=key,
        )
        self._does(lambda: speak(self.night.kit, turn))

    @move(who=people, word=("stop", "start"))
    def opts(self, who: str, word: str) -> None:
        if person := self._person(who):
            texts = self.night.phones.texts
            texts[person.phone] = "opted out" if word == "stop" else "delivered"
            self.night.orders.append(Order(self.night.now, who, word, None))
            self._text(person.phone, word)

    # -- permission

    @move(at=which)
    def proposes(self, at: int) -> None:
        incident = self._incident("ana", at)
        if incident is None or incident.steps:
            return
        if incident.plan is None:
            self.night.store.commit(Change(incident=replace(incident, plan=_plan())))
        token = self._name("token")
        self._does(lambda: ask_approval(self.night.kit, incident.id, token=token))

    @move(at=which, whom=which, answer=("go", "no", "wrong", "another's"))
    def answers(self, at: int, whom: int, answer: str) -> None:
        asked = [one for one in self.night.open() if one.ask and one.ask.asked]
        if not asked:
            return
        incident = asked[at % len(asked)]
        assert incident.ask is not None
        mine = incident.ask.asked[whom % len(incident.ask.asked)]
        word = "no" if answer == "no" else "go"
        code = "BBBBBB" if answer == "wrong" else mine.code
        others = [one for one in ENGINEERS if one not in {asked.person for asked in incident.ask.asked}]
        sender = mine.phone if answer != "another's" or not others else BOOKS.roster.person(others[0]).phone
        is_good = answer == "go" and incident.ask.state is AskState.PENDING and self.night.now < incident.ask.expires_at
        person = self.night.person_at(sender)
        if person is None:
            return
        if is_good and person.id == mine.person:
            self.night.granted[incident.id] = self.night.now
        if answer == "no":
            self.night.granted.pop(incident.id, None)
        self._order(person.id, answer, incident)
        self._text(sender, f"{word} {code}")

    @move(at=which)
    def chain_runs(self, at: int) -> None:
        planned = [one for one in self.night.open() if one.plan]
        if not planned:
            return
        incident = planned[at % len(planned)]
        self._does(lambda: run_step(self.night.kit, self.night.workshop, incident.id))

    # -- what the world does

    @move(who=people, texts=tuple(TEXTS), calls=tuple(CALLS))
    def phone_becomes(self, who: str, texts: OfTexts, calls: OfCalls) -> None:
        if person := self._person(who):
            phones = self.night.phones
            if texts != "opted out" and phones.texts.get(person.phone) != "opted out":
                phones.texts[person.phone] = texts
            phones.calls[person.phone] = calls

    @move(at=tuple(range(10)), status=("sent", "delivered", "undelivered", "no-answer", "queued", "x"))
    def late_receipt(self, at: int, status: str) -> None:
        """The carrier tells of something it took a while ago, in any order."""
        heard = [one for one in self.night.phones.heard if not one.is_refused][-1 - at :]
        if heard and (heard[0].kind == "call") == (status == "no-answer"):
            outbox = heard[0].row.id
            self.night.does(lambda: self.night.hears(outbox, status))

    @move(who=people)
    def leaves_the_roster(self, who: str) -> None:
        if (person := self._person(who)) and who not in {"gus", "maya", "ana"} | self.left.keys():
            self.left[who] = person
            self.night.deploys(lambda roster: without(roster, who), about=who)

    @move()
    def all_come_back(self) -> None:
        for who in list(self.left):
            self.night.deploys(lambda _roster: BOOKS.roster, about=who)
        self.left.clear()

    @move(who=people)
    def has_another_number(self, who: str) -> None:
        if person := self._person(who):
            self.numbers += 1
            number = Phone(f"+1202555{8000 + self.numbers}")
            self.night.deploys(
                lambda roster: replace(
                    roster,
                    people=tuple(replace(one, phone=number) if one.id == person.id else one for one in roster.people),
                ),
                about=who,
            )

    @move(minutes=(1, 4))
    def carrier_is_away(self, minutes: int) -> None:
        lasts = timedelta(minutes=minutes)
        self.night.phones.away_until = self.night.now + lasts
        self.night.is_troubled(lasts + MENDED)

    @move(at=which)
    def loses_a_chain(self, at: int) -> None:
        found = self.night.open()
        if not found:
            return
        incident = found[at % len(found)]
        self.night.chain.watches[incident.id, incident.generation] = False
        self.night.is_troubled(MENDED)

    @move(at=tuple(range(31)), side=("before", "after"))
    def dies_next(self, at: int, side: str) -> None:
        self.night.dies_at = (at, "before" if side == "before" else "after")

    @move(seconds=STEPS_OF_TIME)
    def time_passes(self, seconds: int) -> None:
        self.night.elapses(seconds)

    @move(at=tuple(range(6)))
    def again(self, at: int) -> None:
        """A carrier, a queue or a chain delivers the same once more: nothing happens."""
        lately = [act for done_at, act in self.done if self.night.now - done_at < REPEATED_WITHIN]
        if not lately:
            return
        act = lately[-1 - at % len(lately)]
        with Endings(self.night).nothing_happens():
            self.night.does(act)

    @move(at=tuple(range(10)))
    def stream_again(self, at: int) -> None:
        if not self.night.phones.heard:
            return
        outbox = self.night.phones.heard[-1 - at % len(self.night.phones.heard)].row.id
        with Endings(self.night).nothing_happens():
            self.night.does(lambda: deliver(self.night.kit, self.night.doors, outbox))

    def end(self) -> None:
        Endings(self.night).everything_ends(self._name)

    # -- how

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


def _plan() -> Plan:
    return Plan(
        runbook="deployment-rollback",
        action="lambda.rollback_alias",
        parameters={"function": "checkout", "alias": "live", "from_version": "8", "to_version": "7"},
        title="Roll back checkout to 7",
        risk=Risk.HIGH,
        why="errors began 40 s after version 8",
        impact="all traffic goes to 7",
        rollback="back to 8",
        service="checkout",
    )
