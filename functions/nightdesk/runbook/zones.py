"""Names of time zones, as people write them into data files: refused where they would not mean what they seem to."""

import re
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

_FIXED = {"EST": "America/New_York", "MST": "America/Denver", "HST": "Pacific/Honolulu"}
"""In the database these are offsets that never change, or a place nobody has in mind."""
_SIGNED = re.compile(r"(?:Etc/)?(?:GMT|UTC)\s*[+-]\s*\d.*", re.IGNORECASE)


def why_no_zone(name: str) -> str:
    """What is wrong with this name of a time zone, for people; empty when nothing is."""
    if name in _FIXED:
        return f"{name!r} has no summer time; write a place, such as {_FIXED[name]}"
    if _SIGNED.fullmatch(name.strip()) and name not in {"Etc/GMT+0", "Etc/GMT-0", "GMT+0", "GMT-0"}:
        # Etc/GMT+2 is two hours behind UTC: whoever writes it means the opposite as often as not.
        return f"{name!r} is an offset, which has no summer time; write a place, such as Europe/Lisbon, or UTC"
    known = _known()
    if name in known.values():
        return ""
    meant = known.get(name.strip().casefold().replace(" ", "_"))
    return f"no time zone is called {name!r}" + (f"; write {meant}" if meant else "")


def zone_called(name: str) -> ZoneInfo:
    """The zone of a name that nothing is wrong with; UTC of any other."""
    return ZoneInfo("UTC" if why_no_zone(name) else name)


@cache
def _known() -> dict[str, str]:
    """
    Every name by its small letters, from the package that is deployed too.

    Not from the machine's own files: they differ from one to the next, and some have `localtime` and `posix/...`.
    """
    told = files("tzdata").joinpath("zones").read_text("utf-8").split()
    return {name.casefold(): name for name in told if name != "Factory"}
