"""Reads runbooks/roster.yaml, strictly: a roster with a hole in it must not load, and every hole is shown at once."""

from pathlib import Path
from zoneinfo import ZoneInfo

import phonenumbers

from nightdesk.incident.desk import Phone
from nightdesk.roster.departures import planned, refuse_unknown
from nightdesk.roster.layer import Shift
from nightdesk.roster.person import Channel, Person, Quiet
from nightdesk.roster.roster import Digest, Roster
from nightdesk.roster.schedule import Schedule
from nightdesk.roster.shapes import NumberShape, PersonShape, RosterShape, Span
from nightdesk.roster.written import schedule, zone_of
from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile


def read_roster(path: Path) -> Roster:
    """The roster in this file. Raises Misconfigured naming file, line, field and why, a line for each defect."""
    file = DataFile(path)
    shape = file.model(RosterShape)
    people = tuple(_person(file, ("people", i), one) for i, one in enumerate(shape.people))
    ids = [person.id for person in people]
    for i, name in enumerate(ids):
        if name in ids[:i]:
            file.refuse(("people", i, "id"), "is used twice")
    _own_numbers(file, shape, people)
    known = set(ids)
    refuse_unknown(file, known, [(("catch_all",), shape.catch_all)])
    for desk, members in shape.desks.items():
        refuse_unknown(file, known, ((("desks", desk.value, i), member) for i, member in enumerate(members)))

    def calendar(name: str, zone: ZoneInfo, person: str) -> tuple[Shift, ...]:
        from nightdesk.roster.ical import read_calendar  # only for rosters that have one

        return read_calendar(path.parent / name, zone=zone, people=people, person=person)

    schedules = {}
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
    )


def _person(file: DataFile, place: Place, shape: PersonShape) -> Person:
    zone_of(file, (*place, "time_zone"), shape.time_zone)
    written = [((*place, "numbers", i), one) for i, one in enumerate(shape.numbers)]
    if shape.phone is not None:
        written.insert(0, (place, NumberShape(number=shape.phone, landline=shape.landline)))
    if not written:
        file.refuse(place, f"{shape.id} has no number: give a phone")
    numbers = [
        (_number(file, (*at, "phone" if at == place else "number"), one.number), one.landline) for at, one in written
    ]
    texted = [phone for phone, is_landline in numbers if not is_landline]
    every: tuple[Channel, ...] = ("sms", "call")
    channels = shape.channels or (every if texted else ("call",))
    if len(set(channels)) != len(channels):
        file.refuse((*place, "channels"), "names one twice")
    if numbers and "sms" in channels and not texted:
        file.refuse((*place, "channels"), f"{shape.id} cannot be texted: every number is a landline")
    return Person(
        id=shape.id,
        name=shape.name,
        phone=next(iter(texted or [phone for phone, _ in numbers]), Phone("")),
        channels=channels,
        time_zone=shape.time_zone,
        is_vet=shape.vet,
        rings=tuple(phone for phone, _ in numbers) if len(numbers) > 1 else (),
        known_as=shape.known_as,
        quiet=_quiet(file, place, shape.quiet),
        email=shape.email or "",
    )


def _quiet(file: DataFile, place: Place, shape: Span | None) -> Quiet | None:
    if shape and shape.starts == shape.ends:
        file.refuse((*place, "quiet"), "would be the whole day; leave the person off the schedules instead")
    return Quiet(starts=shape.starts, ends=shape.ends) if shape else None


def _number(file: DataFile, place: Place, raw: str) -> Phone:
    try:
        parsed = phonenumbers.parse(raw, None)
    except phonenumbers.NumberParseException:
        file.refuse(place, "not a telephone number in E.164 (+12025550142)")
        return Phone(raw)
    if not phonenumbers.is_possible_number(parsed):
        file.refuse(place, "no such telephone number is possible")
    return Phone(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164))


def _own_numbers(file: DataFile, shape: RosterShape, people: tuple[Person, ...]) -> None:
    """An answer by text must be somebody's, so no number is two people's."""
    owner: dict[Phone, str] = {}
    for i, person in enumerate(people):
        field = "phone" if shape.people[i].phone else "numbers"
        for number in person.numbers:
            if number and owner.setdefault(number, person.id) != person.id:
                file.refuse(("people", i, field), f"is used twice: it is {owner[number]}'s number too")


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
