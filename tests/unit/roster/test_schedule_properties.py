"""Whatever the schedules: at every instant of a year one holder or a gap that is reported, and hand-overs in order."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from nightdesk.roster.changes import Away, Changes, Override, Swap
from nightdesk.roster.hours import Hours
from nightdesk.roster.layer import Layer, Unit
from nightdesk.roster.roster import Roster
from nightdesk.roster.spans import gaps, handed_over, stretches
from tests.unit.roster.people import NAMES, PEOPLE, roster

UNITS: tuple[Unit, ...] = ("hour", "day", "week", "month")
YEAR = datetime(2026, 1, 1, tzinfo=UTC)
NEXT_YEAR = datetime(2027, 1, 1, tzinfo=UTC)
ZONES = (
    "UTC",
    "America/New_York",
    "Europe/Lisbon",
    "Australia/Lord_Howe",  # its clocks change by half an hour
    "America/St_Johns",
    "Africa/Casablanca",  # changes around Ramadan
    "Asia/Kathmandu",
    "Pacific/Chatham",
)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
people = st.lists(st.sampled_from(NAMES[:3]), min_size=1, max_size=5).map(tuple)
spans = st.tuples(instants, st.integers(1, 60 * 24 * 20)).map(lambda s: (s[0], s[0] + timedelta(minutes=s[1])))


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    starts, ends, nights = draw(clocks), draw(clocks), draw(st.integers(0, 6))
    return Hours(weekday=draw(st.integers(0, 6)), starts=starts, nights=nights or int(ends <= starts), ends=ends)


@st.composite
def layers(draw: st.DrawFn) -> Layer:
    begins, ends = draw(st.none() | instants), draw(st.none() | instants)
    unit = draw(st.sampled_from(UNITS))
    return Layer(
        people=draw(people),
        first_at=draw(st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1))),  # noqa: DTZ001 - a wall clock
        every=draw(st.integers(1, 5)) * (8 if unit == "hour" else 1),  # a year of single hours takes a second
        unit=unit,
        begins_at=begins,
        ends_at=ends if begins is None or ends is None or ends > begins else None,
        hours=tuple(draw(st.lists(hours(), max_size=3))),
    )


@st.composite
def changes(draw: st.DrawFn) -> Changes:
    names = st.sampled_from(NAMES[:3])

    def some() -> Iterator[tuple[str, str, datetime, datetime]]:
        for one, other, (starts, ends) in draw(st.lists(st.tuples(names, names, spans), max_size=3)):
            yield one, other, starts, ends

    return Changes(
        overrides=tuple(
            Override(role="on-call", person=one, instead_of="" if one == other else other, starts_at=s, ends_at=e)
            for one, other, s, e in some()
        ),
        swaps=tuple(Swap(one=one, other=other, starts_at=s, ends_at=e) for one, other, s, e in some()),
        away=tuple(Away(person=one, starts_at=s, ends_at=e) for one, _, s, e in some()),
    )


@st.composite
def rosters(draw: st.DrawFn) -> Roster:
    return roster(
        *draw(st.lists(layers(), min_size=1, max_size=3)), zone=draw(st.sampled_from(ZONES)), planned=draw(changes())
    )


@settings(max_examples=40, deadline=None)
@given(rosters(), st.lists(instants, min_size=20, max_size=40))
def test_at_every_instant_of_a_year_there_is_one_holder_or_a_gap_that_is_reported(
    schedule: Roster, times: list[datetime]
) -> None:
    year = list(stretches(schedule, "on-call", YEAR, NEXT_YEAR))
    holes = list(gaps(schedule, "on-call", YEAR, NEXT_YEAR))

    assert year[0].starts_at == YEAR
    assert year[-1].ends_at == NEXT_YEAR
    assert all(one.ends_at == other.starts_at for one, other in pairwise(year))
    for at in times:
        holding = schedule.holding("on-call", at)
        stretch = next(one for one in year if one.starts_at <= at < one.ends_at)
        assert stretch.holding == holding
        assert holding.person in PEOPLE
        assert holding.is_gap == any(starts <= at < ends for starts, ends in holes)


@settings(max_examples=40, deadline=None)
@given(rosters(), instants)
def test_the_next_hand_over_is_the_first_moment_at_which_somebody_else_holds_it(schedule: Roster, at: datetime) -> None:
    following = handed_over(schedule, "on-call", at)

    if following is not None:
        holding, when = following
        assert when > at
        assert schedule.holding("on-call", when) == holding
        assert schedule.holding("on-call", when - timedelta(microseconds=1)).person == schedule.holder("on-call", at)


@settings(max_examples=150, deadline=None)
@given(layers(), st.sampled_from(ZONES), instants)
def test_turns_come_in_their_order_and_by_the_clock_on_the_wall(layer: Layer, zone: str, at: datetime) -> None:
    where = ZoneInfo(zone)
    turn = layer.turn(at, where)

    assert layer.hand_over(turn, where) <= at < layer.hand_over(turn + 1, where)
    assert layer.turn(layer.hand_over(turn + 1, where), where) >= turn + 1
    if layer.unit != "hour":
        clock = layer.hand_over(turn, where).astimezone(where).replace(tzinfo=None)
        ahead = clock - layer.first_at
        # At the same time of day as the first; only a time that the clock skipped may come later, by what it skipped.
        assert timedelta() <= ahead % timedelta(days=1) <= timedelta(hours=1)


@given(instants, st.sampled_from(ZONES))
def test_in_every_order_of_three_each_has_a_third_of_the_weeks(start: datetime, zone: str) -> None:
    weekly = roster(Layer(people=NAMES[:3], first_at=start.replace(tzinfo=None)), zone=zone)
    order = [weekly.holder("on-call", start + timedelta(weeks=week, hours=30)).id for week in range(30)]

    assert order == [NAMES[(order_at + NAMES.index(order[0])) % 3] for order_at in range(30)]


def test_a_turn_of_a_whole_day_begins_at_midnight_of_every_zone_that_skips_midnight() -> None:
    # In Beirut clocks went from 23:59 to 01:00 on 29 March 2026: the day had no midnight.
    daily = Layer(people=("ana", "ben"), first_at=datetime(2026, 3, 28), unit="day")  # noqa: DTZ001 - a wall clock
    beirut = ZoneInfo("Asia/Beirut")

    assert daily.hand_over(1, beirut) == datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
    assert Hours(weekday=6, starts=time(), nights=1, ends=time()).on(datetime(2026, 3, 29).date(), beirut)[0] == (  # noqa: DTZ001
        datetime(2026, 3, 28, 22, 0, tzinfo=UTC)
    )
