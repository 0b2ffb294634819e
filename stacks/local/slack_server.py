"""Slack's Web API as far as the desk uses it: one workspace, one channel. https://docs.slack.dev/reference/methods"""

import asyncio
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from stacks.local.broken import broken_off
from stacks.local.faults import NoticeFault

Fault = Callable[[], NoticeFault | None]


@dataclass
class SlackMessage:
    """thread_ts: of the message it stands under, "" when it stands by itself."""

    ts: str
    text: str
    thread_ts: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    blocks: list[Any] = field(default_factory=list)

    def shown(self, *, with_metadata: bool) -> dict[str, Any]:
        """As the API shows it."""
        told: dict[str, Any] = {"type": "message", "ts": self.ts, "text": self.text, "bot_id": "B0NIGHT"}
        if self.thread_ts:
            told["thread_ts"] = self.thread_ts
        if with_metadata and self.metadata:
            told["metadata"] = self.metadata
        return told


class SlackServer:
    """A token that is changed to "" is revoked."""

    def __init__(self, *, token: str, channel: str = "C0NIGHTDESK", fault: Fault = lambda: None) -> None:
        self.token, self.channel = token, channel
        self.messages: list[SlackMessage] = []
        self.calls: list[str] = []
        self._fault = fault
        self._last = 0.0

    def routes(self) -> list[Route]:
        """Below /api/."""
        methods = {
            "auth.test": self.auth_test,
            "chat.postMessage": self.post_message,
            "chat.update": self.update,
            "conversations.history": self.history,
            "conversations.replies": self.replies,
        }
        return [Route(f"/{name}", self._asked(name, does), methods=["GET", "POST"]) for name, does in methods.items()]

    def _asked(self, name: str, does: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
        async def answer(request: Request) -> Response:
            self.calls.append(name)
            fault = self._fault()
            if fault is not None:
                await asyncio.sleep(fault.latency_s)
            if fault is not None and not fault.after_accept:
                return self._wrong(fault)
            told = await _told(request)
            if not self.token or request.headers.get("authorization") != f"Bearer {self.token}":
                return JSONResponse({"ok": False, "error": "invalid_auth" if self.token else "token_revoked"})
            said = does(told)
            return self._wrong(fault) if fault is not None else JSONResponse(said)

        return answer

    def _wrong(self, fault: NoticeFault) -> Response:
        if fault.error:
            return JSONResponse({"ok": False, "error": fault.error})
        if not fault.status:
            return broken_off()
        headers = {"Retry-After": str(fault.retry_after_s)} if fault.retry_after_s is not None else {}
        error = "ratelimited" if fault.status == 429 else "internal_error"
        return JSONResponse({"ok": False, "error": error}, fault.status, headers=headers)

    def auth_test(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"ok": True, "user": "nightdesk", "team": "Acme", "user_id": "U0NIGHT"}

    def post_message(self, told: dict[str, Any]) -> dict[str, Any]:
        if told.get("channel") != self.channel:
            return {"ok": False, "error": "channel_not_found"}
        if not told.get("text") and not told.get("blocks"):
            return {"ok": False, "error": "no_text"}
        message = SlackMessage(
            ts=self._next(),
            text=str(told.get("text") or ""),
            thread_ts=str(told.get("thread_ts") or ""),
            metadata=_json(told.get("metadata")) or {},
            blocks=_json(told.get("blocks")) or [],
        )
        self.messages.append(message)
        return {"ok": True, "channel": self.channel, "ts": message.ts, "message": message.shown(with_metadata=False)}

    def update(self, told: dict[str, Any]) -> dict[str, Any]:
        found = next((one for one in self.messages if one.ts == told.get("ts")), None)
        if told.get("channel") != self.channel:
            return {"ok": False, "error": "channel_not_found"}
        if found is None:
            return {"ok": False, "error": "message_not_found"}
        found.text = str(told.get("text") or "")
        return {"ok": True, "channel": self.channel, "ts": found.ts, "text": found.text}

    def history(self, told: dict[str, Any]) -> dict[str, Any]:
        return self._listed(told, [one for one in reversed(self.messages) if not one.thread_ts])

    def replies(self, told: dict[str, Any]) -> dict[str, Any]:
        thread = str(told.get("ts"))
        if not any(one.ts == thread for one in self.messages):
            return {"ok": False, "error": "thread_not_found"}
        return self._listed(told, [one for one in self.messages if thread in {one.ts, one.thread_ts}])

    def _listed(self, told: dict[str, Any], found: list[SlackMessage]) -> dict[str, Any]:
        if told.get("channel") != self.channel:
            return {"ok": False, "error": "channel_not_found"}
        since = float(told.get("oldest") or 0)
        newer = [one for one in found if float(one.ts) >= since]
        start, limit = int(told.get("cursor") or 0), int(told.get("limit") or 100)
        shown = newer[start : start + limit]
        cursor = str(start + limit) if start + limit < len(newer) else ""
        wanted = str(told.get("include_all_metadata")).lower() in {"1", "true"}
        return {
            "ok": True,
            "messages": [one.shown(with_metadata=wanted) for one in shown],
            "has_more": bool(cursor),
            "response_metadata": {"next_cursor": cursor},
        }

    def _next(self) -> str:
        """Now, and later than the one before."""
        self._last = max(time.time(), self._last + 0.000001)
        return f"{self._last:.6f}"


async def _told(request: Request) -> dict[str, Any]:
    """Arguments come as JSON, as a form or in the query."""
    body = await request.body()
    if "json" in request.headers.get("content-type", ""):
        read: dict[str, Any] = json.loads(body or b"{}")
        return read
    from urllib.parse import parse_qsl

    return dict(request.query_params) | dict(parse_qsl(body.decode()))


def _json(told: Any) -> Any:
    return json.loads(told) if isinstance(told, str) else told
