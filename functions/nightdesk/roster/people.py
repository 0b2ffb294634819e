"""People as the roster's file has them: each with a number of their own, by which they can be reached."""

from collections.abc import Iterable

from nightdesk.incident.desk import Phone
from nightdesk.roster.numbers import as_phone, read_number, why_nobody
from nightdesk.roster.person import Channel, Person, Quiet
from nightdesk.roster.shapes import NumberShape, PersonShape, RosterShape, Span
from nightdesk.roster.written import zone_of
from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile


def read_people(file: DataFile, shape: RosterShape, desk_numbers: Iterable[str]) -> tuple[Person, ...]:
    """
    Everybody; what is wrong with one is noted in the file.

    desk_numbers: the desk's own, besides those the file names.
    """
    people = tuple(_person(file, ("people", i), one) for i, one in enumerate(shape.people))
    ids = [person.id for person in people]
    for i, name in enumerate(ids):
        if name in ids[:i]:
            file.refuse(("people", i, "id"), "is used twice")
    _own_numbers(file, shape, people, _desks_own(file, shape, desk_numbers))
    _own_names(file, people)
    return people


def _person(file: DataFile, place: Place, shape: PersonShape) -> Person:
    zone_of(file, (*place, "time_zone"), shape.time_zone)
    written = [((*place, "numbers", i), one) for i, one in enumerate(shape.numbers)]
    if shape.phone is not None:
        written.insert(0, (place, NumberShape(number=shape.phone, landline=shape.landline)))
    if not written:
        file.refuse(place, f"{shape.id} has no number: give a phone")
    numbers = [(_number(file, (*at, "phone" if at == place else "number"), one), one.landline) for at, one in written]
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


def _number(file: DataFile, place: Place, shape: NumberShape) -> Phone:
    number = read_number(shape.number)
    if number is None:
        file.refuse(place, "not a telephone number in E.164 (+12025550142)")
        return Phone(shape.number)
    if why := why_nobody(number, is_landline=shape.landline):
        file.refuse(place, why)
    return as_phone(number)


def _desks_own(file: DataFile, shape: RosterShape, besides: Iterable[str]) -> set[Phone]:
    for i, told in enumerate(shape.desk_numbers):
        if read_number(told) is None:
            file.refuse(("desk_numbers", i), "not a telephone number in E.164 (+12025550142)")
    return {as_phone(number) for number in map(read_number, (*shape.desk_numbers, *besides)) if number}


def _own_numbers(file: DataFile, shape: RosterShape, people: tuple[Person, ...], desks_own: set[Phone]) -> None:
    """An answer by text must be somebody's, so no number is two people's; and the desk does not wake itself."""
    owner: dict[Phone, str] = {}
    for i, person in enumerate(people):
        field = "phone" if shape.people[i].phone else "numbers"
        if desks_own.intersection(person.numbers):
            file.refuse(("people", i, field), f"is the desk's own number: {person.id} is never reached by it")
        if len(shape.people[i].numbers) + bool(shape.people[i].phone) > len(person.numbers):
            file.refuse(("people", i, "numbers"), "names one twice")
        for number in person.numbers:
            if number and owner.setdefault(number, person.id) != person.id:
                file.refuse(("people", i, field), f"is used twice: it is {owner[number]}'s number too")


def _own_names(file: DataFile, people: tuple[Person, ...]) -> None:
    """What calendars and PagerDuty call somebody is nobody else's, or whose turn it is could not be told."""
    for i, person in enumerate(people):
        others = [other for other in people if other is not person]
        for j, told in enumerate(person.known_as):
            names = {o.id: (o.id, o.name, *o.known_as) for o in others}
            for other, called in names.items():
                if told.casefold() in (name.casefold() for name in called):
                    file.refuse(("people", i, "known_as", j), f"is what {other} is called too")
