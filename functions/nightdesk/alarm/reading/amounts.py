"""Numbers as monitoring systems write them: 41, "95.3 %", "1,234.5", "1.2k", "12ms", "> 90"."""

import math
import re
from typing import Any

_AMOUNT = re.compile(
    r"(?:[<>]=?|==?|[~≈≥≤])?\s*[$€£]?\s*"
    r"(?P<sign>[-+\u2212]?)(?P<digits>[0-9](?:[0-9.,'_ \u00a0\u202f]*[0-9])?\.?|\.[0-9]+)"
    r"(?P<power>[eE][-+]?[0-9]{1,4})?"
    r"\s*(?P<unit>%|[A-WYZa-wyzµμ°][A-Za-zµμ°/%]{0,15}(?: per [a-z]{1,10})?)?"
)
_ENGLISH = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_CONTINENTAL = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?:['_ \u00a0\u202f][0-9]{3})+(?:[.,][0-9]+)?")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+")
# Alone behind a number these multiply it, as Prometheus' humanize writes them. In front of a unit ("MB", "ms") they
# belong to the unit, which the number keeps: two readings are only comparable in the unit their sender chose.
_TIMES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15,
    "Ki": 2.0**10, "Mi": 2.0**20, "Gi": 2.0**30, "Ti": 2.0**40, "Pi": 2.0**50,
}  # fmt: skip
_AMBIGUOUS = frozenset("mun")
"""Milli or minutes, micro or units, nano or number: not for us to guess."""


def number(value: Any) -> float | None:
    """
    A finite number, also out of text: grouped, with a decimal comma, a comparison in front or a unit behind, which is
    dropped; None for all else. A comma before exactly three digits groups thousands, as English writes it.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _finite(value)
    if not isinstance(value, str) or len(value) > 80:
        return None
    told = _AMOUNT.fullmatch(value.strip())
    if told is None or (told["unit"] or "") in _AMBIGUOUS:
        return None
    digits = _plain(told["digits"])
    if digits is None:
        return None
    sign = "-" if told["sign"] in {"-", "\u2212"} else ""
    found = _finite(f"{sign}{digits}{told['power'] or ''}")
    return None if found is None else _finite(found * _TIMES.get(told["unit"] or "", 1))


def _plain(digits: str) -> str | None:
    """The digits with a point for the decimals and no grouping; None when they are grouped like no number is."""
    if re.fullmatch(r"[0-9]*\.?[0-9]+|[0-9]+\.", digits):
        return digits
    if _ENGLISH.fullmatch(digits):
        return digits.replace(",", "")
    if _CONTINENTAL.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    if _SPACED.fullmatch(digits):
        return re.sub(r"['_ \u00a0\u202f]", "", digits).replace(",", ".")
    return digits.replace(",", ".") if _DECIMAL_COMMA.fullmatch(digits) else None


def _finite(value: Any) -> float | None:
    try:
        found = float(value)
    except (OverflowError, ValueError):
        return None
    return found if math.isfinite(found) else None


_COMPARED = re.compile(
    r"(?:>=|<=|==|!=|[<>≥≤]|\b(?:above|over|below|under|exceed(?:s|ed)?|(?:greater|less|more|fewer|higher|lower) than"
    r"(?: or equal to)?))\s*(?:bool\s+)?(?P<limit>[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?\s*[%A-Za-zµ]{0,8})",
    re.IGNORECASE,
)


def limit_in(sentence: Any) -> float | None:
    """What a query, an expression or a sentence compares with; None when it compares with nothing or with several."""
    if not isinstance(sentence, str):
        return None
    limits = {number(_trimmed(told["limit"])) for told in _COMPARED.finditer(sentence[:4000])}
    return next(iter(limits)) if len(limits) == 1 else None


def _trimmed(limit: str) -> str:
    """A number at the end of a clause, without the comma or word that follows it."""
    digits = re.match(r"([-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?)(\s*)([%A-Za-zµ]*)", limit)
    if digits is None:
        return limit
    figure = digits[1].rstrip(".,")
    return figure + digits[3] if not digits[2] and digits[3] in {*_TIMES, "%"} else figure


_SAID = re.compile(
    r"\b(?:current|metric|observed|last)?\s*values?\s*(?:is|was|:|=)\s*[`*]{0,2}(?P<value>[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?\s?"
    r"(?:%|[A-Za-z\u00b5]{1,4}\b)?)",
    re.IGNORECASE,
)


def value_in(sentence: Any) -> float | None:
    """The value that a description spells out: "current value: 95.3%", "VALUE = 12.5"; None without or with several."""
    if not isinstance(sentence, str):
        return None
    told = {number(_trimmed(said["value"])) for said in _SAID.finditer(sentence[:4000])}
    return next(iter(told)) if len(told) == 1 else None
