"""Kinds of field that several data files share: a sentence a text can carry, a severity, a word."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

_PLAIN = re.compile(r"^[\x20-\x5f\x61-\x7a\n]*$")
_ACCENTED = re.compile(
    "^[\x20-\x5f\x61-\x7a\n"
    "\u00a1\u00bf\u00c1\u00c9\u00cd\u00d3\u00da\u00d1\u00e1\u00e9\u00ed\u00f3\u00fa\u00f1\u00fc]*$"
)


def _plain(value: str) -> str:
    if not _PLAIN.match(value):
        raise ValueError("holds a character outside plain GSM-7 text")
    return value


def _accented(value: str) -> str:
    if not _ACCENTED.match(value):
        raise ValueError("holds a character that a text message cannot carry")
    return value


def _level(value: Any) -> Any:
    return int(value[3:]) if isinstance(value, str) and re.fullmatch(r"SEV[0-4]", value) else value


English = Annotated[str, Field(min_length=1, max_length=160), AfterValidator(_plain)]
Spanish = Annotated[str, Field(min_length=1, max_length=160), AfterValidator(_accented)]
Word = Annotated[str, Field(min_length=1)]
Level = Annotated[int, BeforeValidator(_level), Field(ge=0, le=4)]
Kilograms = Annotated[float, Field(gt=0)]
