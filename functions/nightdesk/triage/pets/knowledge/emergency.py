"""Reading human_routes.yaml and clinics.yaml: whom people in danger call, and where animals in danger go."""

import re
from collections.abc import Collection

from nightdesk.runbook.place import Place
from nightdesk.runbook.strictly import DataFile
from nightdesk.triage.pets.knowledge import needed
from nightdesk.triage.pets.knowledge.nouns import Clinic, Country, Route, Said
from nightdesk.triage.pets.knowledge.reader import Reader
from nightdesk.triage.pets.knowledge.schema_places import ClinicEntry, ClinicsFile, RouteEntry, RoutesFile
from nightdesk.triage.pets.knowledge.zipcodes import spot_of

_HOURS = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)")
_DAYS = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}


def countries(model: RoutesFile, reader: Reader, file: DataFile) -> tuple[Country, ...]:
    """Countries, the first being where nothing else is known. Raises Misconfigured when one lacks a number."""
    out: list[Country] = []
    for code, entry in model.countries.items():
        missing = set(out[0].numbers) - set(entry.numbers) if out else set()
        if missing:
            raise file.wrong(("countries", code, "numbers"), f"{', '.join(sorted(missing))} is missing")
        patterns = reader.names(entry.like, file, ("countries", code, "like"))
        out.append(Country(code=code, prefix=entry.prefix, numbers=entry.numbers, patterns=patterns))
    return tuple(out)


def routes(model: RoutesFile, abroad: tuple[Country, ...], reader: Reader, file: DataFile) -> tuple[Route, ...]:
    """Every route, its texts tried out with the numbers of every country. Raises Misconfigured."""
    kinds = [entry.kind for entry in model.routes]
    needed.check(kinds, needed.KINDS, file, "routes")
    for at, entry in enumerate(model.routes):
        if entry.kind in kinds[:at]:
            raise file.wrong(("routes", at, "kind"), f"{entry.kind} is there twice")
        if " " not in entry.call and any(entry.call not in country.numbers for country in abroad):
            raise file.wrong(("routes", at, "call"), f"no country has a number {entry.call}")
    return tuple(_route(entry, at, abroad, reader, file) for at, entry in enumerate(model.routes))


def _route(entry: RouteEntry, at: int, abroad: tuple[Country, ...], reader: Reader, file: DataFile) -> Route:
    for field, text in (("first_step", entry.first_step), ("first_step_es", entry.first_step_es)):
        for country in abroad:
            try:
                filled = text.format(**country.numbers)
            except (KeyError, ValueError, IndexError) as error:
                raise file.wrong(("routes", at, field), f"{country.code} has no number {error}") from error
            if len(filled) > 160:
                raise file.wrong(("routes", at, field), f"is longer than 160 characters in {country.code}")
    return Route(
        kind=entry.kind,
        call=entry.call,
        severity=entry.severity,
        patterns=reader.patterns(entry.like, file, ("routes", at, "like")),
        unless=reader.patterns(entry.unless, file, ("routes", at, "unless")),
        first_step=Said(en=entry.first_step, es=entry.first_step_es),
        question=Said(en=entry.question, es=entry.question_es),
        reason=entry.reason,
    )


def clinics(model: ClinicsFile, species: Collection[str], file: DataFile) -> tuple[Clinic, ...]:
    """Every clinic. Raises Misconfigured when hours, a species or a second default make no sense."""
    defaults = [at for at, entry in enumerate(model.clinics) if entry.default]
    if len(defaults) > 1:
        raise file.wrong(("clinics", defaults[1], "default"), "there is another default clinic already")
    return tuple(_clinic(entry, at, species, file) for at, entry in enumerate(model.clinics))


def _clinic(entry: ClinicEntry, at: int, species: Collection[str], file: DataFile) -> Clinic:
    hours = [one for day, spans in entry.hours.items() for one in _hours(day, spans, ("clinics", at, "hours"), file)]
    for place, kind in enumerate(entry.species):
        if kind not in species:
            raise file.wrong(("clinics", at, "species", place), f"{kind} is no species of animals.yaml")
    spot = spot_of(entry.zips)
    if entry.zips and spot is None:
        raise file.wrong(("clinics", at, "zips", 0), f"{entry.zips[0]} is no ZIP code in use")
    return Clinic(
        name=entry.name,
        phone=entry.phone,
        address=entry.address,
        zips=tuple(entry.zips),
        places=tuple(p.lower() for p in entry.places),
        time_zone=entry.time_zone,
        map_url=entry.map_url,
        species=tuple(entry.species),
        hours=tuple(hours),
        is_default=entry.default,
        at=spot,
    )


def _hours(day: str, spans: str, loc: Place, file: DataFile) -> list[tuple[int, int, int]]:
    """A day's spans as (weekday, first minute, last minute); one that ends before it begins runs past midnight."""
    if day not in _DAYS:
        raise file.wrong((*loc, day), f"{day!r} is no day: write one of {', '.join(_DAYS)}")
    hours: list[tuple[int, int, int]] = []
    for span in spans.split(","):
        found = _HOURS.fullmatch(span.strip())
        if not found:
            raise file.wrong((*loc, day), f"{span.strip()!r} is not like 18:00-08:00")
        start, end = (_minute(found[i], found[i + 1]) for i in (1, 3))
        if start is None or end is None or start == 1440:
            raise file.wrong((*loc, day), f"{span.strip()!r} holds a time that no clock shows")
        if start == end:
            raise file.wrong((*loc, day), f"{span.strip()!r} is no time at all: write 00:00-24:00 for the whole day")
        if hours and start < hours[-1][2]:
            raise file.wrong((*loc, day), f"{span.strip()!r} begins before the span before it ends")
        hours.append((_DAYS[day], start, end if end > start else end + 1440))
    return hours


def _minute(hour: str, minute: str) -> int | None:
    """Minutes since midnight, up to 24:00; None for 25:00 and 12:60."""
    total = int(hour) * 60 + int(minute)
    return total if int(minute) < 60 and total <= 1440 else None
