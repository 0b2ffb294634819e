"""
Nagios and what descends from it (Icinga, Naemon, Checkmk, Centreon), whose notifications carry the macros of the check.

Keys come as `SERVICESTATE`, `service_state`, `$SERVICESTATE$` or `NAGIOS_SERVICESTATE`. A notification is about one
service of a host, or about the host. https://assets.nagios.com/downloads/nagioscore/docs/nagioscore/4/en/macrolist.html
"""

import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import claimed, fields, reading
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "nagios"
_PREFIX = re.compile(r"^(?:nagios|icinga|notify)(?=[a-z])")
_MARKS = frozenset({
    "servicestate", "hoststate", "notificationtype", "serviceoutput", "hostoutput", "servicedesc", "serviceshortstate",
    "hostshortstate",
})  # fmt: skip
_GOOD = frozenset({"ok", "up", "recovery", "flappingstop", "downtimeend", "flappingstopped"})
_QUIET = frozenset({
    "acknowledgement", "downtimestart", "downtimeend", "downtimecancelled", "downtimeremoved", "flappingdisabled",
    "custom", "comment", "flappingstop", "flappingstopped",
})  # fmt: skip
_CLAIMS = {
    "critical": Severity.SEV0, "crit": Severity.SEV0, "down": Severity.SEV0, "unreachable": Severity.SEV1,
    "warning": Severity.SEV2, "warn": Severity.SEV2, "unknown": None,
}  # fmt: skip


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The notification as an alarm; nothing for acknowledgements, downtimes and comments."""
    alarm = read_one(parse_object(payload), source=SOURCE, received_at=received_at)
    return (alarm,) if alarm is not None else ()


def speaks(posted: dict[str, Any]) -> bool:
    """Does this body use the macros of a check? Two of them, as others use one of the words by chance."""
    return len(posted) <= 500 and len(_MARKS & {_plain(key) for key in posted}) >= 2


def read_one(posted: dict[str, Any], *, source: str, received_at: datetime) -> Alarm | None:
    """One notification. Raises Malformed when it names neither a host nor a service."""
    told = {_plain(key): value for key, value in posted.items()}
    kind = re.sub(r"[^a-z]", "", _one(told, "notificationtype", "type").lower())
    if kind in _QUIET:
        return None
    host = _one(told, "hostname", "host", "hostalias", "hostdisplayname")
    check = _one(told, "servicedesc", "servicedescription", "servicename", "servicedisplayname", "service")
    if not host and not check:
        raise Malformed("host_name: neither it nor a service description says what this is about")
    state_word = _one(told, "servicestate", "serviceshortstate") if check else ""
    state_word = (state_word or _one(told, "hoststate", "hostshortstate", "state")).lower()
    is_over = state_word in _GOOD or (not state_word and kind in _GOOD)
    labels = fields.labels({"host": host, "check": check, "address": told.get("hostaddress")})
    owner = fields.labels(
        {key: told.get(f"{of}{key}") for of in ("service", "host", "_service", "_host") for key in ("app", "team")}
    )
    service, reason = reading.service_in(owner)
    at = next((found for key in _TIMES if (found := fields.moment(told.get(key))) is not None), None)
    output = _one(told, "serviceoutput", "hostoutput", "output", limit=500)
    claim, claim_reasons = claimed.claimed_in(fields.labels({"severity": told.get("severity")}))
    return reading.finish(
        source=source,
        identity=["check", host, check],
        state="resolved" if is_over else "firing",
        received_at=received_at,
        raw=posted,
        name=f"{check} on {host}" if check and host else check or f"host {host} is down",
        service=service,
        resource=host,
        claim=claim or _CLAIMS.get(state_word),
        summary=output,
        started_at=None if is_over else at,
        ended_at=at if is_over else None,
        links=(told.get("serviceactionurl"), told.get("hostactionurl"), told.get("servicenotesurl")),
        labels=labels,
        reasons=(
            reason,
            *claim_reasons,
            "" if state_word or kind else "no state is given, read as firing",
        ),
    )


_TIMES = (
    "timet",
    "timestamp",
    "longdatetime",
    "shortdatetime",
    "lastservicestatechange",
    "laststatechange",
    "datetime",
)


def _plain(key: Any) -> str:
    return _PREFIX.sub("", re.sub(r"[^a-z0-9]", "", str(key).lower()))


def _one(told: dict[str, Any], *keys: str, limit: int = 200) -> str:
    return fields.first(*(told.get(key) for key in keys), limit=limit)
