"""nightdesk oncall: who is on call on each tier and who is next, who has which shifts, and who can be reached."""

import argparse
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nightdesk.cli.arranging import person_called
from nightdesk.cli.lines import Json, show
from nightdesk.cli.ready import show_ready
from nightdesk.cli.times import time_told
from nightdesk.console.oncall import on_call_rows
from nightdesk.errors import Malformed, Misconfigured
from nightdesk.incident.desk import Desk
from nightdesk.incident.policy import Policy, Rung
from nightdesk.roster.defects import defects
from nightdesk.roster.roster import Person, Roster
from nightdesk.roster.spans import Stretch, stretches, turns_of
from nightdesk.roster.when import span_in_words
from nightdesk.shelf import shelf

MOST_DAYS = 400


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("oncall", help="who is on call per tier, and next")
    parser.add_argument("--at", help="an ISO 8601 time with its zone; now when left out")
    parser.add_argument("--for", dest="whom", metavar="NAME", help="what this person holds, in their own zone")
    parser.add_argument("--days", type=_days, help="every shift of so many days, and every gap")
    parser.add_argument("--zone", help="print times in this zone; the schedule's (or the person's) when left out")
    parser.add_argument("--ready", action="store_true", help="can everybody be reached? needs --export or --console")
    parser.add_argument("--export", metavar="FILE", help="what the console's /api/oncall said, - for standard input")
    parser.add_argument("--console", metavar="URL", help="ask it there; its token is in NIGHTDESK_CONSOLE_TOKEN")
    parser.add_argument("--roster", type=Path, help="another roster file")
    parser.add_argument("--policies", type=Path, help="another policies file; those beside --roster when left out")
    parser.add_argument("--pretty", action="store_true", help="a table for people, with what is wrong below it")
    parser.set_defaults(run=_oncall)


def _oncall(chosen: argparse.Namespace) -> int:
    at = time_told("--at", chosen.at) if chosen.at else datetime.now(UTC)
    roster, policies = _books(chosen)
    whom = _person(roster, chosen.whom) if chosen.whom else None
    if chosen.ready:
        return show_ready(chosen, (whom,) if whom else roster.people, at)
    zone = _zone(chosen.zone) if chosen.zone else ZoneInfo(whom.time_zone) if whom else None
    try:
        if chosen.days:
            rows = list(_shifts(roster, at, at + timedelta(days=chosen.days), whom, zone))
        else:
            rows = [row for row in _now(roster, policies, at, zone) if not whom or row["person"] == whom.id]
            if whom and not rows:
                rows = [_idle(roster, whom, at, zone)]
        found = defects(roster, at)
    except OverflowError as error:
        raise Malformed(f"--at: {chosen.at} is too far away to reckon with") from error
    show(rows, is_pretty=chosen.pretty)
    if chosen.pretty:
        for defect in found:
            print(f"! {defect}")
    return 0


def _shifts(
    roster: Roster, start: datetime, end: datetime, whom: Person | None, zone: ZoneInfo | None
) -> Iterator[Json]:
    found = (one for role in roster.schedules for one in stretches(roster, role, start, end))
    for one in sorted(found, key=lambda stretch: (stretch.starts_at, stretch.role)):
        if whom is None or (one.holding.person.id == whom.id and not one.holding.is_gap):
            yield _shift(roster, one, zone or _zone_of(roster, one.role))


def _shift(roster: Roster, one: Stretch, zone: ZoneInfo) -> Json:
    schedule = _zone_of(roster, one.role)
    when = span_in_words(one.starts_at.astimezone(schedule), one.ends_at.astimezone(schedule))
    return {
        "role": one.role,
        "person": one.holding.person.id,
        "name": one.holding.person.name,
        "by": one.holding.by,
        "starts_at": _shown(one.starts_at, zone),
        "ends_at": _shown(one.ends_at, zone),
        "gap": f"nobody is on call {when} as {one.role}" if one.holding.is_gap else None,
    }


def _idle(roster: Roster, whom: Person, at: datetime, zone: ZoneInfo | None) -> Json:
    """Somebody who holds nothing now: what they hold next. next_until is null where no end of it is in sight."""
    for days in (14, MOST_DAYS):
        for one in turns_of(roster, whom.id, at, at + timedelta(days=days))[:1]:
            where = zone or _zone_of(roster, one.role)
            return {"person": whom.id, "name": whom.name, "next_role": one.role} | {
                "next_at": _shown(one.starts_at, where),
                "next_until": None if one.goes_on else _shown(one.ends_at, where),
            }
    return {"person": whom.id, "name": whom.name, "next_role": None, "next_at": None, "next_until": None}


def _books(chosen: argparse.Namespace) -> tuple[Roster, dict[str, Policy]]:
    """
    The files in use, or the ones named. Of another roster the ladders are those beside it.

    Where there are none, and ours name roles that it has not, it is shown without: who holds each of its roles.
    """
    if chosen.roster is None and chosen.policies is None:
        return shelf().roster, shelf().policies
    from nightdesk.roster.files import read_roster  # pydantic and YAML, which other commands do without
    from nightdesk.roster.ladders import read_policies
    from nightdesk.settings import library

    folder = library() / "runbooks"
    roster = read_roster(chosen.roster or folder / "roster.yaml")
    beside = (chosen.roster or folder / "roster.yaml").parent / "policies.yaml"
    if chosen.policies or beside.exists():
        return roster, read_policies(chosen.policies or beside, roster=roster)
    with suppress(Misconfigured):
        return roster, read_policies(folder / "policies.yaml", roster=roster)
    return roster, {}


def _now(roster: Roster, policies: dict[str, Policy], at: datetime, zone: ZoneInfo | None) -> list[Json]:
    """A row for each role of each tier; of a roster without ladders for each of its roles."""
    if policies:
        return list(on_call_rows(roster, policies, at, zone))
    every = Policy(name="", desk=Desk.OPS, rungs=(Rung(tier=0, roles=tuple(roster.schedules), label=""),))
    return [row | {"policy": None, "tier": None} for row in on_call_rows(roster, {"": every}, at, zone)]


def _person(roster: Roster, told: str) -> Person:
    try:
        return person_called(roster, told)
    except Malformed as error:
        raise Malformed(f"--for: {error}") from error


def _days(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(f"needs a number of days from 1 to {MOST_DAYS}")
    return int(text)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Malformed(f"--zone: no time zone is called {name!r}") from error


def _zone_of(roster: Roster, role: str) -> ZoneInfo:
    schedule = roster.schedules.get(role)
    return schedule.zone if schedule else ZoneInfo("UTC")


def _shown(at: datetime | None, zone: ZoneInfo) -> str | None:
    return at.astimezone(zone).isoformat() if at else None
