"""A YAML file that remembers on which line everything stands, so that a defect can be pointed at."""

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from nightdesk.errors import Misconfigured
from nightdesk.runbook.place import Place, line_of, spelled, twice

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
        for place, line in twice(self._root):
            self.refuse(place, f"{place[-1]!r} stands here twice", line=line)

    def line(self, place: Place) -> int:
        """The line of a place, or of the nearest thing around it that is there."""
        return line_of(self._root, place)

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
