"""Whether somebody else's alarm fires or is over: by its words, its flags or an end that is past; else it fires."""

import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.readers.mapping import DEFAULT, Mapping
from nightdesk.alarm.readers.paths import at
from nightdesk.alarm.reading import ending, fields, reading

_GOOD_FLAGS = (
    "ok", "healthy", "is_healthy", "up", "is_up", "success", "passing", "resolved", "is_resolved", "recovered",
)  # fmt: skip
_BAD_FLAGS = (
    "firing", "is_firing", "triggered", "alerting", "down", "is_down", "failed", "failing", "active", "in_alarm",
)  # fmt: skip
# Of a word put together ("ALERT_RECOVERY", "policy.close.warning") these decide; "alert" and "warning" only name it.
_ENDS = frozenset({
    "recovery", "recovered", "recovers", "resolved", "resolve", "closed", "close", "cleared", "clear", "ended",
    "restored",
})  # fmt: skip
_NEUTRAL = frozenset({
    "alert", "alerts", "alarm", "alarms", "warning", "critical", "incident", "event", "issue", "problem", "policy",
    "monitor", "check", "state", "status", "service", "host", "metric", "condition", "violation", "notification",
    "rule", "error", "auto", "automatically", "manually", "fully", "completely", "has", "been", "is", "was", "now",
    "the", "it", "and", "ok", "okay", "high", "low", "medium", "major", "minor", "data", "server", "site", "type",
    "threshold", "level", "action", "by", "user", "operator", "system", "transition", "triggered", "outage", "all",
})  # fmt: skip
"""Beside an end these say what ended or how. A word of neither kind ("partially", "started", "mode") leaves it open."""
_OPENERS = frozenset({"not", "no", "un", "never", "non", "still", "re", "reopened", "fired", "firing"})
_REST = re.compile(
    r"[\s\d.,%:()/\[\]-]*(?:(?:ms|s|sec|http|https|tcp|ping|rta|all|checks?|passed|passing|good|normal|healthy|ok|"
    r"running|up|code|status|response|time|is|at|in|on|of|from|by|for|after|since|auto|automatically|manually|utc|gmt|"
    r"nodes?|hosts?|replicas?|pods?|instances?|targets?|members?|[0-9][0-9:.tz+-]*)[\s\d.,%:()/\[\]-]*)*"
)
"""What may follow a good word that stands first: figures and more of its kind ("up (200 OK)"), nothing else."""


def state_of(
    entry: dict[str, Any], mapping: Mapping, *, ended_at: datetime | None, received_at: datetime
) -> tuple[reading.State, str]:
    """(state, reason)."""
    spoken = [word for path in mapping.state if (word := _word(at(entry, path)))]
    for word in spoken:
        is_known = word in mapping.resolved or word in mapping.firing
        if not is_known and (changed := ending.changed_to(word)) is not None:
            return changed, f"state from {word!r}"
        if mapping is DEFAULT and not is_known and ends(word):
            return "resolved", f"state from {word!r}"
        # "CRITICAL - lag 400 s" and "check.down"
        opens = re.split(r"[\s:,(]", word, maxsplit=1)[0]
        for told in dict.fromkeys((word, opens, word.rsplit(".", 1)[-1])):
            if told in mapping.firing:
                return "firing", ""
            if told in mapping.resolved and (told != opens or told == word or _is_harmless(word[len(opens) :])):
                return "resolved", ""
    if mapping is DEFAULT:
        for flags, good in ((_GOOD_FLAGS, True), (_BAD_FLAGS, False)):
            for flag in flags:
                if isinstance(told := at(entry, flag), bool):
                    return ("resolved" if told is good else "firing"), f"state from {flag}: {str(told).lower()}"
    if not spoken and ended_at is not None and ended_at <= received_at:
        return "resolved", "no state is given, but an end that is past"
    said = f"state {spoken[0]!r} is unknown" if spoken else "no state is given"
    return "firing", f"{said}, read as firing"


def _is_harmless(rest: str) -> bool:
    counted = re.search(r"(\d+)\s*(?:/|(?:out )?of)\s*(\d+)", rest)
    return _REST.fullmatch(rest) is not None and (counted is None or counted[1] == counted[2])


def ends(word: str) -> bool:
    """Is this put together of words of which one says that it is over, and of none that leaves it open?"""
    parts = re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).lower())
    if re.fullmatch(r"[a-z_]+_end(?:ed)?", word.lower()):  # ALERT_STATE_EVENT_END
        return not _OPENERS & set(parts)
    return len(word) <= 40 and 2 <= len(parts) <= 5 and bool(_ENDS & set(parts)) and set(parts) <= _ENDS | _NEUTRAL


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else fields.text(value).lower()
