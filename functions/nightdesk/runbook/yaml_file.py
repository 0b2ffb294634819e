"""A YAML file read strictly, whose faults are told with file, line and field."""

import re
from pathlib import Path
from typing import Any, Generic, NoReturn, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from nightdesk.errors import Misconfigured
from nightdesk.runbook.place import Place, line_of, spelled, twice

T = TypeVar("T", bound=BaseModel)


class YamlFile(Generic[T]):
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
        for place, at in twice(self._root):
            raise Misconfigured(f"{self._name}:{at}: {spelled(place)}: stands here twice")
        try:
            self.told = shape.model_validate(raw)
        except ValidationError as error:
            first = error.errors()[0]
            self.refuse(first["loc"], first["msg"])

    def refuse(self, place: Place, why: str) -> NoReturn:
        """Raises Misconfigured: runbooks/maintenance.yaml:12: windows[1].until: is not after from."""
        raise Misconfigured(f"{self._name}:{line_of(self._root, place)}: {spelled(place)}: {why}")
