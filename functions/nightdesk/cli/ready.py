"""nightdesk oncall --ready: who can be reached, and of everybody else why not."""

import argparse
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from nightdesk.cli.lines import Json, read_text, show
from nightdesk.errors import Malformed, Unavailable
from nightdesk.roster.person import Person
from nightdesk.roster.readiness import Reach, unready


def show_ready(chosen: argparse.Namespace, people: Iterable[Person], at: datetime) -> int:
    """A row for each person; 1 when somebody may not be reached."""
    known = _known(_said_of_reach(chosen))
    rows: list[Json] = []
    for person in people:
        reach = known.get(person.id)
        why = unready(person, reach, at)
        rows.append(
            {
                "person": person.id,
                "name": person.name,
                "ready": not why,
                "reasons": list(why),
                "verified_at": reach.verified_at.isoformat() if reach and reach.verified_at else None,
                "delivered_at": reach.delivered_at.isoformat() if reach and reach.delivered_at else None,
            }
        )
    show(rows, is_pretty=chosen.pretty)
    return int(any(not row["ready"] for row in rows))


def _said_of_reach(chosen: argparse.Namespace) -> str:
    if chosen.console:
        import urllib3

        token = os.environ.get("NIGHTDESK_CONSOLE_TOKEN", "")
        url = f"{chosen.console.rstrip('/')}/api/oncall"
        if not url.startswith(("https://", "http://")):
            raise Malformed(f"--console: {chosen.console!r} is no address; it begins with https://")
        try:
            answer = urllib3.request(
                "GET", url, headers={"authorization": f"Bearer {token}"}, timeout=10, retries=False
            )
        except urllib3.exceptions.HTTPError as error:
            raise Unavailable(f"--console: {url} does not answer: {type(error).__name__}") from error
        if answer.status != 200:
            raise Unavailable(f"--console: {url} answered {answer.status}")
        return answer.data.decode("utf-8", "replace")
    if chosen.export:
        return read_text(chosen.export)
    raise Malformed("--ready: needs --export FILE or --console URL, for only the table knows who was reached")


def _known(text: str) -> dict[str, Reach]:
    """What is known of each person: the `reach` list of an export, whose other fields are ignored."""
    try:
        rows = msgspec.json.decode(text.encode(), type=_Export).reach
    except msgspec.MsgspecError as error:
        raise Malformed(f"--export: not what /api/oncall says: {error}") from error
    return {reach.person: reach for reach in rows}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Export:
    reach: tuple[Reach, ...]
