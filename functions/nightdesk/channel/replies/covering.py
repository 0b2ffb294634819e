"""
Texts about who is on call: "cover ana until 6am", "cover me for 2h", "uncover", "who is on call tomorrow".

They are no orders about an incident, so the reply grammar does not know them. What is not surely one of them is none.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from dateutil.relativedelta import relativedelta, weekday

from nightdesk.channel.replies.plain import plain, without_pictures

LONGEST = 160
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class RotaWords:
    """
    What a text about the rota wants. whom: "me" or a name as typed.

    when: the words for a time ("6am") or a length ("for 2h"), empty when there were none.
    """

    verb: Literal["cover", "uncover", "who", "mine", "ready"]
    whom: str = ""
    when: str = ""


_WHOSE = r"(?P<whom>[^\W\d_][\w.-]*(?: [^\W\d_][\w.-]*){0,2}?)(?:'s(?: (?:shift|turn|on-?call))?)?"
_UNTIL = r"(?: (?:until|till|til|to|through|hasta|(?P<lasts>for)) (?P<when>[\w:.]+(?: [\w:.]+){0,2}))?"
_COVER = re.compile(rf"(?:(?:i|i'll|i will|i'm|i am|i can) )?(?:cover|covering)(?: for)? {_WHOSE}{_UNTIL}")
_WANTED = re.compile(
    rf"(?:(?:please )?(?:can|could|would|will) (?:somebody|someone|anybody|anyone)(?: please)? )cover (?:for )?"
    rf"(?P<whom>me){_UNTIL}(?: please)?"
)
_WHO = re.compile(
    r"(?:(?:who|who's|whos|who is|who are|whois|quien esta) (?:is )?(?:now |next )?(?:on[- ]?call|de guardia)"
    r"(?: (?P<when>now|next|tonight|today|tomorrow[\w :.]{0,20}|(?:on )?\w+day[\w :.]{0,20}))?"
    r"|on[- ]?call|rota|roster)"
)
_MINE = re.compile(
    r"(?:when )?(?:am|i'm|are) (?:i|we)?(?: next)? ?on[- ]?call(?: next)?|my (?:shifts?|turns?|on[- ]?call)"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:(?:[:.h](?P<minute>\d\d))|h)? ?(?P<half>am|pm|a\.?m\.?|p\.?m\.?)?")
_SPAN = re.compile(r"(?P<amount>\d{1,3}|an?|half an) ?(?P<unit>minutes?|mins?|m|hours?|hrs?|h|days?)")


def read_rota_words(text: str) -> RotaWords | None:
    """What it wants; None when it is about something else."""
    line = without_pictures(plain(text[: 2 * LONGEST])).lower().rstrip("!? ")
    if len(line) > LONGEST:
        return None
    if line in {"uncover", "uncover me", "take back my shift", "i'm back on call", "im back on call"}:
        return RotaWords(verb="uncover")
    if line in {"ready", "i'm ready", "im ready", "listo", "lista"}:
        return RotaWords(verb="ready")
    if found := _COVER.fullmatch(line) or _WANTED.fullmatch(line):
        when = f"for {found['when']}" if found["lasts"] else found["when"] or ""
        return RotaWords(verb="cover", whom=found["whom"].strip(), when=when)
    if found := _WHO.fullmatch(line):
        when = (found["when"] or "").removeprefix("on ").strip()
        return RotaWords(verb="who", when="" if when in {"now", "next", "tonight", "today"} else when)
    return RotaWords(verb="mine") if _MINE.fullmatch(line) else None


def moment_of(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """
    The next such time after `now`, by the clock of `zone`: "6am", "18:30", "noon", "tomorrow 9am"; or "for 2h".

    None when it is not sure: "6" is two times of day.
    """
    said = words.lower().strip()
    if said.startswith("for "):
        span = _SPAN.fullmatch(said.removeprefix("for "))
        return now + _length(span) if span else None
    local = now.astimezone(zone).replace(tzinfo=None, second=0, microsecond=0)
    first, _, rest = said.partition(" ")
    if first == "tomorrow":
        day: relativedelta | None = relativedelta(days=1)
    elif (index := _weekday(first)) is not None:
        day = relativedelta(days=1, weekday=weekday(index)(1))
    else:
        day, rest = None, said
    clock = _clock(rest.strip()) if rest.strip() else local.time() if day else None
    if clock is None:
        return None
    on = datetime.combine((local + day if day else local).date(), clock)
    if day is None and on <= local:
        on += timedelta(days=1)
    return on.replace(tzinfo=zone).astimezone(UTC)


def _length(span: re.Match[str]) -> timedelta:
    amount = {"a": 1.0, "an": 1.0, "half an": 0.5}.get(span["amount"]) or float(span["amount"])
    unit = span["unit"][0]
    return timedelta(minutes=amount) if unit == "m" else timedelta(hours=amount * (24 if unit == "d" else 1))


def _weekday(word: str) -> int | None:
    return next((i for i, day in enumerate(DAYS) if word == day or (len(word) >= 3 and word == day[:3])), None)


def _clock(said: str) -> time | None:
    if said in {"noon", "midday", "midnight"}:
        return time() if said == "midnight" else time(12)
    found = _CLOCK.fullmatch(said)
    if not found:
        return None
    hour, minute, half = int(found["hour"]), int(found["minute"] or 0), (found["half"] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    elif found["minute"] is None and hour < 13:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None
