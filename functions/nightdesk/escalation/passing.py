"""Whoever passes an incident on says so once: the next word of theirs wakes nobody further up."""

from collections.abc import Callable
from datetime import datetime, timedelta

from nightdesk.incident.incident import Incident


def has_passed(incident: Incident, person: str, *, now: datetime, pace: Callable[[float], timedelta]) -> bool:
    """
    Whether this person passed it on lately, and was neither woken again nor took it since.

    Lately: within the time in which somebody must answer. Who asks for more help later is heard.
    """
    at = incident.passed_on.get(person)
    if at is None or (incident.ack and incident.ack.person == person):
        return False
    is_woken_since = any(page.person == person and page.at > at for page in incident.pages)
    return not is_woken_since and now < at + pace(incident.policy.ack_sla_minutes(incident.severity))
