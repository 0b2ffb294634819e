"""Until when a repeating event goes on, where the exporter did not write it as RFC 5545 (3.3.10) wants it."""

from collections.abc import Iterator
from datetime import UTC, datetime, tzinfo
from typing import Any


def mend_until(event: Any, zone: tzinfo) -> Iterator[str]:
    """
    Set each UNTIL right in the event; yields in words what was done.

    UNTIL has to be in UTC where DTSTART has a zone, and without one where DTSTART has none. Many exporters write it by
    the clock on the wall with DTSTART's zone in mind, and others in UTC beside a floating DTSTART; taken as it stands
    either would end the event some hours early or late, and its last shift would be gone. zone: of floating times.
    """
    start = event["DTSTART"].dt
    if not isinstance(start, datetime):
        return
    for rule in _rules(event):
        for i, until in enumerate(rule.get("UNTIL") or ()):
            if not isinstance(until, datetime):
                continue
            if until.tzinfo is None and start.tzinfo is not None:
                rule["UNTIL"][i] = until.replace(tzinfo=start.tzinfo).astimezone(UTC)
                yield f"UNTIL={until:%Y%m%dT%H%M%S} has no Z, and is read by the clock of DTSTART"
            elif until.tzinfo is not None and start.tzinfo is None:
                rule["UNTIL"][i] = until.astimezone(zone).replace(tzinfo=None)
                yield f"UNTIL={until:%Y%m%dT%H%M%SZ} is in UTC beside a DTSTART without a zone, and is read as UTC"


def ends_first(event: Any) -> bool:
    """
    Whether it ends before it begins, once its UNTIL is set right: what exporters leave of a series that was called off
    as a whole, so that it is no mistake by itself.
    """
    start = event["DTSTART"].dt
    return any(
        type(until) is type(start) and until < start for rule in _rules(event) for until in rule.get("UNTIL", ())
    )


def _rules(event: Any) -> list[Any]:
    rules = event.get("RRULE")
    return rules if isinstance(rules, list) else [rules] if rules else []
