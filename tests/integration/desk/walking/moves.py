"""What may happen in a night, one move at a time, in any order; after each everything promised is looked at."""

from dataclasses import replace
from datetime import timedelta

from nightdesk.desk.rounds.deliver import deliver
from nightdesk.incident.desk import Phone
from tests.integration.desk.acts import BOOKS, CHOCOLATE, GRAPES, OWNER
from tests.integration.desk.test_edited_rosters import without
from tests.integration.desk.walking.endings import Endings
from tests.integration.desk.walking.night import MENDED
from tests.integration.desk.walking.people import People
from tests.integration.desk.walking.phones import CALLS, TEXTS, OfCalls, OfTexts
from tests.integration.desk.walking.walker import (
    EITHER,
    REPEATED_WITHIN,
    STEPS_OF_TIME,
    WRONGS,
    move,
    people,
    services,
    which,
    wrongs,
)


class Moves(People):
    """Besides people: alarms, phones, the roster, the carrier, and workers that die."""

    @move(is_so=EITHER)
    def carrier_tells_backwards(self, is_so: bool) -> None:
        self.night.phones.tells_backwards = is_so

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
