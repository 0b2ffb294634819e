"""
What an answer to a request for permission amounts to.

Pure: the same answer twice gives the same outcome, and only `Granted` lets anything run. Every outcome that changes
the request carries the new one; the caller saves it on condition that nobody was faster.
"""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, overload

from nightdesk.approval.request import digest
from nightdesk.contact.contact import Contact
from nightdesk.incident.ask import Ask, Asked, AskState, Plan
from nightdesk.incident.desk import Phone

MOST_WRONG_CODES = 3
"""The third wrong code denies the request it was meant for, and locks a phone that keeps trying."""


@dataclass(frozen=True, slots=True)
class Granted:
    """Permission, by this person, for the plan whose digest the request holds."""

    ask: Ask
    by: str


@dataclass(frozen=True, slots=True)
class Denied:
    """No. Said by a person, or because codes were guessed or the plan is not the one that was shown."""

    ask: Ask
    by: str
    why: str = "denied"


@dataclass(frozen=True, slots=True)
class Expired:
    """Too late: answered but not obeyed."""

    ask: Ask


@dataclass(frozen=True, slots=True)
class NotYours:
    """This phone was not asked, or the code is somebody else's. Tells a stranger nothing about which."""


@dataclass(frozen=True, slots=True)
class WrongCode:
    """Not the code this phone was given. left: tries before the request is denied."""

    ask: Ask
    left: int


@dataclass(frozen=True, slots=True)
class AlreadyAnswered:
    """Decided before: by whom (a person's id, empty when nobody), when and how."""

    by: str
    at: datetime | None
    state: AskState


@dataclass(frozen=True, slots=True)
class NeedsAnother:
    """The first of two people said yes. The request stays pending for somebody else's."""

    ask: Ask
    by: str


Outcome = Granted | Denied | Expired | NotYours | WrongCode | AlreadyAnswered


@overload
def answer(ask: Ask, *, code: str, phone: Phone, person: str, yes: bool, now: datetime) -> Outcome: ...
@overload
def answer(
    ask: Ask, *, code: str, phone: Phone, person: str, yes: bool, now: datetime, two_people: Literal[True]
) -> Outcome | NeedsAnother: ...
def answer(
    ask: Ask, *, code: str, phone: Phone, person: str, yes: bool, now: datetime, two_people: bool = False
) -> Outcome | NeedsAnother:
    """
    Judge one reply. A yes counts only from the phone that was asked, with its own code, before expiry, once.

    two_people: a yes needs a second one from somebody else; the first is remembered in `answered_by`.
    """
    if (refused := refusal(ask, code=code, phone=phone, person=person, now=now)) is not None:
        return refused
    if not yes:
        return Denied(_answered(ask, AskState.DENIED, person, now), person)
    if digest(ask.plan) != ask.digest:
        return Denied(_answered(ask, AskState.DENIED, "", now), "", "the plan is not the one that was shown")
    if two_people and ask.answered_by in {"", person}:
        return NeedsAnother(replace(ask, answered_by=person, answered_at=now), person)
    return Granted(_answered(ask, AskState.GRANTED, person, now), person)


def refusal(
    ask: Ask, *, code: str, phone: Phone, person: str, now: datetime
) -> NotYours | Expired | AlreadyAnswered | WrongCode | Denied | None:
    """Why this reply does not count, whatever it says; None when it does. The third wrong code denies."""
    mine = asked_of(ask, phone, person)
    if mine is None or _is_anothers(ask, mine, code):
        return NotYours()
    if ask.state is AskState.EXPIRED:
        return Expired(ask)
    if ask.state is not AskState.PENDING:
        return AlreadyAnswered(ask.answered_by, ask.answered_at, ask.state)
    if now >= ask.expires_at:
        return Expired(replace(ask, state=AskState.EXPIRED))
    if not _same(code, mine.code):
        return _counted(ask, person, now)
    return None


def asked_of(ask: Ask, phone: Phone, person: str) -> Asked | None:
    """What this person was asked on this phone."""
    return next((asked for asked in ask.asked if asked.phone == phone and asked.person == person), None)


def is_same_plan(ask: Ask, plan: Plan) -> bool:
    """Is this, to the letter, the plan that was shown to whoever was asked?"""
    return hmac.compare_digest(ask.digest, digest(plan))


def locked(contact: Contact, *, now: datetime) -> bool:
    """Has this phone tried so many wrong codes that its answers do not count for now?"""
    return contact.locked_until is not None and now < contact.locked_until


def _counted(ask: Ask, person: str, now: datetime) -> WrongCode | Denied:
    wrong = ask.wrong_answers + 1
    ask = replace(ask, wrong_answers=wrong)
    if wrong < MOST_WRONG_CODES:
        return WrongCode(ask, MOST_WRONG_CODES - wrong)
    return Denied(
        _answered(ask, AskState.DENIED, "", now), "", f"{MOST_WRONG_CODES} wrong codes, the last from {person}"
    )


def _is_anothers(ask: Ask, mine: Asked, code: str) -> bool:
    return any(_same(code, asked.code) for asked in ask.asked if asked is not mine)


def _answered(ask: Ask, state: AskState, by: str, now: datetime) -> Ask:
    return replace(ask, state=state, answered_by=by, answered_at=now)


def _same(typed: str, given: str) -> bool:
    return hmac.compare_digest(typed.encode(), given.encode())
