"""What is measured and should be high: a success that falls short is a failure, whatever good word names it."""

import math
import re

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.hearing.plain import plain

_SHORT = re.compile(
    r"\b(?:low|lower|zero|drop(?:s|ped|ping)?|fell|fallen|falls|below|under|decreas\w+|none|missing|never|stopped|"
    r"less than|too (?:few|little)|absent|late|overdue|stuck|hangs?|lost|skipped|delayed)\b|\b(?:has|have|had|did|"
    r"does|do|was|were|is|are|could) not (?!affect|requir|need|expect|impact|involv|chang)\w+|"
    r"\b0(?:\.0+)?(?: ?%)?(?! (?:errors?|fail\w*|warnings?|issues?|findings?|problems?|critical|missing|lost|changes?|"
    r"vulnerabilit\w+|conflicts?|to |left|skipped|retries|downtime|min\w*))(?: of \d+)?(?=$|[ .,;)])(?<!\.0)"
)
_SHOULD_BE_HIGH = re.compile(
    r"success|avail|health|uptime|free|remaining|left|hit|requests?\b|traffic|throughput|orders?|apdex|starts?\b|"
    r"below|low\b|min|publish|processed|completed|delivered|received|sent\b|passed|finished|launch|renew|log ?ins?|"
    r"payments?|sign ?ups?|bookings?|sales|heart ?beats?|invocations?|events?\b|running|in service|authori[sz]ation"
)


_GOOD_NEWS = re.compile(
    r"^(?:success|succeed|publish|passed|renew|finish|complet|schedul|launch|deployed|planned|test notif)",
    re.IGNORECASE,
)


def is_good_news(words: str) -> bool:
    """
    Whether these words praise or promise something, of which there can be too little; a retirement is only
    told.
    """
    return bool(_GOOD_NEWS.match(words))


def falls_short(said: str) -> bool:
    """Whether plain words say that there is too little of something, or none: "published 0", "has not run"."""
    return bool(_SHORT.search(said))


def should_be_high(alarm: Alarm) -> bool:
    """Whether its name or metric is in trouble when it is low. Any other value under its limit is fine."""
    return bool(_SHOULD_BE_HIGH.search(plain(f"{alarm.name} {alarm.labels.get('metric', '')}")))


def is_floor_undercut(alarm: Alarm) -> bool:
    """Whether what should be high was measured below its limit."""
    return (
        alarm.value is not None
        and alarm.threshold is not None
        and alarm.value < alarm.threshold
        and should_be_high(alarm)
    )


def is_beyond(alarm: Alarm) -> bool:
    """Whether its own value is beyond its own limit, on the side that hurts."""
    if alarm.value is None or alarm.threshold is None:
        return False
    return alarm.value > alarm.threshold or is_floor_undercut(alarm)


def times_over(alarm: Alarm) -> float | None:
    """
    How many times the limit is exceeded (or, for a floor, undercut); infinite when nothing is left above a floor.

    None when either number is missing, or the value is on the side that does not hurt.
    """
    if alarm.value is None or not alarm.threshold or alarm.value < 0 or alarm.threshold < 0:
        return None
    if alarm.value >= alarm.threshold:
        return alarm.value / alarm.threshold
    if not should_be_high(alarm):
        return None
    return alarm.threshold / alarm.value if alarm.value else math.inf
