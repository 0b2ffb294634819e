"""How much of the traffic fails, from an alarm's numbers or its words; and how far a value is over its limit."""

import re

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.kind import plain

_RATE_OF_FAILURE = re.compile(
    r"(?:err\w*|fail\w*|5 ?xx|fault\w*|reject\w*|declin\w*|drop\w*)\b.*\b(?:rate|ratio|percent\w*|pct|share)|%"
)
_RATE_OF_SUCCESS = re.compile(r"(?:success|availab|uptime|health)\w*.*(?:rate|ratio|percent\w*|pct|share|%)?|\bsli\b")
_ERROR_WORDS = r"err\w*|fail\w*|5 ?xx|50\d|reject\w*|declin\w*|unavailab\w*|timed? ?out\w*|drop\w*|broken|down|faults?"
_SAID_AFTER = re.compile(rf"(\d{{1,3}}(?:\.\d+)?) ?%(?: \w+){{0,6}}? (?:{_ERROR_WORDS})")
_SAID_BEFORE = re.compile(
    rf"(?:{_ERROR_WORDS})(?: (?!threshold|limit|above|over|slo|than)\w+){{0,4}}?"
    rf"[ :=(]+(?:at |is |to |now )?(\d{{1,3}}(?:\.\d+)?) ?%"
)
_OF = re.compile(
    rf"(\d[\d,]*) (?:out )?of (?:the |last )?(\d[\d,]*) (?:\w+ ){{0,3}}(?:are |were |is |have )?(?:{_ERROR_WORDS})"
)


def failing_share(alarm: Alarm) -> float | None:
    """0-1, the share of requests that fail, when the alarm tells it as a rate; None when it counts or is silent."""
    measured = plain(f"{alarm.name} {alarm.labels.get('metric', '')} {alarm.labels.get('unit', '')}")
    if alarm.value is not None and alarm.value >= 0:
        if re.search(r"success|availab|uptime", measured):
            share = _as_share(
                alarm.value, alarm.threshold, assume_rate=bool(re.search(r"rate|ratio|pct|percent|%|availab", measured))
            )
            return None if share is None else 1 - share
        if _RATE_OF_FAILURE.search(measured):
            return _as_share(alarm.value, alarm.threshold, assume_rate=True)
    said = said_share(alarm.summary)
    if said is None:
        said = said_share(alarm.name)
    if said is None and alarm.value is not None and 0 <= alarm.value <= 1 and (alarm.threshold or 0) < 1:
        # A fraction beside an error alarm without a unit: a count of failures is rarely below one.
        return alarm.value if re.search(r"err|fail|5 ?xx", measured) and alarm.value not in (0, 1) else None
    return said


def _as_share(value: float, threshold: float | None, *, assume_rate: bool) -> float | None:
    """Percent or fraction? Above 1 it is percent; at or below 1 the limit decides: nobody sets one of 500 %."""
    if not assume_rate or value > 100:
        return None
    if value > 1 or (threshold is not None and threshold > 1):
        return value / 100
    return value


def said_share(text: str) -> float | None:
    """What share of failures a sentence states: "41% of requests failing", "error rate is 41 %", "3 of 4 failed"."""
    said = plain(text).replace(" percent", "%").replace(" pct", "%")
    if counted := _OF.search(said):
        failed, all_of = (float(number.replace(",", "")) for number in counted.groups())
        return failed / all_of if 0 < failed <= all_of else None
    for pattern in (_SAID_BEFORE, _SAID_AFTER):
        if stated := pattern.search(said):
            percent = float(stated[1])
            return percent / 100 if percent <= 100 else None
    return None


def times_over(alarm: Alarm) -> float | None:
    """How many times the limit is exceeded (or, for a floor, undercut); None when either number is missing or zero."""
    if not alarm.value or not alarm.threshold or alarm.value < 0 or alarm.threshold < 0:
        return None
    ratio = alarm.value / alarm.threshold
    return ratio if ratio >= 1 else 1 / ratio
