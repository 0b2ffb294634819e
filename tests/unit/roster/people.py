"""Rosters for the tests of this room."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from nightdesk.incident.desk import Phone
from nightdesk.roster.changes import Changes
from nightdesk.roster.layer import Layer
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster
from nightdesk.roster.schedule import Schedule

NAMES = ("ana", "ben", "cleo", "gus")
PEOPLE = tuple(Person(id=name, name=name.title(), phone=Phone(f"+1202555012{i}")) for i, name in enumerate(NAMES))
NEW_YORK = "America/New_York"


def roster(*layers: Layer, zone: str = NEW_YORK, planned: Changes | None = None, role: str = "on-call") -> Roster:
    """A roster with one schedule of these layers; gus is woken where it has nobody."""
    return Roster(
        people=PEOPLE,
        schedules={role: Schedule(layers=layers, time_zone=zone)},
        catch_all="gus",
        desks={"ops": NAMES},
        planned=planned or Changes(),
    )


def local(text: str, zone: str = NEW_YORK, *, fold: int = 0) -> datetime:
    """A time by the clock on the wall."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)


def wall(text: str) -> datetime:
    """A time of the clock on the wall, as a layer's first turn has it: without a zone."""
    return datetime.fromisoformat(text)


def holders(of: Roster, *times: datetime) -> str:
    """Who holds the first role at these times, "-" for a gap."""
    role = next(iter(of.schedules))
    found = [of.holding(role, at) for at in times]
    return " ".join("-" if one.is_gap else one.person.id for one in found)
