"""Who may hold a role that is somebody else's turn: of the same desk, and for a vet only a vet."""

from collections.abc import Collection, Mapping

from nightdesk.roster.person import Person
from nightdesk.roster.schedule import Schedule


def why_unsuited(
    person: str,
    role: str,
    schedule: Schedule,
    *,
    people: Mapping[str, Person],
    desks: Mapping[str, Collection[str]],
    catch_all: str,
) -> str:
    """
    Why this person cannot answer for a role's incidents, for people; empty when they can.

    The desk of a role is where everybody on its schedule works: whoever works elsewhere would be woken for incidents
    that are hidden from them. The catch-all works everywhere. Somebody unknown is somebody else's defect.
    """
    of_schedule = [one for one in schedule.people if one in people]
    if person not in people or person in of_schedule:
        return ""
    turns = [one for one in of_schedule if one != catch_all]
    shared = [desk for desk, members in desks.items() if turns and all(one in members for one in turns)]
    if person != catch_all and shared and not any(person in desks[desk] for desk in shared):
        return f"{person} is not of the desk {' or '.join(shared)}, and could not answer as {role}"
    if turns and all(people[one].is_vet for one in turns) and not people[person].is_vet:
        return f"{person} is no vet, as everybody on {role} is"
    return ""
