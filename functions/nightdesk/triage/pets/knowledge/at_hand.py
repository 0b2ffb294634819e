"""
The deployment's rules and atlas, read once.

A webhook must not pay for YAML and its validation nor for 40,000 ZIP codes, so bundling writes both compiled and a
Lambda only decodes them; what reads the data files themselves is imported only where there is nothing compiled.
"""

from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec

from nightdesk.errors import Misconfigured
from nightdesk.settings import library
from nightdesk.triage.pets.knowledge import atlas as maps
from nightdesk.triage.pets.knowledge import rules as knowledge
from nightdesk.triage.pets.knowledge.atlas import Atlas
from nightdesk.triage.pets.knowledge.rules import Rules

_T = TypeVar("_T")


def load(folder: Path) -> Rules:
    """Read and check the data files of `folder` (runbooks/pets). Raises Misconfigured: file, line, field, why."""
    from nightdesk.triage.pets.knowledge import shelf  # pydantic and yaml stay out of the webhook

    return shelf.read(folder)


@cache
def rules() -> Rules:
    """The deployment's rules: the compiled file in runbooks/ when bundling made one, else the data files themselves."""
    return _compiled(knowledge.COMPILED, Rules) or load(library() / "runbooks" / "pets")


@cache
def atlas() -> Atlas:
    """The compiled atlas where bundling made one, else drawn now. Raises Misconfigured."""
    compiled = _compiled(maps.COMPILED, Atlas)
    if compiled is not None:
        return compiled
    from nightdesk.triage.pets.knowledge import zipcodes

    known = rules()
    return zipcodes.drawn(known.clinics, words={*known.plain, *known.known})


def compile_to(path: Path) -> None:
    """Check the data files and write them to `path` in the form a Lambda reads in milliseconds."""
    path.write_bytes(msgspec.json.encode(load(library() / "runbooks" / "pets")))


def _compiled(name: str, kind: type[_T]) -> _T | None:
    file = library() / "runbooks" / name
    if not file.is_file():
        return None
    try:
        return msgspec.json.decode(file.read_bytes(), type=kind)
    except msgspec.MsgspecError as error:
        raise Misconfigured(f"runbooks/{name}: {error}") from error
