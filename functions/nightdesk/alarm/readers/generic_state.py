"""Whether somebody else's alarm fires or is over: by its words, its flags or an end that is past; else it fires."""

import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.readers.mapping import DEFAULT, Mapping
from nightdesk.alarm.readers.paths import at
from nightdesk.alarm.reading import fields, reading

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
_BEGINS = frozenset({
    "not", "no", "un", "never", "non", "still", "fired", "firing", "triggered", "trigger", "open", "opened", "reopened",
    "started", "start", "failed", "failing", "fails", "failure", "down", "raised", "breached", "worsened", "escalated",
})  # fmt: skip


def state_of(
    entry: dict[str, Any], mapping: Mapping, *, ended_at: datetime | None, received_at: datetime
) -> tuple[reading.State, str]:
    """(state, reason)."""
    spoken = [word for path in mapping.state if (word := _word(at(entry, path)))]
    for word in spoken:
        # "CRITICAL - lag 400 s" and "check.down"
        for told in dict.fromkeys((word, re.split(r"[\s:,(]", word, maxsplit=1)[0], word.rsplit(".", 1)[-1])):
            if told in mapping.resolved:
                return "resolved", ""
            if told in mapping.firing:
                return "firing", ""
        if mapping is DEFAULT and ends(word):
            return "resolved", f"state from {word!r}"
    if mapping is DEFAULT:
        for flags, good in ((_GOOD_FLAGS, True), (_BAD_FLAGS, False)):
            for flag in flags:
                if isinstance(told := at(entry, flag), bool):
                    return ("resolved" if told is good else "firing"), f"state from {flag}: {str(told).lower()}"
    if not spoken and ended_at is not None and ended_at <= received_at:
        return "resolved", "no state is given, but an end that is past"
    said = f"state {spoken[0]!r} is unknown" if spoken else "no state is given"
    return "firing", f"{said}, read as firing"


def ends(word: str) -> bool:
    """Is this put together of words of which one says that it is over, and none that it is not?"""
    parts = set(re.findall(r"[a-z]+", word.lower()))
    if re.fullmatch(r"[a-z_]+_end(?:ed)?", word.lower()):  # ALERT_STATE_EVENT_END
        return not parts & _BEGINS
    return len(word) <= 40 and 2 <= len(parts) <= 4 and bool(parts & _ENDS) and not parts & _BEGINS


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else fields.text(value).lower()
