"""The desk's own number in a roster that was compiled without knowing it."""

from dataclasses import replace

import pytest

from nightdesk.incident.desk import Phone
from nightdesk.roster.changes import Changes, Override
from nightdesk.roster.defects import defects
from nightdesk.roster.layer import Layer
from nightdesk.roster.own_number import without_number
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster
from tests.unit.roster.people import PEOPLE, holders, local, roster, wall

OWN = Phone("+12025550100")
OTHER = Phone("+12025550199")
NOW = local("2026-11-18T12:00")
TWO = Layer(people=("ana", "ben"), first_at=wall("2026-11-16T09:00"), unit="week")


def given(**numbers: Person) -> Roster:
    return replace(roster(TWO), people=tuple(numbers.get(p.id, p) for p in PEOPLE))


def person(name: str, **fields: object) -> Person:
    return replace(next(p for p in PEOPLE if p.id == name), **fields)  # type: ignore[arg-type] # any of its fields


def test_a_roster_without_it_is_the_same() -> None:
    assert without_number(roster(TWO), OWN) == roster(TWO)


def test_whoever_has_no_other_number_is_stood_in_for_and_it_is_told() -> None:
    found = without_number(given(ana=person("ana", phone=OWN)), OWN)

    assert holders(found, NOW) == "ben"
    assert "Ana has the desk's own number in the roster, and is never reached by it" in defects(found, NOW)


@pytest.mark.parametrize(
    ("ana", "rings", "channels"),
    [
        (person("ana", phone=OWN, rings=(OWN, OTHER)), (OTHER,), ("call",)),
        (person("ana", rings=(PEOPLE[0].phone, OWN)), (PEOPLE[0].phone,), ("sms", "call")),
        (person("ana", rings=(OWN, PEOPLE[0].phone, OTHER)), (PEOPLE[0].phone, OTHER), ("sms", "call")),
    ],
)
def test_whoever_has_another_number_is_woken_there(
    ana: Person, rings: tuple[Phone, ...], channels: tuple[str, ...]
) -> None:
    found = without_number(given(ana=ana), OWN)

    assert holders(found, NOW) == "ana"
    assert {found.person("ana").ring_phone(i) for i in range(1, 5)} == set(rings)
    assert found.person("ana").channels == channels
    assert OWN not in found.person("ana").numbers


def test_a_catch_all_who_has_it_gives_way_to_somebody_who_can_be_reached() -> None:
    lost = given(gus=person("gus", phone=OWN))
    found = without_number(replace(lost, schedules={}), OWN)

    assert found.holder("on-call", NOW).id == "ana"


def test_whoever_stands_in_with_it_does_not() -> None:
    cover = Override(role="on-call", person="cleo", starts_at=NOW, ends_at=local("2026-11-19T12:00"))
    found = without_number(replace(given(cleo=person("cleo", phone=OWN)), planned=Changes(overrides=(cover,))), OWN)

    assert holders(found, NOW) == "ana"


def test_where_nobody_has_another_it_still_wakes_somebody_and_says_so() -> None:
    alone = replace(roster(TWO), people=tuple(replace(p, phone=OWN) for p in PEOPLE))
    found = without_number(alone, OWN)

    assert found.holding("on-call", NOW).person.id == "gus"
    assert len(found.remarks) == len(PEOPLE)
