"""What people do in a night: orders, words, keys, permission."""

from dataclasses import replace

from nightdesk.desk.calls.speak import speak
from nightdesk.desk.calls.turn import Turn
from nightdesk.desk.repair.ask import ask_approval
from nightdesk.desk.repair.run_step import run_step
from nightdesk.incident.ask import AskState
from nightdesk.incident.desk import Phone
from nightdesk.incident.numbering import typed
from nightdesk.store.store import Change
from tests.integration.desk.acts import BOOKS, PLAN
from tests.integration.desk.walking.endings import Endings
from tests.integration.desk.walking.night import Order
from tests.integration.desk.walking.walker import (
    EITHER,
    ENGINEERS,
    FREE_WORDS,
    KEYS,
    ORDERS,
    Walker,
    move,
    people,
    services,
    which,
)


class People(Walker):
    """Engineers, vets and owners."""

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

    @move(who=people, verb=("ack", "pass", "take", "a", "on it", "what is going on?"))
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
            self.night.store.commit(Change(incident=replace(incident, plan=PLAN)))
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
