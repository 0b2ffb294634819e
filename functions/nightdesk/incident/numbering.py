"""
The short numbers that people type: which of them means which incident on somebody's phone.

An incident's own number grows for years; nobody should type five digits at three in the morning. So each person who is
woken gets the lowest number that is free on their phones. It stays the incident's there until it is over and `PAUSE`
after that: a late "ack 3" then still means what it meant, and is told that this is over.

A number names an incident and proves nothing, so it is never enough for an approval. The incident's name always works
in its stead, from any phone of the roster.

How it is saved. Each phone has one small row of what its numbers mean, with a version. The store gives the numbers out
while it saves the very transaction that holds the page, under the condition that the row is as it was read: two
incidents that open at one instant never get the same one, a worker that dies leaves both or neither, and a repeat finds
the number given. What was written for the page says the name, and is shortened to the number as it is saved. So a page
never waits for its number: where too many want one of the same phone at once it goes out with the name, which is as
good. An incident remembers its numbers itself, so nothing is read for all that is said about it later. Of an incident
that became part of another the numbers lead there.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from nightdesk.incident.desk import IncidentId, Phone, short_code
from nightdesk.incident.incident import Incident

PAUSE = timedelta(hours=24)
"""
How long a number rests once its incident is over. Whoever was woken at night and slept through it answers next morning,
at the latest when their next turn begins at the same hour; after that a text of the day before is history.
"""
_VERBS = "ack|take|escalate|pass|status|who|more|join|say|note|snooze|split|merge|resolve|close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one number means, and since when. over_at: when that ended; where it was merged, when that one did."""

    code: int
    incident: IncidentId
    at: datetime
    over_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbering:
    """What the numbers of one phone mean, lowest first. Somebody's phones share those of the one that is texted."""

    phone: Phone
    given: tuple[Given, ...] = ()
    version: int = 0


def given_to(numbering: Numbering, incident: IncidentId, *, now: datetime) -> tuple[Numbering, int]:
    """The phone's numbers with one for this incident, and which: the one it has, else the lowest that is free."""
    known = next((one.code for one in numbering.given if one.incident == incident), None)
    if known is not None:
        return numbering, known
    kept = {one.code: one for one in numbering.given if one.over_at is None or now - one.over_at < PAUSE}
    code = next(number for number in range(1, len(kept) + 2) if number not in kept)
    kept[code] = Given(code=code, incident=incident, at=now)
    return replace(numbering, given=tuple(kept[one] for one in sorted(kept))), code


def name_of(incident: IncidentId) -> str:
    """What means this incident on every phone: INC-42."""
    return f"INC-{short_code(incident)}"


def typed(incident: Incident, reader: Phone) -> str:
    """What this reader types for it: their number, or its name while they have none."""
    codes = incident.codes.get(reader)
    return str(codes[0]) if codes else name_of(incident.id)


def spoken(incident: Incident, listener: Phone) -> str:
    """What is said for it to this listener, who may type it later."""
    return typed(incident, listener).replace("-", " ")


def shortened(body: str, incident: IncidentId, code: int) -> str:
    """A text with the number wherever it says to type the name. Where it only tells the name, that stays."""
    name = re.escape(name_of(incident))
    return re.sub(rf"\b((?:{_VERBS}) |merge \S+ into ){name}\b", rf"\g<1>{code}", body)


def numbered(incident: Incident, phone: Phone, code: int) -> Incident:
    """The incident with one more number on this phone; the first stays the one that is shown."""
    codes = dict.fromkeys((*incident.codes.get(phone, ()), code))
    return replace(incident, codes={**incident.codes, phone: tuple(codes)})


def with_numbers_of(winner: Incident, loser: Incident) -> Incident:
    """The winner with the loser's numbers, which lead to it from now on."""
    phones = dict.fromkeys((*winner.codes, *loser.codes))
    both = {
        phone: tuple(dict.fromkeys((*winner.codes.get(phone, ()), *loser.codes.get(phone, ())))) for phone in phones
    }
    return replace(winner, codes=both)
