"""Can each person really be reached: a test page answered, no STOP, and a text that arrived lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from nightdesk.roster.person import Person

LATELY = timedelta(days=14)
"""A digest goes out every week, so somebody who missed two of them is not reached any more."""
CANNOT_BE_TEXTED = {21211, 21214, 21217, 21612, 21614, 30005, 30006}
"""The carrier's word that this number will never take a text: no such number, or a landline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """
    What is known of how one person is reached, without the number, which is nobody else's business.

    verified_at: when they last answered a test page. delivered_at: when the carrier last said that a text had arrived.
    failed_at and failed_with: the last that did not, and the carrier's code.
    """

    person: str
    is_stopped: bool = False
    verified_at: datetime | None = None
    delivered_at: datetime | None = None
    failed_at: datetime | None = None
    failed_with: int = 0


def unready(person: Person, reach: Reach | None, now: datetime, *, lately: timedelta = LATELY) -> tuple[str, ...]:
    """Why somebody may not be reached; nothing when they can be. A number nothing is known of is not ready."""
    known = reach or Reach(person=person.id)
    why: list[str] = []
    if known.verified_at is None:
        why.append("has never answered a test page")
    if "sms" not in person.channels:
        return tuple(why)
    if known.is_stopped:
        why.append("has opted out of texts (STOP)")
    if known.failed_at and (known.delivered_at is None or known.delivered_at < known.failed_at):
        never = "; it cannot be texted" if known.failed_with in CANNOT_BE_TEXTED else ""
        code = f" ({known.failed_with})" if known.failed_with else ""
        why.append(f"the last text did not arrive{code}{never}")
    elif known.delivered_at is None or now - known.delivered_at > lately:
        why.append(f"no text has arrived in {lately.days} days")
    return tuple(why)
