"""Whose shift an event of a calendar is. Who is woken is never guessed."""

import re
from collections.abc import Iterator
from typing import Any

from nightdesk.roster.person import Person


def whose(event: Any, people: tuple[Person, ...]) -> str:
    """
    Whose shift it is: those who attend and have not declined, else whom the summary names.

    Raises ValueError when it is nobody on the roster, could be two, or is declined by the one it names.
    """
    attending = list(_invited(event, has_declined=False))
    summary = str(event.get("SUMMARY", "")).strip()
    known = {p.id: None for told in attending for p in people if any(_is(p, one) for one in told)}
    named = {p.id: None for p in people if _names(p, summary)}
    both = [person for person in known if person in named]
    for certain in (both, list(known), list(named)):
        if len(certain) == 1:
            if known and named and not both:
                raise ValueError(f"{next(iter(known))} attends, but the summary {summary!r} names somebody else")
            if not known and _has_declined(event, people, certain[0]):
                raise ValueError(f"{certain[0]} has declined, but the summary {summary!r} names them")
            return certain[0]
        if certain:
            raise ValueError(f"could be the shift of {' or '.join(certain)}")
    told = "; ".join(filter(None, [summary and repr(summary), *(one[0] for one in attending)]))
    raise ValueError(f"nobody on the roster is meant by {told or 'an event without summary or attendee'}")


def _has_declined(event: Any, people: tuple[Person, ...], person: str) -> bool:
    told = [name for names in _invited(event, has_declined=True) for name in names]
    return any(p.id == person and _is(p, name) for p in people for name in told)


def _invited(event: Any, *, has_declined: bool) -> Iterator[tuple[str, ...]]:
    """Addresses and common name of everybody whose time it takes: no rooms, and nobody who is only told of it."""
    given = event.get("ATTENDEE", [])
    for one in given if isinstance(given, list) else [given]:
        params = getattr(one, "params", {})
        is_room = str(params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE", "GROUP"}
        is_told = str(params.get("ROLE", "")).upper() == "NON-PARTICIPANT"
        if not (is_room or is_told) and (str(params.get("PARTSTAT", "")).upper() == "DECLINED") is has_declined:
            # Some write whose address it is beside an address that is only the calendar's own.
            told = (str(one), str(params.get("EMAIL", "")), str(params.get("CN", "")))
            yield tuple(filter(None, (re.sub(r"^mailto:", "", name.strip(), flags=re.IGNORECASE) for name in told)))


def _is(person: Person, told: str) -> bool:
    """Is this address or name exactly theirs?"""
    return told.casefold() in {one.casefold() for one in person.called}


def _names(person: Person, summary: str) -> bool:
    """Does the summary have one of their names in it, as whole words?"""
    return any(re.search(rf"(?<![\w@.-]){re.escape(one)}(?![\w@-])", summary, re.IGNORECASE) for one in person.called)
