"""Lengths of time as people type and dictate them: "1.5h", "an hour and a half", "hora y media", "1h30"."""

import re

from nightdesk.channel.replies.numerals import SMALL, is_number_word, spoken

_SPANISH = {
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8,
    "nueve": 9, "diez": 10, "doce": 12, "quince": 15, "veinte": 20, "veinticinco": 25, "treinta": 30, "cuarenta": 40,
    "cincuenta": 50, "sesenta": 60, "noventa": 90,
}  # fmt: skip
_SAID = "|".join(sorted((*SMALL, "hundred", *_SPANISH), key=len, reverse=True))
_WORDS = rf"(?:{_SAID})(?:(?:\s(?:and\s|y\s)?|-)(?:{_SAID}))*"
_DIGITS = r"(?:\d{1,4}(?:[.,]\d{1,2})?|[.,]\d{1,2})"
_HOURS = r"(?:hours?|horas?|hrs?|h)"
_MINUTES = r"(?:minutes?|minutos?|mins?|m)"
_HALF = r"(?:and\sa\shalf|y\smedia)"
_OTHER = r"(?:seconds?|segundos?|secs?|s|days?|dias?|d|weeks?|semanas?|w)"
_AMOUNT = rf"(?:{_DIGITS}|{_WORDS}|an?)"
_SO_MANY = rf"(?:{_DIGITS}\s?|(?:{_WORDS}|an?)\s)"
"""Letters stand apart from the unit: "am" is not a minute, nor "and" a day."""

LENGTH = (
    rf"(?:\b(?:half\s(?:an?\s)?(?:hour|hr)|half-hour|media\shora|[13]/[24]\s?(?:(?:of\s)?an\s)?(?:hour|hr|h))\b"
    rf"|\b(?:a\s)?quarter\s(?:of\s)?(?:an\s)?hour\b|\b(?:un\s)?cuarto\sde\shora\b"
    rf"|\b(?:three\squarters\sof\san\shour|tres\scuartos\sde\shora)\b"
    rf"|\bhora\sy\smedia\b"
    rf"|(?<![\w.,])(?:{_AMOUNT})\s{_HALF}\s{_HOURS}\b"
    rf"|(?<![\w.,]){_SO_MANY}{_HOURS}\s{_HALF}\b"
    rf"|(?<![\w.,])\d{{1,2}}\s?{_HOURS}\s?(?:(?:and|y)\s)?\d{{1,2}}(?:\s?{_MINUTES})?\b"
    rf"|(?<![\w.,]){_SO_MANY}{_HOURS}\s(?:and\s|y\s)?(?:{_WORDS})(?:\s{_MINUTES})?\b"
    rf"|(?<![\w.,])\d+\s?(?:-|to|a)\s?\d+\s?(?:{_HOURS}|{_MINUTES}|{_OTHER})\b"
    rf"|(?<![\w.,]){_SO_MANY}(?:{_HOURS}|{_MINUTES}|{_OTHER})\b)"
)
"""What looks like a length; `minutes_of` tells whether it is one."""

_HALVED = re.compile(rf"(?P<hours>{_AMOUNT})?\s?(?:(?:hora)?\s?{_HALF}\s?{_HOURS}?|{_HOURS}\s{_HALF})")
_MIXED = re.compile(
    rf"(?P<hours>{_AMOUNT})\s?{_HOURS}\s?(?:and\s|y\s)?(?P<minutes>\d{{1,2}}|{_WORDS})(?:\s?{_MINUTES})?"
)
_PLAIN = re.compile(rf"(?P<amount>{_AMOUNT})\s?(?:(?P<hours>{_HOURS})|(?P<days>days?|dias?|d)|{_MINUTES})")
_PARTS = (
    (re.compile(r"half|media hora|1/2"), 30),
    (re.compile(r"three quarters|tres cuartos|3/4"), 45),
    (re.compile(r".*(?:quarter|cuarto)"), 15),
)


def minutes_of(text: str) -> int | None:
    """The whole minutes a length in small letters means; None for a range, for seconds, or for a part of a minute."""
    text = " ".join(text.split())
    for part, its_minutes in _PARTS:
        if part.match(text):
            return its_minutes
    if halved := _HALVED.fullmatch(text):
        return _whole((_number(halved["hours"] or "1") or 0) * 60 + 30)
    if mixed := _MIXED.fullmatch(text):
        hours, minutes = _number(mixed["hours"]), _number(mixed["minutes"])
        return None if hours is None or minutes is None else _whole(hours * 60 + minutes)
    plain = _PLAIN.fullmatch(text)
    amount = _number(plain["amount"]) if plain else None
    if plain is None or amount is None:
        return None
    return _whole(amount * (60 if plain["hours"] else 24 * 60 if plain["days"] else 1))


def _whole(minutes: float) -> int | None:
    return int(minutes) if minutes == int(minutes) else None


def _number(text: str) -> float | None:
    """Digits, or number words of either language."""
    if re.fullmatch(_DIGITS, text):
        return float(text.replace(",", "."))
    if text in {"a", "an"}:
        return 1
    words = re.split(r"[\s-]", text)
    if all(is_number_word(word) or word == "and" for word in words):
        said = spoken(words)
        return float(said) if said else None
    known = [_SPANISH.get(word) for word in words if word != "y"]
    return float(sum(filter(None, known))) if known and None not in known else None
