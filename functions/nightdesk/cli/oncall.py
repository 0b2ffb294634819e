"""nightdesk oncall: who is on call on each tier and who is next, who has which shifts, and who can be reached."""

import argparse
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from nightdesk.cli.arranging import person_called
from nightdesk.cli.lines import Json, read_text, show
from nightdesk.cli.times import time_told
from nightdesk.console.oncall import on_call_rows
from nightdesk.errors import Malformed, Unavailable
from nightdesk.incident.policy import Policy
from nightdesk.roster.defects import defects
from nightdesk.roster.readiness import Reach, unready
from nightdesk.roster.roster import Person, Roster
from nightdesk.roster.spans import Stretch, stretches
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
    parser.add_argument("--policies", type=Path, help="another policies file; with --roster")
    parser.add_argument("--pretty", action="store_true", help="a table for people, with what is wrong below it")
    parser.set_defaults(run=_oncall)


def _oncall(chosen: argparse.Namespace) -> int:
    at = time_told("--at", chosen.at) if chosen.at else datetime.now(UTC)
    roster, policies = _books(chosen)
    whom = _person(roster, chosen.whom) if chosen.whom else None
    if chosen.ready:
        return _ready(chosen, roster, whom, at)
    zone = _zone(chosen.zone) if chosen.zone else ZoneInfo(whom.time_zone) if whom else None
    try:
        if chosen.days:
            rows = list(_shifts(roster, at, at + timedelta(days=chosen.days), whom, zone))
        else:
            rows = [row for row in on_call_rows(roster, policies, at, zone) if not whom or row["person"] == whom.id]
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


def _ready(chosen: argparse.Namespace, roster: Roster, whom: Person | None, at: datetime) -> int:
    """A row for each person; 1 when somebody may not be reached."""
    known = _known(_said_of_reach(chosen))
    rows: list[Json] = []
    for person in roster.people if whom is None else (whom,):
        reach = known.get(person.id)
        why = unready(person, reach, at)
        rows.append(
            {
                "person": person.id,
                "name": person.name,
                "ready": not why,
                "reasons": list(why),
                "verified_at": reach.verified_at.isoformat() if reach and reach.verified_at else None,
                "delivered_at": reach.delivered_at.isoformat() if reach and reach.delivered_at else None,
            }
        )
    show(rows, is_pretty=chosen.pretty)
    return int(any(not row["ready"] for row in rows))


def _said_of_reach(chosen: argparse.Namespace) -> str:
    if chosen.console:
        import urllib3

        token = os.environ.get("NIGHTDESK_CONSOLE_TOKEN", "")
        url = f"{chosen.console.rstrip('/')}/api/oncall"
        if not url.startswith(("https://", "http://")):
            raise Malformed(f"--console: {chosen.console!r} is no address; it begins with https://")
        try:
            answer = urllib3.request(
                "GET", url, headers={"authorization": f"Bearer {token}"}, timeout=10, retries=False
            )
        except urllib3.exceptions.HTTPError as error:
            raise Unavailable(f"--console: {url} does not answer: {type(error).__name__}") from error
        if answer.status != 200:
            raise Unavailable(f"--console: {url} answered {answer.status}")
        return answer.data.decode("utf-8", "replace")
    if chosen.export:
        return read_text(chosen.export)
    raise Malformed("--ready: needs --export FILE or --console URL, for only the table knows who was reached")


def _known(text: str) -> dict[str, Reach]:
    """What is known of each person: the `reach` list of an export, whose other fields are ignored."""
    try:
        rows = msgspec.json.decode(text.encode(), type=_Export).reach
    except msgspec.MsgspecError as error:
        raise Malformed(f"--export: not what /api/oncall says: {error}") from error
    return {reach.person: reach for reach in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    reach: tuple[Reach, ...]


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
    """Somebody who holds nothing now: what they hold next."""
    for days in (14, MOST_DAYS):
        for one in sorted(
            (s for role in roster.schedules for s in stretches(roster, role, at, at + timedelta(days=days))),
            key=lambda stretch: stretch.starts_at,
        ):
            if one.holding.person.id == whom.id and not one.holding.is_gap:
                where = zone or _zone_of(roster, one.role)
                return {"person": whom.id, "name": whom.name, "next_role": one.role} | {
                    "next_at": _shown(one.starts_at, where),
                    "next_until": _shown(one.ends_at, where),
                }
    return {"person": whom.id, "name": whom.name, "next_role": None, "next_at": None, "next_until": None}


def _books(chosen: argparse.Namespace) -> tuple[Roster, dict[str, Policy]]:
    """The files in use, or the ones named."""
    if chosen.roster is None and chosen.policies is None:
        return shelf().roster, shelf().policies
    from nightdesk.roster.files import read_roster  # pydantic and YAML, which other commands do without
    from nightdesk.roster.ladders import read_policies
    from nightdesk.settings import library

    folder = library() / "runbooks"
    roster = read_roster(chosen.roster or folder / "roster.yaml")
    return roster, read_policies(chosen.policies or folder / "policies.yaml", roster=roster)


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
