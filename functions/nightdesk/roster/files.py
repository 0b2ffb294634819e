"""Reads runbooks/roster.yaml and runbooks/policies.yaml, strictly: a roster with a hole in it must not load."""

from pathlib import Path
from typing import Any, Literal, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from nightdesk.errors import Misconfigured
from nightdesk.incident.desk import Desk, Phone
from nightdesk.incident.policy import Policy, Rung
from nightdesk.incident.severity import Severity
from nightdesk.roster.roster import Override, Person, Roster, Rotation

T = TypeVar("T", bound=BaseModel)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Person(_Strict):
    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    name: str = Field(min_length=1)
    phone: str
    channels: tuple[Literal["sms", "call"], ...] = Field(default=("sms", "call"), min_length=1)
    time_zone: str = "UTC"
    vet: bool = False


class _Rotation(_Strict):
    people: tuple[str, ...] = Field(min_length=1)
    starts_at: AwareDatetime
    hours: float = Field(default=168, gt=0)


class _Override(_Strict):
    role: str
    person: str
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class _Roster(_Strict):
    catch_all: str
    people: tuple[_Person, ...] = Field(min_length=1)
    desks: dict[Desk, tuple[str, ...]]
    schedules: dict[str, _Rotation]
    overrides: tuple[_Override, ...] = ()


class _Rung(_Strict):
    tier: int = Field(ge=1, le=9)
    roles: tuple[str, ...] = Field(min_length=1)
    label: str


class _Policy(_Strict):
    name: str
    desk: Desk
    rungs: tuple[_Rung, ...] = Field(min_length=1)
    pages_from: Literal["SEV0", "SEV1", "SEV2", "SEV3", "SEV4"] = "SEV3"
    receipt_minutes: float = Field(default=1, gt=0)
    ack_minutes: dict[str, float] = {}
    second_call_minutes: float = Field(default=2, gt=0, le=3)
    nudge_minutes: dict[str, float] = {}
    check_in_minutes: dict[str, float] = {}
    update_minutes: dict[str, float] = {}
    approval_minutes: float = Field(default=15, gt=0)
    quiet_minutes: float = Field(default=5, gt=0)


class _Policies(_Strict):
    policies: tuple[_Policy, ...] = Field(min_length=1)


def read_roster(path: Path) -> Roster:
    """The roster in this file. Raises Misconfigured naming file, field and why."""
    file = _parse(path, _Roster)
    known = {person.id for person in file.people}
    _unique(path, "people", "id", [person.id for person in file.people])
    for i, person in enumerate(file.people):
        _zone(path, f"people[{i}].time_zone", person.time_zone)
    phones = [_number(path, f"people[{i}].phone", person.phone) for i, person in enumerate(file.people)]
    _unique(path, "people", "phone", list(phones))
    _named(path, known, [("catch_all", file.catch_all)])
    _named(path, known, [(f"desks.{d.value}[{i}]", p) for d, ps in file.desks.items() for i, p in enumerate(ps)])
    _named(
        path,
        known,
        [(f"schedules.{role}.people[{i}]", p) for role, r in file.schedules.items() for i, p in enumerate(r.people)],
    )
    for i, override in enumerate(file.overrides):
        _named(path, known, [(f"overrides[{i}].person", override.person)])
        if override.role not in file.schedules:
            raise Misconfigured(f"{path}: overrides[{i}].role: no schedule named {override.role!r}")
        if override.ends_at <= override.starts_at:
            raise Misconfigured(f"{path}: overrides[{i}].ends_at: is not after starts_at")
    return Roster(
        people=tuple(
            Person(id=p.id, name=p.name, phone=phone, channels=p.channels, time_zone=p.time_zone, is_vet=p.vet)
            for p, phone in zip(file.people, phones, strict=True)
        ),
        schedules={
            role: Rotation(people=r.people, starts_at=r.starts_at, hours=r.hours) for role, r in file.schedules.items()
        },
        catch_all=file.catch_all,
        desks={desk.value: people for desk, people in file.desks.items()},
        overrides=tuple(
            Override(role=o.role, person=o.person, starts_at=o.starts_at, ends_at=o.ends_at) for o in file.overrides
        ),
    )


def read_policies(path: Path, *, roster: Roster) -> dict[str, Policy]:
    """The policies in this file by name. Raises Misconfigured; a rung may only name roles the roster has."""
    file = _parse(path, _Policies)
    _unique(path, "policies", "name", [policy.name for policy in file.policies])
    for i, policy in enumerate(file.policies):
        if [rung.tier for rung in policy.rungs] != list(range(1, len(policy.rungs) + 1)):
            raise Misconfigured(f"{path}: policies[{i}].rungs: tiers must count up from 1 without a gap")
        for rung in policy.rungs:
            for role in rung.roles:
                if role not in roster.schedules:
                    raise Misconfigured(f"{path}: policies[{i}].rungs[{rung.tier - 1}].roles: no schedule {role!r}")
        for field in ("ack_minutes", "nudge_minutes", "check_in_minutes", "update_minutes"):
            _minutes(path, f"policies[{i}].{field}", getattr(policy, field))
    return {
        p.name: Policy(
            name=p.name,
            desk=p.desk,
            rungs=tuple(Rung(tier=r.tier, roles=r.roles, label=r.label) for r in p.rungs),
            pages_from=p.pages_from,
            receipt_minutes=p.receipt_minutes,
            ack_minutes=p.ack_minutes,
            second_call_minutes=p.second_call_minutes,
            nudge_minutes=p.nudge_minutes,
            check_in_minutes=p.check_in_minutes,
            update_minutes=p.update_minutes,
            approval_minutes=p.approval_minutes,
            quiet_minutes=p.quiet_minutes,
        )
        for p in file.policies
    }


def _parse(path: Path, shape: type[T]) -> T:
    try:
        raw: Any = yaml.safe_load(path.read_text("utf-8"))
        return shape.model_validate(raw)
    except OSError as error:
        raise Misconfigured(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise Misconfigured(f"{path}: is not text in UTF-8") from error
    except yaml.YAMLError as error:
        raise Misconfigured(f"{path}: is not YAML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "(file)"
        raise Misconfigured(f"{path}: {where}: {first['msg']}") from error


def _number(path: Path, field: str, raw: str) -> Phone:
    try:
        parsed = phonenumbers.parse(raw, None)
    except phonenumbers.NumberParseException as error:
        raise Misconfigured(f"{path}: {field}: not a telephone number in E.164 (+12025550142)") from error
    if not phonenumbers.is_possible_number(parsed):
        raise Misconfigured(f"{path}: {field}: no such telephone number is possible")
    return Phone(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _zone(path: Path, field: str, name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Misconfigured(f"{path}: {field}: no time zone is called {name!r}") from error


def _unique(path: Path, where: str, field: str, values: list[str]) -> None:
    for i, value in enumerate(values):
        if value in values[:i]:
            raise Misconfigured(f"{path}: {where}[{i}].{field}: used twice")


def _named(path: Path, known: set[str], uses: list[tuple[str, str]]) -> None:
    for field, person in uses:
        if person not in known:
            raise Misconfigured(f"{path}: {field}: nobody called {person!r}")


def _minutes(path: Path, field: str, minutes: dict[str, float]) -> None:
    for severity, value in minutes.items():
        if severity not in Severity.__members__ or value <= 0:
            raise Misconfigured(f"{path}: {field}.{severity}: needs SEV0-SEV4 and a number above 0")
