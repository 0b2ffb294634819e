"""Reading human_routes.yaml and clinics.yaml: whom people in danger call, and where animals in danger go."""

import re

from nightdesk.triage.pets.knowledge import Clinic, Country, Route, Said
from nightdesk.triage.pets.reader import Reader
from nightdesk.triage.pets.schema import ClinicEntry, ClinicsFile, RouteEntry, RoutesFile
from nightdesk.triage.pets.strictly import DataFile

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


def clinics(model: ClinicsFile, file: DataFile) -> tuple[Clinic, ...]:
    """Every clinic. Raises Misconfigured when hours cannot be read."""
    return tuple(_clinic(entry, at, file) for at, entry in enumerate(model.clinics))


def _clinic(entry: ClinicEntry, at: int, file: DataFile) -> Clinic:
    hours = []
    for day, span in entry.hours.items():
        found = _HOURS.fullmatch(span)
        if day not in _DAYS or not found:
            raise file.wrong(("clinics", at, "hours", day), f"{span!r} is not like mon: 18:00-08:00")
        start, end = int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4])
        hours.append((_DAYS[day], start, end if end > start else end + 1440))
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
    )
