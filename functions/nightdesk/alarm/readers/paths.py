"""Ways through somebody else's JSON: dotted paths, keys in any spelling, and what stands in a wrapper."""

import re
from typing import Any

from nightdesk.alarm.readers.mapping import Mapping, Paths
from nightdesk.alarm.reading import fields

_WRAPPERS = (
    "data.attributes", "data.essentials", "data.item", "data.incident", "data.issue", "data.alert", "data.event",
    "data.object", "data", "incident", "alert", "alarm", "event", "issue", "problem", "payload", "detail",
    "notification", "content", "body",
)  # fmt: skip
"""Where systems put the one thing they tell, when not at the top."""

_PARTS = (
    "data", "payload", "detail", "incident", "issue", "problem", "rule", "monitor", "check", "trigger", "condition",
    "alert", "alarm", "event", "context", "item", "result", "params", "properties", "fields",
)  # fmt: skip
"""Parts over which systems spread one alarm; the earlier one is believed where two say the same."""


def opened(entry: dict[str, Any], mapping: Mapping) -> dict[str, Any]:
    """
    The entry with the insides of its wrapper beside its own keys, when the insides say what it is about; with those of
    all of its parts when neither it nor one wrapper alone does.
    """
    for path in _WRAPPERS:
        inner = at(entry, path)
        if isinstance(inner, dict) and _says(inner, mapping.name):
            outer, *_ = steps = path.split(".")
            beside = {**entry, **fields.mapping(at(entry, outer))}
            return {**{key: value for key, value in beside.items() if plain(key) not in steps}, **inner}
    return entry if _says(entry, mapping.name) else _spread(entry, levels=3)


def _spread(entry: dict[str, Any], *, levels: int) -> dict[str, Any]:
    found = dict(entry)
    for part in _PARTS if levels else ():
        inner = at(entry, part)
        if isinstance(inner, dict):
            found = {**_spread(inner, levels=levels - 1), **found}
    return found


def _says(entry: dict[str, Any], paths: Paths) -> bool:
    return any(fields.text(at(entry, path)) for path in paths)


def find(body: Any, paths: Paths) -> Any:
    """What is at the first path that leads anywhere."""
    return next((found for path in paths if (found := at(body, path)) is not None), None)


def at(body: Any, path: str) -> Any:
    """
    What is at a dotted path, None when the way is blocked. A key that itself holds dots is tried first; a key in
    another spelling ("startsAt" for "starts_at") counts when the exact one is not there.
    """
    if isinstance(body, dict) and path in body:
        return body[path]
    here = body
    for step in path.split("."):
        if isinstance(here, dict):
            here = here[step] if step in here else _spelled(here, step)
        elif isinstance(here, list) and step.isdecimal() and len(step) < 6:
            here = here[int(step)] if int(step) < len(here) else None
        else:
            return None
    return here


def _spelled(entry: dict[str, Any], step: str) -> Any:
    if len(entry) > 500:  # an object that large is data, not an alarm's own fields
        return None
    wanted = plain(step)
    return next((value for key, value in entry.items() if plain(key) == wanted), None)


def plain(key: str) -> str:
    """A key's letters and digits, small."""
    return re.sub(r"[^a-z0-9]", "", key.lower())
