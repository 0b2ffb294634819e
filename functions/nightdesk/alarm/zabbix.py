"""
Zabbix's webhook media type. Its body is a template too: keys come as `event_value`, `EVENT.VALUE` or `eventValue`, and
macros that did not resolve ({EVENT.TAGS}, *UNKNOWN*) count as missing.

https://www.zabbix.com/documentation/current/en/manual/config/notifications/media/webhook
"""

import json
import re
from datetime import datetime
from typing import Any

from nightdesk.alarm import claimed, fields, reading
from nightdesk.alarm.alarm import Alarm
from nightdesk.alarm.payload import parse_object
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


def read(payload: bytes | str, *, received_at: datetime) -> tuple[Alarm, ...]:
    """The event in the body. Raises Malformed when it has no name."""
    body = parse_object(payload)
    told = {_plain(key): value for key, value in body.items()}
    name = _one(told, "eventname", "triggername", "alertsubject", "subject", "name", "problem")
    if not name:
        raise Malformed("event_name: neither it nor a trigger name says what is wrong")
    name = re.sub(r"^(?:Problem|Resolved(?: in [^:]{1,40})?)\s*:\s*", "", name)
    host = _one(told, "hostname", "host", "hosthost", "hostvisiblename")
    labels = fields.labels(_tags(told.get("eventtags", told.get("tags"))))
    service, reason = reading.service_in(labels, noun="tag")
    spoken = _one(told, "eventvalue", "eventstatus", "triggerstatus", "status", "triggervalue").lower()
    resolved = spoken in _RESOLVED or (bool(_one(told, "eventrecoveryid")) and spoken not in _FIRING)
    claim, claim_reasons = claimed.claimed_in(
        {"severity": _one(told, "eventseverity", "triggerseverity", "severity", "eventnseverity", "priority")}, _SCALE
    )
    trigger = _one(told, "triggerid")
    return (
        reading.finish(
            source=SOURCE,
            identity=["trigger", trigger, host, labels] if trigger else ["name", name, host, labels],
            state="resolved" if resolved else "firing",
            received_at=received_at,
            raw=body,
            name=name,
            service=service,
            resource=host,
            claim=claim,
            summary=_one(told, "alertmessage", "message", "eventopdata", "triggerdescription", limit=500),
            value=fields.number(_one(told, "itemvalue", "itemlastvalue", "value")),
            started_at=_when(told, "event"),
            ended_at=_when(told, "eventrecovery") if resolved else None,
            links=(told.get("triggerurl"), told.get("eventurl"), told.get("url"), told.get("zabbixurl")),
            labels=labels,
            reasons=(reason, *claim_reasons, "" if spoken else "no status is given, read as firing"),
        ),
    )


def _plain(key: Any) -> str:
    return re.sub(r"[^a-z0-9]", "", str(key).lower())


def _one(told: dict[str, Any], *keys: str, limit: int = 200) -> str:
    return fields.first(*(told.get(key) for key in keys), limit=limit)


def _tags(value: Any) -> dict[str, str]:
    if isinstance(value, str) and value.lstrip().startswith("["):  # {EVENT.TAGSJSON}
        try:
            return fields.tags(json.loads(value))
        except (ValueError, RecursionError):
            return {}
    return fields.tags(value)


def _when(told: dict[str, Any], what: str) -> datetime | None:
    """{EVENT.TIMESTAMP}, or {EVENT.DATE} "2026.11.22" and {EVENT.TIME} "03:00:00", the server's zone taken as UTC."""
    stamped = told.get(f"{what}timestamp")
    if stamped is not None:
        return fields.moment(stamped)
    date, time = _one(told, f"{what}date").replace(".", "-"), _one(told, f"{what}time")
    return fields.moment(f"{date} {time}".strip()) if date else None
