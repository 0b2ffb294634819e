"""JSON lines in, JSON lines out; a bad line is reported in its place and the rest goes on."""

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from nightdesk.errors import Malformed, NightdeskError

Json = dict[str, Any]


def read_text(source: str | None) -> str:
    """A file's text, or standard input for None and "-". Bytes that are not UTF-8 are replaced, never fatal."""
    if source in {None, "-"}:
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return Path(str(source)).read_text("utf-8", "replace")
    except OSError as error:
        raise Malformed(f"{source}: cannot be read: {error.strerror}") from error


def each_line(text: str, answer: Callable[[Json], Json], *, is_pretty: bool = False) -> int:
    """Answer every JSON object; prints and returns 1 when a line could not be answered."""
    answers = answers_to(text, answer)
    show(answers, is_pretty=is_pretty)
    if not answers:
        print("nightdesk: nothing to read: give one JSON object a line", file=sys.stderr)
    return 1 if not answers or any("error" in one for one in answers) else 0


def answers_to(text: str, answer: Callable[[Json], Json]) -> list[Json]:
    """The answer to each line; {line, error} in the place of one that could not be answered."""
    answers: list[Json] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            answers.append(answer(_object(line)))
        except NightdeskError as error:
            answers.append({"line": number, "error": str(error)})
    return answers


def show(rows: Iterable[Json], *, is_pretty: bool = False) -> None:
    """One JSON object a line, or a table for people."""
    if not is_pretty:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False, default=str))
        return
    listed = [{name: _cell(value) for name, value in row.items()} for row in rows]
    names = list(dict.fromkeys(name for row in listed for name in row))
    widths = {name: min(60, max([len(name), *(len(row.get(name, "")) for row in listed)])) for name in names}
    print("  ".join(name.ljust(widths[name]) for name in names))
    for row in listed:
        print("  ".join(row.get(name, "")[: widths[name]].ljust(widths[name]) for name in names).rstrip())


def text_field(row: Json, name: str) -> str:
    """A required string field of a line."""
    value = row.get(name)
    if not isinstance(value, str):
        raise Malformed(f"{name}: needs a string, not {type(value).__name__}")
    return value


def _object(line: str) -> Json:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise Malformed(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise Malformed(f"needs a JSON object, not {type(found).__name__}")
    return found


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
