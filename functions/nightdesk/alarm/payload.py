"""Other people's JSON: parsed within limits, or refused with the reason."""

import json
import math
from typing import Any

from nightdesk.errors import Malformed

LARGEST = 256 * 1024
"""Bytes. SNS and SQS carry no more, and no monitoring system needs more for one delivery."""

DEEPEST = 40
"""Levels of nesting. Real payloads stay below ten."""


def parse(payload: bytes | str) -> Any:
    """
    The JSON value in a request body or queue record; NaN and infinities become None.

    Raises Malformed when it is empty, above LARGEST, not UTF-8, not JSON or nested below DEEPEST.
    """
    body = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else payload
    if not body.strip():
        raise Malformed("body: it is empty")
    if len(body) > LARGEST:
        raise Malformed(f"body: {len(body)} bytes is more than the {LARGEST} allowed")
    try:
        value = json.loads(body.decode("utf-8-sig"), parse_constant=lambda _: None, parse_float=_finite)
    except UnicodeDecodeError as error:
        raise Malformed(f"body: not UTF-8 at byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise Malformed(f"body: not JSON at character {error.pos}: {error.msg}") from error
    except RecursionError as error:
        raise Malformed(f"body: nested deeper than {DEEPEST} levels") from error
    except ValueError as error:  # an integer with thousands of digits
        raise Malformed("body: holds a number too long to be one") from error
    _refuse_depth(value)
    return value


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
