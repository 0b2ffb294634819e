"""One data file read strictly, so that every fault names its file, line and field."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from nightdesk.errors import Misconfigured
from nightdesk.runbook.place import Place, line_of, twice


class Strict(BaseModel):
    """A frozen model that knows all of its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_T = TypeVar("_T", bound=Strict)


class _Plain(yaml.CSafeLoader):
    """YAML where only true and false are booleans: `no`, `on` and `off` are words owners say."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class DataFile:
    """A file of runbooks/pets: what it says, and `wrong` to say where it is wrong."""

    def __init__(self, path: Path) -> None:
        self.name = f"runbooks/{path.parent.name}/{path.name}"
        try:
            self.text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise Misconfigured(f"{self.name}: cannot be read: {error}") from error

    def model(self, model: type[_T]) -> _T:
        """The whole file as a model. Raises Misconfigured with line, field and why."""
        try:
            return model.model_validate(self._read())
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            where = f"line {mark.line + 1}: " if mark else ""
            raise Misconfigured(f"{self.name}: {where}is not YAML: {getattr(error, 'problem', error)}") from error
        except ValidationError as error:
            first = error.errors()[0]
            raise self.wrong(first["loc"], _why(first)) from error

    def _read(self) -> object:
        """What the YAML says. A key that is there twice is refused: the second would silently hide the first."""
        loader = _Plain(self.text)
        try:
            node = loader.get_single_node()
            for loc, line in twice(node):
                raise Misconfigured(f"{self.name}: line {line}: {'.'.join(map(str, loc))}: is there twice")
            return loader.construct_document(node) if node else None
        finally:
            loader.dispose()

    def rows(self, model: type[_T]) -> Iterator[tuple[int, _T]]:
        """The lines of a CSV with their numbers, each as a model. Raises Misconfigured with line, field and why."""
        reader = csv.DictReader(self.text.splitlines(), strict=True)
        for column in sorted(set(model.model_fields) ^ set(reader.fieldnames or ())):
            why = "is missing" if column in model.model_fields else "is no column of this file"
            raise Misconfigured(f"{self.name}: line 1: {column}: {why}")
        for raw in self._split(reader):
            if None in raw:
                raise Misconfigured(f"{self.name}: line {reader.line_num}: row: has too many cells")
            try:
                yield reader.line_num, model.model_validate(raw)
            except ValidationError as error:
                first = error.errors()[0]
                field = ".".join(map(str, first["loc"]))
                raise Misconfigured(f"{self.name}: line {reader.line_num}: {field}: {_why(first)}") from error

    def _split(self, reader: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
        try:
            yield from reader
        except csv.Error as error:
            raise Misconfigured(f"{self.name}: line {reader.line_num}: is not CSV: {error}") from error

    def wrong(self, loc: Place, why: str) -> Misconfigured:
        """The error to raise for a field: found again in the file, because only then is its line worth looking up."""
        line = line_of(yaml.compose(self.text, Loader=_Plain), loc)
        return Misconfigured(f"{self.name}: line {line}: {'.'.join(map(str, loc)) or 'the whole file'}: {why}")


_SAYS = {"missing": "is missing", "extra_forbidden": "is no field here"}


def _why(error: ErrorDetails) -> str:
    """What pydantic found wrong, as the end of a sentence that begins with the field."""
    return _SAYS.get(error["type"]) or error["msg"].removeprefix("Value error, ")
