"""The gravest kinds' words as they are used every day: a threshold that is breached, a heap dump, a user agent."""

import re

_MEASURE = (
    r"thresholds?|limits?|slos?|slas?|slis?|rpo|rto|quotas?|targets?|budgets?|objectives?|laten\w+|p ?\d\d+|cpu|"
    r"memory|mem|disk|percentiles?|datapoints?|data points?|periods?|bands?|water ?marks?|baselines?|bounds?|"
    r"response times?|durations?|rate|ratio|usage|utili[sz]ation|queue|depth|age|lag|iops|throughput|error budget|"
    r"burn|levels?|temperature|apdex|availability|uptime|metrics?|capacity|cost|spend|alarm|treated|treat|"
    r"\d+(?:\.\d+)? ?(?:%|ms|s|sec\w*|min\w*|gb|mb|k)"
)
_NOT_OF_DATA = r"(?!.{0,40}\b(?:personal|customers?|users?|clients?|patients?|cards?|passwords?|attackers?|hackers?)\b)"
_BREACHED_MEASURE = re.compile(
    # "the latency SLO for search is breached" and "breaching datapoints": within one clause, either way round.
    rf"\b(?:{_MEASURE})\b[^.;]{{0,60}}?\bbreach\w*|\bbreach\w*\b{_NOT_OF_DATA}(?=[^.;]{{0,40}}\b(?:{_MEASURE})\b)|"
    rf"\bbreaching\b"
)
_REALLY_BREACHED = re.compile(
    r"\b(?:data|security|account|privacy|perimeter|credential|network security|gdpr|systems?|firewall) "
    r"(?:\w+ )?breach\w*|\bbreach (?:of )?(?:\w+ )?(?:data|customers?|users?|accounts?|records|security|privacy)|"
    r"\bbreached (?:our|by|via|through)\b"
)
_INNOCENT = re.compile(
    r"\b(?:heap|core|thread|memory|crash|stack|jvm|debug|hex) ?dump\w*|\b(?:nightly|daily|weekly|hourly|scheduled|pg|"
    r"sql|mysql|database|db) dump\w* (?:of )?(?:\w+ ){0,3}(?:job |script |export )?(?:fail\w*|failed|late|slow|"
    r"missing|finished|took|stuck|not)|\bdump ?job\w*|\b(?:fail\w* )(?:to |the |nightly |daily )*dump (?:of )?|"
    r"\bdump of (?:\w+ ){0,3}(?:fail\w*|written|stored|saved|taken)|\b(?:wrong|invalid|unknown|missing|bad|"
    r"unsupported) user ?agents?|\bwrong (?:user|customer|client) (?:input|name|password|id format|locale|time ?zone)|"
    r"\b(?:unexpected|unknown|invalid|illegal|unrecogni[sz]ed) (?:token|script|process)(?= ?(?:[<{}'`,]|in (?:json|"
    r"the json|yaml|xml)|at (?:position|line)|type|error))|\bsyntax ?error\b.{0,20}\btoken\b|\bhack ?(?:athon|day|"
    r"week|fest)\w*|\blife ?hacks?\b|\bhacker ?(?:news|rank|one)\b|\b(?:virus|malware|antivirus|"
    r"threat) (?:definitions?|signatures?|database|feed|scan\w*)(?! (?:\w+ )?(?:found|detected|disabled))|"
    r"\bfreshclam\b|\b(?:vulnerability|malware|virus|security|port) scan\w* (?:\w+ ){0,2}(?:finished|complete\w*|"
    r"passed|clean|started|scheduled|late|slow|not run|did not run|has not run)|\battack surface\b|\b(?:memory|"
    r"connection|thread|handle|goroutine|descriptor|file descriptor|socket|resource) leak\w*|"
    r"\bexploit(?:ation)? (?:of|the) (?:cache|index|parallel\w*)|\b(?:heart|panic|asthma) attack\b|\bcritical path\b|"
    r"\bpush (?:notification )?tokens?\b|\b(?:feature|test) exposures?\b"
)


_WATCHER = re.compile(
    r"\b(?:rule|query|expression|data ?source|panel|check|monitor) (?:can ?not|could not|failed to) be (?:evaluated|"
    r"executed|queried|run)\b.*|\bfailed to (?:evaluate|execute) (?:\d+ )?(?:rules?|quer(?:y|ies))\b.*"
)


def blank(found: re.Match[str]) -> str:
    """As many spaces, so that everything else stays where it was."""
    return " " * len(found[0])


def without_watcher(said: str) -> str:
    """The same plain text without what fails in the monitoring itself, which is blind and not down."""
    return _WATCHER.sub(blank, said)


def without_innocent(said: str) -> str:
    """The same plain text (`kind.plain`) without what only sounds like an intruder or lost data."""
    left = _INNOCENT.sub(blank, said)
    if "breach" in left and not _REALLY_BREACHED.search(left):
        left = _BREACHED_MEASURE.sub(blank, left)
    return left
