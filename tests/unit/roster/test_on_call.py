"""Who is woken: overrides, rotations and the catch-all."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.incident.desk import Desk, Phone
from nightdesk.roster.changes import Changes, Override
from nightdesk.roster.roster import Person, Roster
from nightdesk.roster.schedule import turns

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PEOPLE = tuple(
    Person(id=name, name=name.title(), phone=Phone(f"+1202555012{i}")) for i, name in enumerate(("ana", "ben", "gus"))
)
ROSTER = Roster(
    people=PEOPLE,
    schedules={
        "on-call": turns(("ana", "ben"), starts_at=START, hours=24),
        "senior": turns(("ben",), starts_at=START),
    },
    catch_all="gus",
    desks={"ops": ("ana", "ben")},
    planned=Changes(
        overrides=(
            Override(
                role="on-call", person="gus", starts_at=START + timedelta(hours=2), ends_at=START + timedelta(hours=3)
            ),
        )
    ),
)


@pytest.mark.parametrize(
    ("after", "holder"),
    [
        (timedelta(), "ana"),
        (timedelta(hours=2), "gus"),
        (timedelta(hours=3), "ana"),
        (timedelta(hours=24) - timedelta(microseconds=1), "ana"),
        (timedelta(hours=24), "ben"),
        (timedelta(hours=48), "ana"),
        (timedelta(hours=-1), "ben"),
    ],
)
def test_turns_change_on_the_hour_and_an_override_wins(after: timedelta, holder: str) -> None:
    assert ROSTER.holder("on-call", START + after).id == holder


def test_a_role_nobody_holds_wakes_the_catch_all() -> None:
    assert ROSTER.holder("executives", START).id == "gus"


def test_nobody_is_woken_twice_for_holding_two_roles() -> None:
    at = START + timedelta(hours=25)

    assert [person.id for person in ROSTER.holders(("on-call", "senior", "executives"), at)] == ["ben", "gus"]


def test_only_people_of_a_desk_and_the_catch_all_may_work_it() -> None:
    ana, _, gus = PEOPLE

    assert ROSTER.may_work(ana, Desk.OPS)
    assert not ROSTER.may_work(ana, Desk.PETS)
    assert ROSTER.may_work(gus, Desk.PETS)


def test_a_number_that_is_nobodys_is_nobody() -> None:
    assert ROSTER.by_phone(Phone("+12025550199")) is None


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 - made aware below
def test_somebody_is_on_call_at_every_moment(at: datetime) -> None:
    assert ROSTER.holder("on-call", at.replace(tzinfo=UTC)) in PEOPLE
