"""
What PagerDuty posts to us: the signature first, then what somebody there did to an incident of ours.

https://developer.pagerduty.com/docs/verifying-webhook-signatures and /docs/webhooks-overview (v3)
"""

import hashlib
import hmac
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from nightdesk.errors import BadSignature, Malformed
from nightdesk.incident.desk import IncidentId

HEADER = "x-pagerduty-signature"
_OURS = re.compile(r"INC-\d{6,}")
_DONE: dict[str, Literal["acknowledged", "resolved"]] = {
    "incident.acknowledged": "acknowledged",
    "incident.resolved": "resolved",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """
    Somebody did something there. called: who they are there (id, name), empty when it was no person: our own events
    come back as an integration's. id: of the delivery's event, the same when it is delivered again.
    """

    id: str
    what: Literal["acknowledged", "resolved", "other"]
    incident: IncidentId | None
    called: tuple[str, ...]
    at: datetime


def verify(body: bytes, header: str, secrets: Sequence[str]) -> None:
    """Raises BadSignature unless one of the signatures (v1=hex, by commas) was made with one of the secrets."""
    sent = [one.strip().removeprefix("v1=") for one in header.split(",") if one.strip().startswith("v1=")]
    if not sent or not any(secrets):
        raise BadSignature("no v1 signature, or no secret to check it with")
    made = [hmac.new(secret.encode(), body, hashlib.sha256).hexdigest() for secret in secrets if secret]
    if not any(hmac.compare_digest(mine, theirs.lower()) for mine in made for theirs in sent if theirs.isascii()):
        raise BadSignature("signed with no secret of ours")


def read(body: bytes) -> Said:
    """What was said. Raises Malformed naming the field."""
    try:
        posted: Any = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed("the body is not JSON") from error
    event = posted.get("event") if isinstance(posted, dict) else None
    if not isinstance(event, dict):
        raise Malformed("event: is missing")
    event_id, kind = event.get("id"), event.get("event_type")
    if not (isinstance(event_id, str) and event_id and isinstance(kind, str)):
        raise Malformed("event.id and event.event_type: must be strings")
    data = event.get("data")
    key = data.get("incident_key") if isinstance(data, dict) else None
    return Said(
        id=event_id[:100],
        what=_DONE.get(kind, "other"),
        incident=IncidentId(key) if isinstance(key, str) and _OURS.fullmatch(key) else None,
        called=_called(event.get("agent")),
        at=_time(event.get("occurred_at")),
    )


def _called(agent: Any) -> tuple[str, ...]:
    if not isinstance(agent, dict) or agent.get("type") not in {"user_reference", "user"}:
        return ()
    told = (agent.get(name) for name in ("id", "summary", "name", "email"))
    return tuple(dict.fromkeys(name[:100] for name in told if isinstance(name, str) and name))


def _time(told: Any) -> datetime:
    try:
        at = datetime.fromisoformat(str(told).replace("Z", "+00:00"))
    except ValueError as error:
        raise Malformed("event.occurred_at: is not a time") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)
