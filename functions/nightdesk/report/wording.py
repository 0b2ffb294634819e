"""How a report writes things: times, lists, what is not known, and other people's words."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from nightdesk.persona.wording.composing import elapsed
from nightdesk.redaction.redact import redact

UNKNOWN = "not known"
LONGEST = 600
"""Characters of one line of somebody's words."""


def line(text: str) -> str:
    """
    Somebody's words on one line, redacted and bounded; "not known" when there are none.

    One line, so that no alarm name can write a heading of its own; names of AWS resources stay whole.
    """
    words = " ".join(redact(text, keep_arns=True).split())
    return f"{words[:LONGEST]}..." if len(words) > LONGEST else words or UNKNOWN


def moment(at: datetime | None) -> str:
    """2026-11-22 03:14:15 UTC."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if at else UNKNOWN


def day(at: datetime) -> str:
    """2026-11-24."""
    return f"{at.astimezone(UTC):%Y-%m-%d}"


def span(length: timedelta | None) -> str:
    """4 min 12 s, or "not known"."""
    return UNKNOWN if length is None else elapsed(length)


def listed(items: Iterable[str]) -> str:
    """checkout, storefront; "not known" when there are none."""
    return ", ".join(line(item) for item in items) or UNKNOWN


def bullets(items: Iterable[str], *, otherwise: str = UNKNOWN) -> tuple[str, ...]:
    """One line each, with a dash."""
    return tuple(f"- {line(item)}" for item in items) or (f"- {otherwise}",)
