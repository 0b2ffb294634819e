"""Reads runbooks/roster.yaml, strictly: a roster with a hole in it must not load, and every hole is shown at once."""

from pathlib import Path
from unicodedata import category, normalize
from zoneinfo import ZoneInfo

from nightdesk.roster.departures import planned, refuse_unknown
from nightdesk.roster.layer import Shift
from nightdesk.roster.people import read_people
from nightdesk.roster.roster import Digest, Roster
from nightdesk.roster.schedule import Schedule
from nightdesk.roster.shapes import RosterShape
from nightdesk.roster.written import schedule, zone_of
from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile


def read_roster(path: Path, *, desk_numbers: tuple[str, ...] = ()) -> Roster:
    """
    The roster in this file. Raises Misconfigured naming file, line, field and why, a line for each defect.

    desk_numbers: the desk's own, besides those the file names.
    """
    file = DataFile(path)
    shape = file.model(RosterShape)
    remarks: list[str] = []
    people = read_people(file, shape, desk_numbers)
    known = {person.id for person in people}
    refuse_unknown(file, known, [(("catch_all",), shape.catch_all)])
    for desk, members in shape.desks.items():
        refuse_unknown(file, known, ((("desks", desk.value, i), member) for i, member in enumerate(members)))
        _refuse_again(file, ("desks", desk.value), members)

    def calendar(name: str, zone: ZoneInfo, person: str) -> tuple[Shift, ...]:
        from nightdesk.roster.ical import read_calendar  # only for rosters that have one

        if "://" in name:
            raise ValueError("is an address: save what is there beside this file, and name that")
        return read_calendar(path.parent / name, zone=zone, people=people, person=person, remark=remarks.append)

    schedules = {}
    _refuse_alike(file, shape)
    for role, one in shape.schedules.items():
        at: Place = ("schedules", role)
        schedules[role] = schedule(file, at, one, calendar)
        for i, layer in enumerate(one.layers or (one,)):
            where: Place = (*at, "layers", i) if one.layers else at
            refuse_unknown(file, known, (((*where, "people", j), p) for j, p in enumerate(layer.people or ())))
            refuse_unknown(file, known, [((*where, "person"), layer.person)] if layer.person else [])
    changes = planned(file, shape, schedules, {person.id: person for person in people})
    digest = _digest(file, shape, schedules)
    elsewhere = _elsewhere(file, shape, schedules)
    file.settle()
    return Roster(
        people=people,
        schedules=schedules,
        catch_all=shape.catch_all,
        desks={desk.value: members for desk, members in shape.desks.items()},
        planned=changes,
        digest=digest,
        elsewhere=elsewhere,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _refuse_alike(file: DataFile, shape: RosterShape) -> None:
    """Two schedules that people could not tell apart: one of them would be edited, and the other asked."""
    seen: dict[str, str] = {}
    for role in shape.schedules:
        dashed = "".join("-" if category(letter) == "Pd" else letter for letter in normalize("NFKC", role))
        plain = " ".join(dashed.casefold().split())
        if seen.setdefault(plain, role) != role:
            file.refuse(("schedules", role), f"is {seen[plain]!r} but for capitals, spaces or dashes")


def _refuse_again(file: DataFile, place: Place, names: tuple[str, ...]) -> None:
    for i, name in enumerate(names):
        if name in names[:i]:
            file.refuse((*place, i), f"{name} is there already")


def _digest(file: DataFile, shape: RosterShape, schedules: dict[str, Schedule]) -> Digest | None:
    if shape.digest is None:
        return None
    zone = zone_of(file, ("digest", "time_zone"), shape.digest.time_zone)
    for i, role in enumerate(shape.digest.leads):
        if role not in schedules:
            file.refuse(("digest", "leads", i), f"no schedule named {role!r}")
    return Digest(weekday=shape.digest.day, at=shape.digest.at, time_zone=zone.key, leads=shape.digest.leads)


def _elsewhere(file: DataFile, shape: RosterShape, schedules: dict[str, Schedule]) -> dict[str, str]:
    found: dict[str, str] = {}
    for i, one in enumerate(shape.pagerduty):
        if one.role not in schedules:
            file.refuse(
                ("pagerduty", i, "role"), f"no schedule named {one.role!r}: it stands where PagerDuty has nobody"
            )
        elif one.role in found:
            file.refuse(("pagerduty", i, "role"), "follows another schedule already")
        found.setdefault(one.role, one.schedule)
    return found
