"""JSON lines in, JSON lines out; a bad line is reported in its place and the rest goes on."""

import json
import sys
import textwrap
from collections.abc import Callable, Iterable
from itertools import zip_longest
from pathlib import Path
from typing import Any

from nightdesk.errors import Malformed, NightdeskError

Json = dict[str, Any]

WIDEST = 60
"""Characters of a column in a table for people; longer cells go on below."""


def read_text(source: str | None) -> str:
    """A file's text, or standard input for None and "-". Bytes that are not UTF-8 are replaced, never fatal."""
    if source in {None, "-"}:
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return Path(str(source)).read_text("utf-8", "replace")
    except OSError as error:
        raise Malformed(f"{source}: cannot be read: {error.strerror}") from error


def read_bytes(source: str | None) -> bytes:
    """A file's bytes as they are, or standard input's for None and "-"."""
    if source in {None, "-"}:
        return sys.stdin.buffer.read()
    try:
        return Path(str(source)).read_bytes()
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
    """One JSON object a line, or a table for people with what could not be answered below it."""
    if not is_pretty:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False, default=str))
        return
    every = list(rows)
    listed = [{name: _cell(value) for name, value in row.items()} for row in every if "error" not in row]
    names = list(dict.fromkeys(name for row in listed for name in row))
    widths = {name: min(WIDEST, max([len(name), *(len(row.get(name, "")) for row in listed)])) for name in names}
    if names:
        print("  ".join(name.ljust(widths[name]) for name in names).rstrip())
    for row in listed:
        wrapped = [textwrap.wrap(row.get(name, ""), widths[name]) for name in names]
        for cells in zip_longest(*wrapped, fillvalue=""):
            print("  ".join(cell.ljust(widths[name]) for name, cell in zip(names, cells, strict=True)).rstrip())
    for row in every:
        if "error" in row:
            print(f"line {row.get('line', '?')}: {row['error']}")


def text_field(row: Json, name: str) -> str:
    """A required string field of a line."""
    value = row.get(name)
    if not isinstance(value, str):
        raise Malformed(f"{name}: needs a string, not {_kind(value)}" if name in row else f"{name}: is missing")
    return value


def _object(line: str) -> Json:
    try:
        found = json.loads(line)
    except json.JSONDecodeError as error:
        raise Malformed(f"not JSON: {error.msg} at character {error.colno}") from error
    except (ValueError, RecursionError) as error:  # a number of ten thousand digits, ten thousand brackets
        raise Malformed(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise Malformed(f"needs a JSON object, not {_kind(found)}")
    return found


def _kind(value: object) -> str:
    """What JSON calls it."""
    names = {
        bool: "a truth value",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "null")


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
