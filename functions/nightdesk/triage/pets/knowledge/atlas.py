"""
Where ZIP codes and towns lie, as far as it matters: within reach of a clinic the desk knows.

Bundling writes the atlas once, small, beside the rules; it is read when a place has to be found and not before.
"""

from dataclasses import dataclass, field
from functools import cache
from math import asin, cos, radians, sin, sqrt

import msgspec

from nightdesk.errors import Misconfigured
from nightdesk.settings import library
from nightdesk.triage.pets.knowledge.rules import rules

COMPILED = "atlas.compiled.json"
REACH_MILES = 60.0
"""Farther than this nobody gets there within the hour, so a clinic is not near."""
_EARTH_MILES = 3958.8

Spot = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """One town of that name. state: two letters."""

    state: str
    at: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """zips: by ZIP code. towns: by name in lower case. wordy: towns whose names are plain words too (Normal, Bath)."""

    zips: dict[str, Spot] = field(default_factory=dict)
    towns: dict[str, tuple[Town, ...]] = field(default_factory=dict)
    wordy: frozenset[str] = frozenset()


def miles(one: Spot, other: Spot) -> float:
    """As the crow flies."""
    north, east = radians(other[0] - one[0]), radians(other[1] - one[1])
    chord = sin(north / 2) ** 2 + cos(radians(one[0])) * cos(radians(other[0])) * sin(east / 2) ** 2
    return 2 * _EARTH_MILES * asin(sqrt(chord))


@cache
def atlas() -> Atlas:
    """The compiled atlas where bundling made one, else drawn now. Raises Misconfigured."""
    compiled = library() / "runbooks" / COMPILED
    if compiled.is_file():
        try:
            return msgspec.json.decode(compiled.read_bytes(), type=Atlas)
        except msgspec.MsgspecError as error:
            raise Misconfigured(f"runbooks/{COMPILED}: {error}") from error
    from nightdesk.triage.pets.knowledge import zipcodes  # 40,000 ZIP codes stay out of the webhook

    known = rules()
    return zipcodes.drawn(known.clinics, words={*known.plain, *known.known})
