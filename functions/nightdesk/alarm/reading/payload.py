"""Other people's JSON: parsed within limits, or refused with the reason."""

import base64
import binascii
import json
import math
import re
from typing import Any
from urllib.parse import parse_qsl

from nightdesk.alarm.reading.unpacking import LARGEST as LARGEST
from nightdesk.alarm.reading.unpacking import Unpacked, unpack
from nightdesk.errors import Malformed

DEEPEST = 40
"""Levels of nesting. Real payloads stay below ten."""

_FORM = re.compile(r"[A-Za-z_][A-Za-z0-9_.\[\]-]{0,80}=[^&]*(?:&[A-Za-z_][A-Za-z0-9_.\[\]-]{0,80}=[^&]*)*")


def parse(payload: bytes | str) -> Any:
    """
    The JSON value in a request body or queue record; NaN and infinities become None. Also out of gzip, base64, a form
    or the event of an HTTP gateway around it.

    Raises Malformed when it is empty, above LARGEST, not text, not JSON or nested below DEEPEST.
    """
    value = _value(unpack(payload))
    if (inner := _posted(value)) is not None:
        value = _value(unpack(inner))
    _refuse_depth(value)
    return value


def oddities(payload: bytes | str) -> tuple[str, ...]:
    """What a reader of a readable payload should know of its form: odd bytes, keys told twice."""
    unpacked = unpack(payload)
    doubled: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            told = [key for key, _ in pairs]
            doubled.extend(key for key in found if told.count(key) > 1)
        return found

    numberless: list[str] = []
    try:
        json.loads(
            unpacked.text,
            object_pairs_hook=once,
            parse_constant=numberless.append,
            parse_float=lambda digits: None if math.isfinite(float(digits)) else numberless.append(digits),
        )
    except (ValueError, RecursionError):
        return unpacked.notes
    said = [f"{key!r} is told twice; the last one counts" for key in dict.fromkeys(key[:40] for key in doubled)]
    numberless += _NO_NUMBER.findall(unpacked.text)
    said += [f"{told[:20]} is no number and is read as missing" for told in dict.fromkeys(numberless)]
    return (*unpacked.notes, *said[:5])


_NO_NUMBER = re.compile(r':\s*\\?"([-+]?(?:NaN|Inf(?:inity)?))\\?"', re.IGNORECASE)
"""Told as text, as Go and JavaScript write what JSON has no word for."""


def parse_object(payload: bytes | str) -> dict[str, Any]:
    """As parse, for the sources that always post one JSON object."""
    return an_object(parse(payload), "body")


def an_object(value: Any, where: str) -> dict[str, Any]:
    """`value` itself when it is a JSON object; Malformed naming `where` when it is anything else."""
    if not isinstance(value, dict):
        raise Malformed(f"{where}: must be an object, not {kind_of(value)}")
    return value


def kind_of(value: Any) -> str:
    """The JSON word for a value's type, for people."""
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def _value(unpacked: Unpacked) -> Any:
    try:
        return json.loads(unpacked.text, parse_constant=lambda _: None, parse_float=_finite)
    except json.JSONDecodeError as error:
        if (form := _form(unpacked.text)) is not None:
            return form
        if unpacked.broken_at is not None:
            raise Malformed(f"body: not UTF-8 at byte {unpacked.broken_at}") from error
        raise Malformed(f"body: not JSON at character {error.pos}: {error.msg}") from error
    except RecursionError as error:
        raise Malformed(f"body: nested deeper than {DEEPEST} levels") from error
    except ValueError as error:  # an integer with thousands of digits
        raise Malformed("body: holds a number too long to be one") from error


def _form(text: str) -> Any:
    """A form's fields, or the JSON that its only field carries ("payload={...}"); None when it is no form."""
    if not _FORM.fullmatch(text.strip()):
        return None
    told = dict(parse_qsl(text.strip(), keep_blank_values=True))
    if len(told) == 1 and (only := next(iter(told.values()))).lstrip()[:1] in {"{", "["}:
        return _value(Unpacked(only))
    return told if len(told) > 1 else None


def _posted(value: Any) -> bytes | str | None:
    """The body inside an API Gateway event; None for everything else."""
    if not isinstance(value, dict) or not isinstance(body := value.get("body"), str):
        return None
    if "requestContext" not in value and "isBase64Encoded" not in value:
        return None
    if value.get("isBase64Encoded") is not True:
        return body
    try:
        return base64.b64decode(body)
    except (binascii.Error, ValueError) as error:
        raise Malformed("body: said to be base64, and it is not") from error


def _finite(digits: str) -> float | None:
    value = float(digits)
    return value if math.isfinite(value) else None


def _refuse_depth(value: Any) -> None:
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Malformed(f"body: nested deeper than {DEEPEST} levels")
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(child for child in item.values() if isinstance(child, dict | list))
            elif isinstance(item, list):
                below.extend(child for child in item if isinstance(child, dict | list))
        level = below
