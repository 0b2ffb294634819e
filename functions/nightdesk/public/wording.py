"""The words customers read. Fixed: nobody writes well at four in the morning, and nothing of ours is in them."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from nightdesk.incident.trouble import Level, Stage, Trouble

ALL_WELL = "All systems working"
STATES: dict[Level, str] = {
    "maintenance": "Under maintenance",
    "recovering": "Recovering",
    "degraded": "Slow or partly failing",
    "partial": "Partly out of order",
    "major": "Out of order",
}
WORKING = "Working"
HEADLINES: dict[Level, str] = {
    "maintenance": "Planned maintenance is under way",
    "recovering": "Working again, and we are watching it",
    "degraded": "Some things are slow or failing",
    "partial": "Some things are out of order",
    "major": "A serious outage",
}
STAGES: dict[Stage, tuple[str, str]] = {
    "investigating": ("Investigating", "We have noticed a problem and are looking into it."),
    "engaged": ("Investigating", "Our team is working on it."),
    "worse": ("Update", "More of you are affected than we first saw. It has our full attention."),
    "better": ("Update", "It is better than it was. We keep working on the rest."),
    "identified": ("Identified", "We have found what looks like the cause."),
    "fixing": ("Fixing", "We are putting a fix in place."),
    "undone": ("Update", "The first fix did not help, so we took it back. We are trying another way."),
    "watching": ("Watching", "It works again. We are watching closely before we call it over."),
    "planned": ("Maintenance", "Planned work is under way. Some things may be away for a moment."),
    "done": ("Done", "The planned work is done. Thank you for your patience."),
    "resolved": ("Resolved", "This is over. We are sorry for the trouble."),
}


def title(names: Sequence[str], level: Level) -> str:
    """Checkout: partly out of order"""
    return f"{listed(names)}: {STATES[level][0].lower()}{STATES[level][1:]}"


def listed(names: Sequence[str], most: int = 3, *, and_: str = "and", and_more: str = "more") -> str:
    """Online shop, Checkout and 2 more"""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} {and_} {len(names) - most + 1} {and_more}"
    return f" {and_} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def lasted(trouble: Trouble) -> str:
    """ "42 min", "2 h 5 min"; of one that goes on nothing."""
    return span(trouble.resolved_at - trouble.opened_at) if trouble.resolved_at else ""


def span(time: timedelta) -> str:
    minutes = max(1, round(time.total_seconds() / 60))
    if minutes < 60:
        return f"{minutes} min"
    hours, left = divmod(minutes, 60)
    if hours < 48:
        return f"{hours} h {left} min" if left else f"{hours} h"
    return f"{hours // 24} days"


def moment(at: datetime) -> str:
    """22 Nov, 03:00 UTC"""
    return f"{at.astimezone(UTC):%-d %b, %H:%M} UTC"
