"""Whom a change of the rota concerns, and the texts that tell them."""

from nightdesk.desk.kit import Kit
from nightdesk.errand.errand import Outbox, Text
from nightdesk.incident.desk import Phone
from nightdesk.persona.responder.arranged import Arranged, arranged
from nightdesk.roster.changes import Away, Changes, Override, Swap

Departure = Override | Swap | Away


def told(kit: Kit, before: Changes, after: Changes) -> tuple[Outbox, ...]:
    """A text to everybody whom what is new, or gone, concerns; once for a cover of several roles."""
    people = {person.id: person for person in kit.roster.people}
    texts: dict[tuple[Phone, str], None] = {}
    for one in (*departures(before), *departures(after)):
        is_over = one not in departures(after)
        for reader, other, what in _concerned(one) if is_over or one not in departures(before) else ():
            if reader in people and other in {"", *people}:
                name, who = people[other].name if other else "", people[reader]
                body = arranged(what, who, name, one.starts_at, one.ends_at, is_over=is_over)
                texts[who.phone, body] = None
    return tuple(
        Outbox(id=kit.new_id(), at=kit.now(), errand=Text(to=to, body=body, purpose="inform")) for to, body in texts
    )


def departures(rota: Changes) -> tuple[Departure, ...]:
    """What is arranged, of every kind."""
    return (*rota.overrides, *rota.swaps, *rota.away)


def _concerned(one: Departure) -> tuple[tuple[str, str, Arranged], ...]:
    """Each person, the other of the two, and what it is to them."""
    match one:
        case Override():
            covered = ((one.instead_of, one.person, "is covered"),) if one.instead_of else ()
            return ((one.person, one.instead_of, "covers"), *covered)
        case Swap():
            return ((one.one, one.other, "swaps"), (one.other, one.one, "swaps"))
        case Away():
            return ((one.person, "", "is away"),)
