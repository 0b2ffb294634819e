"""Who is on call, as the console's JSON and the command line show it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from nightdesk.incident.policy import Policy
from nightdesk.roster.defects import defects, now_in_words
from nightdesk.roster.roster import Roster
from nightdesk.roster.spans import handed_over


def standing_watch(roster: Roster, policies: Mapping[str, Policy], *, now: datetime) -> dict[str, Any]:
    """{now, on_call: rows, defects: what is wrong with the roster, in words}."""
    rows = list(on_call_rows(roster, policies, now))
    return {"now": now.isoformat(), "on_call": rows, "defects": list(defects(roster, now))}


def on_call_rows(
    roster: Roster, policies: Mapping[str, Policy], at: datetime, zone: ZoneInfo | None = None
) -> Iterator[dict[str, Any]]:
    """
    One row for each role of each tier, in the order of the ladders. A gap names who is woken instead, and says so: also
    one that is next, by next_by "catch-all".

    Times are in `zone`, or else in that of the schedule.
    """
    for policy in policies.values():
        for rung in policy.rungs:
            for role in rung.roles:
                holding, following = roster.holding(role, at), handed_over(roster, role, at)
                then, next_at = following or (None, None)
                schedule = roster.schedules.get(role)
                where = zone or (schedule.zone if schedule else ZoneInfo("UTC"))
                yield {
                    "policy": policy.name,
                    "tier": rung.tier,
                    "role": role,
                    "person": holding.person.id,
                    "name": holding.person.name,
                    "by": holding.by,
                    "next": then.person.id if then else None,
                    "next_name": then.person.name if then else None,
                    "next_by": then.by if then else None,
                    "next_at": next_at.astimezone(where).isoformat() if next_at else None,
                    "gap": now_in_words(roster, role, at) or None,
                }
