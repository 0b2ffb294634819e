"""What is wrong with a roster, in words that whoever keeps it can act on."""

from datetime import UTC, datetime, time, timedelta

from nightdesk.roster.changes import Away, Changes, Override
from nightdesk.roster.defects import defects, gaps_in_words, now_in_words
from nightdesk.roster.hours import Hours
from nightdesk.roster.layer import Layer
from nightdesk.roster.roster import Roster
from tests.unit.roster.people import local, roster, wall

NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)
TWO = Layer(people=("ana", "ben"), first_at=wall("2026-03-01T09:00"), unit="day")
BEN = Layer(people=("ben",))


def but(*holes: tuple[int, time, time]) -> Roster:
    """Somebody is on call all week but for these stretches of a weekday."""
    hours: list[Hours] = []
    for day in range(7):
        begins = time(0)
        for _, starts, ends in sorted(hole for hole in holes if hole[0] == day):
            if begins < starts:
                hours.append(Hours(weekday=day, starts=begins, nights=0, ends=starts))
            begins = ends
        hours.append(Hours(weekday=day, starts=begins, nights=1, ends=time(0)))
    return roster(Layer(people=("ana", "ben"), unit="day", hours=tuple(hours)))


def test_a_gap_of_every_week_is_said_once() -> None:
    assert defects(but((6, time(2), time(4))), NOW) == (
        "nobody is on call 02:00-04:00 every Sunday as on-call (America/New_York); Gus is woken",
    )


def test_a_gap_that_comes_once_is_said_with_its_day() -> None:
    hole = Away(person="ana", starts_at=local("2026-11-22T02:00"), ends_at=local("2026-11-22T04:00"))
    also = Away(person="ben", starts_at=local("2026-11-21T00:00"), ends_at=local("2026-11-23T00:00"))

    assert defects(roster(TWO, planned=Changes(away=(hole, also))), NOW) == (
        "nobody is on call 02:00-04:00 Sunday 22 November as on-call (America/New_York); Gus is woken",
    )


def test_a_gap_over_a_weekend_and_one_up_to_midnight() -> None:
    weekdays = tuple(Hours(weekday=day, starts=time(0), nights=1, ends=time(0)) for day in range(5))
    nights = tuple(Hours(weekday=day, starts=time(0), nights=0, ends=time(22)) for day in range(7))

    weekends = defects(roster(Layer(people=("ana", "ben"), hours=weekdays)), NOW)
    evenings = defects(roster(Layer(people=("ana", "ben"), hours=nights)), NOW)

    assert weekends == (
        "nobody is on call every week from 00:00 Saturday to 00:00 Monday as on-call (America/New_York); Gus is woken",
    )
    assert evenings == ("nobody is on call 22:00-24:00 every day as on-call (America/New_York); Gus is woken",)


def test_a_gap_of_every_night_is_said_once_and_what_is_on_by_itself() -> None:
    days = tuple(Hours(weekday=day, starts=time(8), nights=0, ends=time(20)) for day in range(7))

    assert defects(roster(Layer(people=("ana", "ben"), hours=days)), NOW - timedelta(hours=7)) == (
        "nobody is on call 20:00-08:00 every night as on-call (America/New_York); Gus is woken",
        "nobody is on call 00:00-08:00 Wednesday 18 November as on-call (America/New_York); Gus is woken",
    )


def test_a_gap_that_outlasts_the_week_that_is_told_of_is_told_to_its_end() -> None:
    nights = tuple(
        Hours(weekday=day, starts=time(8), nights=int(day != 6), ends=time(8 if day != 6 else 20)) for day in range(7)
    )
    week = local("2026-11-16T06:00"), local("2026-11-23T06:00")

    (on, last) = gaps_in_words(roster(Layer(people=("ana", "ben"), hours=nights)), "on-call", *week)

    assert on.startswith("nobody is on call 06:00-08:00 Monday 16 November as on-call")
    assert last.startswith("nobody is on call from 20:00 Sunday 22 November to 08:00 Monday 23 November as on-call")


def test_a_schedule_that_has_ended_is_said_to_be_over() -> None:
    over = roster(Layer(people=("ana", "ben"), ends_at=NOW - timedelta(days=3)))

    assert defects(over, NOW) == (
        "the schedule on-call ended on Sun 15 Nov 2026; nobody is on it any more",
        "nobody is on call at all as on-call (America/New_York); Gus is woken",
    )


def test_a_schedule_that_will_end_says_from_when_nobody_is_on_call() -> None:
    ending = roster(Layer(people=("ana", "ben"), ends_at=local("2026-11-30T09:00")))

    assert defects(ending, NOW) == (
        "nobody is on call from 09:00 Monday 30 November on as on-call (America/New_York); Gus is woken",
    )


def test_somebody_who_never_hands_over_is_named() -> None:
    assert defects(roster(BEN), NOW) == ("only Ben is ever on call as on-call: nobody takes turns",)


def test_somebody_who_stands_in_while_away_is_named() -> None:
    cover = Override(role="on-call", person="cleo", starts_at=NOW + timedelta(days=1), ends_at=NOW + timedelta(days=2))
    away = Away(person="cleo", starts_at=NOW, ends_at=NOW + timedelta(days=7))

    assert defects(roster(TWO, planned=Changes(overrides=(cover,), away=(away,))), NOW) == (
        "Cleo stands in as on-call on Thu 19 Nov 2026, but is away then",
    )


def test_a_roster_in_order_has_no_defect() -> None:
    assert defects(roster(TWO), NOW) == ()


def test_the_gap_that_is_on_says_until_when() -> None:
    sunday = local("2026-11-22T03:00")

    assert now_in_words(but((6, time(2), time(4))), "on-call", sunday) == (
        "nobody is on call as on-call until 04:00 Sunday 22 November (America/New_York)"
    )
    assert now_in_words(roster(TWO), "on-call", sunday) == ""
    assert now_in_words(roster(TWO), "executives", sunday) == "there is no schedule executives"
    assert now_in_words(roster(Layer(people=("ana",), ends_at=NOW)), "on-call", sunday) == (
        "nobody is on call as on-call from now on"
    )
