"""How much of the traffic fails, from an alarm's numbers or its words; and how far a value is over its limit."""

import re
from functools import lru_cache

from nightdesk.alarm.alarm import Alarm
from nightdesk.triage.ops.hearing.plain import plain

_RATE_OF_FAILURE = re.compile(
    r"(?:err\w*|fail\w*|5 ?xx|fault\w*|reject\w*|declin\w*|drop\w*)\b.*\b(?:rate|ratio|percent\w*|pct|share)|%"
)
_RATE_OF_SUCCESS = re.compile(r"(?:success|availab|uptime|health)\w*.*(?:rate|ratio|percent\w*|pct|share|%)?|\bsli\b")
_ERROR_WORDS = r"err\w*|fail\w*|5 ?xx|50\d|reject\w*|declin\w*|unavailab\w*|timed? ?out\w*|drop\w*|broken|down|faults?"
_OTHER_PERCENT = (
    r"(?!full|used|usage|util|of forecast|above|below|idle|free|cpu|mem|disk|hit|over|on\b|to\b|in\b|two\b)"
)
_SAID_AFTER = re.compile(rf"(\d{{1,3}}(?:\.\d+)?) ?%(?: {_OTHER_PERCENT}\w+){{0,6}}? (?:{_ERROR_WORDS})")
_SAID_BEFORE = re.compile(
    rf"(?:{_ERROR_WORDS})(?: (?!threshold|limit|above|over|slo|than)\w+){{0,4}}?"
    rf"[ :=(]+(?:at |is |to |now )?(\d{{1,3}}(?:\.\d+)?) ?%(?! ?(?:\w+ )?(?:availab|success|uptime|healthy|"
    rf"of (?:its )?capacity))"
)
_GOOD = r"(?:(?<!un)availab\w+|success(?: ?rate| ?ratio)?|uptime|success\w* (?:rate|percent\w*|%))"
_IS_LIMIT = (
    r"(?:below|under|above|over|than|<|>|target|slo|sla|threshold|limit|objective|expected|of|was|from|usually|"
    r"normally|normal)"
)
_WORKING = re.compile(
    # "availability of checkout 0%", "success rate 3%", "12% availability"; a limit ("below 99.9%") is no measurement.
    rf"\b{_GOOD}(?: (?:rate|ratio|percent\w*|of|for|on|in|at|is|now|=|fell|dropped|down|to|only|just|"
    rf"(?!{_IS_LIMIT}\b)[a-z.]+)){{0,5}} (?:(\d{{1,3}}(?:\.\d+)?) ?%|(0(?:\.\d+)?)(?= ?(?:$|[.,;)])))|"
    rf"(?<![<>\d.])(?<!below )(?<!under )(?<!than )(?<!above )(?<!target )(?<!slo )\b(\d{{1,3}}(?:\.\d+)?) ?% "
    rf"(?:of )?{_GOOD}"
)
_OF = re.compile(
    rf"(\d[\d,]*) (?:out )?of (?:the |last )?(\d[\d,]*) (?:\w+ ){{0,3}}(?:are |were |is |have )?(?:{_ERROR_WORDS})"
)


_PEOPLE = (
    r"(?:users?|customers?|clients?|visitors?|requests?|quer(?:y|ies)|orders?|payments?|transactions?|calls?|traffic|"
    r"log ?ins?|sessions?|events?|messages?|jobs?|e?mails?|uploads?|writes?|players?|drivers?|checkouts?|purchases?|"
    r"carts?|pages?|patients?|callers?|merchants?|stores?|members?)"
)
_FRACTIONS: tuple[tuple[str, float], ...] = (
    (r"(?:most|the majority)", 0.6), (r"(?:one )?half", 0.5), (r"(?:a|one) third", 0.33), (r"two thirds", 0.67),
    (r"three quarters", 0.75), (r"(?:a|one) quarter", 0.25), (r"(?:a|one) fifth", 0.2), (r"(?:a|one) tenth", 0.1),
)  # fmt: skip
_IN_WORDS = tuple((re.compile(rf"\b{words} (?:of )?(?:\w+ ){{0,2}}?{_PEOPLE}"), share) for words, share in _FRACTIONS)
_EVERYBODY = re.compile(
    rf"\b(?:nobody|no one|no (?:users?|customers?|clients?)) (?:can|could|is able|gets?|reaches)|"
    rf"\b(?:all|every|each|100 ?% of(?: all)?) (?:of )?(?:the |our )?(?:(?!other|but)\w+ )?{_PEOPLE}\b|"
    rf"\b(?:for|to) (?:everyone|everybody)\b|\b(?:en|a) tod[oa]s l[oa]s \w+|\b(?:f\S+r|bei) alle\w*\b|"
    r"\b(?:from|in|at) (?:all|every) (?:\w+ )?(?:locations?|regions?|probes?|sites?)\b|\beverywhere\b|\b(?:in|at|on|"
    r"from) any (?!case|event|time|way|moment)\w+|\b(?:alle kunden|todos los clientes|tous les clients|"
    r"todos os clientes)\b"
)
_TROUBLE = re.compile(
    rf"{_ERROR_WORDS}|can ?not|can't|nobody|no one|lost|blank|wrong|time|refus|bounce|undeliver|"
    r"nxdomain|dead ?letter|empty|no se puede|nicht|\bdlq\b|disabled|not (?:sent|produced|processed)|affected|"
    r"betroffen|sin |\bdown\b"
)
_FELL = re.compile(
    r"(?:requests?|traffic|throughput|orders?|bookings?|sales|revenue|log ?ins?|payments?|authori[sz]ations?|"
    r"conversions?|sign ?ups?|starts?)\b[^.;,]{0,40}?(?:(?:fell|dropped|down|drop\w*|"
    r"collapsed)(?: by)? (\d{1,3})(?:\.\d+)? ?%|(\d{1,3}) ?% below|from ([\d,.]+) to ([\d,.]+)\b)"
)


def failing_share(alarm: Alarm) -> float | None:
    """0-1, the share of requests that fail, when the alarm tells it as a rate; None when it counts or is silent."""
    measured = plain(f"{alarm.name} {alarm.labels.get('metric', '')} {alarm.labels.get('unit', '')}")
    if alarm.value is not None and alarm.value >= 0:
        is_ceiling = alarm.threshold is not None and alarm.value >= alarm.threshold
        if re.search(r"success|availab|uptime", measured) and not (is_ceiling and _FAILURE.search(measured)):
            share = _as_share(
                alarm.value, alarm.threshold, assume_rate=bool(re.search(r"rate|ratio|pct|percent|%|availab", measured))
            )
            return None if share is None else 1 - share
        # What fires below its limit measures what should be high: its value is no share of failures.
        is_floor = alarm.threshold is not None and alarm.value < alarm.threshold
        if _RATE_OF_FAILURE.search(measured) and not is_floor:
            return _as_share(alarm.value, alarm.threshold, assume_rate=True)
    said = said_share(alarm.summary)
    if said is None:
        said = said_share(alarm.name)
    if said is None and alarm.value is not None and 0 <= alarm.value <= 1 and (alarm.threshold or 0) < 1:
        # A fraction beside an error alarm without a unit: a count of failures is rarely below one.
        return alarm.value if re.search(r"err|fail|5 ?xx", measured) and alarm.value not in (0, 1) else None
    return said


_FAILURE = re.compile(r"err|fail|5 ?xx|\bfaults?\b|reject|declin")


def measured_share(alarm: Alarm) -> float | None:
    """
    The share of failures that the alarm's own number gives; None when the number is of something else, or
    missing.
    """
    measured = plain(f"{alarm.name} {alarm.labels.get('metric', '')}")
    is_of_failures = _FAILURE.search(measured) or re.search(r"success|availab|uptime", measured)
    return failing_share(alarm) if alarm.value is not None and is_of_failures else None


def _as_share(value: float, threshold: float | None, *, assume_rate: bool) -> float | None:
    """Percent or fraction? Above 1 it is percent; at or below 1 the limit decides: nobody sets one of 500 %."""
    if not assume_rate or value > 100:
        return None
    if value > 1 or (threshold is not None and threshold > 1):
        return value / 100
    return value


_MINUS = re.compile(  # read before `plain` takes the sign for a dash
    r"(?:requests?|traffic|throughput|orders?|bookings?|sales|revenue|log-?ins?|payments?|conversions?|sign-?ups?)"
    r"[\s:,(]{1,3}[-\u2212\u2013]\s?(\d{2,3})(?:\.\d+)?\s?%",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def said_share(text: str) -> float | None:
    """What share of failures a sentence states: "41% of requests failing", "error rate is 41 %", "3 of 4 failed"."""
    said = plain(text).replace(" percent", "%").replace(" pct", "%")
    if counted := _OF.search(said):
        failed, all_of = (float(number.replace(",", "")) for number in counted.groups())
        return failed / all_of if 0 < failed <= all_of else None
    if working := _WORKING.search(said):
        percent, fraction, before = working.groups()
        stands = float(fraction) if fraction else float(percent or before) / 100
        if stands <= 1:
            return 1 - stands
    for pattern in (_SAID_BEFORE, _SAID_AFTER):
        if stated := pattern.search(said):
            percent = float(stated[1])
            return percent / 100 if percent <= 100 else None
    words = _told_in_words(said)
    return fallen_share(text) if words is None else words


def _told_in_words(said: str) -> float | None:
    """ "half of all visitors cannot pay", "nobody can log in", "orders fell 85% below forecast"."""
    if _TROUBLE.search(said):
        for pattern, share in _IN_WORDS:
            if pattern.search(said):
                return share
        if _EVERYBODY.search(said):
            return 1.0
    return None


@lru_cache(maxsize=4096)
def hits_everybody(text: str) -> bool:
    """Whether the words say that something fails for all who use it."""
    said = plain(text)
    return bool(_TROUBLE.search(said) and _EVERYBODY.search(said)) or bool(fallen_share(text))


NEARLY_ALL = 0.9


def fallen_share(text: str) -> float | None:
    """The part of its usual business that words say has gone, when it is half or more: "orders fell 85%"."""
    if told := _MINUS.search(text[:1000]):
        lost: float | None = float(told[1]) / 100
    elif fell := _FELL.search(plain(text)):
        by, below, before, after = fell.groups()
        lost = float(by or below) / 100 if by or below else _lost(before, after)
    else:
        return None
    # A business number that dips a little is an anomaly; one that halves is customers who cannot. Short of nearly all,
    # it may also be people who stay away: a large segment, not everybody.
    if lost is None or not 0.5 <= lost <= 1:
        return None
    return lost if lost >= NEARLY_ALL else min(lost, 0.75)


def _lost(before: str, after: str) -> float | None:
    try:
        was, now = (float(number.replace(",", "").rstrip(".")) for number in (before, after))
    except ValueError:
        return None
    return (was - now) / was if was > now >= 0 else None
