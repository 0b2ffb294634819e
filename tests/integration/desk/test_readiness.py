"""Test pages, what is known of each number, and the week's text."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest

from nightdesk.desk.responders.digest import digest, due_at, send_digest
from nightdesk.desk.responders.readiness import not_ready, reaches, send_test_page
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.roster.hours import Hours
from nightdesk.roster.layer import Layer
from nightdesk.roster.roster import Digest
from nightdesk.roster.schedule import Schedule
from tests.integration.desk.conftest import Night

ANA, BEN, DANA, MAYA = "+12025550121", "+12025550122", "+12025550115", "+12025550111"
MONDAY = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
"""Nine in the morning in New York."""


def texts_to(night: Night, phone: str) -> list[str]:
    return [sent.what for sent in night.channel.sent if sent.to == phone and sent.kind == "text"]


def fails(night: Night, phone: str, error: int) -> None:
    sent = next(one for one in reversed(night.channel.sent) if one.to == phone)
    take_receipt(night.kit, sent.receipt.rsplit("/", 1)[-1], status="undelivered", error=error)


def test_answering_a_test_page_makes_a_number_ready(night: Night) -> None:
    send_test_page(night.kit, [night.kit.roster.person("ana")])
    night.settle()
    assert texts_to(night, ANA) == [
        "Nightdesk test page for Ana Duarte. Nothing is wrong. Reply ready if this woke you."
    ]
    assert not_ready(night.kit)["ana"] == ("has never answered a test page", "no text has arrived in 14 days")

    night.delivers_receipts()
    night.texts(ANA, "Ready!")

    assert texts_to(night, ANA)[-1] == "Thank you, Ana Duarte: texts to this number reach you."
    assert "ana" not in not_ready(night.kit)
    night.now += timedelta(days=15)
    assert not_ready(night.kit)["ana"] == ("no text has arrived in 14 days",)


def test_a_landline_and_a_stop_are_known(night: Night) -> None:
    send_test_page(night.kit, [night.kit.roster.person("ana"), night.kit.roster.person("ben")])
    night.settle()
    fails(night, ANA, 30006)
    night.texts(BEN, "STOP")

    known = not_ready(night.kit)

    assert "the last text did not arrive (30006); it cannot be texted" in known["ana"]
    assert "has opted out of texts (STOP)" in known["ben"]


def test_a_page_that_was_delivered_counts(night: Night) -> None:
    night.texts("+12025550190", "my dog is having a seizure that won't stop")
    night.delivers_receipts()

    assert reaches(night.kit)["maya"].delivered_at is not None


def test_a_stranger_cannot_make_a_number_ready(night: Night) -> None:
    night.texts("+12025550190", "ready")

    assert "ana" in not_ready(night.kit)


def test_the_weeks_text_goes_out_once_when_it_is_due(night: Night) -> None:
    night.now = MONDAY - timedelta(minutes=1)
    assert send_digest(night.kit) == ()
    night.settle()
    assert texts_to(night, ANA) == []

    for _ in range(3):
        night.now += timedelta(minutes=1)
        send_digest(night.kit)
        night.settle()

    (mine,) = texts_to(night, ANA)
    assert mine.startswith("Your week on call: on-call engineer from Mon 23 Nov 14:00 on.")
    assert mine.endswith("Reply ready, so that I know this number wakes you.")
    assert len(texts_to(night, DANA)) == 1
    assert "May not be reached: Dr. Maya Lind, Dr. Omar Reyes" in texts_to(night, DANA)[0]
    assert "May not be reached" not in mine


def test_whoever_leads_a_desk_reads_how_many_gaps_it_has_and_nothing_of_the_others(night: Night) -> None:
    office = tuple(Hours(weekday=day, starts=time(9), nights=0, ends=time(17)) for day in range(5))
    layer = Layer(people=("ana", "ben"), first_at=datetime.fromisoformat("2026-11-16T09:00"), hours=office)
    schedules = {**night.kit.roster.schedules, "on-call engineer": Schedule(layers=(layer,), time_zone="Europe/Lisbon")}
    night.kit = replace(night.kit, roster=replace(night.kit.roster, schedules=schedules))

    told = {person.id: body for person, body in digest(night.kit, MONDAY)}

    assert "GAP: nobody is on call from 17:00 Monday 23 November to 09:00 Tuesday 24 November" in told["cleo"]
    assert "And 4 more gaps." in told["cleo"]
    assert "Ana Duarte" in told["cleo"]
    assert "Maya" not in told["cleo"]
    assert "GAP" not in told["dana"]
    assert "May not be reached: Dr. Maya Lind" in told["dana"]
    assert "Ana Duarte" not in told["dana"]


@pytest.mark.parametrize("late", [timedelta(minutes=15), timedelta(days=3)])
def test_a_digest_that_missed_its_hour_waits_for_the_next(night: Night, late: timedelta) -> None:
    night.now = MONDAY + late

    send_digest(night.kit)
    night.settle()

    assert night.channel.sent == []


def test_a_digest_is_due_at_its_clock_time_in_summer_and_winter(night: Night) -> None:
    object.__setattr__(night.kit.roster, "digest", Digest(weekday=0, at=time(9), time_zone="America/New_York"))

    assert due_at(night.kit, datetime(2026, 7, 6, 13, 0, tzinfo=UTC)) == datetime(2026, 7, 6, 13, 0, tzinfo=UTC)
    assert due_at(night.kit, datetime(2026, 7, 6, 12, 59, tzinfo=UTC)) == datetime(2026, 6, 29, 13, 0, tzinfo=UTC)
    assert due_at(night.kit, datetime(2026, 12, 7, 14, 0, tzinfo=UTC)) == datetime(2026, 12, 7, 14, 0, tzinfo=UTC)


def test_a_rehearsal_at_another_speed_tells_nobody_about_their_week(night: Night) -> None:
    night.now = MONDAY
    rehearsal = replace(night.kit, settings=replace(night.kit.settings, speed=60.0))

    send_digest(rehearsal)
    night.settle()

    assert night.channel.sent == []
