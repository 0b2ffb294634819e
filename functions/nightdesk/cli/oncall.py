"""nightdesk oncall [--at T]: who is on call on each tier, and who is next."""

import argparse
from datetime import UTC, datetime, timedelta
from typing import Any

from nightdesk.cli.lines import show
from nightdesk.errors import Malformed
from nightdesk.roster.roster import Roster
from nightdesk.shelf import shelf


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("oncall", help="who is on call per tier, and next")
    parser.add_argument("--at", help="an ISO 8601 time with its zone; now when left out")
    parser.add_argument("--pretty", action="store_true", help="a table for people")
    parser.set_defaults(run=_oncall)


def _oncall(chosen: argparse.Namespace) -> int:
    at, books, rows = _time(chosen.at), shelf(), []
    for policy in books.policies.values():
        for rung in policy.rungs:
            for role in rung.roles:
                holder, following = books.roster.holder(role, at), _next(books.roster, role, at)
                rows.append(
                    {
                        "policy": policy.name,
                        "tier": rung.tier,
                        "role": role,
                        "person": holder.id,
                        "name": holder.name,
                        "next": following[0] if following else None,
                        "next_at": following[1].isoformat() if following else None,
                    }
                )
    show(rows, is_pretty=chosen.pretty)
    return 0


def _time(text: str | None) -> datetime:
    if text is None:
        return datetime.now(UTC)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Malformed(f"--at: {text!r} is not a time; write 2026-11-22T03:00:00+00:00") from error
    if at.tzinfo is None:
        raise Malformed(f"--at: {text!r} has no time zone; write 2026-11-22T03:00:00+00:00")
    return at


def _next(roster: Roster, role: str, at: datetime) -> tuple[str, datetime] | None:
    """Who takes over next and when; None when the same person stays on."""
    rotation, holder = roster.schedules.get(role), roster.holder(role, at)
    if rotation is None:
        return None
    turn = timedelta(hours=rotation.hours)
    edges = [rotation.starts_at + turn * ((at - rotation.starts_at) // turn + k) for k in (1, 2, 3)]
    edges += [edge for o in roster.overrides if o.role == role for edge in (o.starts_at, o.ends_at)]
    for edge in sorted(edge for edge in edges if edge > at):
        following = roster.holder(role, edge)
        if following.id != holder.id:
            return following.id, edge
    return None
