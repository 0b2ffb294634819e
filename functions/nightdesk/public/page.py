"""The status page: one picture of how things stand, as HTML for people, JSON for programs and Atom for readers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from nightdesk.incident.trouble import RANK, Level, Trouble
from nightdesk.public import wording
from nightdesk.public.component import components, key_of, shown_names
from nightdesk.public.uptime import DAYS, uptime
from nightdesk.runbook.service import Catalogue

HISTORY = timedelta(days=DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One day of one part. state: None when all was well."""

    on: str
    state: Level | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One part. uptime: percent over the bars."""

    key: str
    name: str
    state: Level | None
    words: str
    uptime: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    at: datetime
    stage: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One trouble. updates: newest first."""

    key: str
    title: str
    state: Level
    parts: tuple[str, ...]
    opened_at: datetime
    resolved_at: datetime | None
    lasted: str
    updates: tuple[Update, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """
    edition: counts up; the highest is the newest. content: changes when anything but the time of the check does.

    number: what to text `subscribe` to.
    """

    name: str
    edition: int
    checked_at: datetime
    state: Level | None
    headline: str
    lines: tuple[Line, ...]
    now: tuple[Story, ...]
    past: tuple[Story, ...]
    number: str = ""
    url: str = ""
    content: str = ""


def compose(
    troubles: Sequence[Trouble],
    catalogue: Catalogue,
    *,
    name: str,
    edition: int,
    now: datetime,
    number: str = "",
    url: str = "",
) -> Page:
    """
    The page as of `now`, from what customers felt in the last ninety days.

    What was merged into another is not told by itself, but its time counts.
    """
    told = [one for one in troubles if one.is_part_of is None]
    current = sorted((one for one in told if not one.is_over), key=lambda one: -RANK[one.level])
    past = sorted((one for one in told if one.is_over), key=lambda one: one.opened_at, reverse=True)
    lines = []
    for component in components(catalogue):
        felt = [_felt(one, component.services) for one in current if set(one.services) & set(component.services)]
        state = max(felt, key=lambda level: RANK[level], default=None)
        known = uptime(component, troubles, now=now)
        lines.append(
            Line(
                key=component.key,
                name=component.name,
                state=state,
                words=wording.STATES[state] if state else wording.WORKING,
                uptime=_percent(known.share),
                bars=tuple(
                    Bar(on=f"{day.on:%-d %b}", state=day.worst, words=_day_words(day.worst, day.minutes))
                    for day in known.days
                ),
            )
        )
    worst = max((one.level for one in current), key=lambda level: RANK[level], default=None)
    page = Page(
        name=name,
        edition=edition,
        checked_at=now,
        state=worst,
        headline=wording.HEADLINES[worst] if worst else wording.ALL_WELL,
        lines=tuple(lines),
        now=tuple(_story(one, catalogue) for one in current),
        past=tuple(_story(one, catalogue) for one in past),
        number=number,
        url=url,
    )
    return replace(page, content=key_of(repr((page.headline, page.lines, page.now, page.past))))


def as_json(page: Page) -> str:
    """For programs."""
    return msgspec.json.format(msgspec.json.encode(page), indent=1).decode()


def as_html(page: Page) -> str:
    """For people: one file that needs nothing else, readable with and without scripts."""
    return _environment().get_template("page.html.j2").render(page=page, wording=wording, days=DAYS)


def as_atom(page: Page) -> str:
    """For feed readers: each trouble an entry that changes as it goes on."""
    stories = (*page.now, *page.past)
    newest = max((story.updates[0].at for story in stories if story.updates), default=page.checked_at)
    return _environment().get_template("page.atom.j2").render(page=page, stories=stories, newest=newest, moment=_iso)


def _felt(trouble: Trouble, services: Sequence[str]) -> Level:
    """How badly one part feels a trouble that goes on: a part that only leans on the failing one feels it less."""
    if trouble.level in {"recovering", "maintenance"}:
        return trouble.level
    open_spells = [s.level for s in trouble.spells if s.ends_at is None and set(s.services) & set(services)]
    return max(open_spells, key=lambda level: RANK[level], default=trouble.level)


def _story(trouble: Trouble, catalogue: Catalogue) -> Story:
    parts = shown_names(trouble.services, catalogue)
    return Story(
        key=key_of(trouble.incident),
        title=wording.title(parts, trouble.level),
        state=trouble.level,
        parts=parts,
        opened_at=trouble.opened_at,
        resolved_at=trouble.resolved_at,
        lasted=wording.lasted(trouble),
        updates=tuple(
            Update(at=turn.at, stage=wording.STAGES[turn.stage][0], words=wording.STAGES[turn.stage][1])
            for turn in reversed(trouble.turns)
        ),
    )


def _day_words(worst: Level | None, minutes: int) -> str:
    if worst is None:
        return "no trouble"
    return f"{wording.STATES[worst].lower()}, {wording.span(timedelta(minutes=minutes))}" if minutes else "maintenance"


def _percent(share: float) -> float:
    """Rounded down: 99.999 must not be shown as 100 when something was off."""
    return int(share * 10000) / 100


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["iso"] = _iso
    environment.filters["moment"] = wording.moment
    return environment
