"""Who may be on call in whose place, and whom a name means."""

from datetime import datetime

from nightdesk.desk.kit import Kit
from nightdesk.incident.desk import Desk
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster

MOST_ASKED = 5


def roles_of(kit: Kit, person: Person) -> tuple[str, ...]:
    """The roles of the desks this person works, tier by tier."""
    desks = [desk for desk in Desk if kit.roster.may_work(person, desk)]
    rungs = sorted(
        (rung for policy in kit.policies.values() if policy.desk in desks for rung in policy.rungs),
        key=lambda rung: rung.tier,
    )
    return tuple(dict.fromkeys(role for rung in rungs for role in rung.roles))


def may_stand_in(kit: Kit, person: Person, other: Person, role: str) -> bool:
    """Whether this person could answer for the other's turn: on their desk, and for a vet only a vet."""
    return role in roles_of(kit, person) and (person.is_vet or not other.is_vet)


def could_cover(kit: Kit, person: Person, roles: tuple[str, ...], now: datetime) -> tuple[Person, ...]:
    """Whoever takes turns with them, then who is on call on other tiers; nobody who is away."""
    roster = kit.roster
    with_them = [p for role in roles for p in roster.schedules[role].people]
    on_call = [p.id for p in roster.holders(roles_of(kit, person), now)]
    desks = [desk for desk in Desk if roster.may_work(person, desk)]
    found = [
        one
        for one in map(roster.person, dict.fromkeys((*with_them, *on_call)))
        if one.id != person.id
        and not roster.changes().is_away(one.id, now)
        and any(roster.may_work(one, desk) for desk in desks)
        and (one.is_vet or not person.is_vet)
    ]
    return tuple(found[:MOST_ASKED])


def named(roster: Roster, told: str) -> Person | None:
    """Whom somebody means: an id, a name or words of one ("dr lind") that only one person has."""
    wanted = told.casefold().strip()
    words = set(wanted.replace(".", "").split())
    exact = [p for p in roster.people if wanted in {p.id, p.name.casefold(), *map(str.casefold, p.known_as)}]
    found = exact or [p for p in roster.people if words and words <= set(p.name.casefold().replace(".", "").split())]
    return found[0] if len(found) == 1 else None
