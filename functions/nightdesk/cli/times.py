"""Times as options take them: ISO 8601 with their zone, because a night has more than one."""

from datetime import datetime

from nightdesk.errors import Malformed
from nightdesk.runbook.years import why_not_then


def time_told(option: str, text: str) -> datetime:
    """An aware time. Raises Malformed naming the option, what was typed and what to write instead."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed(f"{option}: {text!r} is not a time; write 2026-11-22T03:00:00+00:00") from error
    if at.tzinfo is None:
        raise Malformed(f"{option}: {text!r} has no time zone; write 2026-11-22T03:00:00+00:00")
    if why := why_not_then(at):
        raise Malformed(f"{option}: {text!r} {why}")
    return at
