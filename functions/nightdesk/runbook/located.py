"""A YAML file read strictly, whose faults are told with file, line and field."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from nightdesk.errors import Misconfigured

T = TypeVar("T", bound=BaseModel)
Place = Sequence[int | str]


class Located(Generic[T]):
    """What a file says, as `told`, and where: `refuse` raises with the line of a field."""

    def __init__(self, path: Path, shape: type[T]) -> None:
        """Raises Misconfigured for what cannot be read, is not YAML or has another shape."""
        self._name = re.sub(r"^.*/(runbooks/[^/]+)$", r"\1", path.as_posix())
        self._root: yaml.Node | None = None
        try:
            text = path.read_text("utf-8")
            raw: Any = yaml.safe_load(text)
            self._root = yaml.compose(text, Loader=yaml.SafeLoader)
        except (OSError, UnicodeDecodeError) as error:
            raise Misconfigured(f"{self._name}: cannot be read: {error}") from error
        except (yaml.YAMLError, ValueError) as error:
            mark = getattr(error, "problem_mark", None)
            line = f":{mark.line + 1}" if mark else ""
            raise Misconfigured(f"{self._name}{line}: is not YAML: {error}") from error
        try:
            self.told = shape.model_validate(raw)
        except ValidationError as error:
            first = error.errors()[0]
            self.refuse(first["loc"], first["msg"])

    def refuse(self, place: Place, why: str) -> NoReturn:
        """Raises Misconfigured: runbooks/maintenance.yaml:12: windows[1].until: is not after from."""
        field = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).removeprefix(".")
        raise Misconfigured(f"{self._name}:{self._line(place)}: {field or '(file)'}: {why}")

    def _line(self, place: Place) -> int:
        """Where the field stands, or whatever holds the place in which it is missing."""
        node, line = self._root, 1
        for part in place:
            found = _child(node, part)
            if found is None:
                break
            node, line = found
        return line


def _child(node: yaml.Node | None, part: int | str) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return value, key.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part].start_mark.line + 1
    return None
