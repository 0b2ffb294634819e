"""nightdesk reply read: what a responder's text orders."""

from typing import Any

from nightdesk.channel.replies.commands import AskRef, Context, OpenRef, read
from nightdesk.cli.lines import Json, each_line, read_text, text_field
from nightdesk.errors import Malformed
from nightdesk.incident.desk import IncidentId


def add_to(commands: Any) -> None:
    """Add the command to the grammar."""
    parser = commands.add_parser("reply", help="read replies")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    reading = verbs.add_parser("read", help="{id, text, context} lines -> the command in each")
    reading.add_argument("--pretty", action="store_true", help="a table for people")
    reading.add_argument("file", nargs="?", help="JSON lines; standard input when left out")
    reading.set_defaults(run=lambda chosen: each_line(read_text(chosen.file), _answer, is_pretty=chosen.pretty))


def _answer(row: Json) -> Json:
    command = read(text_field(row, "text"), _context(row.get("context") or {}))
    return {
        "id": row.get("id"),
        "verb": command.verb,
        "target": command.target,
        "argument": command.argument,
        "reason": command.reason,
        **({"also": list(command.also)} if command.also else {}),
    }


def _context(given: Any) -> Context:
    if not isinstance(given, dict):
        raise Malformed("context: needs an object")
    waiting = (
        AskRef(code=_told(one, "asks", "code").upper(), incident=one.get("incident")) for one in _rows(given, "asks")
    )
    incidents = (
        OpenRef(
            code=_told(one, "open", "code"),
            incident=IncidentId(_told(one, "open", "incident")),
            title=str(one.get("title") or ""),
            state=str(one.get("state") or "open"),
        )
        for one in _rows(given, "open")
    )
    return Context(
        open=tuple(incidents),
        last_paged=given.get("last_paged"),
        asks=tuple(waiting),
        chosen=given.get("chosen"),
        nudged=tuple(given.get("nudged") or ()),
    )


def _rows(given: Json, name: str) -> list[Json]:
    rows = given.get(name) or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise Malformed(f"context.{name}: needs a list of objects")
    return rows


def _told(row: Json, where: str, name: str) -> str:
    """A name or a number, as it is typed."""
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int) or value == "":
        raise Malformed(f"context.{where}: each needs its {name}, a string")
    return str(value)
