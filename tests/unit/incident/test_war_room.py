"""Who is on the call: the carrier's events come twice, late and in any order, and mean the same."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightdesk.incident.war_room import Event, WarRoom, expected, person_of, told

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def event(what: str, call: str = "CA1", *, order: int, conference: str = "CF1", person: str = "") -> Event:
    at = AT + timedelta(seconds=order)
    return Event(conference=conference, what=what, at=at, order=order, call=call, person=person)  # type: ignore[arg-type]


def coming(*calls: tuple[str, str]) -> WarRoom:
    room: WarRoom | None = None
    for call, person in calls:
        room = expected(room, call=call, person=person, at=AT)
    return room or WarRoom()


def after(room: WarRoom, *events: Event) -> WarRoom:
    for one in events:
        room = told(room, one)
    return room


def test_a_key_alone_is_not_being_in_it() -> None:
    room = coming(("CA1", "ana"))

    assert room.inside == ()
    assert room.visitors == ("ana",)


def test_people_come_and_go() -> None:
    room = coming(("CA1", "ana"), ("CA2", "ben"))

    both = after(room, event("joined", "CA1", order=0), event("joined", "CA2", order=1))
    one = after(both, event("left", "CA1", order=2))

    assert set(both.inside) == {"ana", "ben"}
    assert one.inside == ("ben",)


NIGHT = (
    event("joined", "CA1", order=0),
    event("joined", "CA2", order=1),
    event("left", "CA1", order=2),
    event("joined", "CA3", order=3),
    event("left", "CA3", order=4),
)


@pytest.mark.parametrize("order", list(permutations(range(len(NIGHT)))))
def test_every_order_of_one_night_leaves_the_same_people_inside(order: tuple[int, ...]) -> None:
    room = coming(("CA1", "ana"), ("CA2", "ben"), ("CA3", "cleo"))

    found = after(room, *(NIGHT[i] for i in order), *(NIGHT[i] for i in order))

    assert found.inside == ("ben",)
    assert after(found, event("ended", "", order=5)).inside == ()


@given(st.permutations([*NIGHT, event("ended", "", order=5)]), st.integers(min_value=0, max_value=5))
def test_an_end_that_is_told_early_leaves_nobody_inside(order: list[Event], again: int) -> None:
    room = coming(("CA1", "ana"), ("CA2", "ben"), ("CA3", "cleo"))

    assert after(room, *order, order[again]).inside == ()


@pytest.mark.parametrize("events", list(permutations(("joined", "left"))))
def test_without_numbers_of_the_carrier_a_leaving_at_the_same_second_wins(events: tuple[str, str]) -> None:
    unnumbered = [replace(event(what, order=0), order=0, at=AT) for what in events]

    assert after(coming(("CA1", "ana")), *unnumbered).inside == ()


def test_who_comes_back_on_the_same_line_is_inside_again() -> None:
    room = after(coming(("CA1", "ana")), event("joined", order=0), event("left", order=1))
    room = expected(room, call="CA1", person="ana", at=AT)

    assert after(room, event("joined", order=2)).inside == ("ana",)
    assert after(room, event("joined", order=0, conference="CF2")).inside == ("ana",)


def test_a_new_conference_is_not_ended_by_the_late_end_of_the_old_one() -> None:
    room = after(coming(("CA1", "ana")), event("joined", order=0), event("left", order=1))
    room = expected(room, call="CA2", person="ben", at=AT)

    room = after(room, event("joined", "CA2", order=0, conference="CF2"), event("ended", "", order=2))

    assert room.inside == ("ben",)


def test_whose_call_it_is_is_known_from_the_key_and_else_from_the_label() -> None:
    known = coming(("CA1", "ana"))

    assert person_of(known, event("joined", order=0, person="ben")) == "ana"
    assert person_of(None, event("joined", order=0, person="ben")) == "ben"
    assert after(WarRoom(), event("joined", order=0, person="ben")).inside == ("ben",)
    assert after(WarRoom(), event("joined", order=0)).inside == ()
