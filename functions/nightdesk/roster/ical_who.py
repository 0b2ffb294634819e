"""Whose shift an event of a calendar is. Who is woken is never guessed."""

import re
from collections.abc import Iterator
from typing import Any

from nightdesk.roster.person import Person


def whose(event: Any, people: tuple[Person, ...]) -> str:
    """
    Whose shift it is: those who attend and have not declined, else whom the summary names.

    Raises ValueError when it is nobody on the roster, or could be two.
    """
    attending = list(_attending(event))
    summary = str(event.get("SUMMARY", "")).strip()
    known = {p.id: None for told in attending for p in people if any(_is(p, one) for one in told)}
    named = {p.id: None for p in people if _names(p, summary)}
    both = [person for person in known if person in named]
    for certain in (both, list(known), list(named)):
        if len(certain) == 1:
            if known and named and not both:
                raise ValueError(f"{next(iter(known))} attends, but the summary {summary!r} names somebody else")
            return certain[0]
        if certain:
            raise ValueError(f"could be the shift of {' or '.join(certain)}")
    told = "; ".join(filter(None, [summary and repr(summary), *(one[0] for one in attending)]))
    raise ValueError(f"nobody on the roster is meant by {told or 'an event without summary or attendee'}")


def _attending(event: Any) -> Iterator[tuple[str, ...]]:
    """Address and common name of everybody who attends and has not declined."""
    given = event.get("ATTENDEE", [])
    for one in given if isinstance(given, list) else [given]:
        params = getattr(one, "params", {})
        is_room = str(params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE", "GROUP"}
        if str(params.get("PARTSTAT", "")).upper() != "DECLINED" and not is_room:
            address = re.sub(r"^mailto:", "", str(one), flags=re.IGNORECASE)
            yield tuple(filter(None, (address.strip(), str(params.get("CN", "")).strip())))


def _is(person: Person, told: str) -> bool:
    """Is this address or name exactly theirs?"""
    return told.casefold() in {one.casefold() for one in (person.id, person.name, *person.known_as)}


def _names(person: Person, summary: str) -> bool:
    """Does the summary have one of their names in it, as whole words?"""
    words = (person.id, person.name, *person.known_as)
    return any(re.search(rf"(?<![\w@.-]){re.escape(one)}(?![\w@-])", summary, re.IGNORECASE) for one in words)
