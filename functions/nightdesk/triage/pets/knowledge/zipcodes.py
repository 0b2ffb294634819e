"""
ZIP codes by the `zipcodes` package (MIT, its data inside, no network). Only where data files are read, never in a
webhook: what is needed of it is compiled.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from zipcodes import is_real, list_all, matching

from nightdesk.triage.pets.knowledge.atlas import REACH_MILES, Atlas, Spot, Town, miles
from nightdesk.triage.pets.knowledge.nouns import Clinic


@cache
def _all() -> tuple[dict[str, object], ...]:
    return tuple(row for row in list_all() if row["lat"] and row["long"])  # type: ignore[no-untyped-call] # its stub has no types


def _spot(row: dict[str, object]) -> Spot:
    return round(float(str(row["lat"])), 3), round(float(str(row["long"])), 3)


def spot_of(zips: Iterable[str]) -> Spot | None:
    """Where the first of these ZIP codes that exists lies."""
    for code in zips:
        for row in matching(code) if is_real(code) else ():  # type: ignore[no-untyped-call] # its stub has no types
            if row["lat"] and row["long"]:
                return _spot(row)
    return None


def drawn(clinics: Sequence[Clinic], *, words: Collection[str]) -> Atlas:
    """Everything within reach of one of the clinics. words: plain words that a town's name may be mistaken for."""
    spots = [clinic.at for clinic in clinics if clinic.at]
    near = [row for row in _all() if any(miles(_spot(row), spot) <= REACH_MILES for spot in spots)]
    towns: dict[str, dict[str, Spot]] = {}
    for row in near:
        aliases = row["acceptable_cities"]
        for name in (row["city"], *(aliases if isinstance(aliases, list) else ())):
            towns.setdefault(str(name).lower(), {}).setdefault(str(row["state"]), _spot(row))
    return Atlas(
        zips={str(row["zip_code"]): _spot(row) for row in sorted(near, key=lambda row: str(row["zip_code"]))},
        towns={
            name: tuple(Town(state=state, at=at) for state, at in sorted(where.items()))
            for name, where in sorted(towns.items())
        },
        wordy=frozenset(name for name in towns if all(word in words for word in name.split())),
    )
