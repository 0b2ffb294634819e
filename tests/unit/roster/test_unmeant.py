"""What a roster or a ladder says and nobody can mean: named with its line, or loaded and told of."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nightdesk.errors import Misconfigured
from nightdesk.incident.desk import Desk
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity
from nightdesk.roster.changes import Changes, Override
from nightdesk.roster.defects import defects
from nightdesk.roster.files import read_roster
from nightdesk.roster.ladders import read_policies
from nightdesk.roster.layer import Layer
from nightdesk.roster.roster import live
from tests.unit.roster.people import PEOPLE, local, roster, wall
from tests.unit.roster.test_bounds import refused
from tests.unit.roster.test_roster_files import POLICIES, ROSTER, changed, written

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "before", "after", "why"),
    [
        ("people[0].phone", "+1 202 555 0121", "+12025550121", "Input should be a valid string: write it in quotes"),
        ("people[0].phone", "+1 202 555 0121", "whatsapp:+12025550121", "not a telephone number in E.164"),
        ("people[0].phone", "+1 202 555 0121", "Ana +12025550121", "not a telephone number in E.164"),
        ("schedules.spare.starts_at", "'2026-11-02'", "2026-02-30", "'2026-02-30' cannot be: day is out of range"),
        ("overrides[0].ends_at", "'2026-11-04T00:00:00+00:00'", "2026-11-31T09:00:00Z", "cannot be: day is out of"),
        ("schedules.spare.time_zone", "UTC", "''", "no time zone is called ''"),
    ],
)
def test_a_slip_of_the_pen_is_named_with_its_field_and_line(
    tmp_path: Path, field: str, before: str, after: str, why: str
) -> None:
    path = written(tmp_path, ROSTER)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    line = next(i for i, told in enumerate(path.read_text("utf-8").splitlines(), start=1) if after in told)

    with pytest.raises(Misconfigured) as error:
        read_roster(path)

    assert re.search(rf":{line}: {re.escape(f'{field}: ')}.*{re.escape(why)}", str(error.value)), str(error.value)


@pytest.mark.parametrize(
    ("place", "value", "why"),
    [
        (("people", 0, "time_zone"), "", "people[0].time_zone: no time zone is called ''"),
        (("schedules", "spare", "time_zone"), "", "schedules.spare.time_zone: no time zone is called ''"),
        (("digest",), {"day": "mon", "at": "9am"}, "digest.at: is not a time of day; write 09:00"),
        (("digest",), {"day": "mon", "at": "09:00", "time_zone": ""}, "digest.time_zone: no time zone"),
        (("swaps",), [{"people": ["ana", "gus", "ana"], "starts_at": "2026-11-02", "ends_at": "2026-11-03"}],
         "swaps[0].people: has more than 2"),
        (("schedules", "spare"), {"calendar": "https://cal.example/x.ics", "time_zone": "UTC"},
         "schedules.spare.calendar: is an address: save what is there beside this file"),
        (("schedules", "spare"), {"calendar": "x.ics", "time_zone": "UTC", "every": "1 week"},
         "schedules.spare.every: a calendar has its own shifts"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(tmp_path: Path, place: tuple[str | int, ...], value: Any, why: str) -> None:
    assert why in refused(tmp_path, changed(ROSTER | {"digest": None, "swaps": []}, *place, to=value))


@pytest.mark.parametrize(
    ("place", "value", "why"),
    [
        (("policies", 1), POLICIES["policies"][0] | {"name": "pets"}, "policies[1].desk: is ops, but pets is the"),
        (("policies", 0, "rungs", 0, "from_minutes"), 20, "policies[0].rungs[0].from_minutes: must be 0"),
    ],
)
def test_a_ladder_of_another_desk_or_that_begins_late_is_refused(
    tmp_path: Path, place: tuple[str | int, ...], value: Any, why: str
) -> None:
    known = read_roster(written(tmp_path, ROSTER))

    with pytest.raises(Misconfigured) as error:
        read_policies(written(tmp_path, changed(POLICIES, *place, to=value)), roster=known)

    assert why in str(error.value)


@pytest.mark.parametrize(
    ("told", "patience"),
    [
        ((None, 15, 30, 60), [15, 15, 30]),
        ((0, None, 20, 60), [10, 10, 30]),
        ((None, None, None, 60), [20, 20, 20]),
        ((0, 4, None, None), [4, 30, 30]),
        ((None, None, None, None), [30, 30, 30]),
    ],
)
def test_a_tier_is_woken_at_its_time_at_the_latest_whatever_the_others_say(
    told: tuple[float | None, ...], patience: list[float]
) -> None:
    rungs = tuple(Rung(tier=i, roles=("x",), label="x", from_minutes=at) for i, at in enumerate(told, start=1))
    policy = Policy(name="ops", desk=Desk.OPS, rungs=rungs)

    assert [policy.patience_minutes(tier, Severity.SEV2) for tier in (1, 2, 3)] == patience
    assert policy.patience_minutes(1, Severity.SEV3) == 120


TWO = Layer(people=("ana", "ben"), first_at=wall("2026-11-16T09:00"), unit="week")
COVER = Override(
    role="on-call",
    person="gus",
    starts_at=local("2026-11-20T08:00"),
    ends_at=local("2026-11-20T16:00"),
    instead_of="ana",
)


def test_a_cover_for_somebody_who_is_not_on_call_is_told_of() -> None:
    ben = replace(COVER, instead_of="ben")
    (said,) = defects(roster(TWO, planned=Changes(overrides=(ben,))), NOW)

    assert said == "Gus stands in for Ben 08:00-16:00 Friday 20 November, who is not on call as on-call then"
    assert defects(live(roster(TWO), lambda: Changes(overrides=(ben,))), NOW) == (said,)


@pytest.mark.parametrize(
    "overrides",
    [
        (COVER,),
        (replace(COVER, person="ben"), replace(COVER, person="cleo", instead_of="ben")),
        (replace(COVER, instead_of="ben", ends_at=local("2026-11-23T12:00")),),
        (replace(COVER, instead_of="ben", starts_at=NOW.replace(day=1), ends_at=NOW.replace(day=2)),),
    ],
    ids=["covers", "of a cover", "at its end", "over"],
)
def test_a_cover_that_changes_something_is_not_told_of(overrides: tuple[Override, ...]) -> None:
    assert defects(roster(TWO, planned=Changes(overrides=overrides)), NOW) == ()


def test_two_who_are_called_the_same_are_told_of() -> None:
    twins = replace(roster(TWO), people=tuple(replace(p, name="Ana") if p.id == "cleo" else p for p in PEOPLE))

    assert defects(twins, NOW) == ("ana and cleo are both called Ana: nobody can tell which has it",)
