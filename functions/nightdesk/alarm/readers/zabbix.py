"""
Zabbix's webhook media type. Its body is a template too: keys come as `event_value`, `EVENT.VALUE` or `eventValue`, and
macros that did not resolve ({EVENT.TAGS}, *UNKNOWN*) count as missing.

https://www.zabbix.com/documentation/current/en/manual/config/notifications/media/webhook
"""

import json
import re
from datetime import datetime
from typing import Any

from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.reading import amounts, claimed, fields, reading, times
from nightdesk.alarm.reading.payload import parse_object
from nightdesk.alarm.reading.spoken_numbers import limit_said
from nightdesk.errors import Malformed
from nightdesk.incident.severity import Severity

SOURCE = "zabbix"
_SCALE = {
    "disaster": Severity.SEV0, "high": Severity.SEV1, "average": Severity.SEV2, "warning": Severity.SEV3,
    "information": Severity.SEV4,
    "5": Severity.SEV0, "4": Severity.SEV1, "3": Severity.SEV2, "2": Severity.SEV3, "1": Severity.SEV4,
}  # fmt: skip
_RESOLVED = {"0", "ok", "resolved", "recovery", "recovered"}
_FIRING = {"1", "problem", "update", "firing"}
_HEAD = re.compile(r"^(?:Problem|Resolved(?: in [^:]{1,40})?|OK|Updated problem(?: in [^:]{1,40})?)\s*:\s*", re.I)
_NAMED = re.compile(
    r"\(\s*(?:over|above|below|under|more than|less than|[<>]=?)\s*[-+0-9.,]+\s*%?[^)]*\)", re.IGNORECASE
)
_SAID_VALUE = re.compile(r"(?:^|:)\s*([-+]?[0-9][0-9.,]*\s*%?)")


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The event in the body. Raises Malformed when it has no name."""
    body = parse_object(payload)
    told = {_plain(key): value for key, value in body.items()}
    name = _one(told, "eventname", "triggername", "alertsubject", "subject", "name", "problem", "trigger")
    if not name:
        raise Malformed("event_name: neither it nor a trigger name says what is wrong")
    name = _HEAD.sub("", name)
    host = _one(told, "hostname", "host", "hosthost", "hostvisiblename")
    labels = _labels(told)
    service, reason = reading.service_in(labels, noun="tag")
    if not service and (named := _one(told, "servicename")):
        service, reason = named, "service from the Zabbix service"
    state, state_reason = _state(told)
    claim, claim_reasons = claimed.claimed_in(
        {"severity": _one(told, "eventseverity", "triggerseverity", "severity", "eventnseverity", "triggernseverity")
         or _one(told, "priority")}, _SCALE
    )  # fmt: skip
    trigger = _one(told, "triggerid")
    value, threshold, number_reason = _numbers(told, name)
    started_at, zone_reason = _when(told, "event")
    ended_at, _ = _when(told, "eventrecovery")
    return (
        reading.finish(
            source=SOURCE,
            identity=["trigger", trigger, host] if trigger else ["name", name, host],
            state=state,
            received_at=received_at,
            raw=body,
            name=name,
            service=service,
            resource=host or _one(told, "hostip"),
            claim=claim,
            summary=_one(told, "alertmessage", "message", "eventopdata", "triggerdescription", limit=500),
            value=value,
            threshold=threshold,
            started_at=started_at,
            ended_at=ended_at if state == "resolved" else None,
            links=(
                told.get("triggerurl"),
                told.get("eventurl"),
                told.get("url"),
                told.get("link"),
                told.get("zabbixurl"),
            ),
            labels=labels,
            reasons=(reason, *claim_reasons, state_reason, number_reason, zone_reason),
            is_service_inferred=reason == "service from the Zabbix service",
        ),
    )


def _plain(key: Any) -> str:
    return re.sub(r"[^a-z0-9]", "", str(key).lower())


def _one(told: dict[str, Any], *keys: str, limit: int = 200) -> str:
    return fields.first(*(told.get(key) for key in keys), limit=limit)


def _labels(told: dict[str, Any]) -> dict[str, str]:
    """Tags under any of their macros; one that did not resolve is none."""
    for key in ("eventtagsjson", "eventtags", "eventrecoverytags", "tags"):
        value = told.get(key)
        if isinstance(value, str) and not fields.text(value, 2000):
            continue
        if found := fields.labels(_tags(value)):
            return found
    return {}


def _tags(value: Any) -> dict[str, str]:
    if isinstance(value, str) and value.lstrip().startswith("["):  # {EVENT.TAGSJSON}
        try:
            return fields.tags(json.loads(value))
        except (ValueError, RecursionError):
            return {}
    return fields.tags(value)


def _state(told: dict[str, Any]) -> tuple[reading.State, str]:
    for key in ("eventvalue", "eventstatus", "triggerstatus", "triggervalue", "eventrecoveryvalue", "status", "state"):
        word = _one(told, key).lower()
        if word in _RESOLVED:
            return "resolved", ""
        if word in _FIRING:
            return "firing", ""
    subject = _one(told, "alertsubject", "subject", "eventname").lower()
    if subject.startswith("resolved"):
        return "resolved", "resolved by its subject, no status is given"
    if _one(told, "eventrecoveryid", "eventrecoverydate"):
        return "resolved", "resolved by its recovery event, no status is given"
    return "firing", "" if subject.startswith("problem") else "no status is given, read as firing"


def _numbers(told: dict[str, Any], name: str) -> tuple[float | None, float | None, str]:
    """(value, threshold, reason): the item's value, else the one the operational data opens with."""
    # {ITEM.VALUE1}-{ITEM.VALUE9}: of the first, second .. item of the trigger.
    value = fields.number(_one(told, "itemvalue", "itemlastvalue", "itemvalue1", "itemlastvalue1", "value"))
    said = _SAID_VALUE.search(_one(told, "eventopdata", "opdata"))
    if value is None and said:
        value = fields.number(said[1])
    declared = fields.number(_one(told, "threshold"))
    if declared is not None:
        return value, declared, ""
    for key in ("triggerexpressionexplain", "triggerexpression"):
        if (compared := amounts.limit_in(_one(told, key, limit=2000))) is not None:
            return value, compared, "threshold from the trigger's expression"
    if (named := _NAMED.search(name)) and (compared := amounts.limit_in(named[0])) is not None:
        return value, compared, "threshold from the trigger's name"
    spoken = limit_said(name)
    return value, spoken, "threshold from the trigger's name" if spoken is not None else ""


def _when(told: dict[str, Any], what: str) -> tuple[datetime | None, str]:
    """
    (time, reason) of {EVENT.TIMESTAMP}, or of {EVENT.DATE} "2026.11.22" and {EVENT.TIME} "03:00:00", the server's zone
    taken as UTC.
    """
    if (at := fields.moment(told.get(f"{what}timestamp"))) is not None:
        return at, ""
    date, time = _one(told, f"{what}date"), _one(told, f"{what}time")
    line = f"{date} {time}".strip() if date else ""
    at = fields.moment(line)
    return at, "times carry no zone and are read as UTC" if at is not None and times.is_naive(line) else ""
