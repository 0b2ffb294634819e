"""Asking for permission: what is asked, of whom, until when."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, timedelta

from nightdesk.approval.codes import DICE, Dice, new_code, new_codes
from nightdesk.incident.ask import Ask, Asked, Plan
from nightdesk.roster.roster import Person


def request(
    plan: Plan,
    *,
    approvers: Iterable[Person],
    now: datetime,
    lifetime: timedelta,
    dice: Dice = DICE,
    ask_id: str = "",
    requested_by: str = "",
) -> Ask:
    """
    A pending Ask with a code for each approver, valid until `now + lifetime`.

    requested_by: id of the person who proposed the plan; nobody approves their own. When no approver is left
    the Ask can only expire, which escalates: silence is never permission.
    """
    people = {person.phone: person for person in approvers if person.id != requested_by}.values()
    codes = new_codes(len(people), dice)
    return Ask(
        id=ask_id or f"ask-{new_code(dice)}{new_code(dice)}".lower(),
        plan=plan,
        digest=digest(plan),
        asked=tuple(
            Asked(person=person.id, phone=person.phone, code=code) for person, code in zip(people, codes, strict=True)
        ),
        asked_at=now,
        expires_at=now + lifetime,
    )


def digest(plan: Plan) -> str:
    """SHA-256, in hex, over the plan's canonical JSON: what was shown is what may run."""
    canonical = json.dumps(asdict(plan), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
