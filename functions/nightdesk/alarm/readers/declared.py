"""runbooks/sources.yaml: the sources that are read through a declared mapping, loaded strictly."""

import re
from pathlib import Path

import yaml

from nightdesk.alarm.readers.mapping import Mapping, mapping_from
from nightdesk.alarm.readers.registry import READERS
from nightdesk.errors import Misconfigured

_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def load(path: Path) -> dict[str, Mapping]:
    """Source -> its mapping. Raises Misconfigured with file, source, field and why; a missing file declares nothing."""
    try:
        told = yaml.safe_load(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise Misconfigured(f"{path.name}: cannot be read: {error}") from error
    sources = told.get("sources") if isinstance(told, dict) else None
    if not isinstance(sources, dict) or set(told) != {"sources"}:
        raise Misconfigured(f"{path.name}: sources: must be there, alone, and hold a mapping for each source")
    return {name: _one(name, declared, path.name) for name, declared in sources.items()}


def _one(name: object, declared: object, file: str) -> Mapping:
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise Misconfigured(f"{file}: sources.{name}: a name is lower-case letters, digits and dashes, as in a URL")
    if name in READERS:
        raise Misconfigured(f"{file}: sources.{name}: has a reader of its own")
    if not isinstance(declared, dict):
        raise Misconfigured(f"{file}: sources.{name}: must hold words and their paths")
    return mapping_from(declared, where=f"{file}: sources.{name}")
