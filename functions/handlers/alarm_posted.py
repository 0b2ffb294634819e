"""POST /alarms/{source}: Alertmanager, Grafana, Datadog, ... post their alarms here, and SNS does over HTTPS."""

import base64
import hashlib
import hmac
import json
from typing import Any

from aws_lambda_powertools import Logger

from nightdesk import wiring
from nightdesk.alarm.readers.registry import READERS, read, why_quiet
from nightdesk.alarm.reading.reading import clock_ahead
from nightdesk.alarm.sns.trust import is_sns
from nightdesk.channel.webhook import path, raw_body
from nightdesk.desk.alarms.heartbeats import beat
from nightdesk.desk.alarms.raise_alarm import kept_unread
from nightdesk.errors import BadSignature, Malformed, UnknownSource
from nightdesk.runbook.heartbeat import named
from nightdesk.shelf import shelf

log = Logger()
FROM_AWS = {"cloudwatch", "eventbridge"}
"""What SNS delivers. SNS can send no header of ours, so its signature stands in for the token."""


def handler(event: dict[str, Any], _context: object) -> dict[str, Any]:
    """202 with what became of each alarm; 401, 403, 404 or 422 with the reason. What a known sender posts is kept."""
    source = path(event).rsplit("/", 1)[-1]
    if path(event).rstrip("/").split("/")[-3:-1] == ["alarms", "heartbeat"]:
        return _beat(source, event.get("headers") or {})
    known = READERS.keys() | shelf().sources.keys()
    if source not in known:
        return _answer(404, {"error": f"no alarm reader is called {source[:40]!r}", "known": sorted(known)})
    raw = _body(event)
    if source in FROM_AWS and is_sns(raw):
        return _from_sns(source, raw)
    if not _may_post(source, event.get("headers") or {}):
        return _answer(
            401, {"error": f"needs the token of source {source} as Authorization: Bearer, or as the password of Basic"}
        )
    # The sender's retry carries the same bytes: within the minute, the same body is the same delivery.
    minute = f"{wiring.kit().now():%Y%m%d%H%M}"
    return _take(source, raw, delivery=f"{source}:{hashlib.sha256(raw).hexdigest()[:24]}:{minute}")


def _beat(name: str, headers: dict[str, str]) -> dict[str, Any]:
    """A sign of life. Its token may be its own or the one that all heartbeats share; whatever it posts is not read."""
    if not (_may_post(f"heartbeat-{name}", headers) or _may_post("heartbeat", headers)):
        return _answer(401, {"error": "needs the token of source heartbeat as Authorization: Bearer"})
    heartbeat = named(shelf().heartbeats, name)
    if heartbeat is None:
        return _answer(404, {"error": f"no heartbeat is called {name[:40]!r} in runbooks/heartbeats.yaml"})
    next_by = beat(wiring.kit(), heartbeat)
    log.info("heartbeat", extra={"heartbeat": name})
    return _answer(202, {"heartbeat": name, "next_by": next_by.isoformat()})


def _body(event: dict[str, Any]) -> bytes:
    """The posted bytes. What claims to be base64 and is not is taken as it stands: it must not be lost for that."""
    try:
        return raw_body(event)
    except ValueError:
        return str(event.get("body")).encode(errors="surrogatepass")


def _from_sns(source: str, raw: bytes) -> dict[str, Any]:
    """A message of one of our topics, or its offer of a subscription, which is accepted."""
    gate = wiring.sns_gate()
    try:
        message = gate.read(raw)
        if message.type == "SubscriptionConfirmation":
            gate.confirm(message)
    except (BadSignature, UnknownSource) as error:
        log.warning("SNS message refused", extra={"why": str(error)})
        return _answer(403, {"error": str(error)})
    except Malformed as error:
        return _answer(422, {"error": str(error)})
    if message.type != "Notification":
        log.info("SNS subscription", extra={"type": message.type, "topic": message.topic})
        return _answer(200, {"subscription": message.type})
    return _take(source, raw, delivery=f"sns:{message.id}")


def _take(source: str, raw: bytes, *, delivery: str) -> dict[str, Any]:
    kit, catalogue = wiring.kit(), shelf().catalogue
    try:
        alarms = read(source, raw, received_at=kit.now(), mappings=shelf().sources)
    except Malformed as error:
        text = raw.decode(errors="replace")
        alarm = kept_unread(kit, source=source, raw=text, why=str(error), once=delivery)
        (unread,) = wiring.intake().take(kit, catalogue, [(alarm, delivery)])
        log.warning("alarm unreadable", extra={"source": source, "why": str(error), "incident": unread.incident})
        return _answer(422, {"error": str(error), "incident": unread.incident})
    if not alarms and (quiet := why_quiet(source, raw)):
        log.info("no alarm", extra={"source": source, "why": quiet})
        return _answer(202, {"alarms": [], "ignored": quiet})
    deliveries = [(alarm, f"{delivery}:{i}") for i, alarm in enumerate(alarms)]
    raised = wiring.intake().take(kit, catalogue, deliveries)
    if ahead := clock_ahead(alarms):
        log.warning("sender's clock ahead", extra={"source": source, "seconds": ahead})
        wiring.measure("SenderClockAhead", ahead, "Seconds", source=source)
    log.info("alarms posted", extra={"source": source, "outcomes": [one.outcome for one in raised]})
    outcomes = [{"outcome": one.outcome, "incident": one.incident, "why": one.why} for one in raised]
    return _answer(202, {"alarms": outcomes})


def _may_post(source: str, headers: dict[str, str]) -> bool:
    token = wiring.secret(wiring.settings().alarm_tokens_secret).get(source, "")
    sent = next((value for name, value in headers.items() if name.lower() == "authorization"), "")
    scheme, _, told = sent.strip().partition(" ")
    if scheme.lower() == "basic":  # all that some senders can do: any user, the token as the password
        told = _password(told)
    elif scheme.lower() != "bearer":
        told = sent
    return bool(token) and hmac.compare_digest(told.strip().encode(errors="replace"), token.encode())


def _password(told: str) -> str:
    try:
        return base64.b64decode(told, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def _answer(status: int, body: dict[str, Any]) -> dict[str, Any]:
    return {"statusCode": status, "headers": {"content-type": "application/json"}, "body": json.dumps(body)}
