"""What waits for a human's permission, and the steps that were taken with it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from nightdesk.incident.desk import Phone

CODE_ALPHABET = "BCDFGHJKMNPQRSTVWXYZ23456789"
"""What approval codes are made of: no vowels, so no words; no 0, 1, L, so nothing to misread."""

CODE_LENGTH = 6


class Risk(StrEnum):
    """LOW and MEDIUM run by themselves (MEDIUM with an undo ready); HIGH waits for a human."""

    LOW = "LOW"
    MEDIUM = "MEDIUM"
    HIGH = "HIGH"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One registered action with its parameters, and what a human needs to know to judge it."""

    runbook: str
    action: str
    parameters: dict[str, str]
    title: str
    risk: Risk
    why: str
    impact: str
    rollback: str
    service: str


class AskState(StrEnum):
    """PENDING becomes anything else, once; what was GRANTED can be DENIED or WITHDRAWN until its step has begun."""

    PENDING = "pending"
    GRANTED = "granted"
    DENIED = "denied"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One person who may answer, and the code that only this person's phone was given."""

    person: str
    phone: Phone
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """
    A request for permission.

    digest: SHA-256 over the plan, so that what runs is what was shown.
    token: wakes the waiting chain; it never leaves the table. Empty until the chain has handed it over.
    wrong_answers: a third wrong code for this phone's ask denies it.
    not_before: when what was granted may begin; until then whoever was asked can still say no.
    """

    id: str
    plan: Plan
    digest: str
    asked: tuple[Asked, ...]
    asked_at: datetime
    expires_at: datetime
    state: AskState = AskState.PENDING
    token: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    wrong_answers: int = 0
    not_before: datetime | None = None


class StepState(StrEnum):
    """How far a step got. Only VERIFIED is success."""

    STARTED = "started"
    BACKED_UP = "backed up"
    ACTED = "acted"
    VERIFIED = "verified"
    FAILED = "failed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken:
    """
    One run of one plan. backup: what is needed to undo it, written before anything is changed.
    """

    id: str
    plan: Plan
    state: StepState
    started_at: datetime
    backup: dict[str, str] = field(default_factory=dict)
    outcome: str = ""
    ended_at: datetime | None = None
