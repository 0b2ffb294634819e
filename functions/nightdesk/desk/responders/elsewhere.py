"""
Whoever is on call by PagerDuty's schedules, for the roles that follow one.

What is read is kept as overrides beneath those people make here: a cover arranged by text still wins, and where
PagerDuty names nobody this roster knows, the role's own schedule stands. While PagerDuty is away the last
good reading holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nightdesk.desk.kit import Kit
from nightdesk.desk.retrying import decide_again_if_stale
from nightdesk.errand.told import Told
from nightdesk.errors import Misconfigured, NoticeUnavailable
from nightdesk.incident.desk import IncidentId
from nightdesk.notice.notice import OnCall, Schedules
from nightdesk.roster.changes import Override
from nightdesk.roster.known import known_by
from nightdesk.store.store import Change, RotaChange

AHEAD = timedelta(days=14)
MOST_SHIFTS = 100
STALE_AFTER = timedelta(minutes=15)
SOURCE = "pagerduty"
READING = IncidentId("THE-SCHEDULES")
"""Under which it is remembered how the last reading went."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """
    shifts: how many there are for these two weeks. problems: in words, for whoever mends them. last_good_at: since when
    what is known is old, None when nothing was ever read.
    """

    shifts: int = 0
    is_changed: bool = False
    problems: tuple[str, ...] = ()
    last_good_at: datetime | None = None
    is_stale: bool = False


def read_elsewhere(kit: Kit, schedules: Callable[[], Schedules]) -> Reading:
    """One reading of every schedule that a role follows; nothing is asked when none does."""
    if not kit.roster.elsewhere:
        return Reading()
    now, told = kit.now(), kit.store.told(READING, "pagerduty")
    last_good = datetime.fromisoformat(told.state) if told.state else None
    wanted = tuple(dict.fromkeys(kit.roster.elsewhere.values()))
    try:
        found = schedules().on_call(wanted, since=now, until=now + AHEAD)
    except (NoticeUnavailable, Misconfigured) as error:
        return _kept(kit, told, last_good, str(error))
    problems: list[str] = []
    shifts = tuple(_shifts(kit, found, problems))[:MOST_SHIFTS]
    is_changed = decide_again_if_stale(lambda: _save(kit, shifts))
    kit.store.save_told(replace(told, state=now.isoformat(), failing_since=None, error=""))
    return Reading(shifts=len(shifts), is_changed=is_changed, problems=tuple(problems), last_good_at=now)


def _kept(kit: Kit, told: Told, last_good: datetime | None, why: str) -> Reading:
    since = told.failing_since or kit.now()
    kit.store.save_told(replace(told, failing_since=since, error=why[:300]))
    kept = f"the reading of {last_good:%Y-%m-%d %H:%M} UTC holds" if last_good else "the roster's own schedules hold"
    return Reading(
        problems=(f"PagerDuty's schedules: {why}; {kept}",),
        last_good_at=last_good,
        is_stale=kit.now() - since >= STALE_AFTER,
    )


def _shifts(kit: Kit, found: tuple[OnCall, ...], problems: list[str]) -> Iterator[Override]:
    now, end = kit.now(), kit.now() + AHEAD
    for role, schedule in kit.roster.elsewhere.items():
        mine = sorted((one for one in found if one.schedule == schedule), key=lambda one: (one.starts_at, one.called))
        if not mine:
            problems.append(f"PagerDuty schedule {schedule} ({role}): nobody is on call for two weeks")
        for one in mine:
            person = known_by(kit.roster.people, one.called)
            if person is None:
                who = " or ".join(one.called[1:2] or one.called[:1])
                problems.append(
                    f"PagerDuty schedule {schedule} ({role}): {who!r} is nobody on this roster, or could be two; add a "
                    f"known_as. Until {one.ends_at:%Y-%m-%d %H:%M} UTC the role's own schedule stands"
                )
                continue
            if why := kit.roster.why_unsuited(person.id, role):
                problems.append(
                    f"PagerDuty schedule {schedule} ({role}): {why}. Until {one.ends_at:%Y-%m-%d %H:%M} UTC the role's "
                    "own schedule stands"
                )
                continue
            starts, ends = one.starts_at, min(one.ends_at, end)
            if ends > max(starts, now):
                yield Override(
                    role=role,
                    person=person.id,
                    starts_at=starts,
                    ends_at=ends,
                    id=f"{SOURCE}:{schedule}",
                    made_by=SOURCE,
                )


def _save(kit: Kit, shifts: tuple[Override, ...]) -> bool:
    """Whether anything is different from what was known; the ends of what reaches beyond two weeks move each time."""
    now = kit.now()
    rota = kit.store.read_rota().still_to_come(now)
    before = tuple(one for one in rota.overrides if one.made_by == SOURCE)
    if _plainly(before, now) == _plainly(shifts, now):
        return False
    ours = tuple(one for one in rota.overrides if one.made_by != SOURCE)
    people = {person.id: person.name for person in kit.roster.people}
    words = ", ".join(
        f"{people[one.person]} {one.role} until {one.ends_at:%Y-%m-%d %H:%M}" for one in shifts if one.starts_at <= now
    )
    changed = RotaChange(
        rota=replace(rota, overrides=(*shifts, *ours)),
        id=kit.new_id(),
        by=SOURCE,
        at=now,
        words=f"PagerDuty: {words or 'nobody now'}; {len(shifts)} shifts",
    )
    kit.store.commit(Change(rota=changed))
    return True


def _plainly(shifts: tuple[Override, ...], now: datetime) -> set[tuple[str, str, datetime | None, datetime]]:
    """What of it matters: not when a shift that is on began, nor the last hour of the two weeks."""
    horizon = (now + AHEAD).replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    return {
        (one.role, one.person, one.starts_at if one.starts_at > now else None, min(one.ends_at, horizon))
        for one in shifts
        if one.ends_at > now and one.starts_at < horizon
    }
