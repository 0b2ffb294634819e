"""Which turn somebody means to trade, and what is left of a trade when the rota has changed since."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from nightdesk.roster.changes import Away, Changes, Override, Swap
from nightdesk.roster.layer import Layer
from nightdesk.roster.offer import LONGEST, MOST_WRONG, Offer, OfferState, Turn, open_until
from nightdesk.roster.roster import Roster, live
from nightdesk.roster.trading import Missed, agreed, next_after, stands, turn_meant, whole_turns
from tests.unit.roster.people import local, roster, wall

NIGHTLY = Layer(people=("ana", "ben", "cleo"), first_at=wall("2026-11-22T20:00"), unit="day")
NOW = local("2026-11-22T03:00")
HOUR = timedelta(hours=1)


def turns(person: str, of: Roster) -> tuple[Turn, ...]:
    return whole_turns(of, person, of.schedules, NOW)


def exactly(text: str) -> tuple[tuple[datetime, datetime], ...]:
    return ((local(text), local(text)),)


def day(text: str) -> tuple[tuple[datetime, datetime], ...]:
    return ((local(f"{text}T00:00"), local(f"{text}T00:00") + timedelta(days=1)),)


def offer(of: Roster) -> Offer:
    mine = turn_meant(turns("ana", of), exactly("2026-11-22T20:00"), NOW)
    assert isinstance(mine, Turn)
    theirs = next_after(turns("ben", of), mine, NOW)
    assert isinstance(theirs, Turn)
    return Offer(one="ana", other="ben", mine=mine, theirs=theirs, code="K7QX", until=NOW + HOUR, made_at=NOW, id="SM1")


@pytest.mark.parametrize(
    ("windows", "starts"),
    [
        (exactly("2026-11-22T20:00"), "2026-11-22T20:00"),
        (exactly("2026-11-23T07:00"), "2026-11-22T20:00"),
        (day("2026-11-25"), "2026-11-25T20:00"),
        (day("2026-11-26"), "2026-11-25T20:00"),
        ((), "2026-11-22T20:00"),
        ((*exactly("2026-11-24T20:00"), *exactly("2026-11-25T20:00")), "2026-11-25T20:00"),
    ],
    ids=["its beginning", "within it", "its day", "the morning after", "the next", "the first that is hers"],
)
def test_the_turn_that_is_meant(windows: tuple[tuple[datetime, datetime], ...], starts: str) -> None:
    found = turn_meant(turns("ana", roster(NIGHTLY)), windows, NOW)

    assert isinstance(found, Turn)
    assert found.starts_at == local(starts)
    assert found.ends_at - found.starts_at == timedelta(days=1)


def test_a_turn_that_is_not_sure_is_none() -> None:
    twice_a_day = roster(Layer(people=("ana", "ben"), first_at=wall("2026-11-22T04:00"), every=6, unit="hour"))

    assert turn_meant(turns("ana", roster(NIGHTLY)), exactly("2026-11-24T21:00"), NOW) is Missed.NONE
    assert turn_meant(turns("gus", roster(NIGHTLY)), (), NOW) is Missed.NONE
    assert turn_meant(turns("ana", twice_a_day), day("2026-11-24"), NOW) is Missed.SEVERAL
    assert turn_meant(turns("ana", roster(Layer(people=("ana",)))), (), NOW) is Missed.ENDLESS


def test_a_turn_without_an_end_hides_no_other() -> None:
    both = roster(NIGHTLY)
    lead = roster(Layer(people=("ana",)), role="lead").schedules["lead"]
    found = turn_meant(turns("ana", replace(both, schedules={"lead": lead, **both.schedules})), (), NOW)

    assert isinstance(found, Turn)
    assert found.role == "on-call"


def test_without_a_time_the_others_next_turn_after_mine_is_meant_and_else_the_one_before() -> None:
    mine = Turn(role="on-call", starts_at=local("2026-11-25T20:00"), ends_at=local("2026-11-26T20:00"))
    early = Turn(role="on-call", starts_at=local("2026-11-23T20:00"), ends_at=local("2026-11-24T20:00"))
    late = Turn(role="on-call", starts_at=local("2026-11-26T20:00"), ends_at=local("2026-11-27T20:00"))
    elsewhere = Turn(role="lead", starts_at=local("2026-11-26T20:00"), ends_at=local("2026-11-27T20:00"))

    assert next_after((early, elsewhere, late), mine, NOW) == late
    assert next_after((early, elsewhere), mine, NOW) == early
    assert next_after((elsewhere,), mine, NOW) is Missed.NONE


def test_after_a_swap_each_holds_exactly_the_others_turn() -> None:
    before = roster(NIGHTLY)
    made = offer(before)
    after = live(before, lambda: agreed(made, before, NOW))

    assert stands(made, before, agreed(made, before, NOW), NOW)
    for at in range(24 * 12):
        moment = NOW + at * HOUR
        was, now_is = before.holder("on-call", moment).id, after.holder("on-call", moment).id
        if made.mine.starts_at <= moment < made.mine.ends_at:
            assert (was, now_is) == ("ana", "ben")
        elif made.theirs.starts_at <= moment < made.theirs.ends_at:
            assert (was, now_is) == ("ben", "ana")
        else:
            assert was == now_is


def cover(begins: int, ends: int, *, instead_of: str = "") -> Override:
    """By gus, so many hours from now."""
    starts_at, ends_at = NOW + begins * HOUR, NOW + ends * HOUR
    return Override(role="on-call", person="gus", instead_of=instead_of, starts_at=starts_at, ends_at=ends_at)


@pytest.mark.parametrize(
    "since",
    [
        Changes(overrides=(cover(0, 20, instead_of="ana"),)),
        Changes(overrides=(cover(30, 50),)),
        Changes(away=(Away(person="ben", starts_at=NOW, ends_at=NOW + 40 * HOUR),)),
        Changes(away=(Away(person="ana", starts_at=NOW, ends_at=NOW + 60 * HOUR),)),
        Changes(swaps=(Swap(one="ben", other="cleo", starts_at=NOW + 41 * HOUR, ends_at=NOW + 65 * HOUR),)),
    ],
    ids=["hers is covered", "his is covered in part", "he is away in hers", "she is away in his", "he swapped his"],
)  # fmt: skip
def test_a_trade_of_turns_that_changed_hands_does_not_stand(since: Changes) -> None:
    before = roster(NIGHTLY)
    made = offer(before)
    later = live(before, lambda: since)

    assert not stands(made, later, since.then(agreed(made, before, NOW)), NOW)


def test_turns_that_are_held_by_an_override_are_swapped_above_it() -> None:
    """As another system's schedule is kept: an override for each of its shifts."""
    shifts = tuple(
        Override(role="on-call", person=person, starts_at=turn.starts_at, ends_at=turn.ends_at)
        for person in ("ana", "ben", "cleo")
        for turn in turns(person, roster(NIGHTLY))
    )
    before = roster(Layer(people=("gus",)), planned=Changes(overrides=shifts))
    made = offer(before)
    trade = agreed(made, before, NOW)

    assert [one.of_swap for one in trade.overrides] == [True, True]
    assert stands(made, before, trade, NOW)
    after = live(before, lambda: trade)
    assert after.holder("on-call", made.mine.starts_at).id == "ben"
    assert after.holder("on-call", made.theirs.starts_at).id == "ana"


def test_what_was_swapped_can_be_swapped_on() -> None:
    before = roster(NIGHTLY)
    first = agreed(offer(before), before, NOW)
    later = live(before, lambda: first)
    mine = turn_meant(whole_turns(later, "ben", ["on-call"], NOW), exactly("2026-11-22T20:00"), NOW)
    theirs = next_after(whole_turns(later, "cleo", ["on-call"], NOW), mine, NOW)  # type: ignore[arg-type]
    assert isinstance(mine, Turn)
    assert isinstance(theirs, Turn)

    on = replace(offer(before), one="ben", other="cleo", mine=mine, theirs=theirs)

    assert stands(on, later, first.then(agreed(on, later, NOW)), NOW)


def test_an_offer_is_over_before_either_turn_begins_and_after_a_day_at_the_latest() -> None:
    def turn(begins: float) -> Turn:
        return Turn(role="on-call", starts_at=NOW + begins * HOUR, ends_at=NOW + (begins + 12) * HOUR)

    assert open_until(turn(90), turn(99), NOW) == NOW + LONGEST
    assert open_until(turn(5), turn(99), NOW) == NOW + 5 * HOUR
    assert open_until(turn(99), turn(5), NOW) == NOW + 5 * HOUR
    assert open_until(turn(-2), turn(99), NOW) == NOW + 10 * HOUR


def test_the_third_wrong_code_ends_an_offer() -> None:
    made = offer(roster(NIGHTLY))

    for _ in range(MOST_WRONG - 1):
        made = made.counted()
        assert made.is_open(NOW)
    assert made.counted().state is OfferState.OVER
    assert not made.counted().is_open(NOW)


def test_what_is_over_is_kept_for_a_late_answer_and_then_forgotten() -> None:
    made = Changes(offers=(offer(roster(NIGHTLY)),))

    assert made.still_to_come(NOW + timedelta(days=2)).offers == made.offers
    assert made.still_to_come(NOW + timedelta(days=3)).offers == ()
    assert made.of_known(["ana"], ["on-call"]).offers == ()
    assert made.without("SM1").offers == ()


def test_a_row_from_before_there_were_offers_still_loads() -> None:
    import msgspec

    old = msgspec.json.decode(b'{"overrides":[],"swaps":[],"away":[],"wanted":[],"version":7}', type=Changes)

    assert old == Changes(version=7)
    kept = msgspec.json.decode(msgspec.json.encode(Changes(offers=(offer(roster(NIGHTLY)),))), type=Changes)
    assert kept.offers[0].mine.starts_at == datetime(2026, 11, 23, 1, tzinfo=UTC)
