"""
PagerDuty's Events API v2, the reading half of its REST API, and its v3 webhooks, as far as the desk uses them.

https://developer.pagerduty.com/docs/events-api-v2-overview, /api-reference/3a6b910f11050-list-all-of-the-on-calls,
/docs/webhooks-overview. Signatures are computed here, so that a mistake shared with the desk's verifier would show.
"""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from stacks.local.broken import broken_off
from stacks.local.faults import NoticeFault

STATES = {"acknowledge": "acknowledged", "resolve": "resolved"}
SEVERITIES = {"critical", "error", "warning", "info"}
MOST_ON_A_PAGE = 100
Post = Callable[[bytes, Mapping[str, str]], Awaitable[int]]
"""Posts a webhook's body and headers; returns the status of the answer."""
Fault = Callable[[], NoticeFault | None]


@dataclass
class PagerDutyIncident:
    """One incident there. events: everything the Events API took for it."""

    id: str
    key: str
    status: Literal["triggered", "acknowledged", "resolved"] = "triggered"
    events: list[dict[str, Any]] = field(default_factory=list)


class PagerDutyServer:
    """One account: one integration, one REST key, one webhook subscription, some schedules."""

    def __init__(
        self,
        *,
        routing_key: str,
        api_key: str,
        webhook_secret: str,
        post: Post | None = None,
        fault: Fault = lambda: None,
    ) -> None:
        self.routing_key, self.api_key, self.webhook_secret = routing_key, api_key, webhook_secret
        self.incidents: list[PagerDutyIncident] = []
        self.on_calls: list[dict[str, Any]] = []
        self.asked: list[str] = []
        self._post, self._fault = post, fault
        self._posting: set[asyncio.Task[int]] = set()

    def routes(self) -> list[Route]:
        """Below the base of either API."""
        return [
            Route("/v2/enqueue", self.enqueue, methods=["POST"]),
            Route("/oncalls", self.list_on_calls, methods=["GET"]),
            Route("/abilities", self.list_abilities, methods=["GET"]),
        ]

    async def enqueue(self, request: Request) -> Response:
        """POST /v2/enqueue. 202 with the dedup key, 400 with what is wrong with the event."""
        fault = self._fault()
        if fault and not fault.after_accept:
            return await answer_of(fault)
        try:
            event: Any = json.loads(await request.body())
        except ValueError:
            event = None
        wrong = _wrong_with(event)
        if not wrong and event["routing_key"] != self.routing_key:
            wrong = ["'routing_key' is invalid"]
        if wrong:
            return JSONResponse({"status": "invalid event", "message": "Event object is invalid", "errors": wrong}, 400)
        key = event.get("dedup_key") or secrets.token_hex(16)
        self._take(event, key)
        if fault:
            return await answer_of(fault)
        return JSONResponse({"status": "success", "message": "Event processed", "dedup_key": key}, 202)

    async def list_on_calls(self, request: Request) -> Response:
        """GET /oncalls, in pages."""
        if (refusal := await self._refusal(request)) is not None:
            return refusal
        query = request.query_params
        wanted = query.getlist("schedule_ids[]")
        known = {row["schedule"]["id"] for row in self.on_calls}
        if wanted and not set(wanted) & known:
            return JSONResponse({"error": {"message": "Not Found", "code": 2100}}, 404)
        rows = [row for row in self.on_calls if not wanted or row["schedule"]["id"] in wanted]
        offset, limit = int(query.get("offset", 0)), min(int(query.get("limit", 25)), MOST_ON_A_PAGE)
        shown = rows[offset : offset + limit]
        more = offset + limit < len(rows)
        return JSONResponse({"oncalls": shown, "offset": offset, "limit": limit, "more": more, "total": None})

    async def list_abilities(self, request: Request) -> Response:
        """GET /abilities."""
        return await self._refusal(request) or JSONResponse({"abilities": ["sso", "teams"]})

    async def act(
        self, key: str, what: Literal["acknowledge", "resolve"], *, user: str, user_id: str = "PUSER01"
    ) -> int:
        """Somebody presses a button there. Returns the status the desk answered the webhook with."""
        incident = self._open(key)
        if incident is None:
            return 404
        incident.status = STATES[what]  # type: ignore[assignment]  # the two of them
        agent = {"id": user_id, "type": "user_reference", "summary": user}
        return await self._tell(incident, agent)

    def _open(self, key: str) -> PagerDutyIncident | None:
        return next((one for one in reversed(self.incidents) if one.key == key and one.status != "resolved"), None)

    def _take(self, event: dict[str, Any], key: str) -> None:
        action, incident = event["event_action"], self._open(key)
        if incident is None:
            if action != "trigger":
                return  # there is nothing to acknowledge or resolve: taken, and nothing happens
            incident = PagerDutyIncident(id=f"Q{secrets.token_hex(6).upper()}", key=key)
            self.incidents.append(incident)
        incident.events.append(event)
        if action != "trigger" and incident.status != STATES[action]:
            incident.status = STATES[action]  # type: ignore[assignment]  # the two of them
            ours = {"id": "PINTEG1", "type": "inbound_integration_reference", "summary": "Nightdesk"}
            posting = asyncio.get_running_loop().create_task(self._tell(incident, ours))
            self._posting.add(posting)
            posting.add_done_callback(self._posting.discard)

    async def _tell(self, incident: PagerDutyIncident, agent: dict[str, str]) -> int:
        body = webhook(incident, agent)
        return await self._post(body, {"X-PagerDuty-Signature": sign(body, self.webhook_secret)}) if self._post else 0

    async def _refusal(self, request: Request) -> Response | None:
        self.asked.append(str(request.url.query))
        if (fault := self._fault()) is not None:
            return await answer_of(fault)
        if request.headers.get("authorization") != f"Token token={self.api_key}":
            return JSONResponse({"error": {"message": "Unauthorized", "code": 2006}}, 401)
        return None


def webhook(incident: PagerDutyIncident, agent: Mapping[str, str], *, event_id: str = "", at: str = "") -> bytes:
    """The body of one v3 webhook delivery."""
    event = {
        "id": event_id or secrets.token_hex(13).upper(),
        "event_type": f"incident.{incident.status}",
        "resource_type": "incident",
        "occurred_at": at or datetime.now(UTC).isoformat().replace("+00:00", "Z"),
        "agent": dict(agent),
        "client": None,
        "data": {
            "id": incident.id,
            "type": "incident",
            "html_url": f"https://acme.pagerduty.com/incidents/{incident.id}",
            "number": 2,
            "status": incident.status,
            "incident_key": incident.key,
            "title": incident.events[0]["payload"]["summary"] if incident.events else "",
            "urgency": "high",
        },
    }
    return json.dumps({"event": event}).encode()


def sign(body: bytes, *webhook_secrets: str) -> str:
    """The signature header: one for each secret that holds."""
    return ",".join(f"v1={hmac.new(key.encode(), body, hashlib.sha256).hexdigest()}" for key in webhook_secrets)


async def answer_of(fault: NoticeFault) -> Response:
    """What goes wrong instead of the answer."""
    await asyncio.sleep(fault.latency_s)
    if not fault.status:
        return broken_off()
    headers = {"Retry-After": str(fault.retry_after_s)} if fault.retry_after_s is not None else {}
    return JSONResponse({"error": {"message": "told to fail", "code": 2020}}, fault.status, headers=headers)


def _wrong_with(event: Any) -> list[str]:
    if not isinstance(event, dict):
        return ["the body is not a JSON object"]
    wrong = [f"'{name}' is missing or blank" for name in ("routing_key", "event_action") if not event.get(name)]
    action = event.get("event_action")
    if action not in {"trigger", *STATES}:
        wrong.append("'event_action' is invalid")
    if action == "trigger":
        payload = event.get("payload")
        payload = payload if isinstance(payload, dict) else {}
        wrong += [f"'payload.{n}' is missing or blank" for n in ("summary", "source", "severity") if not payload.get(n)]
        if payload.get("severity") not in SEVERITIES:
            wrong.append("'payload.severity' is invalid (must be one of: critical, warning, error, info)")
        if len(payload.get("summary") or "") > 1024:
            wrong.append("'payload.summary' is too long")
    elif not event.get("dedup_key"):
        wrong.append("'dedup_key' is missing or blank")
    return wrong
