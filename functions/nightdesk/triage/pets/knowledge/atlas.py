"""
Where ZIP codes and towns lie, as far as it matters: within reach of a clinic the desk knows.

Bundling writes the atlas once, small, beside the rules; it is read when a place has to be found and not before.
"""

from dataclasses import dataclass, field
from math import asin, cos, radians, sin, sqrt

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
