"""Who the carrier shows on the call, held against what it told: what is lost is found, and nothing is told twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nightdesk.incident.roll_call import ARRIVES, SETTLES, Live, There, call_roll, may_go_on
from nightdesk.incident.war_room import Event, WarRoom, What, expected, told, was_found

AT = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def event(what: What, call: str = "CA1", *, order: int, conference: str = "CF1") -> Event:
    at = AT + timedelta(seconds=order)
    return Event(conference=conference, what=what, at=at, order=order, call="" if what == "ended" else call)


def of(*events: Event) -> WarRoom:
    room = expected(None, call="CA1", person="ana", at=AT)
    for one in events:
        room = told(room, one)
    return room


def shown(*calls: str, conference: str = "CF1", since: datetime | None = AT) -> Live:
    return Live(conference=conference, there=tuple(There(call=one, person="ana", since=since) for one in calls))


def rounds(room: WarRoom, *lives: Live, times: int = 3, begin: timedelta = 2 * MINUTE) -> tuple[WarRoom, list[str]]:
    """A roll call each minute; what was found, with the calls."""
    found: list[str] = []
    for number in range(times):
        room, events = call_roll(room, lives, now=AT + begin + number * MINUTE)
        for one in events:
            room = told(room, one)
            found.append(f"{one.what} {one.call or one.conference}")
    return room, found


def test_what_agrees_is_left_as_it_is() -> None:
    room = of(event("joined", order=0))

    assert rounds(room, shown("CA1")) == (room, [])


def test_a_lost_leaving_is_found_by_the_second_look_and_noted_once() -> None:
    room = of(event("joined", order=0), event("joined", "CA2", order=1))

    room, found = rounds(room, shown("CA2"))

    assert found == ["left CA1"]
    assert [one.call for one in room.presences if one.is_inside] == ["CA2"]


def test_a_lost_coming_is_found_and_says_whose_it_is() -> None:
    room, found = rounds(of(), shown("CA1"))

    assert found == ["joined CA1"]
    assert room.inside == ("ana",)


def test_somebody_nobody_expected_is_found_too() -> None:
    room, found = rounds(of(event("joined", order=0)), shown("CA1", "CA7"))

    assert found == ["joined CA7"]
    assert len([one for one in room.presences if one.is_inside]) == 2


def test_who_came_a_moment_ago_is_not_doubted_yet() -> None:
    room = of(event("joined", order=0))
    now = AT + 2 * MINUTE

    after, found = call_roll(room, [shown("CA1"), shown("CA7", since=now - SETTLES / 2)], now=now)

    assert (after, found) == (room, ())


def test_a_lost_end_is_found_once_everybody_is_known_to_have_left() -> None:
    left = of(event("joined", order=0), event("left", order=1))
    inside = of(event("joined", order=0))

    assert rounds(left) == (replace(left, ended=("CF1",), found_over=("CF1",)), ["ended CF1"])
    assert rounds(inside)[1] == ["left CA1", "ended CF1"]


def test_an_end_that_may_be_on_its_way_is_waited_for() -> None:
    left = of(event("joined", order=0), event("left", order=1))

    assert rounds(left, times=1, begin=timedelta(seconds=20)) == (left, [])


def test_a_doubt_ends_when_the_word_comes_after_all() -> None:
    room = of(event("joined", order=0))
    room, _ = call_roll(room, [], now=AT + MINUTE)

    room = told(room, event("left", order=1))

    assert rounds(room, shown(conference="CF1"))[1] == []


def test_a_list_that_was_behind_leaves_no_doubt() -> None:
    room = of(event("joined", order=0))
    doubted, _ = call_roll(room, [], now=AT + MINUTE)

    again, found = call_roll(doubted, [shown("CA1")], now=AT + 2 * MINUTE)

    assert (again, found) == (room, ())


def test_the_late_word_for_what_was_found_is_known_as_such_and_changes_nothing() -> None:
    room, _ = rounds(of(event("joined", order=0)))
    late = event("left", order=1)

    assert was_found(room, late)
    after = told(room, late)
    assert after.inside == ()
    assert not was_found(after, late)
    assert was_found(after, event("ended", "", order=2))
    assert not was_found(told(after, event("ended", "", order=2)), event("ended", "", order=2))


def test_after_a_lost_leaving_a_coming_back_and_a_leaving_count_as_told() -> None:
    room, _ = rounds(of(event("joined", order=0)), shown())
    back = event("joined", order=5)

    assert not was_found(room, back)
    room = told(room, back)
    assert room.inside == ("ana",)
    gone = event("left", order=6)
    assert not was_found(room, gone)
    assert told(room, gone).inside == ()


def test_nobody_is_asked_about_a_call_that_is_known_to_be_over() -> None:
    over = of(event("joined", order=0), event("left", order=1), event("ended", "", order=2))

    assert not may_go_on(None, now=AT)
    assert not may_go_on(over, now=AT + MINUTE)
    assert may_go_on(of(event("joined", order=0)), now=AT + 99 * MINUTE)
    assert may_go_on(of(), now=AT + MINUTE)
    assert not may_go_on(of(), now=AT + ARRIVES)


NIGHT: list[tuple[What, str]] = [("joined", "CA1"), ("joined", "CA2"), ("left", "CA1"), ("joined", "CA1")]


@given(lost=st.sets(st.integers(0, 3)), late=st.permutations(range(4)), again=st.integers(0, 3))
def test_whatever_is_lost_and_told_late_the_same_people_are_inside(lost: set[int], late: list[int], again: int) -> None:
    events = [event(what, call, order=order) for order, (what, call) in enumerate(NIGHT)]
    room = of(*(one for order, one in enumerate(events) if order not in lost))

    room, _ = rounds(room, shown("CA1", "CA2"))
    assert {one.call for one in room.presences if one.is_inside} == {"CA1", "CA2"}

    for order in (*(one for one in late if one in lost), again):
        room = told(room, events[order])
    assert {one.call for one in room.presences if one.is_inside} == {"CA1", "CA2"}
    assert rounds(room, shown("CA1", "CA2"), begin=9 * MINUTE) == (room, [])
