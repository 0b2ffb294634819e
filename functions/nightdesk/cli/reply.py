"""nightdesk reply read: what a responder's text orders."""

from typing import Any

from nightdesk.channel.replies.commands import AskRef, Context, OpenRef, read
from nightdesk.cli.lines import Json, each_line, read_text, text_field
from nightdesk.errors import Malformed


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
    try:
        return Context(
            open=tuple(
                OpenRef(
                    code=str(one["code"]),
                    incident=one["incident"],
                    title=str(one.get("title", "")),
                    state=str(one.get("state", "open")),
                )
                for one in given.get("open") or ()
            ),
            last_paged=given.get("last_paged"),
            asks=tuple(
                AskRef(code=str(one["code"]), incident=one.get("incident", "")) for one in given.get("asks") or ()
            ),
            chosen=given.get("chosen"),
            nudged=tuple(given.get("nudged") or ()),
        )
    except (KeyError, TypeError) as error:
        raise Malformed(f"context: {error} is missing or of the wrong kind") from error
