"""What is typed for the rota and cannot be meant, and what a change of it leaves wrong."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from nightdesk.errors import Malformed
from nightdesk.roster.changes import Changes
from nightdesk.roster.defects import defects
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster, live
from nightdesk.roster.spans import changes_anything

LONGEST = timedelta(days=366)


def person_called(roster: Roster, told: str) -> Person:
    """By id, by name or by one word of it that only one has. Raises Malformed."""
    wanted = told.strip().casefold()
    exact = [p for p in roster.people if wanted in {p.id.casefold(), p.name.casefold()}]
    found = exact or [p for p in roster.people if wanted in p.name.casefold().split()]
    if len(found) == 1:
        return found[0]
    known = ", ".join(p.id for p in found or roster.people)
    raise Malformed(f"{'several are' if found else 'nobody is'} called {told!r}; there are {known}")


def refuse_odd_times(starts: datetime, ends: datetime, told: str, now: datetime) -> None:
    """Raises Malformed for what is over, ends before it begins, or has a year that slipped."""
    if ends <= max(starts, now):
        raise Malformed(f"--until: {told} is over, or not after --from")
    if ends - starts > LONGEST:
        raise Malformed(f"--until: {told} is more than a year after --from; what lasts longer belongs into the roster")


def refuse_pointless(roster: Roster, added: Changes, turned: Sequence[str], starts: datetime, ends: datetime) -> None:
    """Raises Malformed for what changes nobody's turn: those it concerns would be told of a change that is none."""
    before = roster.changes()
    after, span = before.then(added), (starts, ends)
    if not any(changes_anything(roster, before, after, role, span) for role in roster.schedules):
        whose = f"{' and '.join(turned)} {'have' if len(turned) > 1 else 'has'}"
        raise Malformed(f"nothing changes by it: in that time {whose} no turn there")


def left_wrong(roster: Roster, before: Changes, after: Changes, now: datetime) -> tuple[str, ...]:
    """What is wrong with the roster after a change that was not before it."""
    known = set(defects(live(roster, lambda: before), now))
    return tuple(one for one in defects(live(roster, lambda: after), now) if one not in known)
