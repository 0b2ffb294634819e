"""How bad the source says it is, in our five words. A claim is one input to triage, never its outcome."""

import re
from collections.abc import Mapping

from nightdesk.incident.severity import Severity, parse_severity

# The ladder of labels is the mission's: Critical, High, Medium, Low, Informational. Opsgenie's and PagerDuty's P1-P5
# run along it. "page" means "wake somebody", "ticket" means "tomorrow".
_WORDS: dict[Severity, str] = {
    Severity.SEV0: "critical crit emergency emerg disaster blocker catastrophic panic p0 p1 highest",
    Severity.SEV1: "high major error err alert fatal urgent page pager severe p2",
    Severity.SEV2: "medium moderate warning warn average p3 degraded normal",
    Severity.SEV3: "low minor ticket p4",
    Severity.SEV4: "info informational information notice debug none ok p5 lowest trivial success",
}
_BY_WORD = {word: severity for severity, words in _WORDS.items() for word in words.split()}

KEYS = ("severity", "priority", "sev", "level", "urgency", "criticality", "alert_severity", "severity_level")
"""Labels that claim a severity, strongest first. They never take part in a fingerprint."""

_TOKEN = re.compile(r"(?<![A-Za-z0-9])(?:sev[-_ ]?([0-4])|(p[0-5]))(?![A-Za-z0-9])", re.IGNORECASE)
_SPOKEN = re.compile(r"\b(?:severity|priority)\s*[:=]\s*\"?([A-Za-z0-9_-]{1,20})", re.IGNORECASE)
_WORD_IN_NAME = re.compile(r"[a-z]+")
_NAME_WORDS = frozenset({"critical", "crit", "warning", "warn", "info", "informational"})


def severity_of(word: str, scale: Mapping[str, Severity] | None = None) -> Severity | None:
    """
    Read one claim: "critical", "P1", "sev 2", "Warning", "SEV-0". None for a word nobody taught us.

    scale: a source's own words, read first (Zabbix ranks "warning" below "average").
    """
    spoken = word.strip().lower()
    if scale and spoken in scale:
        return scale[spoken]
    compact = re.sub(r"[\s_-]+", "", spoken)
    if compact.startswith("sev") and (found := parse_severity(compact)) is not None:
        return found
    return _BY_WORD.get(compact, _BY_WORD.get(re.split(r"[\s:(/,-]", spoken, maxsplit=1)[0]))


def claimed_in(
    labels: Mapping[str, str], scale: Mapping[str, Severity] | None = None
) -> tuple[Severity | None, tuple[str, ...]]:
    """The severity that labels claim and, when one is claimed that we cannot read, a reason saying so."""
    lowered = {key.lower(): value for key, value in labels.items()}
    unread: list[str] = []
    for key in KEYS:
        if value := lowered.get(key, ""):
            if (found := severity_of(value, scale)) is not None:
                return found, ()
            unread.append(f"{key} {value!r} is not a severity we know")
    return None, tuple(unread)


def claimed_in_words(name: str, description: str) -> Severity | None:
    """
    A severity that a human wrote into an alarm's name or description: "severity: critical", "[P2]", "sev1",
    or a bare "critical", "warning" or "info" as a word of the name. None when there is none.
    """
    if (spoken := _SPOKEN.search(description)) and (found := severity_of(spoken[1])) is not None:
        return found
    for line in (name, description):
        if token := _TOKEN.search(line):
            return parse_severity(token[1]) if token[1] else severity_of(token[2])
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).lower()
    return next((severity_of(word) for word in _WORD_IN_NAME.findall(split) if word in _NAME_WORDS), None)
