"""Making a text fit: folded into GSM-7, counted exactly as carriers bill it, shortened between words."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from nightdesk.channel.alphabet import BASIC, EXTENDED, FRACTIONS, GREEK, POWERS, STAND_INS

_ELLIPSIS = "..."
_SHORTEST_BODY = 12
"""Fewer characters than this in front of a protected tail tell nobody anything."""


@dataclass(frozen=True, slots=True)
class Segments:
    """
    How a text travels. units: septets in GSM-7 (extended characters count two), UTF-16 code units in UCS-2.

    count: parts billed. One part holds 160 septets or 70 units, each of several 153 or 67.
    """

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    count: int


def segments(text: str) -> Segments:
    """
    Count the parts of a text as it stands, without folding it.

    Exact: an escaped character or a surrogate pair that would straddle two parts starts the next one,
    so 153 euro signs take three parts although 306 septets would seem to fit in two.
    """
    return _measured(text)


def _measured(text: str) -> Segments:
    if all(char in BASIC or char in EXTENDED for char in text):
        return _counted("GSM-7", (2 if char in EXTENDED else 1 for char in text), alone=160, joined=153)
    return _counted("UCS-2", (2 if ord(char) > 0xFFFF else 1 for char in text), alone=70, joined=67)


def _counted(encoding: Literal["GSM-7", "UCS-2"], widths: Iterable[int], *, alone: int, joined: int) -> Segments:
    units, count, room = 0, 0, 0
    for width in widths:
        units += width
        if width > room:
            count, room = count + 1, joined
        room -= width
    return Segments(encoding, units, 1 if units <= alone else count)


def fold(text: str) -> str:
    """
    The same text in GSM-7: look-alikes swapped, accents it lacks dropped, emoji left out, other scripts as one `?`.

    Numbers keep their meaning (2½ -> 2 1/2, 10² -> 10^2, 5 µg -> 5 mcg). Runs of blanks become one. Folding twice
    is the same as once.
    """
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = re.sub("[\u00b5\u03bc](?=[gG]\\b)", "mc", lines)
    lines = re.sub("\\s*[\u00b0\u00ba]\\s*(?=[CF]\\b)", " ", lines)
    folded = "".join(_folded(lines.translate(GREEK)))
    folded = re.sub(r" *\n *", "\n", re.sub(r" {2,}", " ", re.sub("\ufffd+", "?", folded)))
    return re.sub(r"\n{3,}", "\n\n", folded).strip()


def _folded(text: str) -> Iterator[str]:
    last = ""
    for char in text:
        piece = _piece(char, last)
        last = char
        yield piece


def _piece(char: str, last: str) -> str:
    """What one character becomes; U+FFFD for a letter of a script that GSM-7 cannot write."""
    if char != "\f" and (char in BASIC or char in EXTENDED):
        return char
    if char in FRACTIONS:
        return (" " if last.isdigit() else "") + unicodedata.normalize("NFKC", char).replace("\u2044", "/")
    if char in POWERS:
        return POWERS[char] if last in POWERS else f"^{POWERS[char]}"
    if char in STAND_INS:
        return STAND_INS[char]
    category = unicodedata.category(char)
    if category.startswith("Z") or char in "\t\v\f":
        return "\n" if char in "\u2028\u2029" else " "
    if category == "Nd":
        return str(unicodedata.decimal(char))
    parts = unicodedata.normalize("NFKD", char).translate(GREEK)
    plain = "".join(STAND_INS.get(part, part) for part in parts if unicodedata.category(part) != "Mn")
    if plain and all(part in BASIC or part in EXTENDED for part in plain):
        return plain
    return "\ufffd" if category[0] in "LN" else ""


def fit(text: str, *, segments: int, keep: str = "") -> str:
    """
    Fold a text and shorten it between words until it takes at most this many segments.

    keep: a tail that must survive whole, such as "Reply ack 42"; it is put after the text. It is never cut,
    so only a tail that is too long by itself can exceed `segments`.
    """
    body, tail = fold(text), fold(keep)
    whole = _joined(body, tail)
    if _count(whole) <= segments:
        return whole
    longest = bisect_right(range(len(body)), segments, key=lambda end: _count(_joined(body[:end] + _ELLIPSIS, tail)))
    if tail and longest - 1 < _SHORTEST_BODY:
        return tail
    return _joined(_shortened(body, max(longest - 1, 0)), tail)


def _shortened(body: str, length: int) -> str:
    """At most `length` characters of it and an ellipsis, cut between words unless one word is most of it."""
    cut = body[:length]
    if not body[length : length + 1].isspace():
        between = max(cut.rfind(" "), cut.rfind("\n"))
        cut = cut[:between] if between > length // 2 else cut
    return cut.rstrip(" \n,;:-(") + _ELLIPSIS


def _joined(body: str, tail: str) -> str:
    if not body or not tail:
        return body or tail
    return f"{body} {tail}"


def _count(text: str) -> int:
    return _measured(text).count
