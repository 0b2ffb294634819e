"""The shapes of runbooks/roster.yaml and runbooks/policies.yaml, as they are written."""

import re
from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from nightdesk.incident.desk import Desk
from nightdesk.runbook.years import why_not_then

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = {"tues": "tue", "weds": "wed", "thur": "thu", "thurs": "thu"}
_EVERY = re.compile(r"(?:(\d{1,4})\s+)?(minute|hour|day|week|month)s?", re.IGNORECASE)
_OFTEN = {
    "hourly": "1 hour",
    "daily": "1 day",
    "weekly": "1 week",
    "fortnightly": "2 weeks",
    "biweekly": "2 weeks",
    "monthly": "1 month",
}
_IN_A_YEAR = {"minute": 366 * 24 * 60, "hour": 366 * 24, "day": 366, "week": 53, "month": 12}
_SHORTEST_MINUTES = 15
"""A page outlives a shorter turn: whoever it woke would no longer be on call when the next tier is."""
_A_DAY = 24 * 60


def _weekday(told: Any) -> Any:
    """A day by its name, long or short."""
    name = str(told).strip().lower()
    name = _SHORT.get(name, name)
    for i, (short, long) in enumerate(zip(DAYS, _WEEKDAYS, strict=True)):
        if name in {short, long}:
            return i
    raise ValueError(f"{told!r} is not a day; write mon, tue, wed, thu, fri, sat or sun")


def _clock(told: Any) -> Any:
    """09:00, also as YAML 1.1 reads it unquoted: in sixties."""
    if isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= 24 * 60:
        told = f"{told // 60:02}:{told % 60:02}"
    if isinstance(told, str) and told.strip() in {"24:00", "24:00:00"}:
        told = "00:00"
    return told


def _every(told: Any) -> Any:
    """ "2 weeks" -> (2, "week")"""
    match = _EVERY.fullmatch(_OFTEN.get(str(told).strip().lower(), str(told).strip()))
    if not match or int(match[1] or 1) == 0:
        raise ValueError(f"{told!r} is no length of a turn; write 12 hours, 1 day, 2 weeks or 1 month")
    often, unit = int(match[1] or 1), match[2].lower()
    if often > _IN_A_YEAR[unit]:
        raise ValueError(f"{told!r} is longer than a year; for somebody who never hands over, name them alone")
    if unit == "minute" and often < _SHORTEST_MINUTES:
        raise ValueError(f"{told!r} is shorter than {_SHORTEST_MINUTES} minutes: a page outlives such a turn")
    return often, unit


def _moment(told: Any) -> Any:
    """A date, or a time with or without a zone. Neither numbers nor anything else is guessed at."""
    if isinstance(told, str):
        is_day = re.fullmatch(r"\d{4}-\d\d-\d\d", told)
        try:
            told = date.fromisoformat(told) if is_day else datetime.fromisoformat(told)
        except ValueError as error:
            raise ValueError(f"{told!r} is not a time; write 2026-11-02T09:00") from error
    if not isinstance(told, date):
        raise ValueError("needs a time such as 2026-11-02T09:00")  # noqa: TRY004 - pydantic wants ValueError
    if why := why_not_then(told):
        raise ValueError(why)
    return told


Weekday = Annotated[int, BeforeValidator(_weekday)]
Clock = Annotated[time, BeforeValidator(_clock)]
Every = Annotated[tuple[int, Literal["minute", "hour", "day", "week", "month"]], BeforeValidator(_every)]
Moment = Annotated[datetime | date, BeforeValidator(_moment)]
"""Without a zone it is read in the schedule's; a date is its midnight."""
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Role = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^\S([^\r\n\t]*\S)?$")]
Said = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^\S([^\r\n\t]*\S)?$")]
"""Words that people read: on one line, with nothing around them."""


Minutes = Annotated[float, Field(strict=True)]
"""A number: neither yes nor words."""


class Strict(BaseModel):
    """Nothing that is not known by name."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Span(Strict):
    """From one time of day to another, past midnight when the second is not later."""

    starts: Clock = Field(alias="from")
    ends: Clock = Field(alias="to")


class NumberShape(Strict):
    """One of several numbers. landline: it cannot be texted."""

    number: str
    landline: bool = False


class PersonShape(Strict):
    """phone, or several numbers in order."""

    id: Id
    name: Said
    phone: str | None = None
    landline: bool = False
    numbers: tuple[NumberShape, ...] = ()
    channels: tuple[Literal["sms", "call"], ...] | None = Field(default=None, min_length=1)
    time_zone: str = "UTC"
    vet: bool = False
    known_as: tuple[Said, ...] = ()
    quiet: Span | None = None
    email: Annotated[str, Field(pattern=r"^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$", max_length=254)] | None = None


class HoursShape(Strict):
    """days with times, or one stretch from a day and time to another ("fri 17:00", "mon 09:00")."""

    days: tuple[Weekday, ...] | None = Field(default=None, min_length=1)
    starts: str | int | None = Field(default=None, alias="from")
    ends: str | int | None = Field(default=None, alias="to")


class LayerShape(Strict):
    """People and how they take turns, or a calendar file. person: whose calendar, when every shift in it is theirs."""

    name: str = ""
    people: tuple[str, ...] | None = Field(default=None, min_length=1)
    starts_at: Moment | None = None
    every: Every | None = None
    ends_at: Moment | None = None
    only: tuple[HoursShape, ...] | None = Field(default=None, min_length=1)
    calendar: str | None = None
    person: str | None = None


class ScheduleShape(LayerShape):
    """Layers, or one layer's own fields. hours: in short, turns of so many hours that go back for ever."""

    time_zone: str | None = None
    layers: tuple[LayerShape, ...] | None = Field(default=None, min_length=1)
    hours: float | None = Field(default=None, ge=_SHORTEST_MINUTES / 60, le=366 * 24, allow_inf_nan=False)


class OverrideShape(Strict):
    """role: of one schedule; left out with instead_of: wherever that person is on call."""

    role: str | None = None
    person: str
    instead_of: str | None = None
    starts_at: Moment
    ends_at: Moment


class SwapShape(Strict):
    """Two people have each other's turns."""

    people: tuple[str, str]
    role: str | None = None
    starts_at: Moment
    ends_at: Moment


class AwayShape(Strict):
    """A vacation. With dates, ends_at is the last day of it."""

    person: str
    starts_at: Moment
    ends_at: Moment


class DigestShape(Strict):
    """When the week's texts go out."""

    day: Weekday
    at: Clock
    time_zone: str = "UTC"
    leads: tuple[str, ...] = ()


class ElsewhereShape(Strict):
    """A role that follows a schedule kept in PagerDuty, by its id there."""

    role: str
    schedule: str = Field(pattern=r"^[A-Z0-9]{5,20}$")


class RosterShape(Strict):
    """The file. desk_numbers: the desk's own, which nobody on it can have."""

    catch_all: str
    desk_numbers: tuple[str, ...] = ()
    people: tuple[PersonShape, ...] = Field(min_length=1)
    desks: dict[Desk, tuple[str, ...]]
    schedules: dict[Role, ScheduleShape]
    overrides: tuple[OverrideShape, ...] = ()
    swaps: tuple[SwapShape, ...] = ()
    away: tuple[AwayShape, ...] = ()
    digest: DigestShape | None = None
    pagerduty: tuple[ElsewhereShape, ...] = ()


class RungShape(Strict):
    """One tier."""

    tier: int = Field(ge=1, le=9)
    roles: tuple[str, ...] = Field(min_length=1)
    label: Said
    from_minutes: float | None = Field(default=None, ge=0, le=_A_DAY)


class PolicyShape(Strict):
    """
    One ladder. Without rungs it has the four of its desk.

    receipt_minutes: at most the five in which a SEV0 is to be acknowledged, or the call that stands in for a lost text
    would come after the next tier was woken. approval_minutes: at most a day, because what was read of the system
    before is no longer true then. undo_seconds: at most ten minutes of an outage that could be over; 0 begins at once.
    quiet_minutes: at most a day; an incident that waits longer is closed by a person.
    """

    name: Said
    desk: Desk
    rungs: tuple[RungShape, ...] | None = Field(default=None, min_length=1)
    pages_from: Literal["SEV0", "SEV1", "SEV2", "SEV3", "SEV4"] = "SEV3"
    receipt_minutes: float = Field(default=1, gt=0, le=5)
    ack_minutes: dict[str, Minutes] = {}
    second_call_minutes: float = Field(default=2, gt=0, le=3)
    nudge_minutes: dict[str, Minutes] = {}
    check_in_minutes: dict[str, Minutes] = {}
    update_minutes: dict[str, Minutes] = {}
    approval_minutes: float = Field(default=15, gt=0, le=_A_DAY)
    undo_seconds: float = Field(default=60, ge=0, le=600)
    quiet_minutes: float = Field(default=5, gt=0, le=_A_DAY)


class PoliciesShape(Strict):
    """The file."""

    policies: tuple[PolicyShape, ...] = Field(min_length=1)
