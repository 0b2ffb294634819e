"""One data file read strictly, so that every fault names its file, line and field."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from nightdesk.errors import Misconfigured
from nightdesk.runbook.place import Place, line_of, spelled, twice, unreadable, written_out


class Strict(BaseModel):
    """A frozen model that knows all of its fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)


_T = TypeVar("_T", bound=BaseModel)
MOST_VALUES = 1_000_000
"""In one file, its aliases written out; ours have some ten thousand."""


class _Plain(yaml.CSafeLoader):
    """YAML where only true and false are booleans: `no`, `on` and `off` are words owners say."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in found if tag != "tag:yaml.org,2002:bool"]
    for first, found in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class DataFile:
    """
    A file of runbooks/: what it says, and where it is wrong: runbooks/roster.yaml:12: people[2].phone: why.

    Faults are noted with `refuse` and raised together by `settle`, so that whoever mends the file sees them all at
    once; `wrong` is for one that nothing can be read past.
    """

    def __init__(self, path: Path, *, name: str = "") -> None:
        """
        name: as it is called in what is told; from runbooks/ on when left out.

        Raises Misconfigured when it is not text.
        """
        self.name = name or re.sub(r"^.*/(?=runbooks/)", "", path.as_posix())
        self._faults: list[tuple[int, str]] = []
        self._root: yaml.Node | None = None
        try:
            self.text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise Misconfigured(f"{self.name}: cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise Misconfigured(f"{self.name}:{line}: is not text in UTF-8; save it as that") from error

    def model(self, model: type[_T]) -> _T:
        """The whole file as a model. Raises Misconfigured with every field that does not fit."""
        return self.fitting(model, self.read())

    def fitting(self, model: type[_T], read: Any) -> _T:
        """What was read as a model. Raises Misconfigured with every field that does not fit."""
        try:
            told = model.model_validate(read)
        except ValidationError as error:
            for one in _own(error.errors()):
                self.refuse(one["loc"], _why(one))
            raise Misconfigured(self._told()) from error
        self.settle()
        return told

    def rows(self, model: type[_T]) -> Iterator[tuple[int, _T]]:
        """The lines of a CSV with their numbers, each as a model; raises Misconfigured with all that are wrong."""
        reader = csv.DictReader(self.text.splitlines(), strict=True)
        for column in sorted(set(model.model_fields) ^ set(reader.fieldnames or ())):
            why = "is missing" if column in model.model_fields else "is no column of this file"
            self.refuse((column,), why, line=1)
        self.settle()
        for raw in self._split(reader):
            if None in raw:
                self.refuse(("row",), "has too many cells", line=reader.line_num)
                continue
            try:
                yield reader.line_num, model.model_validate(raw)
            except ValidationError as error:
                for one in error.errors():
                    self.refuse(one["loc"], _why(one), line=reader.line_num)
        self.settle()

    def refuse(self, place: Place, why: str, *, line: int = 0) -> None:
        """Note a fault of a field. line: where it is known already."""
        line = line or line_of(self._root, place)
        self._faults.append((line, f"{self.name}:{line}: {spelled(place)}: {why}"))

    def wrong(self, place: Place, why: str, *, line: int = 0) -> Misconfigured:
        """The error to raise for a field, with all that were noted before it."""
        self.refuse(place, why, line=line)
        return Misconfigured(self._told())

    def settle(self) -> None:
        """Raises Misconfigured when anything was refused: one line each, in the order of the file."""
        if self._faults:
            raise Misconfigured(self._told())

    def _told(self) -> str:
        return "\n".join(text for _, text in sorted(self._faults, key=lambda fault: fault[0]))

    def read(self) -> Any:
        """
        What the YAML says. Raises Misconfigured when it is none.

        A key that is there twice is noted: the second would silently hide the first.
        """
        loader = _Plain(self.text)
        try:
            self._root = loader.get_single_node()
            if written_out(self._root) > MOST_VALUES:
                raise Misconfigured(f"{self.name}: its aliases come to more than {MOST_VALUES} values")
            for place, line in twice(self._root):
                self.refuse(place, "is there twice", line=line)
            return self._made_of(loader, self._root) if self._root else None
        except RecursionError as error:
            raise Misconfigured(f"{self.name}: is nested too deeply") from error
        except (yaml.YAMLError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError) as error:
            # Beside its own errors, whatever the tag of a value may come to: a date that there is not, 2026-13-45.
            mark = getattr(error, "problem_mark", None)
            where = f"{self.name}:{mark.line + 1}" if mark else self.name
            why = " ".join(str(getattr(error, "problem", None) or error).split())
            raise Misconfigured(f"{where}: is not YAML: {why}") from error
        finally:
            loader.dispose()

    def _made_of(self, loader: _Plain, root: yaml.Node) -> Any:
        try:
            return loader.construct_document(root)
        except (ValueError, ArithmeticError, LookupError, TypeError, AttributeError):
            for place, line, why in unreadable(root, _Plain):
                self.refuse(place, why, line=line)
            self.settle()
            raise

    def _split(self, reader: "csv.DictReader[str]") -> Iterator[dict[str, str]]:
        try:
            yield from reader
        except csv.Error as error:
            raise Misconfigured(f"{self.name}:{reader.line_num}: is not CSV: {error}") from error


_SAYS = {
    "missing": "is missing",
    "time_parsing": "is not a time of day; write 09:00",
    "extra_forbidden": "is no field here",
    "tuple_type": "needs a list: [...]",
    "dict_type": "needs fields: {...}",
    "model_type": "needs fields: {...}",
}


def _own(errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without lists that are too short only because something in them is wrong, which is said where it stands."""
    around = {one["loc"][:depth] for one in errors for depth in range(len(one["loc"]))}
    return [one for one in errors if one["type"] != "too_short" or one["loc"] not in around]


def _why(error: ErrorDetails) -> str:
    """What pydantic found wrong, as the end of a sentence that begins with the field."""
    if error["type"] == "too_short" and error["ctx"]["actual_length"] == 0:
        return "is empty"
    if error["type"] == "too_long":
        return f"has more than {error['ctx']['max_length']}"
    if error["type"] == "string_type" and not isinstance(error["input"], list | dict):
        return f"{error['msg']}: write it in quotes"
    return _SAYS.get(error["type"]) or error["msg"].removeprefix("Value error, ")
