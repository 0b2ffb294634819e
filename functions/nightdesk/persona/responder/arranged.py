"""What people read when whoever keeps the roster arranges something for them: nobody learns of it from a page."""

from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from nightdesk.channel.fitting import fit
from nightdesk.roster.person import Person

Arranged = Literal["covers", "is covered", "swaps", "is away"]
KEEP = "Text my shifts for yours."


def arranged(what: Arranged, reader: Person, other: str, starts: datetime, ends: datetime, *, is_over: bool) -> str:
    """To one of those it concerns. is_over: it was taken back."""
    span = f"from {_when(starts, reader)} to {_when(ends, reader)}"
    told = {
        "covers": f"You are on call for {other} {span}",
        "is covered": f"{other} covers you {span}",
        "swaps": f"You and {other} have each other's turns {span}",
        "is away": f"You are marked away {span}: your turns go to whoever is next",
    }[what]
    return fit(f"{'Taken back' if is_over else 'Arranged by your lead'}: {told}.", segments=2, keep=KEEP)


def _when(at: datetime, reader: Person) -> str:
    local = at.astimezone(ZoneInfo(reader.time_zone))
    return f"{local:%a} {local.day} {local:%b %H:%M %Z}"
