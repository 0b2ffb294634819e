"""Who is on call, asked about and changed by text at three in the morning."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nightdesk.contact.contact import Message
from nightdesk.desk.responders.receive import receive
from nightdesk.errors import Stale
from nightdesk.incident.desk import Phone
from nightdesk.roster.changes import Away, Changes, Override
from nightdesk.roster.layer import Layer
from nightdesk.roster.schedule import Schedule
from nightdesk.shelf import load
from nightdesk.store.store import Change, RotaChange
from tests.benchmarks.meter import watched
from tests.fakes.table import FakeTable, refusal
from tests.integration.desk.conftest import RUNBOOKS, Night
from tests.integration.desk.world import World

ANA, BEN, CLEO, GUS = "+12025550121", "+12025550122", "+12025550123", "+12025550127"
MAYA, OMAR, DANA = "+12025550111", "+12025550112", "+12025550115"
OWNER = "+12025550190"
EMERGENCY = "my dog is having a seizure that won't stop"


def said_to(night: Night, phone: str) -> str:
    return next(sent.what for sent in reversed(night.channel.sent) if sent.to == phone and sent.kind == "text")


def woken(night: Night) -> set[str]:
    return {sent.to for sent in night.channel.sent if sent.kind == "call"}


def test_who_is_on_call_is_told_by_the_readers_clock(night: Night) -> None:
    night.texts(BEN, "who is on call?")

    answer = said_to(night, BEN)
    assert answer.startswith("On call now: on-call engineer: Ana Duarte.")
    assert "on-call vet" not in answer


@pytest.fixture
def turns(night: Night) -> Night:
    """Ana and Ben take turns of four weeks, Mondays at nine in Lisbon; Ana has it until the 7th of December."""
    layer = Layer(people=("ana", "ben"), first_at=datetime.fromisoformat("2026-11-09T09:00"), every=4, unit="week")
    schedules = {**night.kit.roster.schedules, "on-call engineer": Schedule(layers=(layer,), time_zone="Europe/Lisbon")}
    night.kit = replace(night.kit, roster=replace(night.kit.roster, schedules=schedules))
    return night


def test_a_hand_over_that_is_weeks_away_is_told_with_its_date(turns: Night) -> None:
    turns.texts(ANA, "who is on call?")

    assert "Ana Duarte until Mon 7 Dec 09:00 WET, then Ben Sato." in said_to(turns, ANA)


def test_a_gap_that_comes_next_is_told_as_one(turns: Night) -> None:
    turns.kit = replace(turns.kit, roster=replace(turns.kit.roster, schedules={
        "on-call engineer": Schedule(layers=(Layer(people=("ana",), ends_at=turns.now + timedelta(hours=5)),))
    }))  # fmt: skip
    turns.texts(ANA, "who is on call?")

    assert "Ana Duarte until Sun 08:00 WET, then nobody (Gus Weber is woken)." in said_to(turns, ANA)


def test_a_turn_is_told_to_its_own_end_however_far_the_answer_looks(turns: Night) -> None:
    for asked in ("when is my next shift?", "am i on call?", "cuando me toca"):
        turns.now += timedelta(minutes=1)
        turns.texts(BEN, asked)

        assert "on-call engineer" not in said_to(turns, BEN)
        assert "senior on-call from Sat 21 Nov" in said_to(turns, BEN), "by Ben's clock"
    turns.now += timedelta(days=10)
    turns.texts(BEN, "my schedule")
    assert "on-call engineer Mon 7 Dec 04:00 to Mon 4 Jan 04:00." in said_to(turns, BEN)


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("who's on call fri 8pm", "On call Fri 27 Nov 20:00 WET: on-call engineer: Ana Duarte until"),
        ("who is on call on dec 24?", "On call Thu 24 Dec 03:00 WET: on-call engineer: Ben Sato until"),
        ("who is on call next monday at 10am", "On call Mon 23 Nov 10:00 WET:"),
        ("whos on tomorrow", "On call Mon 23 Nov 03:00 WET:"),
        ("who is on call tonight", "On call Sun 22 Nov 03:00 WET:"),
        ("who's on call friday night", "At what time? Reply who is on call fri 20:00"),
        ("who's on call this weekend", "At what time?"),
    ],
)
def test_who_is_on_call_at_another_time_is_told_for_that_time_or_asked(turns: Night, asked: str, begins: str) -> None:
    turns.texts(ANA, asked)

    assert said_to(turns, ANA).startswith(begins)


def test_whoever_covers_is_woken_and_the_one_covered_sleeps(night: Night) -> None:
    night.texts(OMAR, "cover maya until 6am")

    assert said_to(night, OMAR).startswith("You are on call for Dr. Maya Lind as on-call vet until Sun 06:00 EST.")
    assert said_to(night, MAYA).startswith("Dr. Omar Reyes covers you as on-call vet until Sun 06:00 EST.")
    night.texts(OWNER, EMERGENCY)
    assert woken(night) == {OMAR}


def test_whoever_covers_somebody_away_is_woken_and_not_whoever_is_next(turns: Night) -> None:
    away = Away(person="ana", starts_at=turns.now, ends_at=turns.now + timedelta(days=3))
    change = RotaChange(rota=Changes(away=(away,)), id="away", by="lead", at=turns.now, words="away")
    turns.kit.store.commit(Change(rota=change))
    turns.kit.store.read_rota()
    assert turns.kit.roster.holder("on-call engineer", turns.now).id == "ben"

    turns.texts(CLEO, "cover ana until 11pm")

    assert said_to(turns, CLEO).startswith("You are on call for Ana Duarte as on-call engineer until")
    assert turns.kit.roster.holder("on-call engineer", turns.now).id == "cleo"


def test_a_cover_ends_when_it_says(night: Night) -> None:
    night.texts(OMAR, "cover maya for 2h")
    night.now += timedelta(hours=2)

    night.texts(OWNER, EMERGENCY)

    assert woken(night) == {MAYA}


def test_another_worker_knows_of_a_cover_with_the_first_thing_it_reads(night: Night) -> None:
    night.texts(OMAR, "cover maya until 6am")
    fresh = Night()
    fresh.now = night.now

    assert fresh.kit.roster.holder("on-call vet", night.now).id == "maya"
    fresh.kit.store.next_number()
    assert fresh.kit.roster.holder("on-call vet", night.now).id == "omar"


def test_a_cover_in_the_middle_of_an_emergency_wakes_whoever_took_it(night: Night) -> None:
    night.texts(OWNER, EMERGENCY)
    night.passes(minutes=1)
    night.texts(OMAR, "cover maya until 6am")

    night.passes(minutes=2)

    assert OMAR in woken(night)
    assert night.incident().tier == 1


def test_asking_for_cover_changes_nothing_until_somebody_says_yes(night: Night) -> None:
    night.texts(MAYA, "can someone cover me until 6am?")

    assert said_to(night, MAYA).startswith("I asked Dr. Omar Reyes and Dr. Iris Holm.")
    assert said_to(night, OMAR).endswith("Reply cover maya to take it.")
    assert night.kit.roster.holder("on-call vet", night.now).id == "maya"
    night.texts(OMAR, "cover maya")
    assert night.kit.roster.holder("on-call vet", night.now).id == "omar"
    assert "until Sun 06:00 EST" in said_to(night, MAYA)


def test_whoever_is_covered_takes_it_back_and_whoever_covers_cannot_give_it_back(night: Night) -> None:
    night.texts(OMAR, "cover maya until 6am")

    night.texts(OMAR, "uncover")
    assert "may be asleep" in said_to(night, OMAR)
    assert night.kit.roster.holder("on-call vet", night.now).id == "omar"
    night.texts(MAYA, "uncover")
    assert said_to(night, OMAR).startswith("Dr. Maya Lind is on call again")
    assert night.kit.roster.holder("on-call vet", night.now).id == "maya"


@pytest.mark.parametrize(
    ("phone", "text", "answer"),
    [
        (DANA, "cover maya until 6am", "You cannot answer for what Dr. Maya Lind is on call for."),
        (ANA, "cover maya until 6am", "You cannot answer for what Dr. Maya Lind is on call for."),
        (BEN, "cover ana until 6", "Until when?"),
        (BEN, "cover ana", "Until when?"),
        (BEN, "cover ana for 99h", "Until when?"),
        (BEN, "cover zoe until 6am", "I know nobody called zoe"),
        (BEN, "uncover", "Nobody covers you."),
        (BEN, "cover me until 6", "Until when?"),
    ],
)
def test_what_is_not_sure_or_not_theirs_changes_nothing(night: Night, phone: str, text: str, answer: str) -> None:
    night.texts(phone, text)

    assert said_to(night, phone).startswith(answer)
    assert night.kit.store.read_rota() == Changes()


def test_a_strangers_cover_is_no_cover(night: Night) -> None:
    night.texts(OWNER, "cover maya until 6am")

    assert night.kit.store.read_rota() == Changes()


def test_a_repeat_of_the_text_changes_nothing_more(night: Night) -> None:
    night.texts(BEN, "cover ana until 6am", sid="SM-again")
    before, sent = night.kit.store.read_rota(), len(night.channel.sent)

    night.texts(BEN, "cover ana until 6am", sid="SM-again")

    assert night.kit.store.read_rota() == before
    assert len(night.channel.sent) == sent


def test_what_was_changed_by_whom_stays_on_record(night: Night) -> None:
    night.texts(BEN, "cover ana until 6am", sid="SM-kept")

    row = night.client.get_item(TableName="night", Key={"pk": {"S": "ROTA"}, "sk": {"S": "CHANGE#SM-kept"}})["Item"]

    assert "Ben Sato covers Ana Duarte as on-call engineer" in row["doc"]["S"]


def test_of_two_changes_at_once_one_is_decided_again(night: Night) -> None:
    read = night.kit.store.read_rota()
    made = RotaChange(rota=read, id="one", by="ana", at=night.now, words="first")
    night.kit.store.commit(Change(rota=made))

    with pytest.raises(Stale):
        night.kit.store.commit(Change(rota=RotaChange(rota=read, id="two", by="ben", at=night.now, words="second")))


def test_covering_takes_three_round_trips(night: Night) -> None:
    night.texts(BEN, "hello")
    with watched(night.client) as trips:
        message = Message(
            id="SM-counted", phone=Phone(BEN), at=night.now, direction="in", channel="sms", body="cover ana until 6am"
        )
        receive(night.kit, message)

    assert len(trips) == 3


def test_somebody_who_left_the_roster_covers_nobody(night: Night) -> None:
    gone = Override(
        role="on-call engineer", person="zoe", starts_at=night.now, ends_at=night.now + timedelta(hours=1), id="x"
    )
    change = RotaChange(rota=Changes(overrides=(gone,)), id="x", by="zoe", at=night.now, words="x")
    night.kit.store.commit(Change(rota=change))
    night.kit.store.read_rota()

    assert night.kit.roster.holder("on-call engineer", night.now).id == "ana"


def test_an_emergency_opens_while_a_cover_is_being_saved() -> None:
    world = World(books=load(RUNBOOKS))
    table: Any = world.table
    assert isinstance(table, FakeTable)
    table.refusals.append(("update_item", refusal("TransactionConflictException", "update_item")))

    world.texts(OWNER, EMERGENCY)

    assert world.incident().tier == 1


def test_a_gap_wakes_the_catch_all_and_stands_on_the_timeline() -> None:
    books = load(RUNBOOKS)
    over = Schedule(layers=(Layer(people=("maya",), ends_at=datetime(2026, 11, 1, tzinfo=UTC)),))
    roster = replace(books.roster, schedules={**books.roster.schedules, "on-call vet": over})
    world = World(books=replace(books, roster=roster))

    world.texts(OWNER, EMERGENCY)

    assert {sent.to for sent in world.channel.sent if sent.kind == "call"} == {GUS}
    notes = [entry.text for entry in world.store.entries(world.incident().id) if entry.actor == "roster"]
    assert notes == ["nobody is on call as on-call vet from now on; Gus Weber is woken instead"]
