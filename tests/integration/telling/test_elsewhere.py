"""Roles that follow a schedule kept in PagerDuty."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from nightdesk.desk.responders.elsewhere import READING, Reading, read_elsewhere
from nightdesk.errors import Misconfigured, NoticeUnavailable
from nightdesk.notice.notice import OnCall
from tests.integration.desk.acts import ANA, BEN, BOOKS, raises
from tests.integration.telling.outside import Outside

ROLE, SCHEDULE = "on-call engineer", "PSCHED1"


@dataclass
class FakeSchedules:
    shifts: list[OnCall] = field(default_factory=list)
    refusal: Exception | None = None
    asked: int = 0

    def on_call(self, schedules: tuple[str, ...], *, since: datetime, until: datetime) -> tuple[OnCall, ...]:
        self.asked += 1
        if self.refusal:
            raise self.refusal
        return tuple(one for one in self.shifts if one.schedule in schedules)


@pytest.fixture
def there() -> FakeSchedules:
    return FakeSchedules()


@pytest.fixture
def world() -> Outside:
    return Outside(replace(BOOKS, roster=replace(BOOKS.roster, elsewhere={ROLE: SCHEDULE})), to=())


def shift(world: Outside, *called: str, hours: float = 0, lasts: float = 8) -> OnCall:
    starts = world.now + timedelta(hours=hours)
    return OnCall(schedule=SCHEDULE, called=called, starts_at=starts, ends_at=starts + timedelta(hours=lasts))


def reads(world: Outside, there: FakeSchedules) -> Reading:
    return read_elsewhere(world.kit, lambda: there)


def holder(world: Outside, *, hours: float = 0) -> str:
    return world.kit.roster.holder(ROLE, world.now + timedelta(hours=hours)).id


def test_whoever_is_on_call_there_is_woken_here(world: Outside, there: FakeSchedules) -> None:
    there.shifts = [shift(world, "PX", "Ben Sato")]

    assert reads(world, there).is_changed

    raises(world)
    assert world.channel.texts_to(BEN)
    assert not world.channel.texts_to(ANA)


def test_the_same_reading_again_writes_nothing(world: Outside, there: FakeSchedules) -> None:
    there.shifts = [shift(world, "PX", "Ben Sato"), shift(world, "PY", "Cleo Marsh", hours=8, lasts=24 * 20)]
    reads(world, there)
    before = world.store.read_rota().version

    for _ in range(5):
        world.now += timedelta(minutes=5)
        assert not reads(world, there).is_changed

    assert world.store.read_rota().version == before
    assert holder(world, hours=9) == "cleo"


def test_while_it_is_away_the_last_good_reading_holds_and_it_is_said(world: Outside, there: FakeSchedules) -> None:
    there.shifts = [shift(world, "PX", "Ben Sato", lasts=48)]
    reads(world, there)
    good = world.now
    there.refusal = NoticeUnavailable("PagerDuty answered 503")

    world.now += timedelta(minutes=5)
    first = reads(world, there)
    world.now += timedelta(minutes=20)
    later = reads(world, there)

    assert holder(world) == "ben"
    assert f"PagerDuty answered 503; the reading of {good:%Y-%m-%d %H:%M} UTC holds" in first.problems[0]
    assert (first.is_stale, later.is_stale) == (False, True)
    assert later.last_good_at == good
    there.refusal = None
    reads(world, there)
    assert world.store.told(READING, "pagerduty").failing_since is None


def test_one_that_was_never_read_leaves_the_roles_own_schedule(world: Outside, there: FakeSchedules) -> None:
    there.refusal = Misconfigured("PagerDuty knows no such schedule")

    reading = reads(world, there)

    assert "the roster's own schedules hold" in reading.problems[0]
    assert holder(world) == "ana"


def test_somebody_we_do_not_know_is_named_and_somebody_is_still_woken(world: Outside, there: FakeSchedules) -> None:
    there.shifts = [shift(world, "P1", "Zoe Nobody", "zoe@acme.example"), shift(world, "PX", "Ben Sato", hours=8)]

    reading = reads(world, there)

    assert "'Zoe Nobody' is nobody on this roster" in reading.problems[0]
    assert (holder(world), holder(world, hours=9)) == ("ana", "ben")


def test_people_are_found_by_what_calendars_call_them(world: Outside, there: FakeSchedules) -> None:
    people = tuple(
        replace(person, known_as=("ben@acme.example",)) if person.id == "ben" else person
        for person in world.kit.roster.people
    )
    world.kit = replace(world.kit, roster=replace(world.books.roster, people=people))
    there.shifts = [shift(world, "PX", "B. Sato", "BEN@acme.example")]

    assert reads(world, there).problems == ()
    assert holder(world) == "ben"


def test_a_gap_there_is_said_and_filled_from_here(world: Outside, there: FakeSchedules) -> None:
    reading = reads(world, there)

    assert "nobody is on call for two weeks" in reading.problems[0]
    assert holder(world) == "ana"


def test_a_cover_arranged_by_text_wins_over_what_is_read_later(world: Outside, there: FakeSchedules) -> None:
    there.shifts = [shift(world, "PX", "Ben Sato", lasts=24)]
    reads(world, there)
    world.texts("+12025550123", "cover ben until 10:00")
    assert holder(world, hours=1) == "cleo"

    there.shifts = [shift(world, "PX", "Ben Sato", lasts=30)]
    world.now += timedelta(minutes=5)
    assert reads(world, there).is_changed

    assert holder(world, hours=1) == "cleo"


def test_what_is_no_longer_there_goes_here_too(world: Outside, there: FakeSchedules) -> None:
    there.shifts = [shift(world, "PX", "Ben Sato", lasts=24)]
    reads(world, there)
    there.shifts = [shift(world, "PY", "Cleo Marsh", lasts=24)]
    reads(world, there)

    assert holder(world) == "cleo"
    assert len([one for one in world.store.read_rota().overrides if one.made_by == "pagerduty"]) == 1


def test_nobody_is_asked_where_no_role_follows(there: FakeSchedules) -> None:
    world = Outside(BOOKS, to=())

    assert reads(world, there) == Reading()
    assert there.asked == 0
