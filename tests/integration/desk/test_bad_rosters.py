"""
Each roster that is wrong: told at load with file, line and field, or by name while the catch-all is woken.

The first half is what `nightdesk runbooks check` says of a folder; the second what the night does when a roster that
was right is overtaken by time, by the carrier or by what people put into the table.
"""

import argparse
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from nightdesk.cli.__main__ import main
from nightdesk.cli.rota import add_to, change_rota
from nightdesk.desk.responders.overdue_swaps import end_offers
from nightdesk.desk.responders.readiness import not_ready
from nightdesk.desk.rounds.each_minute import look_after
from nightdesk.desk.rounds.receipt import take_receipt
from nightdesk.errors import Malformed
from nightdesk.incident.desk import Phone
from nightdesk.roster.changes import Away, Changes, Override, Swap
from nightdesk.roster.layer import Layer, Shift
from nightdesk.roster.schedule import Schedule
from nightdesk.store.codec import key
from nightdesk.store.keys import counter
from nightdesk.store.store import Change, RotaChange
from tests.integration.desk.acts import BOOKS
from tests.integration.desk.conftest import RUNBOOKS, Night
from tests.integration.desk.world import TABLE, World

OWNER, MAYA, OMAR, GUS, ANA = "+12025550190", "+12025550111", "+12025550112", "+12025550127", "+12025550121"
EMERGENCY = "my dog is having a seizure that won't stop"
VET = 'on-call vet: {people: [maya], starts_at: "2026-01-05T00:00:00+00:00", hours: 168}'
MAYA_LINE = '{id: maya, name: Dr. Maya Lind, phone: "+12025550111", time_zone: America/New_York, vet: true}'
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//EN
BEGIN:VEVENT
UID:nights
SUMMARY:Maya on call
DTSTART:20260105T200000
DTEND:20260106T080000
RRULE:FREQ=DAILY
EXDATE:20260107T200000
END:VEVENT
BEGIN:VEVENT
UID:nights
RECURRENCE-ID:20260108T200000
SUMMARY:%s
DTSTART:20260108T210000
DTEND:20260109T080000
END:VEVENT
END:VCALENDAR
"""


def check(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    *changes: tuple[str, str],
    file: str = "roster.yaml",
    calendar: str = "",
) -> tuple[int, str]:
    """What `nightdesk runbooks check` says of our own folder in which some words are others."""
    folder = tmp_path / "runbooks"
    shutil.copytree(RUNBOOKS, folder)
    text = (folder / file).read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    (folder / file).write_text(text, "utf-8")
    if calendar:
        (folder / "on-call.ics").write_text(calendar, "utf-8")
    code = main(["runbooks", "check", str(folder)])
    return code, capsys.readouterr().out.replace(f"{folder}/", "")


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ([("people: [maya], starts", "people: [], starts")], r"roster.yaml:\d+: schedules.on-call vet.people: "),
        ([("people: [maya], starts_at", "starts_at")], r"roster.yaml:\d+: schedules.on-call vet: nobody is on it"),
        ([('phone: "+12025550111", ', "")], r"roster.yaml:\d+: people\[0\]: maya has no number: give a phone"),
        (
            [('"+12025550111",', '"+12025550111", landline: true, channels: [sms, call],')],
            r"roster.yaml:\d+: people\[0\].channels: maya cannot be texted: every number is a landline",
        ),
        ([("+12025550111", "+1 (202) 555-0112")], r"roster.yaml:\d+: people\[1\].phone: is used twice: it is maya's"),
        (
            [
                (
                    "overrides: []",
                    "overrides: [{role: on-call vet, person: omar, starts_at: 2026-12-24T00:00:00Z, ends_at: 2026-12-23T00:00:00Z}]",  # noqa: E501
                )
            ],
            r"roster.yaml:\d+: overrides\[0\].ends_at: is not after starts_at",
        ),
        (
            [(VET, 'on-call vet: {people: [maya], starts_at: 2026-02-01, ends_at: 2026-01-01, time_zone: UTC}')],
            r"roster.yaml:\d+: schedules.on-call vet.ends_at: is not after starts_at",
        ),
    ],
    ids=["nobody", "no people", "no number", "a landline", "one number", "an override", "ends first"],
)  # fmt: skip
def test_what_cannot_be_right_does_not_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: list[tuple[str, str]], line: str
) -> None:
    code, said = check(tmp_path, capsys, *changes)

    assert code == 1
    assert re.search(line, said), said


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("roles: [on-call vet], label: on-call vet", "roles: [], label: x", r"policies\[0\].rungs\[0\].roles: "),
        ("roles: [on-call vet]", "roles: [night vet]", r"policies\[0\].rungs\[0\].roles: no schedule 'night vet'"),
        ("roles: [head vet]", "roles: [on-call engineer]", "is held by ana, who is not of the desk pets"),
        ("name: pets", "name: cats", "policies: none is called pets, which is the ladder of that desk"),
    ],
)
def test_a_policy_that_names_nobody_does_not_load(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, line: str
) -> None:
    code, said = check(tmp_path, capsys, (before, after), file="policies.yaml")

    assert code == 1
    assert re.search(rf"policies.yaml:\d+: .*{line}", said), said


@pytest.mark.parametrize(
    ("changes", "said_of_it"),
    [
        (
            [(VET, "on-call vet: {people: [maya, omar], starts_at: 2026-01-01, ends_at: 2026-02-01, time_zone: UTC}")],
            "the schedule on-call vet ended on Sun 1 Feb 2026; nobody is on it any more",
        ),
        (
            [(VET, "on-call vet: {people: [maya, omar], starts_at: 2026-01-01, ends_at: 2026-02-01, time_zone: UTC}")],
            "nobody is on call at all as on-call vet (UTC); Gus Weber is woken",
        ),
        ([], "only Dr. Maya Lind is ever on call as on-call vet: nobody takes turns"),
        (
            [
                (
                    VET,
                    "on-call vet: {people: [maya, omar], starts_at: 2026-01-01, time_zone: UTC, only: [{from: '04:00', to: '02:00'}]}",  # noqa: E501
                )
            ],
            "nobody is on call 02:00-04:00 every day as on-call vet (UTC); Gus Weber is woken",
        ),
    ],
    ids=["over", "and a gap", "one person", "a hole"],
)  # fmt: skip
def test_what_loads_with_a_defect_has_it_reported(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changes: list[tuple[str, str]], said_of_it: str
) -> None:
    code, said = check(tmp_path, capsys, *changes)

    assert code == 0
    assert f"roster.yaml: {said_of_it}" in said


def test_floating_times_and_exceptions_of_a_calendar_are_read_and_one_for_nobody_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    calendar = "on-call vet: {time_zone: America/New_York, calendar: on-call.ics}"
    known = (MAYA_LINE, MAYA_LINE.replace("vet: true", "vet: true, known_as: [Maya]"))

    (tmp_path / "right").mkdir()
    (tmp_path / "wrong").mkdir()
    code, said = check(tmp_path / "right", capsys, (VET, calendar), known, calendar=CALENDAR % "Dr. Omar Reyes")
    assert code == 0
    assert "nobody is on call 08:00-20:00 every day as on-call vet (America/New_York); Gus Weber is woken" in said

    code, said = check(tmp_path / "wrong", capsys, (VET, calendar), known, calendar=CALENDAR % "somebody else")
    assert code == 1
    assert re.search(r"roster.yaml:\d+: schedules.on-call vet.calendar: on-call.ics:5: UID nights: nobody on the", said)


def test_every_fault_of_a_roster_is_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = check(
        tmp_path,
        capsys,
        ('phone: "+12025550111", ', ""),
        ("+12025550113", "+12025550112"),
        ("catch_all: gus", "catch_all: nobody"),
    )

    assert code == 1
    assert len(set(re.findall(r"roster\.yaml:\d+: ", said))) == 3


def with_vets(schedule: Schedule) -> World:
    roster = replace(BOOKS.roster, schedules={**BOOKS.roster.schedules, "on-call vet": schedule})
    return World(books=replace(BOOKS, roster=roster))


def woken(world: World) -> set[str]:
    return {sent.to for sent in world.channel.sent if sent.kind == "call"}


def noted(world: World) -> list[str]:
    return [entry.text for entry in world.store.entries(world.incident().id) if entry.actor == "roster"]


OVER = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(layers=()),
        Schedule(layers=(Layer(people=()),)),
        Schedule(layers=(Layer(people=("maya", "omar"), ends_at=OVER),)),
        Schedule(layers=(Layer(people=("maya",), begins_at=datetime(2027, 1, 1, tzinfo=UTC)),)),
        Schedule(layers=(Layer(calendar="on-call.ics", shifts=()),)),
        Schedule(
            layers=(
                Layer(calendar="x.ics", shifts=(Shift(person="maya", starts_at=OVER, ends_at=OVER + timedelta(1)),)),
            )
        ),
    ],
    ids=["no layer", "no people", "over", "not begun", "an empty calendar", "a calendar that ran out"],
)
def test_where_nobody_is_on_call_the_catch_all_is_woken_and_the_gap_noted(schedule: Schedule) -> None:
    world = with_vets(schedule)

    world.texts(OWNER, EMERGENCY)

    assert woken(world) == {GUS}
    assert noted(world)[0].startswith("nobody is on call as on-call vet ")
    assert noted(world)[0].endswith("; Gus Weber is woken instead")


def put(night: Night | World, rota: Changes) -> None:
    """Somebody else's worker, or an older version, left this in the table."""
    store, now = night.kit.store, night.now
    store.commit(Change(rota=RotaChange(rota=rota, id="put", by="x", at=now, words="x")))
    store.read_rota()


NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
DAY = timedelta(days=1)
COVER = Override(role="on-call vet", person="omar", starts_at=NOW - DAY, ends_at=NOW + DAY)


@pytest.mark.parametrize(
    ("rota", "wakes"),
    [
        (Changes(away=(Away(person="maya", starts_at=NOW, ends_at=NOW + DAY),)), GUS),
        (Changes(overrides=(replace(COVER, starts_at=NOW + DAY, ends_at=NOW - DAY),)), MAYA),
        (Changes(overrides=(replace(COVER, person="zoe"),)), MAYA),
        (Changes(overrides=(replace(COVER, role="night vet"),)), MAYA),
        (Changes(overrides=(replace(COVER, person=""),)), GUS),
        (Changes(swaps=(Swap(one="maya", other="maya", starts_at=NOW - DAY, ends_at=NOW + DAY),)), MAYA),
        (Changes(swaps=(Swap(one="maya", other="zoe", starts_at=NOW - DAY, ends_at=NOW + DAY),)), MAYA),
        (Changes(away=(Away(person="maya", starts_at=NOW + DAY, ends_at=NOW - DAY),)), MAYA),
    ],
    ids=[
        *("the only one is away", "ends before it starts", "somebody who left", "a role that is gone", "nobody"),
        *("with oneself", "with somebody who left", "a vacation backwards"),
    ],
)  # fmt: skip
def test_whatever_the_table_says_somebody_is_woken(rota: Changes, wakes: str) -> None:
    world = World(books=BOOKS)
    put(world, rota)

    world.texts(OWNER, EMERGENCY)

    assert woken(world) == {wakes}
    assert bool(noted(world)) == (wakes == GUS)


def test_while_everybody_and_the_catch_all_are_away_the_catch_all_is_woken() -> None:
    world = World(books=BOOKS)
    put(world, Changes(away=tuple(Away(person=p.id, starts_at=NOW, ends_at=NOW + DAY) for p in BOOKS.roster.people)))

    world.texts(OWNER, EMERGENCY)

    assert woken(world) == {GUS}


@pytest.mark.parametrize("spoilt", ["{", '{"overrides": 7}', "[]", '{"overrides": [{"role": "on-call vet"}]}'])
def test_a_rota_that_cannot_be_read_lets_the_schedules_stand_as_written_and_is_reported(spoilt: str) -> None:
    world = World(books=BOOKS)
    put(world, Changes(away=(Away(person="maya", starts_at=NOW, ends_at=NOW + DAY),)))
    row = world.table.get_item(TableName=TABLE, Key=key(counter()), ConsistentRead=True)["Item"]
    world.table.put_item(TableName=TABLE, Item={**row, "rota": {"S": spoilt}})

    world.texts(OWNER, EMERGENCY)
    world.texts(OMAR, "cover maya until 6am")

    assert MAYA in woken(world)
    assert [sent.what for sent in world.channel.sent if sent.to == OMAR][-1].startswith(
        "The rota's changes cannot be read."
    )
    (reported,) = end_offers(world.kit)
    assert reported.startswith("what departs from the schedules cannot be read, so they stand as written: ")
    types(world, "clear")
    assert end_offers(world.kit) == ()
    world.texts(OMAR, "cover maya until 6am", sid="SMagain")
    assert world.kit.roster.holder("on-call vet", world.now).id == "omar"


def types(world: World, *arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_to(parser.add_subparsers())
    return change_rota(world.kit, parser.parse_args(["rota", *arguments]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["cover", "omar", "maya", "--from", "2026-11-24T00:00:00Z", "--until", "2026-11-23T00:00:00Z"], "--until: "),
        (["cover", "zoe", "maya", "--until", "2026-11-23T00:00:00Z"], "nobody is called 'zoe'"),
        (["cover", "omar", "maya", "--role", "night vet", "--until", "2026-11-23T00:00:00Z"], "no schedule named"),
    ],
)
def test_a_change_that_cannot_be_right_is_not_made(arguments: list[str], told: str) -> None:
    world = World(books=BOOKS)

    with pytest.raises(Malformed, match=told):
        types(world, *arguments)

    assert world.store.read_rota() == Changes()
    assert world.channel.sent == []


@pytest.mark.parametrize("error", [21211, 21614, 30005, 30006, 21610])
def test_a_number_that_turns_out_to_take_no_texts_is_called_at_once_and_named(error: int) -> None:
    world = World(books=BOOKS)
    world.texts(OWNER, EMERGENCY)
    page = next(one for one in world.channel.sent if one.to == MAYA and one.kind == "text")

    take_receipt(world.kit, page.receipt.rsplit("/", 1)[-1], status="undelivered", error=error)
    world.settle()

    assert MAYA in woken(world)
    assert any("the last text did not arrive" in why for why in not_ready(world.kit)["maya"])


def test_two_people_with_one_number_could_not_be_told_apart_so_the_first_is_who_texts(night: Night) -> None:
    """Only a roster that never went through the check can have it; an answer is then one person's, never both's."""
    shared = tuple(
        replace(p, phone=BOOKS.roster.person("ana").phone) if p.id == "ben" else p for p in BOOKS.roster.people
    )
    night.kit = replace(night.kit, roster=replace(BOOKS.roster, people=shared))

    night.texts(ANA, "am i on call?")

    assert "on-call engineer" in night.channel.sent[-1].what


def test_the_desks_own_number_wakes_whoever_is_next_and_is_told_each_minute() -> None:
    """Neither the file told the desk's number nor the shell it was compiled in; the deployment knows it."""
    own = BOOKS.roster.person("maya")
    roster = replace(
        BOOKS.roster,
        people=tuple(replace(p, phone=Phone("+12025550100")) if p.id == own.id else p for p in BOOKS.roster.people),
        schedules={
            **BOOKS.roster.schedules,
            "on-call vet": Schedule(layers=(Layer(people=("maya", "omar"), every=52),)),
        },
    )
    world = World(books=replace(BOOKS, roster=roster))

    world.texts(OWNER, EMERGENCY)

    assert woken(world) == {OMAR}
    assert "Dr. Maya Lind has the desk's own number in the roster, and is never reached by it" in look_after(
        world.kit, ()
    )
