"""Single values out of other people's payloads: read when they make sense, absent when they do not, never an error."""

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

MOST_LABELS = 64
MOST_LINKS = 5

# Placeholders that a monitoring system left unexpanded: $ALERT_ID, {EVENT.TAGS}, ${foo}, *UNKNOWN*.
_PLACEHOLDER = re.compile(r"\$[A-Z][A-Z0-9_]*(\[[^\]]*\])?|\$?\{[A-Za-z0-9_.$]+\}|\*UNKNOWN\*|\[no value\]|<no value>")
_NUMBER = re.compile(r"[-+]?(?:\d[\d,]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_SECONDS_FRACTION = re.compile(r"(\.\d{6})\d+")
_ZONE_NAME = re.compile(r"\s*(?:UTC|GMT)$|\s+\+0000 UTC$")


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


def number(value: Any) -> float | None:
    """A finite number, also when it came as text ("41", "41 %", "1,234.5"), the percent sign dropped; else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _finite(value)
    if isinstance(value, str):
        digits = value.strip().removesuffix("%").strip()
        if len(digits) <= 64 and _NUMBER.fullmatch(digits):
            return _finite(digits.replace(",", ""))
    return None


def _finite(value: Any) -> float | None:
    try:
        found = float(value)
    except (OverflowError, ValueError):
        return None
    return found if math.isfinite(found) else None


def moment(value: Any) -> datetime | None:
    """
    An aware UTC time out of ISO 8601 or mail-style text, or an epoch in seconds, milli-, micro- or nanoseconds.

    A time without a zone is taken as UTC. Year one is Go's way of saying "not yet" and reads as None.
    """
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        return _iso(value.strip())
    epoch = number(value)
    if epoch is None or not 0 < epoch < 1e20:  # nanoseconds reach 1e20 in the year 5138
        return None
    while epoch > 1e11:  # beyond the year 5000 in seconds: a finer unit
        epoch /= 1000
    return datetime.fromtimestamp(epoch, UTC)


def _iso(line: str) -> datetime | None:
    if len(line) > 64:
        return None
    trimmed = _ZONE_NAME.sub("Z", _SECONDS_FRACTION.sub(r"\1", line))
    try:
        found = _mail_date(line) if line[:3].isalpha() else datetime.fromisoformat(trimmed)
        aware = found if found.tzinfo else found.replace(tzinfo=UTC)
        return None if aware.year <= 1 else aware.astimezone(UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def _mail_date(line: str) -> datetime:
    """AWS Health writes "Sun, 22 Nov 2026 02:45:00 GMT"."""
    from email.utils import parsedate_to_datetime  # 20 modules that no other source needs

    return parsedate_to_datetime(line)


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
    pairs = value.split(",") if isinstance(value, str) else listing(value)
    found: dict[str, Any] = {}
    for pair in pairs:
        name, told = _tag(pair)
        if name:
            found.setdefault(name, told or "true")
    return labels(found)


def _tag(pair: Any) -> tuple[str, str]:
    match pair:
        case str():
            key, separator, value = pair.partition(":" if ":" in pair else "=")
            return text(key), text(value) if separator else ""
        case [key, value]:
            return text(key), text(value)
        case dict():
            return first(pair.get("name"), pair.get("key"), pair.get("tag")), text(pair.get("value"))
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
