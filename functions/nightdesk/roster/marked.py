"""A YAML file that remembers on which line everything stands, so that a defect can be pointed at."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from nightdesk.errors import Misconfigured

Place = tuple[str | int, ...]
"""Where in a file: ("people", 2, "phone")."""
T = TypeVar("T", bound=BaseModel)


class Marked:
    """One file. Collects its defects, so that whoever mends it sees them all at once."""

    def __init__(self, path: Path) -> None:
        """Raises Misconfigured when it is not text or not YAML."""
        self.path = path
        self._wrong: list[tuple[int, str]] = []
        try:
            text = path.read_text("utf-8")
            self._root = yaml.compose(text, Loader=yaml.SafeLoader)
            self.raw: Any = yaml.safe_load(text)
        except OSError as error:
            raise Misconfigured(f"{path}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise Misconfigured(f"{path}: is not text in UTF-8") from error
        except (yaml.YAMLError, ValueError) as error:  # ValueError: a date that there is not, 2026-13-45
            raise Misconfigured(f"{path}: is not YAML: {error}") from error
        for place, line in _twice(self._root, ()):
            self.refuse(place, f"{place[-1]!r} stands here twice", line=line)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it that is there."""
        node, line = self._root, 1
        for part in place:
            found = next((pair for pair in _children(node) if pair[0] == part), None)
            if found is None:
                break
            _, line, node = found
        return line

    def refuse(self, place: Place, why: str, *, line: int = 0) -> None:
        """Note a defect; `settle` raises them all."""
        line = line or self.line(place)
        self._wrong.append((line, f"{self.path}:{line}: {spelled(place)}: {why}"))

    def shaped(self, shape: type[T]) -> T:
        """The file as this shape. Raises Misconfigured with every field that does not fit."""
        try:
            return shape.model_validate(self.raw)
        except ValidationError as error:
            for one in error.errors():
                self.refuse(one["loc"], one["msg"].removeprefix("Value error, "))
            self.settle()
            raise

    def settle(self) -> None:
        """Raises Misconfigured when anything was refused: one line each, in the order of the file."""
        if self._wrong:
            raise Misconfigured("\n".join(text for _, text in sorted(self._wrong, key=lambda one: one[0])))


def spelled(place: Place) -> str:
    """people[2].phone"""
    joined = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place)
    return joined.removeprefix(".") or "(file)"


def _children(node: Any) -> Iterator[tuple[str | int, int, Any]]:
    """Key or index, line and node of what a node holds."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield key.value, key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode):
        for i, value in enumerate(node.value):
            yield i, value.start_mark.line + 1, value


def _twice(node: Any, place: Place) -> Iterator[tuple[Place, int]]:
    """Where and on which line a key stands in a mapping for the second time; YAML would quietly keep the last."""
    seen: set[str | int] = set()
    for key, line, child in _children(node):
        if key in seen:
            yield (*place, key), line
        seen.add(key)
        yield from _twice(child, (*place, key))
