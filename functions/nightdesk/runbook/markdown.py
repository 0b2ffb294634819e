"""A markdown file with a typed head, so read that every fault can name its line."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from nightdesk.errors import Misconfigured
from nightdesk.runbook.place import Place, line_of, parsed


@dataclass(frozen=True, slots=True)
class Section:
    """One `## heading` and the lines below it, with their numbers, without blanks and notes (`> ...`)."""

    heading: str
    line: int
    lines: tuple[tuple[int, str], ...]


class MarkdownFile:
    """
    A file's head as plain data, and its body. Raises Misconfigured when it cannot be read or has no head.

    place: how people know the file. body_line: the number of the body's first line.
    """

    def __init__(self, path: Path, place: str) -> None:
        self.place = place
        try:
            text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Misconfigured(f"{place}: cannot be read: {error}") from error
        opening, _, rest = text.partition("\n")
        self._yaml, found, self.body = rest.partition("\n---\n")
        if opening.strip() != "---" or not found:
            raise Misconfigured(f"{place}: line 1: head: must stand first, between two lines of ---")
        self.body_line = self._yaml.count("\n") + 4
        try:
            self.head: Any = yaml.safe_load(self._yaml)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 2 if mark else 1
            raise Misconfigured(f"{place}: line {line}: head: {getattr(error, 'problem', error)}") from error

    def wrong(self, loc: Place, why: str) -> str:
        """One fault of the head: found again in the file, because only then is its line worth looking up."""
        field = ".".join(map(str, loc)) or "head"
        return f"{self.place}: line {line_of(parsed(self._yaml), loc) + 1}: {field}: {why}"


def read_sections(body: str, *, first_line: int) -> tuple[str, tuple[Section, ...]]:
    """(the prose before the first `## heading`, the sections)."""
    about: list[str] = []
    sections: list[tuple[str, int, list[tuple[int, str]]]] = []
    for number, line in enumerate(body.split("\n"), start=first_line):
        if line.startswith("## "):
            sections.append((line[3:].strip(), number, []))
        elif not sections:
            about.append(line)
        elif line.strip() and not line.startswith(">"):
            sections[-1][2].append((number, line.rstrip()))
    return "\n".join(about).strip(), tuple(Section(name, line, tuple(lines)) for name, line, lines in sections)
