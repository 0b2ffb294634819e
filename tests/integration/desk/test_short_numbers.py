"""`ack 3`: each phone has its own short numbers, that mean one incident while it lasts and for a day after."""

import re
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from nightdesk.contact.contact import Message
from nightdesk.desk.alarms.raise_alarm import raise_alarm
from nightdesk.desk.alarms.raise_alarms import raise_alarms
from nightdesk.desk.responders.receive import receive
from nightdesk.incident.desk import IncidentId, Phone
from nightdesk.incident.incident import Incident
from nightdesk.incident.numbering import PAUSE
from nightdesk.incident.severity import Severity
from nightdesk.store.codec import key
from nightdesk.store.dynamo import DynamoStore
from nightdesk.store.keys import counter, numbering
from tests.fakes.table import FakeTable
from tests.integration.desk.acts import ANA, BEN, BOOKS, CHOCOLATE, MAYA, Act, alarm, raises, then
from tests.integration.desk.dying import dies_everywhere
from tests.integration.desk.on_the_phone import OnPhone
from tests.integration.desk.world import TABLE, World

OMAR = "+12025550112"
OWNERS = [f"+12025551{number}" for number in range(100, 140)]
FIRST, SECOND, THIRD = "catalog-db", "cart-cache", "storefront-search"
"""Services of which none leans on another."""


def world_from(number: int) -> World:
    """A night whose first incident has the number after this one."""
    world = World(BOOKS)
    world.table.put_item(TableName=TABLE, Item={**key(counter()), "last": {"N": str(number)}})
    return world


@pytest.fixture
def world() -> World:
    return world_from(41_000)


@pytest.fixture
def young() -> World:
    """Of a desk so young that its incidents are numbered like people's own numbers."""
    return world_from(0)


def last(world: World, phone: str) -> str:
    return world.channel.texts_to(phone)[-1]


def told(world: World, phone: str, verb: str = "ack") -> str:
    """What the last text that says so told this phone to type."""
    found = [
        hit[1] for body in world.channel.texts_to(phone) for hit in [re.search(rf"\b{verb} (\S+?)[\s,.]", body)] if hit
    ]
    return found[-1]


def mild(world: World, service: str) -> None:
    """What may wait a moment to be told together with others."""
    disk = replace(alarm(world, service), name=f"{service}-disk", value=81.0, threshold=80.0, summary="disk 81%")
    raise_alarm(world.kit, BOOKS.catalogue, replace(disk, claimed_severity=Severity.SEV3), once=disk.name)
    world.settle()


def of(world: World, number: int) -> Incident:
    found = world.store.incident(IncidentId(f"INC-{number:06d}"))
    assert found is not None
    return found


def says(world: World, phone: str, body: str, *, sid: str = "") -> None:
    """A text; the next one comes later."""
    world.texts(phone, body, sid=sid)
    world.now += timedelta(seconds=5)


def fires(world: World, *services: str) -> None:
    for service in services:
        raises(world, service)
        world.now += timedelta(seconds=90)


def test_each_phone_gets_its_own_lowest_number(world: World) -> None:
    fires(world, FIRST, SECOND)

    says(world, BEN, "ack inc 41002")

    assert told(world, ANA) == "2"
    assert of(world, 41_002).codes == {ANA: (2,), BEN: (1,)}
    assert last(world, BEN).startswith("INC-41002 is yours, Ben Sato.")
    assert told(world, BEN, "status") == "1"
    assert "Stand down, INC-41002" in last(world, ANA)


def test_each_acts_with_the_number_they_were_told(world: World) -> None:
    fires(world, FIRST, SECOND)
    says(world, BEN, "take #INC-041002")

    says(world, BEN, "escalate 1")
    says(world, ANA, "ack 1")

    assert of(world, 41_001).ack is not None
    assert of(world, 41_002).ack is None


@pytest.mark.parametrize("name", ["INC-041002", "inc 41002", "#INC-41002", "incident 41002", "INC-41002.", "41002"])
def test_the_name_always_works_from_any_phone_of_the_roster(world: World, name: str) -> None:
    fires(world, FIRST, SECOND)

    says(world, BEN, f"ack {name}")

    assert of(world, 41_002).ack is not None
    assert of(world, 41_001).ack is None


def test_an_own_number_wins_over_an_incident_of_that_number_and_the_answer_says_which(young: World) -> None:
    fires(young, FIRST, SECOND)
    says(young, BEN, "ack INC-2")
    says(young, BEN, "pass 1")

    says(young, BEN, "ack 1")

    assert last(young, BEN).startswith("INC-2 is yours, Ben Sato.")
    assert of(young, 1).ack is None
    says(young, BEN, "ack INC-1")
    assert last(young, BEN).startswith("INC-1 is yours, Ben Sato.")


def test_a_number_that_is_none_of_theirs_means_the_incident_of_that_number(young: World) -> None:
    fires(young, FIRST, SECOND)
    says(young, BEN, "ack INC-1")

    says(young, BEN, "ack 2")

    assert of(young, 2).ack is not None
    assert last(young, BEN).startswith("INC-2 is yours, Ben Sato.")


@pytest.mark.parametrize("order", ["resolve 3", "close #3", "3 resolved", "snooze 3 20m", "split 3", "merge 3 into 1"])
def test_a_heavy_word_with_a_number_that_is_none_of_theirs_asks_for_the_name(young: World, order: str) -> None:
    fires(young, FIRST, SECOND, THIRD)
    says(young, BEN, "ack INC-1")
    says(young, BEN, "ack INC-2")
    before = of(young, 3)

    says(young, BEN, order)

    assert last(young, BEN).startswith("Nothing was done: 3 is none of your numbers. Reply ")
    assert "INC-3" in last(young, BEN)
    assert of(young, 3) == before


@pytest.mark.parametrize("order", ["resolve INC-3", "resolve incident 3", "inc3 resolved"])
def test_the_name_is_sure_enough_for_a_heavy_word(young: World, order: str) -> None:
    fires(young, FIRST, SECOND, THIRD)
    says(young, BEN, "ack INC-1")

    says(young, BEN, order)

    assert not of(young, 3).is_open


def test_what_only_wakes_somebody_needs_no_name(young: World) -> None:
    fires(young, FIRST, SECOND, THIRD)
    says(young, BEN, "ack INC-1")

    says(young, BEN, "sev0 3")

    assert of(young, 3).severity is Severity.SEV0


def test_a_late_number_is_told_what_it_was_and_takes_nothing_else(young: World) -> None:
    fires(young, FIRST, SECOND)
    says(young, BEN, "ack INC-2")
    says(young, BEN, "resolve 1: reindexed")

    says(young, BEN, "ack 1")

    assert last(young, BEN).startswith("INC-2 was resolved at ")
    assert "Reindexed" in last(young, BEN)
    assert of(young, 1).ack is None


def test_a_number_rests_for_a_day_after_its_incident_and_is_then_given_again(world: World) -> None:
    fires(world, FIRST)
    says(world, ANA, "resolve 1")
    world.now += PAUSE - timedelta(minutes=30)
    fires(world, SECOND)
    assert told(world, ANA) == "2"

    world.now += timedelta(minutes=45)
    fires(world, THIRD)

    assert told(world, ANA) == "1"
    says(world, ANA, "ack 1")
    assert of(world, 41_003).ack is not None


def test_a_number_is_never_given_again_while_its_incident_lasts(world: World) -> None:
    fires(world, FIRST)
    says(world, ANA, "ack 1")
    world.now += PAUSE * 3

    fires(world, SECOND)

    assert told(world, ANA) == "2"


def test_whoever_is_woken_again_for_it_reads_the_same_number(world: World) -> None:
    fires(world, FIRST, SECOND)
    says(world, ANA, "ack 2")

    world.passes(minutes=45)

    again = [body for body in world.channel.texts_to(ANA) if "INC-41002" in body and "Still on" in body]
    assert again
    assert all("Reply ack 2 to keep it" in body for body in again)
    assert of(world, 41_002).codes[Phone(ANA)] == (2,)
    assert Phone(BEN) in of(world, 41_001).codes, "who was climbed to has a number as well"


def test_a_call_says_the_number_that_the_text_says(world: World) -> None:
    says(world, OWNERS[0], CHOCOLATE)
    says(world, OWNERS[1], "my cat cannot breathe and her gums are blue")

    call = OnPhone(world, MAYA, "CA1").begins()

    assert "emergency number 2." in call.heard
    assert "ack 2" in last(world, MAYA)
    call.presses("4")
    assert "Case 2 is yours" in call.heard
    assert of(world, 41_002).ack is not None


def test_somebodys_second_phone_shares_the_numbers_of_the_first() -> None:
    home = Phone("+12025550177")
    people = tuple(
        replace(person, rings=(person.phone, home)) if person.id == "ana" else person for person in BOOKS.roster.people
    )
    world = World(replace(BOOKS, roster=replace(BOOKS.roster, people=people)))
    fires(world, FIRST, SECOND)

    says(world, home, "ack 2")

    assert of(world, 7002).ack is not None
    assert last(world, home).startswith("INC-7002 is yours, Ana Duarte.")


def test_the_numbers_of_a_merged_incident_lead_to_the_one_that_is_left(world: World) -> None:
    fires(world, FIRST, SECOND)
    says(world, BEN, "ack INC-41002")
    says(world, BEN, "pass 1")

    says(world, ANA, "merge 2 into 1")
    says(world, BEN, "status 1")
    assert last(world, BEN).startswith("INC-41001 SEV")
    says(world, ANA, "ack 2")

    assert last(world, ANA).startswith("INC-41001 is yours")
    assert (of(world, 41_001).codes[Phone(ANA)], of(world, 41_001).codes[Phone(BEN)]) == ((1, 2), (1,))


def test_both_numbers_of_a_merged_incident_rest_when_the_other_ends(world: World) -> None:
    fires(world, FIRST, SECOND)
    says(world, ANA, "merge 2 into 1")
    world.now += PAUSE * 2
    fires(world, THIRD)
    assert told(world, ANA) == "3", "both still mean what is open"

    says(world, ANA, "resolve 1")
    world.now += PAUSE
    fires(world, SECOND)

    assert told(world, ANA) == "1"
    says(world, ANA, "ack 2")
    assert last(world, ANA).startswith("INC-41001 was resolved at ")


def test_what_waited_to_be_told_together_is_told_with_the_readers_numbers(world: World) -> None:
    for service in ("acorn", "birch", "cedar"):
        mild(world, service)
    world.passes(minutes=2)

    bundle = next(body for body in world.channel.texts_to(ANA) if "Reply status for all" in body)

    assert "2 = INC-41002" in bundle
    assert "3 = INC-41003" in bundle
    assert bundle.endswith("ack 2 to take one.")


def test_status_of_several_tells_the_number_of_each(world: World) -> None:
    fires(world, FIRST, SECOND)

    says(world, ANA, "status")

    assert "2 = INC-41002" in last(world, ANA)
    assert "1 = INC-41001" in last(world, ANA)


def test_incidents_that_open_in_one_transaction_get_different_numbers(world: World) -> None:
    services = (FIRST, SECOND, THIRD)
    told = [replace(alarm(world, service), started_at=world.now) for service in services]

    raise_alarms(world.kit, BOOKS.catalogue, [(one, one.fingerprint) for one in told])
    world.settle()

    codes = [one.codes[Phone(ANA)] for one in world.store.incidents()]
    assert sorted(codes) == [(1,), (2,), (3,)]


class Meanwhile:
    """The table as a worker reaches it, with something that happens just before one of its writes."""

    def __init__(self, table: FakeTable, happens: Callable[[], None], *, times: int = 1) -> None:
        self._table, self._happens, self._left = table, happens, times

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._table, name)
        if name != "transact_write_items" or not self._left:
            return method

        def call(**asked: Any) -> Any:
            if self._left:
                self._left -= 1
                self._happens()
            return method(**asked)

        return call


def hears(world: World, table: Any, phone: str, body: str = CHOCOLATE) -> None:
    """One text, taken by a worker that reaches the table in its own way."""
    kit = replace(world.kit, store=DynamoStore(table, TABLE))
    receive(
        kit, Message(id=f"SM{phone[-6:]}", phone=Phone(phone), at=world.now, direction="in", channel="sms", body=body)
    )


def test_two_incidents_that_open_at_one_instant_get_different_numbers(world: World) -> None:
    between = Meanwhile(world.table, lambda: hears(world, world.table, OWNERS[1]))

    hears(world, between, OWNERS[0])
    world.settle()

    codes = [one.codes[Phone(MAYA)] for one in world.store.incidents()]
    assert sorted(codes) == [(1,), (2,)]
    pages = [body for body in world.channel.texts_to(MAYA) if "Reply ack" in body]
    assert sorted(body.split("Reply ack ")[1].split()[0] for body in pages) == ["1", "2"]
    assert all(
        f"INC-{one.id[-5:]}" in body
        for one in world.store.incidents()
        for body in pages
        if f"ack {one.codes[Phone(MAYA)][0]} " in body
    )


def test_forty_at_once_are_all_answered_and_no_number_is_given_twice(world: World) -> None:
    threads = [threading.Thread(target=hears, args=(world, world.table, phone)) for phone in OWNERS]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    world.settle()

    incidents = world.store.incidents()
    assert len(incidents) == len(OWNERS)
    codes = [code for one in incidents for code in one.codes.get(Phone(MAYA), ())]
    assert len(codes) == len(set(codes))
    assert all(world.channel.texts_to(phone) for phone in OWNERS)
    for one in incidents:
        word = str(one.codes[Phone(MAYA)][0]) if Phone(MAYA) in one.codes else f"INC-{int(one.id[4:])}"
        assert any(f"ack {word} to take it" in body for body in world.channel.texts_to(MAYA))


def test_a_page_never_waits_for_its_number_it_goes_out_with_the_name(world: World) -> None:
    def others_want_one_too() -> None:
        place = numbering(Phone(MAYA))
        old = world.table.items.get(place, {})
        version = int(old.get("version", {"N": "0"})["N"]) + 1
        doc = old.get("doc", {"S": f'{{"phone":"{MAYA}","version":{version}}}'})
        world.table.put_item(TableName=TABLE, Item={**key(place), "doc": doc, "version": {"N": str(version)}})

    hears(world, Meanwhile(world.table, others_want_one_too, times=99), OWNERS[0])
    world.settle()

    assert "Reply ack INC-41001 to take it" in last(world, MAYA)
    assert of(world, 41_001).codes == {}
    says(world, MAYA, "ack INC-41001")
    assert last(world, MAYA).startswith("INC-41001 is yours, Dr. Maya Lind.")
    assert told(world, MAYA, "more") == "1", "it is given as soon as there is room"


def test_the_same_text_twice_gives_one_number(world: World) -> None:
    says(world, OWNERS[0], CHOCOLATE, sid="SMsame")
    says(world, OWNERS[0], CHOCOLATE, sid="SMsame")
    says(world, OWNERS[1], CHOCOLATE)

    assert [one.codes[Phone(MAYA)] for one in reversed(world.store.incidents())] == [(1,), (2,)]


JOURNEYS: dict[str, tuple[Act, Act]] = {
    "an incident opens beside another, and both are answered by number": (
        lambda w: w.texts(OWNERS[0], CHOCOLATE),
        then(
            lambda w: w.texts(OWNERS[1], "my cat cannot breathe", sid="SMcat"),
            lambda w: w.passes(minutes=1),
            lambda w: w.texts(MAYA, "ack 2", sid="SMtwo"),
            lambda w: w.texts(MAYA, "ack 1", sid="SMone"),
        ),
    ),
    "two are merged and answered by the number of the one that went": (
        lambda w: fires(w, FIRST, SECOND),
        then(
            lambda w: w.texts(ANA, "merge 2 into 1", sid="SMmerge"),
            lambda w: w.passes(minutes=1),
            lambda w: w.texts(ANA, "ack 2", sid="SMack"),
        ),
    ),
    "one ends, another opens, and the old number comes late": (
        lambda w: fires(w, FIRST),
        then(
            lambda w: w.texts(ANA, "resolve 1", sid="SMend"),
            lambda w: fires(w, SECOND),
            lambda w: w.texts(ANA, "ack 1", sid="SMlate"),
        ),
    ),
}


@pytest.mark.parametrize("name", JOURNEYS)
def test_dying_anywhere_leaves_the_numbers_that_would_have_been(name: str) -> None:
    print(f"{dies_everywhere(JOURNEYS[name])} crash points: {name}")
