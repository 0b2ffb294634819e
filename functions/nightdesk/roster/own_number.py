"""The desk's own number is nobody's: a roster that gives it to somebody wakes whoever is next instead."""

from dataclasses import replace
from datetime import UTC, datetime

from nightdesk.incident.desk import Phone
from nightdesk.roster.changes import Away, Changes
from nightdesk.roster.person import Person
from nightdesk.roster.roster import Roster

_EVER, _NEVER = datetime(1970, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def without_number(roster: Roster, own: Phone) -> Roster:
    """
    The roster as a desk with this number can use it; the same where nobody has it.

    Files are refused for it, where they tell the number or the shell does; a deployment knows it in any case. Whoever
    has another number is called there. Whoever has none is away for good, so that others have their turns.
    """
    wrong = [person for person in roster.people if own in person.numbers]
    if not wrong:
        return roster
    lost = {person.id for person in wrong if len(person.numbers) == 1}
    left = [person.id for person in roster.people if person.id not in lost]
    is_lost = roster.catch_all in lost and left
    kept = replace(
        roster.planned,
        overrides=tuple(one for one in roster.planned.overrides if one.person not in lost),
        away=tuple(one for one in roster.planned.away if one.person not in lost),
    )
    away = tuple(Away(person=one, starts_at=_EVER, ends_at=_NEVER) for one in sorted(lost))
    said = tuple(f"{one.name} has the desk's own number in the roster, and is never reached by it" for one in wrong)
    return replace(
        roster,
        people=tuple(_without(person, own) for person in roster.people),
        catch_all=left[0] if is_lost else roster.catch_all,
        planned=kept.then(Changes(away=away)),
        remarks=tuple(dict.fromkeys((*roster.remarks, *said))),
    )


def _without(person: Person, own: Phone) -> Person:
    others = tuple(number for number in person.numbers if number != own)
    if own not in person.numbers or not others:
        return person
    if person.phone != own:
        return replace(person, rings=others if len(others) > 1 else ())
    # Which of the others takes texts only the file knew; a call reaches all of them.
    return replace(person, phone=others[0], rings=others if len(others) > 1 else (), channels=("call",))
