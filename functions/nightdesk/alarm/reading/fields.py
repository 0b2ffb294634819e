"""Single values out of other people's payloads: read when they make sense, absent when they do not, never an error."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from nightdesk.alarm.reading.amounts import number as number
from nightdesk.alarm.reading.times import moment as moment

MOST_LABELS = 64
MOST_LINKS = 5

# What a monitoring system left unexpanded: $ALERT_ID, {EVENT.TAGS}, ${foo}, {{host.name}}, *alertDuration*, *UNKNOWN*.
_PLACEHOLDER = re.compile(
    r"\$[A-Z][A-Z0-9_]*(\[[^\]]*\])?|\$?\{[A-Za-z0-9_.$]+\}|\{\{[^{}]{1,80}\}\}|\*[A-Za-z]{3,40}\*"
    r"|\[no value\]|<no value>"
)


def text(value: Any, limit: int = 200) -> str:
    """A string or number as one clean line of at most `limit` characters; "" for all else and for placeholders."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    line = clean(str(value), limit)
    return "" if _PLACEHOLDER.fullmatch(line) else line


def first(*values: Any, limit: int = 200) -> str:
    """The first of several that says anything."""
    return next((line for value in values if (line := text(value, limit))), "")


def clean(line: str, limit: int) -> str:
    """
    One line without control, bidirectional, private or unpaired-surrogate characters, cut to `limit`.

    Names and descriptions are untrusted: they end in texts, voice scripts and prompts.
    """
    head = line[: limit * 4]
    visible = "".join(" " if unicodedata.category(c) in _UNSEEN else c for c in head)
    folded = " ".join(visible.split())
    return folded if len(folded) <= limit else folded[: limit - 3].rstrip() + "..."


_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def mapping(value: Any) -> dict[str, Any]:
    """`value` when it is an object, an empty one otherwise."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """`value` when it is a list, an empty one otherwise."""
    return value if isinstance(value, list) else []


def labels(*sources: Mapping[str, Any]) -> dict[str, str]:
    """Clean string labels of several objects, the first one to name a key wins; at most MOST_LABELS of them."""
    found: dict[str, str] = {}
    for source in sources:
        for key, value in source.items():
            name, told = clean(str(key), 100), _label(value)
            if name and told and name not in found and len(found) < MOST_LABELS:
                found[name] = told
    return found


def _label(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else text(value)


def tags(value: Any) -> dict[str, str]:
    """
    Tags in any of their usual shapes as labels: "env:prod,service:checkout", ["service:checkout"],
    [["service", "checkout"]], [{"name" | "key" | "tag": .., "value": ..}], {"service": "checkout"}.
    """
    if isinstance(value, dict):
        return labels(value)
    pairs = _split(value) if isinstance(value, str) else listing(value)
    found: dict[str, Any] = {}
    for pair in pairs:
        name, told = _tag(pair)
        if name:
            found.setdefault(name, told or "true")
    return labels(found)


def _split(line: str) -> list[str]:
    """By commas; by spaces when there are none and no space follows a colon ("prod service:backup")."""
    is_spaced = "," not in line and re.search(r"[:=]\s", line) is None and len(line) < 4000
    return line.split() if is_spaced else line.split(",")[:1000]


def _tag(pair: Any) -> tuple[str, str]:
    match pair:
        case str():
            key, separator, value = pair.partition(":" if ":" in pair else "=")
            return text(key), text(value) if separator else ""
        case [key, value]:
            return text(key), text(value)
        case dict():
            return first(*(pair.get(k) for k in ("name", "key", "tag", "Key"))), first(
                pair.get("value"), pair.get("Value")
            )
        case _:
            return "", ""


def links(*values: Any) -> tuple[str, ...]:
    """The http(s) addresses among `values`, each once, at most MOST_LINKS, none with a password in it."""
    kept = dict.fromkeys(value.strip() for value in values if isinstance(value, str) and _is_link(value.strip()))
    return tuple(kept)[:MOST_LINKS]


def _is_link(address: str) -> bool:
    if len(address) > 500 or not address.isascii() or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False
