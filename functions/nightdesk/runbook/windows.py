"""Reads runbooks/maintenance.yaml, strictly: a window that holds pages by mistake is worse than none."""

import re
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field

from nightdesk.runbook.repeating import ever_comes
from nightdesk.runbook.service import Catalogue
from nightdesk.runbook.strictly import DataFile
from nightdesk.runbook.window import Window, rule_of
from nightdesk.runbook.years import why_not_then
from nightdesk.runbook.zones import why_no_zone, zone_called

LONGEST = timedelta(days=7)
LONGEST_REPEATED = timedelta(hours=24)
SELDOM = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")


class _Window(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)

    name: str = Field(min_length=1, max_length=60, pattern=r"^[^@\n]+$")
    services: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    starts: datetime = Field(alias="from")
    ends: datetime = Field(alias="until")
    time_zone: str = ""
    repeats: str = Field(default="", max_length=200)
    who: str = Field(min_length=1)
    why: str = Field(min_length=1, max_length=200)


class _Windows(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    windows: tuple[_Window, ...] = ()


def load(path: Path, *, catalogue: Catalogue, people: Collection[str]) -> tuple[Window, ...]:
    """
    The windows of this file; none when there is no file. Raises Misconfigured with file, line, field and why.

    people: the ids of the roster.
    """
    if not path.exists():
        return ()
    file = DataFile(path)
    told = file.model(_Windows).windows
    names = [window.name for window in told]
    for i, window in enumerate(told):
        if window.name in names[:i]:
            file.refuse(("windows", i, "name"), f"{window.name!r} is used twice")
        _check_scope(file, i, window, catalogue, people)
        for field, at in (("from", window.starts), ("until", window.ends)):
            if why := why_not_then(at):
                file.refuse(("windows", i, field), why)
    file.settle()
    windows = tuple(_window(file, i, window) for i, window in enumerate(told))
    file.settle()
    return windows


def _check_scope(file: DataFile, i: int, window: _Window, catalogue: Catalogue, people: Collection[str]) -> None:
    if not window.services and not window.regions:
        file.refuse(("windows", i, "services"), "name services, regions or both: nothing is held everywhere")
    for j, name in enumerate(window.services):
        if catalogue.get(name) is None:
            file.refuse(("windows", i, "services", j), f"no service named {name!r}")
    known = {region for service in catalogue.services for region in service.regions}
    for j, region in enumerate(window.regions):
        if region not in known:
            file.refuse(("windows", i, "regions", j), f"no service is in a region {region!r}")
    if window.who not in people:
        file.refuse(("windows", i, "who"), f"nobody called {window.who!r} is on the roster")


def _window(file: DataFile, i: int, told: _Window) -> Window:
    zone = _zone(file, i, told)
    starts, ends = (_aware(at, zone) for at in (told.starts, told.ends))
    if ends <= starts:
        file.refuse(("windows", i, "until"), "is not after from")
    if ends - starts > LONGEST:
        file.refuse(("windows", i, "until"), "is more than 7 days after from")
    if told.repeats:
        _check_rule(file, i, told.repeats, starts, ends)
    return Window(
        name=told.name,
        services=told.services,
        regions=told.regions,
        starts_at=starts.astimezone(UTC),
        ends_at=ends.astimezone(UTC),
        who=told.who,
        why=told.why,
        time_zone=zone.key,
        repeats=told.repeats,
    )


def _zone(file: DataFile, i: int, told: _Window) -> ZoneInfo:
    """Which clock on the wall is meant. A time without an offset and without a zone could be anybody's."""
    if not told.time_zone:
        for field, at in (("from", told.starts), ("until", told.ends)):
            if at.tzinfo is None:
                file.refuse(("windows", i, field), "needs an offset (2026-12-01T22:00+01:00) or a time_zone beside it")
    if why := why_no_zone(told.time_zone or "UTC"):
        file.refuse(("windows", i, "time_zone"), why)
    return zone_called(told.time_zone or "UTC")


def _aware(at: datetime, zone: ZoneInfo) -> datetime:
    return at.replace(tzinfo=zone) if at.tzinfo is None else at.astimezone(zone)


def _check_rule(file: DataFile, i: int, repeats: str, starts: datetime, ends: datetime) -> None:
    place = ("windows", i, "repeats")
    if not any(f"FREQ={often}" in repeats.upper() for often in SELDOM):
        file.refuse(place, f"must have FREQ as one of {', '.join(SELDOM)}")
        return
    if re.search(r"INTERVAL=[+-]?0*(;|$)", repeats.replace(" ", "").upper()):
        file.refuse(place, "INTERVAL is not above 0")  # dateutil would look for the next time for ever
        return
    try:
        if not ever_comes(repeats, starts):
            file.refuse(place, "never happens: no day there is fits it")
            return
        rule = rule_of(repeats, starts)
        first = rule.after(starts, inc=True)
        second = rule.after(first) if first else None
    except (ValueError, TypeError, OverflowError) as error:
        file.refuse(place, f"is no RRULE: {error}")
        return
    if first != starts:
        file.refuse(place, f"does not begin at from, but at {first:%Y-%m-%d %H:%M}" if first else "never happens")
    if ends - starts > LONGEST_REPEATED:
        file.refuse(("windows", i, "until"), "is more than 24 hours after from, of a window that repeats")
    if second and second < ends:
        file.refuse(place, "begins again before it has ended")
